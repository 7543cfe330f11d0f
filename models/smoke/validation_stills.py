"""Writes held-out single pictures with their truth, for `npm run models:evaluate` and `curve.ts`.

    python validation_stills.py OUTDIR --photos FIRE_8_FOLDER --rendered 300

`photos/` holds the photographs of the scenes kept from training, `rendered/` views and laid-in fires of other seeds.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent / "data")]
from backdrops import backdrop  # noqa: E402
from laid import boxes_of, unstretched, with_fires  # noqa: E402
from photos import read_photos  # noqa: E402
from wisps import wisp  # noqa: E402

SEED = 990_000
SIZES = ((640, 384), (896, 576), (1280, 800))
NAMES = ("smoke", "flame")


class FreshWisps:
    """Plumes made as they are asked for, so that none was seen in training."""

    def wisp(self, random):
        return wisp(random)


def rendered(count):
    """Endless variety cut to `count` pictures: half of them without fire, in three sizes."""
    for number in range(count):
        random = np.random.default_rng([SEED, number])
        made = backdrop(random, *SIZES[number % len(SIZES)])
        if number % 2 == 0:
            yield f"quiet-{number:04d}", made.rgb, []
            continue
        for _ in range(20):
            rgb, shown = with_fires(random, made.rgb, made.skyline, made.light.haze, made.light.level, FreshWisps(), [])
            boxes = boxes_of(shown) if shown is not None else []
            if len(boxes):
                yield f"fire-{number:04d}", rgb, boxes.tolist()
                break


def photographs(folder):
    random = np.random.default_rng(SEED)
    for number, (scene, rgb, boxes) in enumerate(read_photos(folder, held=True)):
        flat = unstretched(random, rgb, 640)
        scale = np.array([flat.shape[1] / rgb.shape[1], flat.shape[0] / rgb.shape[0]] * 2 + [1])
        yield f"{scene}-{number:04d}", flat, [list(row) for row in boxes * scale]


def write_set(folder, pictures):
    """One JPEG each and a truth.json whose every clip is one picture."""
    folder.mkdir(parents=True, exist_ok=True)
    clips = []
    for name, rgb, boxes in pictures:
        cv2.imwrite(str(folder / f"{name}.jpg"), rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])
        events = [{"class": NAMES[int(b[4])], "t_first": 0, "boxes": [{"frame": 0, "bbox": [round(float(v), 1) for v in b[:4]]}]} for b in boxes]
        kind = "positive" if events else "negative"
        clips.append({"file": f"{name}.jpg", "kind": kind, "size": [rgb.shape[1], rgb.shape[0]], **({"events": events} if events else {})})
    (folder / "truth.json").write_text(json.dumps({"scene": "straw-burning", "clips": clips}, indent=1))
    print(f"{folder}: {len(clips)} pictures, {sum(c['kind'] == 'positive' for c in clips)} with fire")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("outdir", type=Path)
    arguments.add_argument("--photos", type=Path)
    arguments.add_argument("--rendered", type=int, default=300)
    asked = arguments.parse_args()
    write_set(asked.outdir / "rendered", rendered(asked.rendered))
    if asked.photos:
        write_set(asked.outdir / "photos", photographs(asked.photos))


if __name__ == "__main__":
    main()
