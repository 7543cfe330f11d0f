"""Plumes as sheets of optical depth: puffs along a bent path, torn by turbulence; any size and strength comes later."""

import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[3] / "geodata" / "footage" / "hills")]
from grain import fractal, line  # noqa: E402
from plume import KINDS, puff_textures, splat  # noqa: E402

SIDE = 288


@dataclass
class Wisp:
    """Optical depth (deepest part about 1) and how lit it is, both HxW float32; `foot` in its pixels."""

    depth: np.ndarray
    lit: np.ndarray
    foot: tuple[float, float]


def wisp(random) -> Wisp:
    """One plume, young or old, upright or lying in the wind, with one foot or a burning front."""
    out = np.zeros((SIDE, SIDE, 2), np.float32)
    textures = puff_textures()
    lean, rise = _shape(random)
    feet = [(0.0, 0.0)] + [(random.normal(0, 0.25), random.uniform(-0.03, 0.06)) for _ in range(int(random.choice([0, 1, 2, 4], p=[0.62, 0.2, 0.1, 0.08])))]
    puffs = [_path(random, lean, rise, foot) for foot in feet]
    all_points = np.concatenate([p[:, :3] for p in puffs])
    low, high = (all_points[:, :2] - all_points[:, 2:3]).min(0), (all_points[:, :2] + all_points[:, 2:3]).max(0)
    scale = (SIDE - 24) / max(high - low)
    turn = random.uniform(0, 6.28)
    for p in puffs:
        x, y = (p[:, 0] - low[0]) * scale + 12, (p[:, 1] - low[1]) * scale + 12
        splat(*(np.ascontiguousarray(v, np.float32) for v in (x, y, p[:, 2] * scale, p[:, 3], random.integers(0, KINDS, len(p)), random.uniform(0, 6.28, len(p)))),
              textures, float(np.cos(turn)), float(np.sin(turn)), out)  # fmt: skip
    foot = ((feet[0][0] - low[0]) * scale + 12, (feet[0][1] - low[1]) * scale + 12)
    depth, lit = out[..., 0], out[..., 1] / np.maximum(out[..., 0], 1e-4)
    depth, lit = _torn(random, depth, lit)
    top = np.quantile(depth[depth > 0.02], 0.97) if (depth > 0.02).any() else 1.0
    return _trimmed(Wisp(depth / top, np.clip(lit, 0, 1), foot))


def _shape(random):
    kind = str(random.choice(["column", "bent", "lying", "cap"], p=[0.27, 0.38, 0.25, 0.10]))
    side = random.choice([-1.0, 1.0])
    lean = {"column": random.uniform(0, 0.35), "bent": random.uniform(0.4, 1.2), "lying": random.uniform(1.5, 6), "cap": random.uniform(0, 0.6)}[kind]
    return side * lean, {"column": 1.0, "bent": 1.0, "lying": random.uniform(0.3, 1), "cap": 0.7}[kind]


def _path(random, lean, rise, foot):
    """Rows of x, y (up is negative), radius, depth: old puffs first."""
    count = int(random.integers(40, 220))
    age = np.sort(random.random(count) ** random.uniform(0.8, 1.6))[::-1]
    up, along = rise * age ** random.uniform(0.6, 1.0), lean * age ** random.uniform(0.9, 1.5)
    wobble = random.uniform(0.02, 0.12)
    place = np.clip((age * 255).astype(int), 0, 255)
    x = foot[0] + along + wobble * (0.3 + abs(lean) * 0.3) * line(random, 256, random.uniform(2, 8), 4)[place] * age + random.normal(0, wobble * 0.5, count) * (0.1 + age)
    y = foot[1] - up - wobble * line(random, 256, random.uniform(2, 8), 4)[place] * age * 0.6
    radius = (random.uniform(0.012, 0.06) + random.uniform(0.1, 0.42) * age ** random.uniform(0.7, 1.1)) * random.uniform(0.6, 1.4, count)
    pulse = np.clip(1 + random.uniform(0.2, 1.0) * line(random, 256, random.uniform(2, 10), 3)[place], 0.05, 2.5)
    depth = pulse / (0.08 + radius / radius.max()) ** random.uniform(0.4, 1.6)
    return np.stack([x, y, radius, depth], -1).astype(np.float32)


def _torn(random, depth, lit):
    """Bends the sheet by a random field and thins it in streaks, so that no puff's outline stays."""
    columns, rows = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    strength = random.uniform(1, 10)
    dx, dy = (fractal(random, SIDE, SIDE, random.uniform(4, 14), 4, 0.55) * strength for _ in range(2))
    depth, lit = (cv2.remap(v, columns + dx, rows + dy, cv2.INTER_LINEAR) for v in (depth, lit))
    holes = np.exp(random.uniform(0.1, 0.7) * fractal(random, SIDE, SIDE, random.uniform(4, 16), 5, 0.6))
    return cv2.GaussianBlur(depth * holes, (0, 0), random.uniform(0.8, 3.5)), cv2.GaussianBlur(lit, (0, 0), 1.2)


def _trimmed(sheet: Wisp) -> Wisp:
    rows, columns = np.nonzero(sheet.depth > 0.03)
    if len(rows) == 0:
        return sheet
    top, left = rows.min(), columns.min()
    cut = np.s_[top : rows.max() + 1, left : columns.max() + 1]
    return Wisp(sheet.depth[cut], sheet.lit[cut], (sheet.foot[0] - left, sheet.foot[1] - top))
