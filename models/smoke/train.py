"""Trains the smoke and flame network and writes model.onnx and model.json beside this file.

    python data/pool.py --work /tmp/smoke --views 1200 --wisps 900                  # rendered views and plumes, once
    python train.py --work /tmp/smoke --photos FIRE_8_FOLDER --minutes 60           # photographs by scene, see data/photos.py
    python train.py --work /tmp/smoke --export-only

`--hills FOLDER …` mixes in whole rendered pictures (`geodata/footage/hills/pictures.py`, stored by
`models/training/picture_store.py`), `--quiet VIDEO …` single frames of videos in which nothing burns. Training can be
stopped and goes on from its checkpoint; without photographs it learns from rendered pictures alone.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np
import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'training'), str(HERE / 'data'), str(HERE)]

from cuts import cell_targets, coloured, cuts, shown_again  # noqa: E402
from export_onnx import sha256  # noqa: E402
from laid import laid_pictures, photo_pictures, unlabelled  # noqa: E402
from photos import flames_of, read_photos  # noqa: E402
from picture_store import StoredPictures, mixed  # noqa: E402
from pool import Pool  # noqa: E402
from smoke_map import STRIDE, SmokeMap, export_map, load_map, map_loss  # noqa: E402
from training_loop import to_input, train_network  # noqa: E402

WIDTH = 0.75
CUT = (320, 192)
BATCH = 16
RATE = 3e-3


def training_cuts(asked, seed):
    """Endless (uint8 RGB, map) of the training's size, from everything there is."""
    photos = read_photos(asked.photos, held=False) if asked.photos else []
    quiet = [rgb for _, rgb, boxes in photos if len(boxes) == 0] + [rgb for video in asked.quiet for rgb in video_stills(video)]
    flames = [flame for _, flame in flames_of(photos)]
    parts = [(laid_pictures(Pool(asked.work), quiet, flames, seed), 0.93 - asked.photo_share if photos else 0.76)]
    if photos:
        parts.append((photo_pictures(photos, seed + 2), asked.photo_share))
    if asked.hills:
        parts.append((unlabelled(StoredPictures(*asked.hills).shuffled(seed + 4)), 0.07))
    made = cuts(mixed(seed + 6, *parts), *CUT, seed=seed + 7)
    return coloured(shown_again(made, seed + 8, keep=1600, times=5), seed + 9)


def video_stills(path, count=24):
    """Frames spread over a video, as RGB."""
    video = cv2.VideoCapture(str(path))
    frames = int(video.get(cv2.CAP_PROP_FRAME_COUNT))
    for k in range(count):
        video.set(cv2.CAP_PROP_POS_FRAMES, int((k + 0.5) * frames / count))
        found, bgr = video.read()
        if found:
            yield np.ascontiguousarray(bgr[..., ::-1])


def batches(pairs):
    pairs = iter(pairs)
    while True:
        chosen = [next(pairs) for _ in range(BATCH)]
        pictures = torch.stack([to_input(rgb) for rgb, _ in chosen]).contiguous(memory_format=torch.channels_last)
        cells = [cell_targets(shown, STRIDE) for _, shown in chosen]
        yield pictures, torch.from_numpy(np.stack([t for t, _ in cells])), torch.from_numpy(np.stack([w for _, w in cells]))


def train_map(pairs, checkpoint, minutes, start=None, seed=1):
    """The averaged map after `minutes`, begun from a state where one is given; see `models/training/training_loop.py`."""
    torch.manual_seed(seed)
    model = SmokeMap(WIDTH)
    if start is not None:
        model.load_state_dict({k: v for k, v in start.items() if k in model.state_dict()}, strict=False)
    return train_network(model, batches(pairs), map_loss, checkpoint, minutes, rate=RATE, warm_steps=60, slowest_average=0.995)


def write_manifest(folder):
    """The shipped manifest with the new weights' hash beside them."""
    manifest = json.loads((HERE / 'model.json').read_text(encoding='utf-8'))
    manifest['sha256'] = sha256(folder / manifest['file'])
    (folder / 'model.json').write_text(json.dumps(manifest, indent=2) + '\n', encoding='utf-8')


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--work', type=Path, default=Path('/tmp/smoke'))
    arguments.add_argument('--photos', type=Path)
    arguments.add_argument('--photo-share', type=float, default=0.17, help='of the pictures that it learns from')
    arguments.add_argument('--hills', type=Path, nargs='*', default=[])
    arguments.add_argument('--quiet', type=Path, nargs='*', default=[])
    arguments.add_argument('--minutes', type=float, default=60)
    arguments.add_argument('--start', type=Path, help='a checkpoint whose backbone to begin from')
    arguments.add_argument('--out', type=Path, default=HERE, help='where model.onnx and model.json go')
    arguments.add_argument('--export-only', action='store_true', help='export the checkpoint as it is')
    asked = arguments.parse_args()
    if not asked.export_only:
        start = torch.load(asked.start, map_location='cpu')['average'] if asked.start else None
        train_map(training_cuts(asked, seed=1), asked.work / 'map.pt', asked.minutes, start)
    asked.out.mkdir(parents=True, exist_ok=True)
    export_map(load_map(asked.work / 'map.pt', WIDTH), asked.out / 'model.onnx')
    write_manifest(asked.out)


if __name__ == '__main__':
    main()
