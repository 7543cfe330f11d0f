"""Albedo (linear RGB) of what `land.sample` found, with the grain that a camera sees at that distance."""
import numpy as np
from numba import njit

from land import (
    BALK, DIRT, FIELD, FOREST, GREENHOUSE, PALETTE, ROAD, ROOF, SCRUB, SEASON, SEED, TREE, WALL, WATER, YARD,
)  # fmt: skip
from noise import fractal, hash2, value_noise

# Rows: rice, wheat, vegetables, rape, ripe grain, stubble, tilled soil, maize.
CROPS = np.array([
    [0.075, 0.125, 0.032], [0.105, 0.135, 0.045], [0.045, 0.085, 0.026], [0.30, 0.27, 0.045],
    [0.235, 0.185, 0.075], [0.265, 0.215, 0.125], [0.108, 0.093, 0.058], [0.055, 0.085, 0.025],
])  # fmt: skip
SPRING = np.array([0.30, 0.52, 0.68, 0.78, 0.80, 0.83, 0.93, 1.0])
HARVEST = np.array([0.06, 0.12, 0.24, 0.24, 0.42, 0.78, 0.94, 1.0])
ROOFS = np.array([[0.10, 0.10, 0.105], [0.20, 0.085, 0.06], [0.075, 0.14, 0.27], [0.30, 0.29, 0.28], [0.14, 0.12, 0.11]])
WALLS = np.array([[0.56, 0.55, 0.52], [0.40, 0.36, 0.31], [0.26, 0.17, 0.13], [0.50, 0.46, 0.38]])


@njit(cache=True)
def crop(tint, p):
    """Which crop stands in a strip, by the season."""
    for k in range(8):
        if tint < SPRING[k] + (HARVEST[k] - SPRING[k]) * p[SEASON]:
            return k
    return 7


@njit(cache=True)
def albedo(x, y, above, material, tint, across, extra, footprint, p):
    """Linear RGB of a surface `above` metres over the ground, seen with pixels `footprint` metres wide."""
    seed = int(p[SEED])
    coarse = fractal(x / 38, y / 38, 3, seed + 80)
    fine = value_noise(x * 1.7, y * 1.7, seed + 81) if footprint < 1.2 else 0.5
    mid = value_noise(x / 4.1, y / 4.1, seed + 82)
    grain = 0.62 + 0.34 * coarse + 0.24 * mid + 0.20 * fine
    r, g, b = 0.2, 0.2, 0.2
    if material == FIELD:
        k = crop(tint, p)
        r, g, b = CROPS[k, 0], CROPS[k, 1], CROPS[k, 2]
        shade = 0.75 + 0.5 * hash2(int(tint * 99991), 3, seed)
        period = 0.7 if k == 2 else 1.5
        if footprint < period * 0.8:
            row = 0.5 + 0.5 * np.sin(6.28318 * across / period)
            bare = (0.55 if k < 5 else 0.25) * row
            r, g, b = r + (0.15 - r) * bare, g + (0.115 - g) * bare, b + (0.08 - b) * bare
        if k == 5 and coarse > 0.62:
            patch = min(1.0, (coarse - 0.62) * 14)
            r, g, b = r * (1 - 0.38 * patch), g * (1 - 0.36 * patch), b * (1 - 0.36 * patch)
        grain *= shade
        lush = value_noise(x / 85, y / 85, seed + 83)
        r, b = r * (0.8 + 0.4 * lush), b * (0.85 + 0.3 * lush)
    elif material == BALK:
        r, g, b = 0.085, 0.10, 0.042
    elif material == ROAD:
        r, g, b = 0.30, 0.29, 0.27
        if abs(across) > 0.86:
            r, g, b = 0.13, 0.125, 0.07
    elif material == DIRT:
        r, g, b = 0.26, 0.21, 0.15
        if abs(across) < 0.22 or abs(across) > 0.8:
            r, g, b = 0.13, 0.125, 0.06
    elif material == TREE or material == FOREST:
        warm = 0.6 * p[SEASON] * hash2(int(tint * 7919), 5, seed)
        r, g, b = 0.034 + 0.05 * warm, 0.056 + 0.012 * warm, 0.020
        leaf = value_noise(x * 2.3 + above, y * 2.3 - above * 1.7, seed + 84) if footprint < 0.8 else 0.5
        grain = (0.55 + 0.55 * tint + 0.25 * coarse) * (0.6 + 0.8 * leaf)
        if material == FOREST:
            stand = fractal(x / 210, y / 210, 4, seed + 86)
            young = max(0.0, min(1.0, (stand - 0.5) * 6))
            r, g, b = r * (0.72 + 1.0 * young), g * (0.78 + 0.75 * young), b * (0.8 + 0.3 * young)
            grain *= 0.7 + 0.6 * mid
    elif material == ROOF:
        k = int(hash2(int(tint * 9973), 1, seed) * 5)
        r, g, b = ROOFS[k, 0], ROOFS[k, 1], ROOFS[k, 2]
        grain = 0.8 + 0.25 * mid + 0.15 * fine
        if p[PALETTE] > 0.6 and k == 1:
            r, g, b = 0.11, 0.10, 0.10
    elif material == WALL:
        k = int(hash2(int(tint * 9973), 2, seed) * 4)
        r, g, b = WALLS[k, 0], WALLS[k, 1], WALLS[k, 2]
        grain = 0.82 + 0.25 * mid
        storey, place = above % 3.1, (x + y) * 0.72 % 3.4
        if 1.0 < storey < 2.4 and 0.9 < place < 2.5 and footprint < 1.0:
            r, g, b = 0.045, 0.055, 0.065
    elif material == GREENHOUSE:
        r, g, b = 0.30, 0.32, 0.33
        grain = (0.6 + 0.5 * coarse) * (0.75 + 0.5 * tint) * (1.0 if across > 1.2 else 0.35)
    elif material == YARD:
        r, g, b = 0.21, 0.19, 0.16
        if coarse > 0.55:
            r, g, b = 0.11, 0.11, 0.06
    elif material == SCRUB:
        r, g, b = 0.10 + 0.045 * p[SEASON], 0.100, 0.048
        grain *= 0.8 + 0.4 * value_noise(x / 60, y / 60, seed + 87)
        dry = value_noise(x / 11, y / 11, seed + 85)
        r, g, b = r * (0.7 + 0.6 * dry), g * (0.75 + 0.45 * dry), b * (0.7 + 0.5 * dry)
    return r * grain, g * grain, b * grain
