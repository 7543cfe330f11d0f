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

import copy
import math
import queue
import threading
import time
from pathlib import Path

import numpy as np
import torch

from grid_detector import GridDetector, cells
from grid_loss import detection_loss


def train(data, classes, checkpoint, minutes=30.0, steps=None, batch=16, seed=1, learning_rate=2e-3, width=1.0, start=None, log=print, loss=detection_loss):
    """Trains until `minutes` of this machine's time (or `steps`) are used and returns the averaged model.

    The learning rate warms up and falls as a cosine over that budget. `checkpoint` is written every minute; when it
    exists, training goes on from it. `start` is a state to begin from (fine-tuning). With `steps` and one thread the
    result follows from the seed.
    """
    torch.manual_seed(seed)
    model = GridDetector(classes, width).to(memory_format=torch.channels_last)
    half = fast_half_precision()
    if start is not None:
        model.load_state_dict(start, strict=False)
    average = copy.deepcopy(model).eval()
    optimiser = torch.optim.AdamW(_groups(model), lr=learning_rate)
    step, used = 0, 0.0
    if Path(checkpoint).exists():
        saved = torch.load(checkpoint, map_location='cpu')
        model.load_state_dict(saved['model'])
        average.load_state_dict(saved['average'])
        optimiser.load_state_dict(saved['optimiser'])
        step, used = saved['step'], saved['used']
        log(f'goes on from step {step}')
    batches = _ahead(_batches(data, batch))
    began = last_save = last_log = time.monotonic()
    spent = lambda: used + time.monotonic() - began
    progress = lambda: step / steps if steps else spent() / (minutes * 60)
    recent, grids = [], {}
    model.train()
    while progress() < 1:
        pictures, targets = next(batches)
        size = pictures.shape[2:]
        grid = grids.setdefault(size, cells(*size))
        for group in optimiser.param_groups:
            group['lr'] = learning_rate * min(1, (step + 1) / 200) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1, progress()))) / 2)
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=half):
            raw = model(pictures)
        error, parts = loss(raw.float(), grid, targets)
        optimiser.zero_grad(set_to_none=True)
        error.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimiser.step()
        step += 1
        _follow(average, model, min(0.998, (1 + step) / (10 + step)))
        recent.append(parts)
        now = time.monotonic()
        if now - last_log > 30:
            means = {name: round(float(np.mean([p[name] for p in recent])), 3) for name in parts}
            log(f'step {step}  {spent() / 60:.1f} min  {len(recent) * batch / (now - last_log):.1f} pictures/s  {means}', flush=True)
            recent, last_log = [], now
        if now - last_save > 60:
            _save(checkpoint, model, average, optimiser, step, spent())
            last_save = now
    _save(checkpoint, model, average, optimiser, step, spent())
    return average


def load_trained(checkpoint, classes, width=1.0):
    """The averaged model of a checkpoint, for evaluation or export."""
    model = GridDetector(classes, width)
    model.load_state_dict(torch.load(checkpoint, map_location='cpu')['average'])
    return model.eval()


def fast_half_precision():
    """Whether this processor multiplies bfloat16 natively: it then trains twice as fast, and the weights stay float32."""
    cpu = Path('/proc/cpuinfo')
    return cpu.exists() and 'avx512_bf16' in cpu.read_text(encoding='utf-8')


def to_input(rgb):
    """Float CHW in 0..1 from uint8 HWC, the same normalisation as in the exported graph."""
    return torch.from_numpy(np.ascontiguousarray(rgb)).permute(2, 0, 1).float() / 255


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
        yield pictures, targets


def _ahead(batches, depth=4):
    """The same batches, prepared by a thread; its error is raised here."""
    waiting = queue.Queue(depth)

    def prepare():
        try:
            for item in batches:
                waiting.put(item)
            waiting.put(StopIteration('the data set ended'))
        except Exception as error:
            waiting.put(error)

    threading.Thread(target=prepare, daemon=True).start()
    while True:
        item = waiting.get()
        if isinstance(item, Exception):
            raise RuntimeError('the data set failed') from item
        yield item


def _groups(model):
    decayed = [p for p in model.parameters() if p.ndim > 1]
    free = [p for p in model.parameters() if p.ndim <= 1]
    return [{'params': decayed, 'weight_decay': 0.02}, {'params': free, 'weight_decay': 0.0}]


@torch.no_grad()
def _follow(average, model, keep):
    for slow, fast in zip(average.state_dict().values(), model.state_dict().values()):
        if slow.dtype.is_floating_point:
            slow.mul_(keep).add_(fast, alpha=1 - keep)
        else:
            slow.copy_(fast)


def _save(path, model, average, optimiser, step, used):
    partial = f'{path}.partial'
    state = {'model': model.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step, 'used': used}
    torch.save(state, partial)
    Path(partial).replace(path)
