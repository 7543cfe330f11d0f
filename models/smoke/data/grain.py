"""Fractal noise by summing enlarged random grids: the raw material of clouds, ridges, woods and billows."""

import cv2
import numpy as np


def fractal(random, height, width, cells=4.0, octaves=5, rough=0.5, stretch=1.0):
    """Noise of mean 0 and deviation 1, float32; `cells` features across the picture's width, `stretch` > 1 flattens them."""
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    for _ in range(octaves):
        across, down = max(2, round(cells)), max(2, round(cells * height / width * stretch))
        if across > width or down > height * 1.5:
            break
        grid = random.standard_normal((down + 3, across + 3)).astype(np.float32)
        fine = cv2.resize(grid, None, fx=width / across, fy=height / down, interpolation=cv2.INTER_CUBIC)
        dy, dx = int(height / down), int(width / across)
        total += weight * fine[dy : dy + height, dx : dx + width]
        weight *= rough
        cells *= 2
    total -= total.mean()
    return total / (total.std() + 1e-6)


def line(random, width, cells=3.0, octaves=6, rough=0.5):
    """One-dimensional fractal noise of about deviation 1: the outline of a ridge or a wood."""
    return fractal(random, 8, width, cells, octaves, rough, stretch=0.01)[4]


def smooth(low, high, value):
    """0 below `low`, 1 above `high`, with a smooth rise between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, share):
    """`a` where share is 0, `b` where it is 1; shares of HxW are spread over the colours."""
    share = np.asarray(share, np.float32)
    if share.ndim == 2:
        share = share[..., None]
    return a + (b - a) * share
