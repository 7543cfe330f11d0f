"""A street tree at the edge of the picture whose branches move in the wind and hide what falls behind them."""

import cv2
import numpy as np

from .moving_sprites import LUMA
from .pinhole import Pinhole


class Foliage:
    """Leaves on several branches, each a layer with its own sway; painted once, shifted and bent per frame."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, side: str, reach: float, light, sun_from: float, channels: int = 3):
        """`side` left or right, `reach` how far it grows into the picture (0..0.5), `light` RGB of the day, `sun_from` -1..1."""
        self.layers = []
        width, height = camera.width, camera.height
        light = np.asarray(light, np.float32)
        tint = np.array([0.062, 0.088, 0.030]) * rng.uniform(0.85, 1.2, 3)
        for depth in range(5):
            mask = np.zeros((height, width, 4), np.float32)
            root = np.array([-0.04 * width if side == "left" else 1.04 * width, height * rng.uniform(0.7, 1.1)])
            spread = reach * width * rng.uniform(0.55, 1.1)
            aim = root + np.array([spread if side == "left" else -spread, -height * rng.uniform(0.25, 0.85)])
            bend = rng.normal(0, 40, 2)
            steps = np.linspace(0, 1, 60)[:, None]
            branch = root * (1 - steps) + aim * steps + bend * np.sin(np.pi * steps)
            for i in range(len(branch) - 1):
                bark = tuple(float(c) for c in (0.05, 0.042, 0.034) * light) + (1.0,)
                cv2.line(mask, tuple(int(c * 8) for c in branch[i]), tuple(int(c * 8) for c in branch[i + 1]), bark, max(1, int(7 * (1 - i / 60))), cv2.LINE_AA, 3)
            twigs = branch[rng.integers(10, 60, 46)] + rng.normal(0, 38, (46, 2))
            near = 0.75 + 0.12 * depth
            for twig in twigs:
                shade_twig = rng.uniform(0.5, 1.1)
                for _ in range(26):
                    at = twig + rng.normal(0, 15 * near, 2)
                    size = rng.uniform(3.5, 8.5) * near
                    angle = rng.uniform(0, 6.3)
                    outline = np.array([[size, 0], [size * 0.3, size * 0.36], [-size * 0.8, size * 0.2], [-size, 0], [-size * 0.8, -size * 0.2], [size * 0.3, -size * 0.36]])
                    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
                    lit = shade_twig * (0.35 + 0.65 * rng.random() + 0.8 * max(0.0, sun_from * np.cos(angle)) * (rng.random() < 0.35))
                    colour = tuple(float(c) for c in tint * lit * light * 1.6) + (1.0,)
                    cv2.fillPoly(mask, [np.round((at + outline @ turn) * 8).astype(np.int32)], colour, cv2.LINE_AA, 3)
            mask = cv2.GaussianBlur(mask, (0, 0), 0.9)
            if channels == 1:
                mask = np.dstack([mask[..., :3] @ LUMA, mask[..., 3]])
            rows, columns = np.nonzero(mask[..., -1] > 0.01)
            x0, x1, y0, y1 = columns.min(), columns.max() + 1, rows.min(), rows.max() + 1
            self.layers.append({
                "patch": np.ascontiguousarray(mask[y0:y1, x0:x1]), "x0": int(x0), "y0": int(y0), "root": root,
                "hz": rng.uniform(0.25, 0.9, 3), "phase": rng.uniform(0, 6.3, 3), "swing": rng.uniform(1.0, 4.5) * near,
            })  # fmt: skip

    def blend(self, frame: np.ndarray, seconds: float, offset) -> None:
        """Lays the tree over the frame; the farther from its root, the more a branch moves."""
        height, width = frame.shape[:2]
        for layer in self.layers:
            patch, x0, y0 = layer["patch"], layer["x0"], layer["y0"]
            h, w = patch.shape[:2]
            gust = 0.6 + 0.4 * np.sin(0.23 * seconds + layer["phase"][2])
            dx = layer["swing"] * gust * np.sin(2 * np.pi * layer["hz"][0] * seconds + layer["phase"][0])
            dy = 0.5 * layer["swing"] * gust * np.sin(2 * np.pi * layer["hz"][1] * seconds + layer["phase"][1])
            flutter = 0.5 * np.sin(2 * np.pi * (2.1 + layer["hz"][2]) * seconds + layer["phase"][2])
            lean = (dx + flutter) / max(h, 200)
            matrix = np.array([[1, -lean, dx * 0.4 + lean * h * 0.5 + offset[0]], [lean * 0.5, 1, dy + offset[1]]], np.float32)
            moved = cv2.warpAffine(patch, matrix, (w, h), flags=cv2.INTER_LINEAR)
            u0, v0, u1, v1 = max(x0, 0), max(y0, 0), min(x0 + w, width), min(y0 + h, height)
            part = moved[v0 - y0 : v1 - y0, u0 - x0 : u1 - x0]
            region = frame[v0:v1, u0:u1]
            region *= 1 - part[..., -1:]
            region += part[..., :-1]

    def hides(self, x: float, y: float) -> bool:
        """Whether leaves cover this pixel in still air (truth leaves out what nobody can see)."""
        for layer in self.layers:
            u, v = int(x) - layer["x0"], int(y) - layer["y0"]
            if 0 <= v < layer["patch"].shape[0] and 0 <= u < layer["patch"].shape[1] and layer["patch"][v, u, -1] > 0.6:
                return True
        return False
