"""A tractor at work: a small shaded box that crawls along a field."""
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Tractor:
    """World metres and metres per second."""

    x: float
    y: float
    speed: tuple[float, float]
    colour: tuple[float, float, float] = (0.30, 0.05, 0.03)


def drive(picture, camera, weather, tractor: Tractor, t: float) -> None:
    """Draws the tractor's body, cabin and shadow into the linear picture at t seconds."""
    x, y = tractor.x + tractor.speed[0] * t, tractor.y + tractor.speed[1] * t
    px, py, depth, _ = camera.project(x, y, 0.0)
    metre = camera.focal / depth
    paint = np.array(tractor.colour) * (weather.sun_colour * 0.55 + weather.sky_light * 0.6)
    dark = 0.05 * weather.sky_light
    _box(picture, px + 0.6 * metre, py + 0.15 * metre, 4.4 * metre, 0.8 * metre, dark, 0.7)
    _box(picture, px, py, 3.6 * metre, 1.3 * metre, dark * 0.8, 1.0)
    _box(picture, px, py - 0.7 * metre, 3.2 * metre, 1.0 * metre, paint, 1.0)
    _box(picture, px - 0.5 * metre, py - 1.5 * metre, 1.6 * metre, 1.2 * metre, paint * 0.5 + dark, 1.0)


def _box(picture, px, py, wide, tall, colour, opacity) -> None:
    """A rectangle standing on (px, py) with anti-aliased edges."""
    for r in range(max(0, int(py - tall) - 1), min(picture.shape[0], int(py) + 2)):
        down = min(py, r + 1) - max(py - tall, r)
        for c in range(max(0, int(px - wide / 2) - 1), min(picture.shape[1], int(px + wide / 2) + 2)):
            across = min(px + wide / 2, c + 1) - max(px - wide / 2, c)
            part = opacity * max(0.0, down) * max(0.0, across)
            if part > 0:
                picture[r, c] += part * (colour - picture[r, c])
