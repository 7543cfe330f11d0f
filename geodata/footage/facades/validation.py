"""Renders a validation set for high-rise throwing, with its truth.json, into a folder.

    python3 -m geodata.footage.facades.validation OUT --positives 40 --negative-minutes 12 [--backgrounds DIR --composites 20]

Positives are throws before invented façades and, with `--backgrounds`, before real recordings (whatever videos and
pictures lie in that folder). Negatives are all that moves before a façade and is no throw. Encoded as cameras do:
H.264 with 1.5 to 4 Mb/s at 720p, more for more pixels. Clips that exist already are kept, so a run can be resumed.
"""

import argparse
import json
import os
import subprocess

import numpy as np

from .facade_scene import FacadeScene
from .grey_look import GreyLook
from .random_scenes import random_spec, throws_one_by_one
from .real_backgrounds import RealBackground, find_backgrounds, to_linear, to_luma

SIZES = [(1280, 720), (1920, 1080), (2560, 1440)]
QUIET = dict(birds=0, insects=0, leaves=0, rain_drops=0, snow_flakes=0, busy=0.1)
# what each kind of negative adds to a quiet façade, and what its camera does
NEGATIVES = {
    "wind-leaves": (dict(leaves=26, tree=("left", 0.4)), {}), "rain": (dict(weather="rain", rain_drops=700), {}),
    "snow": (dict(weather="snow", snow_flakes=700), {}), "night": (dict(weather="night", glares=3), {}),
    "dusk": (dict(weather="dusk", birds=3, insects=3), {}), "glare": (dict(weather="day", glares=14), {}),
    "lens-insects": (dict(lens_insects=3, insects=10), {}), "shake": (dict(tree=("right", 0.2)), dict(shake_px=2.5, jolts=True)),
    "birds": (dict(weather="day", birds=16), {}), "aircraft": (dict(weather="day", aircraft=5, birds=2), {}),
    "laundry": (dict(weather="overcast", busy=1.0, leaves=3), {}),
}  # fmt: skip
SMALLEST_PX = 3.0


class Encoder:
    """Grey frames in, an MP4 as a camera would have sent it out."""

    def __init__(self, path: str, size: tuple[int, int], fps: float, bitrate_kbps: int):
        self.path, (width, height) = path, size
        command = ["ffmpeg", "-v", "error", "-y", "-threads", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}", "-r", str(fps), "-i", "-",
                   "-pix_fmt", "yuv420p", "-c:v", "libx264", "-threads", "1", "-preset", "veryfast", "-bf", "0", "-g", str(int(2 * fps)),
                   "-b:v", f"{bitrate_kbps}k", "-maxrate", f"{int(bitrate_kbps * 1.5)}k", "-bufsize", f"{bitrate_kbps * 2}k", path + ".partial.mp4"]  # fmt: skip
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE)

    def write(self, luma: np.ndarray) -> None:
        self.process.stdin.write(np.ascontiguousarray(luma).tobytes())

    def finish(self) -> None:
        self.process.stdin.close()
        if self.process.wait() != 0:
            raise RuntimeError(f"the encoder ended with {self.process.returncode}")
        os.replace(self.path + ".partial.mp4", self.path)


def events_of(tracks: list[list], sizes: list[list], kinds: list[str]) -> list[dict]:
    """Truth of what was seen: first and last moment, the track, and how large and clear it was."""
    events = []
    for track, size, kind in zip(tracks, sizes, kinds):
        if track:
            median = np.median(np.array(size), 0)
            events.append({
                "class": "drop", "kind": kind, "t_first": round(track[0][0], 3), "t_end": round(track[-1][0], 3),
                "size_px": round(float(median[0]), 1), "contrast": round(float(median[1]), 2),
                "track": [[round(t, 3), round(x, 1), round(y, 1)] for t, x, y in track],
            })  # fmt: skip
    return events


def write_facade_clip(path: str, seed: int, seconds: float, throw_count: int, negative: str | None) -> dict:
    """One clip before an invented façade; returns its entry of the truth."""
    rng = np.random.default_rng(seed)
    size = SIZES[int(rng.choice(3, p=[0.7, 0.22, 0.08]))] if throw_count else SIZES[0]
    fps = float(rng.choice([25, 25, 30]))
    wanted, camera_wanted = NEGATIVES[negative] if negative else ({}, {})
    wanted = dict(wanted)
    weather = wanted.pop("weather", None)
    spec, dim = random_spec(rng, seed, seconds, size, weather, **({**QUIET, **wanted} if negative else {}))
    scene = FacadeScene(spec)
    throws = throws_one_by_one(rng, spec, scene.tree, seconds, throw_count, SMALLEST_PX) if throw_count else []
    scene.thrown = throws
    look = GreyLook(rng, scene.static[..., 0], dim, **camera_wanted)
    encoder = Encoder(path, size, fps, int(rng.uniform(1500, 4000) * size[0] * size[1] / 921600))
    tracks, sizes = [[] for _ in throws], [[] for _ in throws]
    for number in range(int(seconds * fps)):
        at = number / fps
        linear, seen = scene.frame(at)
        dx, dy = look.shift(at)
        for index, x, y, size_px, contrast in seen:
            tracks[index].append([at, x + dx, y + dy])
            sizes[index].append([size_px, contrast])
        encoder.write(look.expose(linear[..., 0], at))
    encoder.finish()
    conditions = [negative] if negative else [name for name, has in (("rain", spec.rain_drops), ("snow", spec.snow_flakes), ("tree", spec.tree)) if has]
    return entry_of(path, size, fps, seconds, conditions, events_of(tracks, sizes, [item.kind for item in throws]))


