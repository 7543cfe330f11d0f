"""Trains the falling-object network on a CPU and exports it.

    python3 -m models.falling.sequences /tmp/falling --first 100 --count 180      # about 10 s each on one core
    python3 -m models.falling.sequences /tmp/falling-held-out --first 9000 --count 10
    python3 -m models.falling.train /tmp/falling --held-out /tmp/falling-held-out --minutes 40 --out models/falling/model.onnx

The same seed, sequences and number of `--steps` give the same weights on one thread; `--minutes` stops on time instead.
"""

import argparse
import glob
import json
import os
import time

import numpy as np
import torch
from torch.nn import functional

from .network import FRAMES, STRIDE, FallingNetwork, export

CROP = 128
SLOWEST_PX, FAINTEST, SMALLEST_PX = 0.7, 0.14, 0.8


def load(folder: str, known: dict) -> dict:
    """All finished sequences of a folder; the ones already in `known` are not read again."""
    for path in sorted(glob.glob(os.path.join(folder, "[0-9]*.npz"))):
        if path not in known and ".partial" not in path:
            with np.load(path) as stored:
                known[path] = (stored["frames"], stored["labels"])
    return known


def target_maps(labels: np.ndarray, height: int, width: int):
    """Heat (1 at an object's cell, a Gaussian around), offset, and weight 0 where nobody could tell."""
    rows, columns = height // STRIDE, width // STRIDE
    heat, offset, weight = np.zeros((rows, columns), np.float32), np.zeros((2, rows, columns), np.float32), np.ones((rows, columns), np.float32)
    grid_y, grid_x = np.mgrid[0:rows, 0:columns]
    for x, y, size, speed, contrast in labels:
        column, row = int(x // STRIDE), int(y // STRIDE)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        far = ((grid_x - column) ** 2 + (grid_y - row) ** 2).astype(np.float32)
        if speed < SLOWEST_PX or contrast < FAINTEST or size < SMALLEST_PX:
            weight[(far < 9) & (heat < 1)] = 0
            continue
        heat = np.maximum(heat, np.exp(-far / (2 * 0.8**2)))
        offset[:, row, column] = x / STRIDE - column - 0.5, y / STRIDE - row - 0.5
        weight[row, column] = 1
    return heat, offset, weight


def sample(rng: np.random.Generator, sequences: list):
    """One crop of five frames with its targets, mirrored, inverted, dimmed or thinned in time at random."""
    frames, labels = sequences[int(rng.integers(len(sequences)))]
    stride = 2 if rng.random() < 0.25 else 1
    newest = int(rng.integers((FRAMES - 1) * stride, len(frames)))
    picked = frames[newest - (FRAMES - 1) * stride : newest + 1 : stride]
    here = labels[labels[:, 0] == newest][:, 1:].copy()
    here[:, 3] *= stride
    height, width = picked.shape[1:]
    if len(here) and rng.random() < 0.6:
        centre = here[int(rng.integers(len(here))), :2] + rng.uniform(-70, 70, 2)
    else:
        centre = rng.uniform(0, 1, 2) * (width, height)
    x0 = int(np.clip(centre[0] - CROP / 2, 0, width - CROP)) // STRIDE * STRIDE
    y0 = int(np.clip(centre[1] - CROP / 2, 0, height - CROP)) // STRIDE * STRIDE
    crop = picked[:, y0 : y0 + CROP, x0 : x0 + CROP].astype(np.float32)
    here[:, 0] -= x0
    here[:, 1] -= y0
    if rng.random() < 0.5:
        crop, here[:, 0] = crop[:, :, ::-1], CROP - here[:, 0]
    if rng.random() < 0.3:
        crop = 255 - crop
    crop = (crop - 128) * rng.uniform(0.6, 1.25) + 128 + rng.uniform(-25, 25)
    if rng.random() < 0.3:
        crop = crop + rng.normal(0, rng.uniform(0.5, 4), crop.shape)
    return np.clip(crop, 0, 255).astype(np.uint8), *target_maps(here, CROP, CROP)


def loss_of(raw: torch.Tensor, heat, offset, weight) -> torch.Tensor:
    """Penalty-reduced focal loss on the heat, L1 on the offsets at objects."""
    p = torch.sigmoid(raw[:, 0]).clamp(1e-5, 1 - 1e-5)
    positive = (heat > 0.999).float()
    near = torch.pow(1 - heat, 4)
    focal = -(positive * (1 - p) ** 2 * torch.log(p) + (1 - positive) * near * p**2 * torch.log(1 - p)) * weight
    count = positive.sum().clamp(min=1)
    shift = (functional.l1_loss(raw[:, 1:], offset, reduction="none") * positive[:, None]).sum()
    return focal.sum() / count + 0.5 * shift / count


def peaks_of(heat: np.ndarray, offset: np.ndarray, threshold: float) -> np.ndarray:
    """Local maxima [n, 3] of (x_px, y_px, score) in the network's picture."""
    pooled = functional.max_pool2d(torch.from_numpy(heat)[None, None], 3, 1, 1)[0, 0].numpy()
    rows, columns = np.nonzero((heat == pooled) & (heat >= threshold))
    shift = offset[:, rows, columns]
    return np.stack([(columns + 0.5 + shift[0]) * STRIDE, (rows + 0.5 + shift[1]) * STRIDE, heat[rows, columns]], 1)


def evaluate(network: FallingNetwork, sequences: list, every: int = 4) -> dict:
    """Recall and false peaks per frame over held-out sequences at several thresholds; distances within 6 px count."""
    network.eval()
    thresholds = (0.2, 0.3, 0.4, 0.5, 0.6)
    found, false, total, frames_seen, errors = np.zeros(5), np.zeros(5), 0, 0, []
    with torch.no_grad():
        for frames, labels in sequences:
            for newest in range(FRAMES - 1, len(frames), every):
                heat, offset = network(torch.from_numpy(frames[newest - FRAMES + 1 : newest + 1])[None])
                here = labels[labels[:, 0] == newest][:, 1:]
                clear = (here[:, 3] >= SLOWEST_PX) & (here[:, 4] >= FAINTEST) & (here[:, 2] >= SMALLEST_PX)
                total, frames_seen = total + int(clear.sum()), frames_seen + 1
                peaks = peaks_of(heat[0, 0].numpy(), offset[0].numpy(), thresholds[0])
                distance = np.hypot(here[:, None, 0] - peaks[None, :, 0], here[:, None, 1] - peaks[None, :, 1])
                for i, threshold in enumerate(thresholds):
                    kept = peaks[:, 2] >= threshold
                    close = distance[:, kept] < 6
                    found[i] += (close.any(1) & clear).sum() if kept.any() else 0
                    false[i] += (~close.any(0)).sum() if len(here) else kept.sum()
                if len(peaks) and clear.any():
                    nearest = distance[clear].min(1)
                    errors.extend(nearest[nearest < 6])
    return {
        "frames": frames_seen, "objects": total, "medianErrorPx": round(float(np.median(errors)), 2) if errors else None,
        **{f"at{t}": {"recall": round(f / max(total, 1), 3), "falsePerFrame": round(b / max(frames_seen, 1), 3)} for t, f, b in zip(thresholds, found, false)},
    }  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--held-out", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--minutes", type=float, default=40)
    arguments.add_argument("--steps", type=int, default=10**9)
    arguments.add_argument("--batch", type=int, default=16)
    arguments.add_argument("--width", type=int, default=16)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = np.random.default_rng(given.seed)
    network = FallingNetwork(given.width)
    average = FallingNetwork(given.width)
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-4)
    known, begun, step, running = load(given.folder, {}), time.time(), 0, 0.0
    while step < given.steps:
        progress = max((time.time() - begun) / 60 / given.minutes, step / given.steps)
        if progress >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * progress)))
        if step % 100 == 0 and given.steps == 10**9:
            load(given.folder, known)
        batch = [sample(rng, list(known.values())) for _ in range(given.batch)]
        crops, heat, offset, weight = (torch.from_numpy(np.stack(part)) for part in zip(*batch))
        network.train()
        loss = loss_of(network.logits(crops), heat, offset, weight)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        decay = min(0.997, (step + 1) / (step + 20))
        with torch.no_grad():
            for kept, fresh in zip(average.state_dict().values(), network.state_dict().values()):
                kept.copy_(kept * decay + fresh * (1 - decay) if kept.dtype.is_floating_point else fresh)
        step, running = step + 1, 0.98 * running + 0.02 * float(loss.detach())
        if step % 50 == 0:
            print(f"{time.time() - begun:.0f} s, step {step}, loss {running:.3f}, {len(known)} sequences", flush=True)
        if step % 500 == 0:
            print(json.dumps(evaluate(average, list(load(given.held_out, {}).values()), 12)), flush=True)
            torch.save(average.state_dict(), given.out + ".pt")
            export(average, given.out)
    export(average, given.out)
    torch.save(average.state_dict(), given.out + ".pt")
    print(json.dumps({"steps": step, "sequences": len(known), **evaluate(average, list(load(given.held_out, {}).values()))}), flush=True)


if __name__ == "__main__":
    main()
