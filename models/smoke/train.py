"""Trains the smoke and flame detector on rendered countryside and writes model.onnx and model.json beside this file.

    python train.py --work /tmp/smoke --pictures 3000 --minutes 40

First the pictures are rendered into the work folder (what is there already is kept; they may also be rendered by other
processes meanwhile, since each round reads the folders anew), then the model is trained on cuts of them, exported and
measured on held-out rendered views. `--extra FOLDER` mixes in labelled pictures of one's own, stored as
`models/training/picture_store.py` does (class 0 smoke, 1 flame).
"""

import argparse
import sys
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'training'), str(HERE.parents[1] / 'geodata' / 'footage' / 'hills')]

from augment import PAD, augmented  # noqa: E402
from centre_loss import centre_loss  # noqa: E402
from evaluate import evaluate, report  # noqa: E402
from export_onnx import export_detector, write_manifest  # noqa: E402
from picture_store import StoredPictures, mixed, store_pictures, stored_count  # noqa: E402
from train_detector import load_trained, train  # noqa: E402

CLASSES = ('smoke', 'flame')
WIDTH = 0.5
SCORE = 0.35
CUT = (320, 192)
FAINT_LEVELS = 6
MURKY_DEVIATION = 11
LARGEST_SHARE = 0.45
TRAIN_SEEDS, HELD_SEED = (1, 2), 99


def render(work, count, held):
    """Renders what is missing of the training folders and of the held-out one."""
    from pictures import pictures

    wanted = [(f'train{seed}', seed, count // len(TRAIN_SEEDS)) for seed in TRAIN_SEEDS] + [('held', HELD_SEED, held)]
    for name, seed, size in wanted:
        have = stored_count(work / name)
        if have < size:
            store_pictures(work / name, islice(pictures(seed + 1000 * have), size - have))


def rounds(folders, seed):
    """Endless pictures in random order; each round begins with whatever the folders hold by then, and memory keeps them."""
    kept = {}
    while True:
        store = StoredPictures(*folders)
        for index in np.random.default_rng(seed).permutation(len(store)):
            name = store.items[index][0]
            if name not in kept:
                labelled = store[int(index)]
                kept[name] = labelled if is_plain(*labelled) else None
            if kept[name] is not None:
                yield kept[name]
        seed += 1


def aimed(pictures, seed):
    """Cuts out of pictures, most of them around a plume or flame: a plume is a small part of what a tower sees."""
    random = np.random.default_rng(seed)
    for rgb, boxes in pictures:
        aims = [boxes[i] for i in random.permutation(len(boxes))[:2]] + [None]
        for aim in aims if random.random() < 0.5 else aims[:1]:
            yield cut_around(random, rgb, boxes, aim)


def is_plain(rgb, boxes):
    """Whether somebody could point at all that is labelled: neither drowned in haze or night nor spread over half the picture."""
    if rgb.std() < MURKY_DEVIATION or any(max(w, h) > LARGEST_SHARE * rgb.shape[1] for _, _, w, h, label in boxes if label == 0):
        return False
    soft = cv2.GaussianBlur(rgb, (0, 0), 1.2).astype(np.float32)
    for x, y, w, h, label in boxes:
        middle = soft[int(y + 0.25 * h) : int(y + 0.75 * h) + 1, int(x + 0.25 * w) : int(x + 0.75 * w) + 1].reshape(-1, 3)
        around = soft[max(0, int(y - 0.3 * h) - 2) : int(y + 1.3 * h) + 3, max(0, int(x - 0.3 * w) - 2) : int(x + 1.3 * w) + 3].reshape(-1, 3)
        if label == 0 and np.abs(np.median(middle, 0) - np.median(around, 0)).max() < FAINT_LEVELS:
            return False
    return True


def cut_around(random, rgb, boxes, aim):
    """A part of the picture with the training cut's shape and its boxes; an object of which hardly anything is left is greyed out."""
    height, width = rgb.shape[:2]
    wide = min(width, int(CUT[0] * np.exp(random.uniform(-0.2, 0.45))))
    tall = min(height, int(wide * CUT[1] / CUT[0]))
    x, y = random.uniform(0, width), random.uniform(0, height)
    if aim is not None:
        x, y = aim[0] + aim[2] / 2 + random.uniform(-0.5, 0.5) * wide, aim[1] + aim[3] / 2 + random.uniform(-0.5, 0.5) * tall
    left, top = int(np.clip(x - wide / 2, 0, width - wide)), int(np.clip(y - tall / 2, 0, height - tall))
    cut, kept = rgb[top : top + tall, left : left + wide].copy(), []
    for bx, by, bw, bh, label in boxes:
        x1, y1, x2, y2 = max(bx - left, 0), max(by - top, 0), min(bx + bw - left, wide), min(by + bh - top, tall)
        if x2 <= x1 or y2 <= y1:
            continue
        if (x2 - x1) * (y2 - y1) >= min(0.15 * bw * bh, 600):
            kept.append([x1, y1, x2 - x1, y2 - y1, label])
        else:
            cut[int(y1) : int(y2) + 1, int(x1) : int(x2) + 1] = PAD
    return cut, np.asarray(kept, np.float32).reshape(-1, 5)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--work', type=Path, default=Path('/tmp/smoke'))
    arguments.add_argument('--pictures', type=int, default=3000)
    arguments.add_argument('--held', type=int, default=150)
    arguments.add_argument('--minutes', type=float, default=40)
    arguments.add_argument('--extra', type=Path)
    arguments.add_argument('--export-only', action='store_true', help='export and measure the checkpoint as it is')
    asked = arguments.parse_args()
    if not asked.export_only:
        render(asked.work, asked.pictures, asked.held)
        rendered = rounds([asked.work / f'train{seed}' for seed in TRAIN_SEEDS], seed=1)
        data = mixed(3, (rendered, 0.75), (StoredPictures(asked.extra).shuffled(2), 0.25)) if asked.extra else rendered
        cuts = augmented(aimed(data, seed=4), *CUT, seed=1, scale=(0.9, 1.15), colour=0.25, coarse=0.35)
        train(cuts, len(CLASSES), asked.work / 'smoke.pt', minutes=asked.minutes, batch=8, seed=1, learning_rate=1.5e-3, width=WIDTH, loss=centre_loss)
    model = load_trained(asked.work / 'smoke.pt', len(CLASSES), WIDTH)
    export_detector(model, HERE / 'model.onnx')
    write_manifest(HERE, 'smoke', '1.0.0', 'smoke', CLASSES, score=SCORE)
    held = StoredPictures(asked.work / 'held')
    print(report(evaluate(model, (held[i] for i in range(len(held)))), CLASSES, SCORE))


if __name__ == '__main__':
    main()
