"""Training cuts with their maps: around a fire or anywhere, turned in scale, colour and quality."""

import sys
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "training")]
from augment import PAD, _coarse, _colours  # noqa: E402
from laid import FLAME, SMOKE, UNSURE  # noqa: E402


def cuts(pictures, width, height, seed, whole=0.15, scale=(0.8, 1.5)):
    """Endless (uint8 RGB, map) of exactly `width` x `height`: a share `whole` shows the whole picture, the rest is cut near its own scale."""
    random = np.random.default_rng(seed)
    for rgb, shown in pictures:
        fit = min(width / rgb.shape[1], height / rgb.shape[0])
        factor = fit if random.random() < whole else max(fit, float(np.exp(random.uniform(*np.log(scale)))))
        aspect = float(np.exp(random.uniform(-0.1, 0.1)))
        fx, fy = factor * aspect, factor / aspect
        x, y = _aim(random, shown)
        left = _start(random, x * fx, rgb.shape[1] * fx, width)
        top = _start(random, y * fy, rgb.shape[0] * fy, height)
        move = np.float32([[fx, 0, -left], [0, fy, -top]])
        soft = cv2.GaussianBlur(rgb, (0, 0), 0.35 / factor) if factor < 0.7 else rgb
        cut = cv2.warpAffine(soft, move, (width, height), borderValue=(PAD,) * 3)
        yield cut, cv2.warpAffine(shown, move, (width, height), flags=cv2.INTER_NEAREST, borderValue=0)


def _aim(random, shown):
    rows, columns = np.nonzero((shown == SMOKE) | (shown == FLAME))
    if len(rows) and random.random() < 0.93:
        k = int(random.integers(len(rows)))
        return float(columns[k]), float(rows[k])
    return random.uniform(0, shown.shape[1]), random.uniform(0, shown.shape[0])


def _start(random, aim, length, window):
    if length <= window:
        return -random.uniform(0, window - length)
    return float(np.clip(aim - random.uniform(0.1, 0.9) * window, 0, length - window))


def shown_again(pictures, seed, keep, times):
    """Each picture about `times` times, among others: laying one together costs more than colouring it anew."""
    random = np.random.default_rng(seed)
    kept = []
    for made in pictures:
        if len(kept) < keep:
            kept.append(made)
        else:
            kept[int(random.integers(keep))] = made
        yield made
        for _ in range(times - 1 if len(kept) > 64 else 0):
            yield kept[int(random.integers(len(kept)))]


def coloured(pictures, seed, strength=0.5, coarse=0.45):
    """Mirrored, with other colours, noise and compression each time they are shown."""
    random = np.random.default_rng(seed)
    for rgb, shown in pictures:
        if random.random() < 0.5:
            rgb, shown = rgb[:, ::-1], shown[:, ::-1]
        rgb = np.ascontiguousarray(rgb)
        if random.random() < 0.85:
            rgb = _colours(random, rgb, strength)
        if random.random() < coarse:
            rgb = _coarse(random, rgb)
        yield rgb, np.ascontiguousarray(shown)


def cell_targets(shown, stride=8):
    """float32 [2, H/stride, W/stride] of smoke and flame per cell, and their weights: 0 where nobody could say."""
    height, width = shown.shape[0] // stride, shown.shape[1] // stride
    blocks = shown[: height * stride, : width * stride].reshape(height, stride, width, stride)
    unsure = (blocks == UNSURE).mean((1, 3))
    targets, weights = [], []
    for label, enough in ((SMOKE, 0.35), (FLAME, 0.2)):
        share = (blocks == label).mean((1, 3))
        positive = share >= enough
        weights.append(np.where(positive, 1.0, np.where((share > 0.04) | (unsure > 0.15), 0.0, 1.0)))
        targets.append(positive)
    # A cell with flame in it may well show smoke too, and the other way round.
    weights[0][targets[1] & ~targets[0]] = 0
    weights[1][targets[0] & (unsure > 0.05) & ~targets[1]] = 0
    return np.stack(targets).astype(np.float32), np.stack(weights).astype(np.float32)
