"""Trains and exports the vehicle detector on rendered streets (geodata/footage/lanes).

    python3 models/vehicles/train.py render --folder /tmp/lanes --first 1000 --streets 200   # once; several may run at a time
    python3 models/vehicles/train.py train --folder /tmp/lanes --minutes 40                  # goes on from its checkpoint
    python3 models/vehicles/train.py export --folder /tmp/lanes --score 0.4                  # model.onnx, model.json and scores

Pictures lie in FOLDER/t*/ to train and FOLDER/held/ to measure: other seeds, so other streets, cameras and vehicles.
`--extra` names further folders of labelled pictures (picture_store.py) to mix in with half the weight.
"""

import argparse
import sys
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'training'), str(HERE.parents[1] / 'geodata/footage/lanes')]

from augment import augmented
from evaluate import evaluate, report
from export_onnx import export_detector, write_manifest
from picture_store import StoredPictures, mixed, store_pictures
from train_detector import load_trained, train

CLASSES = ['car', 'truck', 'bus', 'motorbike', 'person', 'obstruction']
HELD_OUT_SEED = 9000
CUT = (320, 192)
INPUT = (416, 256)


def render(arguments):
    from training_pictures import training_pictures

    part = 'held' if arguments.first >= HELD_OUT_SEED else f't{arguments.first}'
    count = store_pictures(Path(arguments.folder) / part, training_pictures(arguments.first, arguments.streets))
    print(count, 'pictures in', part)


def fit(arguments):
    torch.set_num_threads(arguments.threads)
    folders = sorted(Path(arguments.folder).glob('t*/'))
    rendered = augmented(StoredPictures(*folders).shuffled(arguments.seed), *CUT, seed=arguments.seed, scale=(0.75, 1.6))
    sources = [(rendered, 1.0)]
    if arguments.extra:
        extra = StoredPictures(*arguments.extra).shuffled(arguments.seed)
        sources.append((augmented(extra, *CUT, seed=arguments.seed, scale=(0.75, 1.6)), 0.5))
    train(mixed(arguments.seed, *sources), len(CLASSES), Path(arguments.folder) / 'vehicles.pt', arguments.minutes, batch=arguments.batch, seed=arguments.seed, learning_rate=1.2e-3)


def export(arguments):
    model = load_trained(Path(arguments.folder) / 'vehicles.pt', len(CLASSES))
    held = StoredPictures(Path(arguments.folder) / 'held')
    print(report(evaluate(model, (held[i] for i in range(len(held))), *INPUT), CLASSES, arguments.score))
    export_detector(model, HERE / 'model.onnx', *INPUT)
    write_manifest(HERE, 'vehicles', arguments.version, 'vehicles', CLASSES, arguments.score, width=INPUT[0], height=INPUT[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('step', choices=['render', 'train', 'export'])
    parser.add_argument('--folder', required=True)
    parser.add_argument('--first', type=int, default=1000)
    parser.add_argument('--streets', type=int, default=60)
    parser.add_argument('--minutes', type=float, default=40)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--extra', nargs='*', default=[])
    parser.add_argument('--score', type=float, default=0.4)
    parser.add_argument('--version', default='1.0.0')
    arguments = parser.parse_args()
    {'render': render, 'train': fit, 'export': export}[arguments.step](arguments)


if __name__ == '__main__':
    main()
