"""Trains a GridDetector on labelled pictures. How a model's own train.py uses this folder:

    import sys; from pathlib import Path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'training'))
    from train_detector import train
    from augment import augmented
    from picture_store import StoredPictures, store_pictures
    from export_onnx import export_detector, write_manifest
    from evaluate import evaluate, report

    # A data set is an endless iterator of (uint8 HxWx3 RGB, float n x 5 [x, y, w, h, class]), any size of picture.
    store_pictures('/tmp/smoke', render_some(seed=1, count=4000))               # optional: render once, train often
    data = augmented(StoredPictures('/tmp/smoke').shuffled(seed=1), 320, 192, seed=1, scale=(0.5, 1.5))
    model = train(data, classes=2, checkpoint='/tmp/smoke.pt', minutes=25, batch=16, seed=1)   # resumes by itself
    print(report(evaluate(model, held_out_pictures, width=640, height=384), ['smoke', 'flame']))
    export_detector(model, 'model.onnx', width=640, height=384)                 # uint8 NHWC `image` -> `grid`

Training on 320x192 cuts of 640x384 pictures (scale 1.0..2.0 keeps their size) is four times as fast as whole pictures.
Start it with `OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive nice -n 19`.
"""

import numpy as np
import torch

from grid_detector import GridDetector, cells
from grid_loss import detection_loss
from training_loop import to_input, train_network


def train(data, classes, checkpoint, minutes=30.0, steps=None, batch=16, seed=1, learning_rate=2e-3, width=1.0, start=None, log=print, loss=detection_loss):
    """Trains until `minutes` of this machine's time (or `steps`) are used and returns the averaged model.

    `start` is a state to begin from (fine-tuning); a `checkpoint` that exists goes before it.
    """
    torch.manual_seed(seed)
    model = GridDetector(classes, width)
    if start is not None:
        model.load_state_dict(start, strict=False)
    grids = {}

    def error(raw, size, targets):
        return loss(raw, grids.setdefault(size, cells(*size)), targets)

    return train_network(model, _batches(data, batch), error, checkpoint, minutes, steps, learning_rate, log=log)


def load_trained(checkpoint, classes, width=1.0):
    """The averaged model of a checkpoint, for evaluation or export."""
    model = GridDetector(classes, width)
    model.load_state_dict(torch.load(checkpoint, map_location='cpu')['average'])
    return model.eval()


def _batches(data, size):
    data = iter(data)
    while True:
        pairs = [next(data) for _ in range(size)]
        pictures = torch.stack([to_input(rgb) for rgb, _ in pairs]).contiguous(memory_format=torch.channels_last)
        targets = []
        for _, boxes in pairs:
            rows = torch.as_tensor(np.asarray(boxes, np.float32).reshape(-1, 5)).clone()
            rows[:, 2:4] += rows[:, :2]
            targets.append(rows)
        yield pictures, pictures.shape[2:], targets
