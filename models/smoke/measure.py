"""Measures a trained checkpoint on held-out rendered pictures: the card's tables. `python measure.py --work /tmp/smoke`

Beside average precision it counts what a duty officer feels: plumes found by their size, and quiet pictures that alarm.
`--frames FOLDER` prints, for real pictures in the order of their names, the best smoke and flame of each.
"""

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'training')]

from augment import letterboxed  # noqa: E402
from evaluate import detect, evaluate, overlap_of, report  # noqa: E402
from picture_store import StoredPictures  # noqa: E402
from train_detector import load_trained  # noqa: E402

from train import CLASSES, SCORE, WIDTH  # noqa: E402

SIZES_PX = ((5, 12), (12, 24), (24, 60), (60, 1000))
INPUT = (640, 384)


def corners(row):
    return (row[0], row[1], row[0] + row[2], row[1] + row[3])


def plumes_by_size(model, pictures, score=SCORE):
    """For each size class [found, all]: a plume is found when a smoke box covers it by a fifth or more."""
    counts = {size: [0, 0] for size in SIZES_PX}
    for rgb, boxes in pictures:
        picture, truth = letterboxed(rgb, boxes, *INPUT)
        answers = [row for row in detect(model, picture) if row[4] == 0 and row[5] >= score]
        for row in (row for row in truth if row[4] == 0):
            for low, high in SIZES_PX:
                if low <= max(row[2:4]) < high:
                    counts[low, high][1] += 1
                    counts[low, high][0] += any(overlap_of(corners(row), corners(answer)) >= 0.2 for answer in answers)
    return counts


def quiet_alarms(model, pictures, score=SCORE):
    """(quiet pictures in which something is detected, quiet pictures)."""
    alarms = quiet = 0
    for rgb, boxes in pictures:
        if len(boxes) == 0:
            picture, _ = letterboxed(rgb, boxes, *INPUT)
            quiet += 1
            alarms += any(row[5] >= score for row in detect(model, picture))
    return alarms, quiet


def best_of_frames(model, folder):
    """Per picture of a folder: (name, best smoke score, its box in source pixels, best flame score)."""
    for path in sorted(p for p in Path(folder).iterdir() if p.suffix.lower() in ('.jpg', '.jpeg', '.png')):
        bgr = cv2.imread(str(path))
        picture, _ = letterboxed(np.ascontiguousarray(bgr[..., ::-1]), [], *INPUT)
        factor = min(INPUT[0] / bgr.shape[1], INPUT[1] / bgr.shape[0])
        best = {0: (0.0, None), 1: (0.0, None)}
        for row in detect(model, picture, score=0.02):
            if row[5] > best[row[4]][0]:
                best[row[4]] = (row[5], [round(float(v) / factor) for v in row[:4]])
        yield path.name, best[0][0], best[0][1], best[1][0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--work', type=Path, default=Path('/tmp/smoke'))
    arguments.add_argument('--frames', type=Path)
    asked = arguments.parse_args()
    model = load_trained(asked.work / 'smoke.pt', len(CLASSES), WIDTH)
    if asked.frames:
        for name, smoke, box, flame in best_of_frames(model, asked.frames):
            print(f'{name}  smoke {smoke:.2f} {box}  flame {flame:.2f}')
        return
    store = StoredPictures(asked.work / 'held')
    held = [store[i] for i in range(len(store))]
    print(report(evaluate(model, held), CLASSES, SCORE))
    for (low, high), (found, total) in plumes_by_size(model, held).items():
        print(f'plumes of {low}..{high} px: {found} of {total} found')
    alarms, quiet = quiet_alarms(model, held)
    print(f'quiet pictures with an alarm: {alarms} of {quiet}')


if __name__ == '__main__':
    main()
