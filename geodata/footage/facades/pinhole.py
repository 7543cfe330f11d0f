"""The fixed camera that looks up a façade, as a pinhole with square pixels.

World: x to the right along the façade, y up, z out of the façade towards the camera; metres.
The façade that is watched lies in the plane z = 0 with its left foot at x = 0.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pinhole:
    """Position, direction and field of view; `yaw_degrees` turns the view to the right of the façade's normal."""

    x: float
    height_metres: float
    distance_metres: float
    tilt_degrees: float
    yaw_degrees: float
    horizontal_fov_degrees: float
    width: int = 1280
    height: int = 720

    @property
    def position(self) -> np.ndarray:
        return np.array([self.x, self.height_metres, self.distance_metres])

    @property
    def focal_px(self) -> float:
        return self.width / 2 / np.tan(np.radians(self.horizontal_fov_degrees) / 2)

    @property
    def axes(self) -> np.ndarray:
        """Rows: right, up and forward of the camera in the world."""
        tilt, yaw = np.radians(self.tilt_degrees), np.radians(self.yaw_degrees)
        forward = np.array([np.sin(yaw) * np.cos(tilt), np.sin(tilt), -np.cos(yaw) * np.cos(tilt)])
        right = np.array([np.cos(yaw), 0.0, np.sin(yaw)])
        return np.stack([right, np.cross(right, forward), forward])

    def project(self, points: np.ndarray) -> np.ndarray:
        """World points [..., 3] to picture points and depth [..., (x_px, y_px, metres)]."""
        seen = (np.asarray(points, float) - self.position) @ self.axes.T
        depth = np.maximum(seen[..., 2], 1e-6)
        return np.stack(
            [
                self.width / 2 + self.focal_px * seen[..., 0] / depth,
                self.height / 2 - self.focal_px * seen[..., 1] / depth,
                seen[..., 2],
            ],
            axis=-1,
        )
