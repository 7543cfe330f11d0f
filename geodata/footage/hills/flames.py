"""Flames as rising noise: hot cores that tear into tongues, drawn into the picture at any size."""
import numpy as np
from numba import njit

from noise import fractal


@njit(cache=True, nogil=True)
def burn(heat, px, py, wide, tall, t, seed):
    """Adds one patch of fire to `heat` (HxW): foot at (px, py), half width and height in pixels, t in seconds."""
    height, width = heat.shape
    for r in range(max(0, int(py - 1.3 * tall - 1)), min(height, int(py + 0.12 * tall + 2))):
        for c in range(max(0, int(px - 1.25 * wide - 1)), min(width, int(px + 1.25 * wide + 2))):
            across = (c + 0.5 - px) / max(wide, 0.6)
            up = (py - r - 0.5) / max(tall, 0.8)
            lick = fractal(across * 1.6 + seed * 7.7, up * 1.2 - t * 2.1, 4, seed)
            sway = fractal(across * 0.6 + 3.3, up * 0.9 - t * 1.3, 2, seed + 1) - 0.5
            x = across + sway * max(0.0, up) * 1.3
            body = 1.15 - abs(x) ** 1.7 - max(0.0, up) * 1.05 - max(0.0, -up) * 9
            value = body * 0.9 + (lick - 0.52) * 2.1
            if value > 0:
                heat[r, c] += min(1.0, value * 1.6)


def glowing(heat: np.ndarray) -> np.ndarray:
    """Linear RGB light of a heat of 0..1 and more: deep orange at the edges, yellow-white in the core."""
    hot = np.clip(heat, 0, 1.6)[..., None]
    return (hot * np.array([2.3, 0.55, 0.05]) + hot**2 * np.array([1.2, 1.5, 0.42])).astype(np.float32)
