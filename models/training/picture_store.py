"""Labelled pictures on disk: one JPEG each and one labels.jsonl, so that rendering or labelling happens once.

A labelled picture is a pair (uint8 HxWx3 RGB, float32 n x 5 rows of [x, y, w, h, class]) in the picture's pixels.
"""

import json
from pathlib import Path

import cv2
import numpy as np


def store_pictures(folder, pictures, quality=92):
    """Appends labelled pictures to a folder and returns how many it now holds; an interrupted run can go on."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    count = stored_count(folder)
    with open(folder / 'labels.jsonl', 'a', encoding='utf-8') as labels:
        for rgb, boxes in pictures:
            name = f'{count:06d}.jpg'
            cv2.imwrite(str(folder / name), rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
            rows = [[round(float(value), 2) for value in row] for row in np.asarray(boxes).reshape(-1, 5)]
            labels.write(json.dumps({'file': name, 'boxes': rows}) + '\n')
            labels.flush()
            count += 1
    return count


def stored_count(folder):
    labels = Path(folder) / 'labels.jsonl'
    return sum(1 for _ in open(labels, encoding='utf-8')) if labels.exists() else 0


class StoredPictures:
    """Random access to a folder's labelled pictures: `len(pictures)`, `pictures[i] -> (rgb, boxes)`."""

    def __init__(self, *folders):
        self.folders = [Path(folder) for folder in folders]
        self.items = []
        self.read()

    def read(self):
        """Reads the folders' labels anew: a folder may still be growing."""
        self.items = []
        for folder in self.folders:
            with open(folder / 'labels.jsonl', encoding='utf-8') as labels:
                lines = [line for line in labels if line.endswith('\n')]
            self.items += [(folder / item['file'], item['boxes']) for item in map(json.loads, lines)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        path, boxes = self.items[index]
        bgr = cv2.imread(str(path))
        if bgr is None:
            raise OSError(f'{path} is not a readable picture')
        return np.ascontiguousarray(bgr[..., ::-1]), np.asarray(boxes, np.float32).reshape(-1, 5)

    def shuffled(self, seed):
        """An endless iterator in random order, a new order and a new look at the folders each round."""
        random = np.random.default_rng(seed)
        while True:
            self.read()
            for index in random.permutation(len(self.items)):
                yield self[int(index)]


def mixed(seed, *weighted):
    """An endless iterator over several endless ones; `weighted` are pairs (iterator, weight)."""
    random = np.random.default_rng(seed)
    weights = np.array([weight for _, weight in weighted], float)
    weights /= weights.sum()
    while True:
        yield next(weighted[int(random.choice(len(weighted), p=weights))][0])
