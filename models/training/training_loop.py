"""The one training loop: AdamW, a warm start, a cosine over the budget, a slow average of the weights, a checkpoint every minute.

    model = train_network(network, batches, loss, checkpoint='/tmp/lanes.pt', minutes=25)      # goes on from its checkpoint

`batches` is an endless iterator of tuples whose first part is the pictures (float NCHW in 0..1); `loss(output, *rest)`
returns the error and its named parts, which are logged. Start it with `OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive nice -n 19`.
"""

import copy
import math
import queue
import threading
import time
from pathlib import Path

import numpy as np
import torch

LOG_SECONDS, SAVE_SECONDS = 30, 60
LEAST_RATE = 0.02


def train_network(model, batches, loss, checkpoint, minutes=30.0, steps=None, rate=2e-3, warm_steps=200, slowest_average=0.998, log=print):
    """Trains until `minutes` of this machine's time (or `steps`) are used and returns the averaged network.

    `checkpoint` is written every minute; when it exists, training goes on from it. With `steps` and one thread the
    result follows from the seed.
    """
    model = model.to(memory_format=torch.channels_last)
    half = fast_half_precision()
    average = copy.deepcopy(model).eval()
    optimiser = torch.optim.AdamW(_groups(model), lr=rate)
    step, used = 0, 0.0
    if Path(checkpoint).exists():
        saved = torch.load(checkpoint, map_location='cpu')
        model.load_state_dict(saved['model'])
        average.load_state_dict(saved['average'])
        optimiser.load_state_dict(saved['optimiser'])
        step, used = saved['step'], saved['used']
        log(f'goes on from step {step}')
    batches = _ahead(batches)
    began = last_save = last_log = time.monotonic()
    spent = lambda: used + time.monotonic() - began
    progress = lambda: step / steps if steps else spent() / (minutes * 60)
    recent, shown = [], 0
    model.train()
    while progress() < 1:
        pictures, *wanted = next(batches)
        for group in optimiser.param_groups:
            group['lr'] = rate * min(1, (step + 1) / warm_steps) * (LEAST_RATE + (1 - LEAST_RATE) * (1 + math.cos(math.pi * min(1, progress()))) / 2)
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=half):
            output = model(pictures)
        error, parts = loss(output.float(), *wanted)
        optimiser.zero_grad(set_to_none=True)
        error.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        step += 1
        shown += len(pictures)
        _follow(average, model, min(slowest_average, (1 + step) / (10 + step)))
        recent.append(parts)
        now = time.monotonic()
        if now - last_log > LOG_SECONDS:
            means = {name: round(float(np.mean([p[name] for p in recent])), 4) for name in parts}
            log(f'step {step}  {spent() / 60:.1f} min  {shown / (now - last_log):.1f} pictures/s  {means}', flush=True)
            recent, shown, last_log = [], 0, now
        if now - last_save > SAVE_SECONDS:
            _save(checkpoint, model, average, optimiser, step, spent())
            last_save = now
    _save(checkpoint, model, average, optimiser, step, spent())
    return average


def fast_half_precision():
    """Whether this processor multiplies bfloat16 natively: it then trains twice as fast, and the weights stay float32."""
    cpu = Path('/proc/cpuinfo')
    return cpu.exists() and 'avx512_bf16' in cpu.read_text(encoding='utf-8')


def to_input(rgb):
    """Float CHW in 0..1 from uint8 HWC, the same normalisation as in the exported graph."""
    return torch.from_numpy(np.ascontiguousarray(rgb)).permute(2, 0, 1).float() / 255


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
