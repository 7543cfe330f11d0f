"""Writes the rendered validation set of straw burning: time-lapses of one frame a minute, with and without a fire.

    python validation.py OUTDIR --quiet 30 --fires 24 --frames 42

30 × 42 quiet minutes are 21 camera-hours. Every clip is an MP4 of 5 frames a second (one frame is a minute) beside one
`truth.json`. Seeds differ from those of training; the plumes are made here, so that none was seen before.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "common"), str(HERE.parents[2] / "models" / "smoke" / "data")]
from clip_writer import write_clip  # noqa: E402
from compose import lay_smoke  # noqa: E402
from timelapse import CONDITIONS, TimeLapse  # noqa: E402
from wisps import wisp  # noqa: E402

FPS = 5
SIZES = ((768, 480), (960, 600), (832, 624))
FIRST_MINUTE = 14
SEED = 770_000
CLEAR_SHARE = 0.6
TRIES = 4


def conditions_of(number, random):
    """Every condition in turn, and now and then a second one."""
    chosen = [CONDITIONS[number % len(CONDITIONS)]]
    if random.random() < 0.5:
        chosen.append(str(random.choice(CONDITIONS)))
    return chosen


def render(folder, name, seed, burning, frames):
    """One clip and its truth; a fire that nobody could make out in most of its minutes is replaced by another."""
    random = np.random.default_rng([SEED, seed])
    conditions = conditions_of(seed, random)
    if burning:
        conditions = [c for c in conditions if c not in ("night", "chimney")] or ["clouds"]
    lapse = TimeLapse(SEED + seed, *SIZES[seed % len(SIZES)], conditions)
    boxes = []

    def pictures():
        for k in range(frames):
            light = lapse.light_of(k)
            if fire is not None and k >= FIRST_MINUTE:
                light, box = _burning(lapse, light, fire, k)
                if box is not None:
                    boxes.append({"frame": k, "bbox": box})
            yield np.ascontiguousarray(lapse.frame(k, light)[..., ::-1])

    for _ in range(TRIES if burning else 1):
        fire = _any_fire(lapse, random) if burning else None
        boxes.clear()
        write_clip(str(folder / f"{name}.mp4"), pictures(), FPS, lapse.width, lapse.height, bitrate_kbps=2500)
        if len(boxes) >= CLEAR_SHARE * (frames - FIRST_MINUTE):
            break
    clip = {"file": f"{name}.mp4", "kind": "positive" if burning else "negative", "size": [lapse.width, lapse.height], "fps": FPS,
            "duration_s": frames / FPS, "sample_fps": FPS, "conditions": conditions}  # fmt: skip
    if boxes:
        clip["events"] = [{"class": "smoke", "t_first": boxes[0]["frame"] / FPS, "t_end": frames / FPS, "first_frame": boxes[0]["frame"], "boxes": boxes}]
    return clip


def _any_fire(lapse, random):
    x = random.uniform(0.1, 0.9) * lapse.width
    land = lapse.skyline[int(x)]
    return {"sheets": _alike(random), "foot": (x, land + 3 + random.random() ** 1.5 * 0.6 * (lapse.height - land)), "first_px": random.uniform(12, 22),
            "growth": random.uniform(1.15, 1.45), "last_px": random.uniform(60, 200), "seed": int(random.integers(1 << 30))}  # fmt: skip


def _alike(random, count=3):
    """Plumes that lie in one wind: those whose foot is on the same side and that are as wide as tall alike."""
    first = wisp(random)
    chosen = [first]
    while len(chosen) < count:
        other = wisp(random)
        (h1, w1), (h2, w2) = first.depth.shape, other.depth.shape
        if (first.foot[0] / w1 < 0.5) == (other.foot[0] / w2 < 0.5) and abs(np.log(w1 / h1) - np.log(w2 / h2)) < 0.5:
            chosen.append(other)
    return chosen


def _burning(lapse, light, fire, k):
    """The minute's light with the plume in it, and where it shows; a plume keeps its tilt and strength and changes its shape."""
    size = min(fire["last_px"], fire["first_px"] * fire["growth"] ** (k - FIRST_MINUTE))
    same = np.random.default_rng(fire["seed"])
    sheet = fire["sheets"][k % len(fire["sheets"])]
    before = (light * 255).astype(np.float32)
    after, mask = lay_smoke(same, before, lapse.skyline, sheet, size, fire["foot"], np.clip(lapse.light.haze, 0, 1), max(0.35, lapse.light.level))
    if mask is None:
        return after / 255, None
    rows, columns = np.nonzero(mask > 0.4)
    return after / 255, [int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("outdir", type=Path)
    arguments.add_argument("--quiet", type=int, default=30)
    arguments.add_argument("--fires", type=int, default=24)
    arguments.add_argument("--frames", type=int, default=42)
    arguments.add_argument("--begin", type=int, default=0, help="number of the first clip: other numbers are other views, weathers and fires")
    asked = arguments.parse_args()
    asked.outdir.mkdir(parents=True, exist_ok=True)
    clips = []
    for number in range(asked.begin, asked.begin + asked.quiet + asked.fires):
        burning = number >= asked.begin + asked.quiet
        clips.append(render(asked.outdir, f"{'fire' if burning else 'quiet'}-{number:03d}", number, burning, asked.frames))
        truth = {"scene": "straw-burning", "convention": "bbox=[x,y,w,h] px; one frame is one minute", "clips": clips}
        (asked.outdir / "truth.json").write_text(json.dumps(truth, indent=1))
        print(clips[-1]["file"], clips[-1]["conditions"], flush=True)


if __name__ == "__main__":
    main()
