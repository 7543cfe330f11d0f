"""Trains the second look on harvested crops: `python3 -m models.falling.train CROPS --held-out CROPS --minutes 20 --out models/falling/model.onnx`.

Crops come from `models/falling/harvest.ts`. Throws and others are drawn half and half, every clip as often as any other.
The weights' moving average is measured on the held-out clips every two minutes and kept where it is best.
"""

import argparse
import glob
import json
import os
import time

import numpy as np
import torch
from torch.nn import functional

from .network import PLANES, SIDE, FallingNetwork, export


def load(folder: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Crops uint8 [n, 8, 32, 32], labels [n], and the number of the clip that each comes from."""
    crops, labels, clips = [], [], []
    for number, path in enumerate(sorted(glob.glob(os.path.join(folder, "*.labels")))):
        label = np.fromfile(path, np.uint8)
        if len(label):
            crops.append(np.fromfile(path[:-6] + "crops", np.uint8).reshape(-1, PLANES, SIDE, SIDE))
            labels.append(label)
            clips.append(np.full(len(label), number))
    return np.concatenate(crops), np.concatenate(labels), np.concatenate(clips)


class Sampler:
    """Draws a clip, then a crop of it."""

    def __init__(self, crops: np.ndarray, labels: np.ndarray, clips: np.ndarray, rng: np.random.Generator):
        self.crops, self.rng = crops, rng
        self.groups = {wanted: [np.nonzero((labels == wanted) & (clips == clip))[0] for clip in np.unique(clips)] for wanted in (0, 1)}
        self.groups = {wanted: [group for group in groups if len(group)] for wanted, groups in self.groups.items()}

    def batch(self, size: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Half throws, half others; mirrored, inverted, dimmed, dulled and grained at random."""
        picked, wanted = [], np.arange(size) % 2
        for label in wanted:
            groups = self.groups[int(label)]
            group = groups[int(self.rng.integers(len(groups)))]
            crop = self.crops[group[int(self.rng.integers(len(group)))]].astype(np.float32)
            if self.rng.random() < 0.5:
                crop = crop[:, :, ::-1]
            if self.rng.random() < 0.4:
                crop = 255 - crop
            crop = (crop - 128) * self.rng.uniform(0.5, 1.3) + 128 + self.rng.uniform(-30, 30)
            if self.rng.random() < 0.4:
                crop = crop + self.rng.normal(0, self.rng.uniform(0.5, 5), crop.shape)
            picked.append(np.clip(crop, 0, 255).astype(np.uint8))
        return torch.from_numpy(np.stack(picked)), torch.from_numpy(wanted.astype(np.float32))


def scores_of(network: FallingNetwork, crops: np.ndarray) -> np.ndarray:
    network.eval()
    with torch.no_grad():
        return np.concatenate([network(torch.from_numpy(crops[i : i + 256])).numpy() for i in range(0, len(crops), 256)])


def evaluate(network: FallingNetwork, crops: np.ndarray, labels: np.ndarray) -> dict:
    """Area under the ROC curve, and of it the share of others that pass where 90, 95 and 99 % of the throws do."""
    scores = scores_of(network, crops)
    throws, others = np.sort(scores[labels == 1]), scores[labels == 0]
    area = float((np.searchsorted(np.sort(others), throws, "left") + np.searchsorted(np.sort(others), throws, "right")).mean() / 2 / len(others))
    passing = {f"othersAt{round(100 * recall)}": round(float((others >= throws[int((1 - recall) * len(throws))]).mean()), 4) for recall in (0.9, 0.95, 0.99)}
    return {"throws": len(throws), "others": len(others), "area": round(area, 4), **passing}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--held-out", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--minutes", type=float, default=20)
    arguments.add_argument("--batch", type=int, default=64)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    sampler = Sampler(*load(given.folder), np.random.default_rng(given.seed))
    held_crops, held_labels, _ = load(given.held_out)
    network, average = FallingNetwork(), FallingNetwork()
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    begun, step, best, measured = time.time(), 0, 0.0, 0.0
    while True:
        minutes = (time.time() - begun) / 60
        progress = min(1.0, minutes / given.minutes)
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, (step + 1) / 100) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * progress)))
        if step and (progress >= 1 or minutes - measured > 2):
            measured, result = minutes, evaluate(average, held_crops, held_labels)
            print(f"{minutes:.1f} min, step {step}, {json.dumps(result)}", flush=True)
            if result["area"] > best:
                best = result["area"]
                export(average, given.out)
        if progress >= 1:
            break
        crops, wanted = sampler.batch(given.batch)
        network.train()
        loss = functional.binary_cross_entropy_with_logits(network.logits(crops), wanted * 0.98 + 0.01)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        decay = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for kept, fresh in zip(average.state_dict().values(), network.state_dict().values()):
                kept.copy_(kept * decay + fresh * (1 - decay) if kept.dtype.is_floating_point else fresh)
        step += 1


if __name__ == "__main__":
    main()