def write_composite(path: str, background: str, seed: int, seconds: float) -> dict:
    """Throws before a real recording, which is scaled to 720p; a still picture is given a camera's noise and shake."""
    rng = np.random.default_rng(seed)
    size, fps = SIZES[0], 25.0
    behind = RealBackground(background, size)
    spec, _ = random_spec(rng, seed, seconds, size, "day", **QUIET)
    throws = throws_one_by_one(rng, spec, None, seconds, int(rng.integers(1, 3)), SMALLEST_PX)
    brightness = float(np.percentile(to_linear(behind.luma(0)), 80))
    look = GreyLook(rng, to_linear(behind.luma(0))[..., 0], 1.0)
    encoder = Encoder(path, size, fps, int(rng.uniform(1500, 4000)))
    tracks, sizes = [[] for _ in throws], [[] for _ in throws]
    for number in range(int(seconds * fps)):
        at = number / fps
        linear = to_linear(behind.luma(number))
        dx, dy = (0.0, 0.0) if behind.is_video else look.shift(at)
        for index, item in enumerate(throws):
            place = item.blend(linear, spec.camera, at, spec.exposure_seconds, (0, 0), brightness)
            if place and 0 <= place[0] < size[0] and 0 <= place[1] < size[1]:
                tracks[index].append([at, place[0] + dx, place[1] + dy])
                sizes[index].append([place[2], place[3]])
        encoder.write(to_luma(linear) if behind.is_video else look.expose(linear[..., 0], at))
    encoder.finish()
    conditions = ["composite", os.path.basename(background)]
    return entry_of(path, size, fps, seconds, conditions, events_of(tracks, sizes, [item.kind for item in throws]))


def entry_of(path: str, size, fps: float, seconds: float, conditions: list[str], events: list[dict]) -> dict:
    return {
        "file": os.path.basename(path), "kind": "positive" if events else "negative", "size": list(size), "fps": fps,
        "duration_s": round(seconds, 3), "conditions": conditions, "events": events,
    }  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--positives", type=int, default=40)
    arguments.add_argument("--negative-minutes", type=float, default=11)
    arguments.add_argument("--backgrounds")
    arguments.add_argument("--composites", type=int, default=24)
    arguments.add_argument("--seed", type=int, default=50000)
    given = arguments.parse_args()
    os.makedirs(given.out, exist_ok=True)
    jobs = []
    for i in range(given.positives):
        jobs.append((f"drop-{i:03d}", lambda path, i=i: write_facade_clip(path, given.seed + i, 9.0, 1 + i % 2, None)))
    backgrounds = find_backgrounds(given.backgrounds) if given.backgrounds else []
    for i in range(given.composites if backgrounds else 0):
        jobs.append((f"composite-{i:03d}", lambda path, i=i: write_composite(path, backgrounds[i % len(backgrounds)], given.seed + 1000 + i, 9.0)))
    for i in range(int(given.negative_minutes * 2)):
        name = list(NEGATIVES)[i % len(NEGATIVES)]
        jobs.append((f"quiet-{i:03d}-{name}", lambda path, i=i, name=name: write_facade_clip(path, given.seed + 2000 + i, 30.0, 0, name)))
    for name, job in jobs:
        path = os.path.join(given.out, f"{name}.mp4")
        if not os.path.exists(path + ".json"):
            entry = job(path)
            with open(path + ".json", "w", encoding="utf-8") as file:
                json.dump(entry, file)
            print(name, len(entry["events"]), flush=True)
    entries = []
    for name, _ in jobs:
        with open(os.path.join(given.out, f"{name}.mp4.json"), encoding="utf-8") as file:
            entries.append(json.load(file))
    truth = {"convention": "source pixels, seconds from the clip's start", "scene": "high-rise-throwing", "clips": entries}
    with open(os.path.join(given.out, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(truth, file)


if __name__ == "__main__":
    main()
