"""Deterministic hashes and fractal noise that give every surface of a façade its irregularity."""

import math

from numba import njit


@njit(cache=True, inline="always")
def hash3(a: int, b: int, c: int) -> float:
    """A repeatable pseudo-random number in 0..1 for three integers."""
    h = (a * 374761393 + b * 668265263 + c * 2147483647) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 2246822519) & 0xFFFFFFFF
    return ((h ^ (h >> 15)) & 0xFFFFFF) / 16777216.0


@njit(cache=True)
def value_noise(x: float, y: float, seed: int) -> float:
    """Smooth noise in 0..1 with features of about one unit."""
    xi, yi = math.floor(x), math.floor(y)
    fx, fy = x - xi, y - yi
    i, j = int(xi), int(yi)
    sx, sy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    top = hash3(i, j, seed) * (1 - sx) + hash3(i + 1, j, seed) * sx
    bottom = hash3(i, j + 1, seed) * (1 - sx) + hash3(i + 1, j + 1, seed) * sx
    return top * (1 - sy) + bottom * sy


@njit(cache=True)
def fractal_noise(x: float, y: float, seed: int, octaves: int) -> float:
    """Several octaves of `value_noise` summed, still in 0..1."""
    total, amplitude, norm = 0.0, 0.5, 0.0
    for octave in range(octaves):
        total += amplitude * value_noise(x, y, seed + octave)
        norm += amplitude
        x, y, amplitude = x * 2.03 + 17.1, y * 2.03 + 9.7, amplitude * 0.5
    return total / norm


@njit(cache=True, inline="always")
def smoothstep(low: float, high: float, x: float) -> float:
    """0 below `low`, 1 above `high`, smooth between."""
    s = min(max((x - low) / (high - low), 0.0), 1.0)
    return s * s * (3 - 2 * s)
