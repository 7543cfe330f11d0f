"""Value noise in numba: the grain of asphalt, plaster, dirt and leaves. All functions answer about 0..1."""

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True, inline='always')
def speck(x, y, z):
    """One hashed value per integer place."""
    n = (x * 374761393 + y * 668265263 + z * 2147483647) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFFFF) / 16777215.0


@njit(cache=True, fastmath=True)
def noise(x, y, z):
    """Smooth noise of wavelength 1."""
    ix, iy, iz = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
    fx, fy = x - ix, y - iy
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    low = (speck(ix, iy, iz) * (1 - fx) + speck(ix + 1, iy, iz) * fx) * (1 - fy) + (speck(ix, iy + 1, iz) * (1 - fx) + speck(ix + 1, iy + 1, iz) * fx) * fy
    fz = z - iz
    if fz < 1e-6:
        return low
    high = (speck(ix, iy, iz + 1) * (1 - fx) + speck(ix + 1, iy, iz + 1) * fx) * (1 - fy) + (speck(ix, iy + 1, iz + 1) * (1 - fx) + speck(ix + 1, iy + 1, iz + 1) * fx) * fy
    return low + (high - low) * fz


@njit(cache=True, fastmath=True)
def fractal(x, y, z, octaves):
    """Noise of wavelength 1 with finer and weaker noise upon it."""
    total, weight, size = 0.0, 0.5, 1.0
    for i in range(octaves):
        total += weight * noise(x * size + 17.3 * i, y * size + 5.7 * i, z)
        size *= 2.07
        weight *= 0.5
    return total / (1 - 0.5**octaves)


@njit(cache=True, fastmath=True, inline='always')
def ramp(low, high, value):
    """0 below `low`, 1 above `high`, smooth between."""
    s = min(1.0, max(0.0, (value - low) / (high - low)))
    return s * s * (3 - 2 * s)
