"""More that moves before a façade without being thrown: snow, an aircraft, an insect on the lens, glare."""

import cv2
import numpy as np

from .moving_sprites import LUMA, blend_moving, blob_sprite
from .pinhole import Pinhole


class Snow:
    """Flakes at many depths, sinking slowly and swaying."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, flakes: int):
        self.camera = camera
        self.depth = 1.2 + 25 * rng.random(flakes) ** 1.2
        self.u, self.v, self.phase = rng.uniform(-0.1, 1.1, flakes), rng.random(flakes), rng.uniform(0, 6.3, flakes)
        self.fall, self.sway = rng.uniform(0.7, 1.8, flakes), rng.uniform(0.05, 0.3, flakes)
        self.size, self.wind = rng.uniform(0.004, 0.014, flakes), rng.normal(0.3, 0.5)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        height, width, channels = frame.shape
        scale = self.camera.focal_px / self.depth
        period = height * 1.2
        turns, y = np.divmod(self.v * period + self.fall * scale * seconds, period)
        drift = self.wind * seconds + self.sway * np.sin(2 * seconds + self.phase)
        x = ((self.u + 0.37 * turns + drift * scale / width) % 1.2 - 0.1) * width + offset[0]
        veil = np.zeros((height, width), np.uint8)
        radius = np.maximum(0.35, self.size * scale)
        length = self.fall * scale * exposure
        for i in range(len(x)):
            strength = float(255 * np.clip(radius[i] ** 2 / 0.6, 0.15, 0.9))
            top = (int(x[i] * 8), int((y[i] - 0.1 * height + offset[1]) * 8))
            cv2.line(veil, top, (top[0], top[1] + int(length[i] * 8)), strength, max(1, int(2 * radius[i])), cv2.LINE_AA, 3)
        veil = cv2.GaussianBlur(veil, (0, 0), 0.6).astype(np.float32)[..., None] * (0.8 / 255)
        bright = np.asarray(light, np.float32) * np.ones(3, np.float32)
        frame *= 1 - veil
        frame += veil * (bright if channels == 3 else float(bright @ LUMA))


class Aircraft:
    """A speck with a flashing light that crosses the sky on a straight, steady way, now and then downwards."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start = start_seconds
        self.place = rng.uniform(0, 1, 2) * (camera.width, 0.4 * camera.height)
        heading = rng.uniform(0, 2 * np.pi)
        self.speed = rng.uniform(15, 130) * np.array([np.cos(heading), np.sin(heading)])
        self.size, self.flash_hz = rng.uniform(2, 9), rng.uniform(0.8, 1.6)
        self.sprite = blob_sprite(rng, np.full(3, rng.uniform(0.05, 1.2)), 0.1, 0.3)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        x, y = self.place + self.speed * (seconds - self.start)
        lit = 4.0 if (seconds * self.flash_hz) % 1 < 0.1 else 1.0
        blend_moving(frame, self.sprite, [(x + offset[0], y + offset[1], self.size, 0.3)], np.asarray(light) * lit)


class LensInsect:
    """A beetle that walks over the front glass: large, soft and dark, with pauses."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start = start_seconds
        steps = rng.normal(0, 1, (400, 2)) * rng.uniform(2, 9) * (rng.random((400, 1)) < 0.7)
        heading = rng.normal(0, 5, 2)
        self.way = rng.uniform(0.1, 0.9, 2) * (camera.width, camera.height) + np.cumsum(steps + heading, 0)
        self.size, self.opacity = rng.uniform(25, 120), rng.uniform(0.3, 0.85)
        self.sprite = cv2.GaussianBlur(blob_sprite(rng, np.full(3, 0.03), 0.3, 0.6), (0, 0), 5)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        place = max(0.0, (seconds - self.start) * 10)
        index = min(int(place), len(self.way) - 2)
        x, y = self.way[index] + (self.way[index + 1] - self.way[index]) * (place - index)
        blend_moving(frame, self.sprite, [(x, y, self.size, 0.0)], light, self.opacity)


class Glare:
    """A pane that catches the sun: a glint slides over the façade as a window swings, or headlights sweep it."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start, self.length = start_seconds, rng.uniform(0.4, 3.0)
        self.from_, self.to = (rng.uniform(0, 1, 2) * (camera.width, camera.height) for _ in range(2))
        if rng.random() < 0.4:
            self.to = self.from_ + rng.normal(0, 25, 2)
        self.size, self.strength = rng.uniform(5, 110), rng.uniform(0.3, 5.0)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        share = (seconds - self.start) / self.length
        if not 0 <= share <= 1:
            return
        x, y = self.from_ + (self.to - self.from_) * share + np.asarray(offset)
        reach = int(2.5 * self.size)
        x0, y0 = max(0, int(x) - reach), max(0, int(y) - reach)
        region = frame[y0 : max(0, int(y) + reach), x0 : max(0, int(x) + reach)]
        if not region.size:
            return
        rows, columns = np.mgrid[y0 : y0 + region.shape[0], x0 : x0 + region.shape[1]].astype(np.float32)
        glow = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * self.size**2)) * np.sin(np.pi * share)
        region += (self.strength * float(np.mean(light)) * glow)[..., None].astype(np.float32)
