"""Hashes and fractal noise by world coordinates: the grain of every procedural surface here."""
import numpy as np
from numba import njit


@njit(cache=True, inline="always")
def hash2(i, j, seed):
    """A repeatable number in 0..1 for a lattice point."""
    n = np.uint32(np.int64(i) * 374761393 + np.int64(j) * 668265263 + np.int64(seed) * 1442695041)
    n = np.uint32((n ^ (n >> np.uint32(13))) * np.uint32(1274126177))
    n = np.uint32((n ^ (n >> np.uint32(15))) * np.uint32(2246822519))
    n = np.uint32(n ^ (n >> np.uint32(16)))
    return n / 4294967296.0


@njit(cache=True)
def value_noise(x, y, seed):
    """Smooth noise in 0..1 with features of size one."""
    i = np.floor(x)
    j = np.floor(y)
    u = x - i
    v = y - j
    u = u * u * u * (u * (u * 6 - 15) + 10)
    v = v * v * v * (v * (v * 6 - 15) + 10)
    a = hash2(i, j, seed)
    b = hash2(i + 1, j, seed)
    c = hash2(i, j + 1, seed)
    d = hash2(i + 1, j + 1, seed)
    return a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v


@njit(cache=True)
def fractal(x, y, octaves, seed):
    """Fractal noise in about 0..1: each octave is rotated, twice as fine and half as strong."""
    total = 0.0
    weight = 0.5
    for k in range(octaves):
        total += weight * value_noise(x, y, seed + 17 * k)
        x, y = 1.62 * x - 1.18 * y + 13.7, 1.18 * x + 1.62 * y - 7.3
        weight *= 0.5
    return total / (1.0 - 0.5**octaves)


@njit(cache=True, inline="always")
def smoothstep(low, high, value):
    """0 below `low`, 1 above `high`, and a smooth rise between."""
    t = min(1.0, max(0.0, (value - low) / (high - low)))
    return t * t * (3 - 2 * t)
