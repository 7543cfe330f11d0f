"""A factory chimney: a slender shaft drawn into the picture, with the place where its plume begins."""
from dataclasses import dataclass

import numpy as np

from prospect import VISIBLE_EXTINCTION, Prospect


@dataclass(frozen=True)
class Chimney:
    """World metres; the shaft tapers from `radius` at its foot to two thirds at its top."""

    x: float
    y: float
    tall: float = 55
    radius: float = 2.6
    banded: bool = True


def build(prospect: Prospect, chimney: Chimney) -> None:
    """Paints the shaft into the prospect's still light, before any frame is asked for."""
    camera, view = prospect.camera, prospect.view
    px0, py0, depth, _ = camera.project(chimney.x, chimney.y, 0)
    _, py1, _, _ = camera.project(chimney.x, chimney.y, chimney.tall)
    clear = float(np.exp(-VISIBLE_EXTINCTION * depth / prospect.weather.visibility_metres))
    side = prospect.sun_on_screen()[0]
    for row in range(max(0, int(py1)), min(camera.height, int(py0) + 1)):
        share = (py0 - row) / max(1.0, py0 - py1)
        half = camera.focal * chimney.radius * (1 - 0.33 * share) / depth
        for column in range(int(px0 - half) - 1, int(px0 + half) + 2):
            across = (column + 0.5 - px0) / half
            part = np.clip((1.05 - abs(across)) * half, 0, 1)
            if part <= 0 or not 0 <= column < camera.width:
                continue
            if view.cover[row, column] > 0.4 and view.depth[row, column] < 0.965 * depth:
                continue
            banded = chimney.banded and share > 0.72 and int(share * 25) % 2 == 0
            colour = np.array([0.42, 0.10, 0.08]) if banded else np.array([0.42, 0.40, 0.37])
            shine = 0.25 + 0.6 * np.clip(0.5 + 0.6 * across * side, 0, 1)
            sun = colour * prospect.weather.sun_colour * shine * 0.6 * clear
            still = colour * prospect.weather.sky_light * 0.6 * clear + prospect.haze[row, column] * (1 - clear)
            view.cover[row, column] = max(view.cover[row, column], part)
            prospect.direct[row, column] += part * (sun - prospect.direct[row, column])
            prospect.still[row, column] += part * (still - prospect.still[row, column])
            view.depth[row, column] = depth
