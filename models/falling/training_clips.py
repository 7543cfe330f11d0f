"""Clips to harvest training crops from: invented façades with many throws at once, and with all that is none.

    python3 -m models.falling.training_clips OUT --first 100 --count 60 [--backgrounds DIR]

Each clip is 64 frames of 720p H.264 with a .json of its truth. Every third has no throw but many distractors; with
`--backgrounds` (real recordings whose licence allows it) every fourth shows throws before a real recording instead.
"""

import argparse
import json
import os

import numpy as np

from geodata.footage.facades.facade_scene import FacadeScene
from geodata.footage.facades.grey_look import GreyLook
from geodata.footage.facades.random_scenes import random_spec, random_throws
from geodata.footage.facades.real_backgrounds import RealBackground, find_backgrounds, to_linear, to_luma
from geodata.footage.facades.validation import NEGATIVES, QUIET, Encoder

SIZE, FRAMES = (1280, 720), 64


def make_clip(path: str, seed: int, background: str | None) -> list[list[float]]:
    """Writes one clip; returns its truth as rows of (seconds, x, y, size, contrast) in pixels."""
    rng = np.random.default_rng(seed)
    fps = float(rng.choice([15, 20, 25, 25, 25, 30]))
    seconds = FRAMES / fps
    is_negative = background is None and seed % 3 == 0
    wanted = {}
    if is_negative:
        wanted = dict(NEGATIVES[str(rng.choice(list(NEGATIVES)))][0])
        wanted.pop("weather", None)
        for name in ("birds", "insects", "leaves", "glares"):  # many of them in a short time
            wanted[name] = int(rng.integers(0, 12))
    spec, dim = random_spec(rng, seed, seconds, SIZE, "day" if background else None, **(QUIET if background else wanted))
    throws = [] if is_negative else random_throws(rng, spec, seconds, int(rng.integers(6, 22)))
    scene = None if background else FacadeScene(spec, throws)
    behind = RealBackground(background, SIZE) if background else None
    first = to_linear(behind.luma(0))[..., 0] if behind else scene.static[..., 0]
    look = GreyLook(rng, first, dim)
    encoder = Encoder(path, SIZE, fps, int(rng.uniform(1200, 4500)))
    rows = []
    for number in range(FRAMES):
        at = number / fps
        if scene:
            linear, seen = scene.frame(at)
            dx, dy = look.shift(at)
            seen = [place for _, *place in seen]
            encoder.write(look.expose(linear[..., 0], at))
        else:
            linear, (dx, dy) = to_linear(behind.luma(number)), (0.0, 0.0)
            light = float(np.percentile(linear[::4, ::4], 80))
            seen = [place for place in (item.blend(linear, spec.camera, at, spec.exposure_seconds, (0, 0), light) for item in throws) if place]
            encoder.write(to_luma(linear) if behind.is_video else look.expose(linear[..., 0], at))
            if not behind.is_video:
                dx, dy = look.shift(at)
        rows += [[round(float(value), 3) for value in (at, x + dx, y + dy, size, contrast)] for x, y, size, contrast in seen]
    encoder.finish()
    return rows


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--first", type=int, default=100)
    arguments.add_argument("--count", type=int, default=60)
    arguments.add_argument("--backgrounds")
    given = arguments.parse_args()
    os.makedirs(given.out, exist_ok=True)
    backgrounds = find_backgrounds(given.backgrounds) if given.backgrounds else []
    for seed in range(given.first, given.first + given.count):
        path = os.path.join(given.out, f"{seed:05d}.mp4")
        if not os.path.exists(path + ".json"):
            background = backgrounds[seed // 4 % len(backgrounds)] if backgrounds and seed % 4 == 1 else None
            rows = make_clip(path, seed, background)
            with open(path + ".json", "w", encoding="utf-8") as file:
                json.dump({"rows": rows}, file)
            print(seed, background or "", len(rows), flush=True)
