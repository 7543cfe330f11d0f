"""What one tower sees of one piece of country, before weather: direct and ambient light, depth and coverage."""
from dataclasses import dataclass
from math import atan, radians, tan

import cv2
import numpy as np

from camera import TowerCamera
from raycast import cast


@dataclass
class LandView:
    """Linear light per pixel; `depth` is the forward distance in metres, `cover` 0 in the sky and 1 on the ground."""

    camera: TowerCamera
    land: np.ndarray
    sun: np.ndarray
    direct: np.ndarray
    ambient: np.ndarray
    depth: np.ndarray
    cover: np.ndarray

    def world_xy(self):
        """World metres (x, y) of what each pixel shows, float32."""
        rays = self.camera.rays()
        forward = rays[..., 0] * self.camera.forward[0] + rays[..., 1] * self.camera.forward[1]
        scale = self.depth / np.maximum(forward, 1e-3)
        return self.camera.x + rays[..., 0] * scale, self.camera.y + rays[..., 1] * scale


def see(camera: TowerCamera, land: np.ndarray, sun: np.ndarray, detail: float = 1.3, reach_metres: float = 14_000, eye_above: float = 0) -> LandView:
    """Casts the land and turns it to the tower's tilt; `detail` is the oversampling of the level picture."""
    focal = camera.focal * detail
    half = atan(camera.height / 2 / camera.focal)
    tilt = radians(camera.tilt_degrees)
    widen = 1 / min(np.cos(tilt + half), np.cos(tilt - half)) ** 1
    width = int(camera.width * detail * max(1.0, widen))
    up, down = tan(tilt + half), tan(half - tilt)
    top, bottom = int(np.ceil(max(0.02, up) * focal)) + 4, int(np.ceil(down * focal * 1.02)) + 4
    height = top + bottom
    shape = (height, width)
    direct, ambient = np.zeros((*shape, 3), np.float32), np.zeros((*shape, 3), np.float32)
    depth, cover = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    eye = np.array([camera.x, camera.y, camera.height_metres + eye_above])
    cast(land, eye, np.array(camera.forward), np.array(camera.right), focal, width / 2, float(top), width, height,
         np.asarray(sun, np.float64), reach_metres, direct, ambient, depth, cover)  # fmt: skip
    depth = np.where(cover > 0.02, depth / np.maximum(cover, 0.02), reach_metres).astype(np.float32)
    mx, my = camera.level_map(width / 2, float(top), focal)

    def turn(image, how=cv2.INTER_LINEAR):
        if how == cv2.INTER_LINEAR and detail > 1.15:
            image = cv2.GaussianBlur(image, (0, 0), 0.32 * detail)
        return cv2.remap(image, mx, my, how, borderMode=cv2.BORDER_REPLICATE)

    return LandView(camera, land, np.asarray(sun, np.float32), turn(direct), turn(ambient),
                    turn(depth, cv2.INTER_NEAREST), np.clip(turn(cover), 0, 1))  # fmt: skip
