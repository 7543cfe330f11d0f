"""The tower camera: a pinhole over a flat plain, tilted about its own horizontal axis."""
from dataclasses import dataclass
from math import cos, radians, sin, tan

import numpy as np


@dataclass(frozen=True)
class TowerCamera:
    """World metres: x east, y north, z up; the bearing is clockwise from north, the tilt negative below the horizon."""

    x: float
    y: float
    height_metres: float
    bearing_degrees: float
    tilt_degrees: float
    horizontal_fov_degrees: float
    width: int
    height: int

    @property
    def focal(self) -> float:
        """Focal length in pixels; pixels are square and the principal point is the centre."""
        return self.width / 2 / tan(radians(self.horizontal_fov_degrees) / 2)

    @property
    def forward(self) -> tuple[float, float]:
        """Horizontal unit vector of the optical axis."""
        return sin(radians(self.bearing_degrees)), cos(radians(self.bearing_degrees))

    @property
    def right(self) -> tuple[float, float]:
        """Horizontal unit vector to the picture's right."""
        return cos(radians(self.bearing_degrees)), -sin(radians(self.bearing_degrees))

    def offset(self, x, y):
        """[right, forward] metres of a world point as seen from the tower's foot."""
        dx, dy = np.asarray(x) - self.x, np.asarray(y) - self.y
        return dx * self.right[0] + dy * self.right[1], dx * self.forward[0] + dy * self.forward[1]

    def world(self, right: float, forward: float) -> tuple[float, float]:
        """The world point that lies so far to the right of and before the tower."""
        return (
            self.x + right * self.right[0] + forward * self.forward[0],
            self.y + right * self.right[1] + forward * self.forward[1],
        )

    def project(self, x, y, z):
        """World point → (pixel x, pixel y, depth along the axis, horizontal distance forward)."""
        right, forward = self.offset(x, y)
        up = np.asarray(z) - self.height_metres
        c, s = cos(radians(self.tilt_degrees)), sin(radians(self.tilt_degrees))
        depth = forward * c + up * s
        rise = up * c - forward * s
        return (
            self.width / 2 + self.focal * right / depth,
            self.height / 2 - self.focal * rise / depth,
            depth,
            forward,
        )

    def ground(self, px: float, py: float) -> tuple[float, float] | None:
        """[right, forward] metres where a pixel's ray meets the flat ground, or None above the horizon."""
        c, s = cos(radians(self.tilt_degrees)), sin(radians(self.tilt_degrees))
        across, down = (px - self.width / 2) / self.focal, (py - self.height / 2) / self.focal
        fall = down * c - s
        if fall <= 1e-6:
            return None
        scale = self.height_metres / fall
        return across * scale, (c + down * s) * scale

    def level_map(self, level_cx: float, level_cy: float, level_focal: float):
        """For each pixel, where the same ray falls in a level camera's picture (float32 x, y)."""
        c, s = cos(radians(self.tilt_degrees)), sin(radians(self.tilt_degrees))
        px, py = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        across, down = (px - self.width / 2) / self.focal, (py - self.height / 2) / self.focal
        forward = c + down * s
        fall = down * c - s
        return (
            (level_cx + level_focal * across / forward - 0.5).astype(np.float32),
            (level_cy + level_focal * fall / forward - 0.5).astype(np.float32),
        )

    def rays(self):
        """Unit ray per pixel: (east, north, up) float32."""
        c, s = cos(radians(self.tilt_degrees)), sin(radians(self.tilt_degrees))
        px, py = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        across, down = (px - self.width / 2) / self.focal, (py - self.height / 2) / self.focal
        forward, fall = c + down * s, down * c - s
        ray = np.stack(
            [
                across * self.right[0] + forward * self.forward[0],
                across * self.right[1] + forward * self.forward[1],
                -fall,
            ],
            -1,
        )
        return (ray / np.linalg.norm(ray, axis=-1, keepdims=True)).astype(np.float32)
