"""Lays smoke and flame into a picture by their optics, and says what of them can be seen.

Smoke of optical depth τ lets exp(-τ) of what lies behind through and adds its own light (Koschmieder); at a distance
the air's light lies over it, so that far smoke is pale, bluish and soft.
"""

import cv2
import numpy as np

from grain import mix, smooth
from wisps import Wisp

SEEN_LEVELS = 9
CLEAR_LEVELS = 26


def lay_smoke(random, rgb, skyline, sheet: Wisp, size_px, foot, haze, level, behind=None):
    """`rgb` (float 0..255) with a plume whose longer side is `size_px` and whose foot stands at `foot`; and where it shows.

    None instead of a mask means that nobody could point at it: such a picture should not be used.
    """
    height, width = rgb.shape[:2]
    factor = size_px / max(sheet.depth.shape)
    flip = random.random() < 0.5
    source = (sheet.depth[:, ::-1], sheet.lit[:, ::-1]) if flip else (sheet.depth, sheet.lit)
    foot_x = sheet.depth.shape[1] - sheet.foot[0] if flip else sheet.foot[0]
    move = np.float32([[factor, 0, foot[0] - foot_x * factor], [0, factor, foot[1] - sheet.foot[1] * factor]])
    soft = max(0.01, 0.35 / factor) if factor < 0.7 else 0
    depth, lit = ((cv2.GaussianBlur(v, (0, 0), soft) if soft > 0.3 else np.ascontiguousarray(v)) for v in source)
    depth, lit = (cv2.warpAffine(v, move, (width, height)) for v in (depth, lit))
    if behind is not None:
        rows = np.arange(height, dtype=np.float32)[:, None]
        depth = depth * smooth(1.0, -1.0, rows - behind[None])
    distance = _distance(random, foot[1], skyline[int(np.clip(foot[0], 0, width - 1))], height, size_px)
    strength = random.choice([random.uniform(0.4, 0.9), random.uniform(0.9, 2.5), random.uniform(2.5, 7)], p=[0.2, 0.45, 0.35])
    clear = np.exp(-strength * depth)
    colour = _colour(random, lit, 1 - clear, haze, level)
    colour = mix(colour, haze[None, None] * 255 * max(level, 0.35), distance)
    result = mix(colour, rgb, clear)
    return result, seen_mask(rgb, result)


def _distance(random, foot_row, land_row, height, size_px):
    """Share of the air's light over the smoke: near the skyline much, in front little."""
    near = np.clip((foot_row - land_row) / (0.6 * height), 0, 1)
    return float(np.clip(random.uniform(0, 0.7) * (1 - near) * np.clip(1.5 - size_px / 160, 0.2, 1), 0, 0.65))


def _colour(random, lit, cover, haze, level):
    kind = str(random.choice(["white", "grey", "tan", "black"], p=[0.52, 0.25, 0.11, 0.12]))
    shade = {"white": random.uniform(0.8, 1.05), "grey": random.uniform(0.45, 0.75), "tan": random.uniform(0.6, 0.85), "black": random.uniform(0.04, 0.22)}[kind]
    tint = np.array({"tan": (1.0, random.uniform(0.82, 0.93), random.uniform(0.62, 0.8))}.get(kind, (1, 1, 1)), np.float32) * (1 + random.normal(0, 0.02, 3))
    relief = random.uniform(0.2, 0.7)
    tone = shade * (1 - relief + relief * (0.3 + 0.9 * lit)) * (0.25 + 0.75 * level)
    blue = np.array([0.86, 0.95, 1.12], np.float32)
    thin = np.clip(1 - cover * 1.6, 0, 1) * random.uniform(0, 0.8) * (kind != "tan")
    return np.clip(255 * tone[..., None] * tint * (0.6 + 0.4 * haze / max(float(haze.max()), 0.05)) * mix(np.ones(3, np.float32), blue, thin), 0, 255)


def seen_mask(before, after, levels=SEEN_LEVELS):
    """How plainly each pixel differs, float 0..1, or None when too little stands out; pictures are float 0..255."""
    difference = cv2.GaussianBlur(np.abs(after - before).max(2), (0, 0), 1.2)
    if difference.max() < CLEAR_LEVELS:
        return None
    mask = np.clip(difference / max(2 * levels, 0.24 * difference.max()), 0, 1)
    return mask if (mask > 0.5).sum() >= 20 else None


def lay_flame(random, rgb, flame, size_px, foot):
    """`rgb` (float) with a flame (float RGB of its own light, black around it) standing at `foot`; and where it shows, or None."""
    height, width = rgb.shape[:2]
    factor = size_px / max(flame.shape[:2])
    soft = 0.35 / factor if factor < 0.7 else 0
    light = cv2.GaussianBlur(flame, (0, 0), soft) if soft > 0.3 else flame
    if random.random() < 0.5:
        light = np.ascontiguousarray(light[:, ::-1])
    move = np.float32([[factor, 0, foot[0] - light.shape[1] * factor / 2], [0, factor, foot[1] - light.shape[0] * factor]])
    light = cv2.warpAffine(light, move, (width, height))
    peak = light.max(2, keepdims=True) / 255
    result = rgb * (1 - np.clip(peak * 1.3, 0, 1)) + light
    if rgb.mean() < 110 or random.random() < 0.3:
        glow = cv2.GaussianBlur(light, (0, 0), size_px * random.uniform(0.3, 0.8)) * random.uniform(0.1, 0.8)
        result = result + glow * np.array([1.0, 0.55, 0.2], np.float32)
    mask = np.clip(peak[..., 0] / 0.6, 0, 1)
    return np.clip(result, 0, 255), mask if (mask > 0.5).sum() >= 8 else None
