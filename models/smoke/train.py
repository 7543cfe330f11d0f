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

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'training'), str(HERE.parents[1] / 'geodata' / 'footage' / 'hills')]

from augment import augmented  # noqa: E402
from evaluate import evaluate, report  # noqa: E402
from export_onnx import export_detector, write_manifest  # noqa: E402
from picture_store import StoredPictures, mixed, store_pictures, stored_count  # noqa: E402
from train_detector import load_trained, train  # noqa: E402

CLASSES = ('smoke', 'flame')
WIDTH = 0.5
SCORE = 0.35
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
    """Endless pictures in random order; each round begins with whatever the folders hold by then."""
    while True:
        store = StoredPictures(*folders)
        yield from islice(store.shuffled(seed), len(store))
        seed += 1


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
        cuts = augmented(data, 256, 160, seed=1, scale=(1.2, 2.7), colour=0.5, coarse=0.5)
        train(cuts, len(CLASSES), asked.work / 'smoke.pt', minutes=asked.minutes, batch=16, seed=1, width=WIDTH)
    model = load_trained(asked.work / 'smoke.pt', len(CLASSES), WIDTH)
    export_detector(model, HERE / 'model.onnx')
    write_manifest(HERE, 'smoke', '1.0.0', 'smoke', CLASSES, score=SCORE)
    held = StoredPictures(asked.work / 'held')
    print(report(evaluate(model, (held[i] for i in range(len(held)))), CLASSES, SCORE))


if __name__ == '__main__':
    main()
