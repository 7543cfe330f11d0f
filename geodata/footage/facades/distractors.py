"""What moves before a façade without being thrown: birds, insects at the lens, drifting leaves, rain."""

import cv2
import numpy as np

from .moving_sprites import LUMA, bird_sprite, blend_moving, blob_sprite
from .pinhole import Pinhole


class Bird:
    """Crosses the picture with beating wings, mostly level, now and then gliding or diving a little."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start, self.beat_hz = start_seconds, rng.uniform(3.5, 9.0)
        side = rng.choice([-1, 1])
        self.x0, self.y0 = camera.width / 2 - side * (camera.width / 2 + 30), rng.uniform(0.05, 0.8) * camera.height
        self.speed = side * rng.uniform(120, 480)
        self.climb, self.sway = rng.normal(-15, 45), rng.uniform(5, 45)
        self.size, self.tone = rng.uniform(7, 30), rng.uniform(0.02, 0.22)
        self.phase, self.glide = rng.uniform(0, 6.3), rng.uniform(0.2, 1.0)

    def pose(self, seconds: float):
        t = seconds - self.start
        y = self.y0 + self.climb * t + self.sway * np.sin(0.9 * t + self.phase)
        return self.x0 + self.speed * t, y, self.size, 0.0 if self.speed > 0 else np.pi

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        beating = np.sin(0.7 * seconds + self.phase) < self.glide
        wing = np.sin(2 * np.pi * self.beat_hz * seconds + self.phase) if beating else 0.25
        if self.speed < 0:
            wing = -wing
        sprite = bird_sprite(wing, 0.55, self.tone)
        poses = [(x + offset[0], y + offset[1], s, a) for x, y, s, a in (self.pose(seconds + d * exposure) for d in (-0.5, 0, 0.5))]
        blend_moving(frame, sprite, poses, light)


class Insect:
    """A blurred speck that hovers and darts just before the lens."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start, self.length = start_seconds, rng.uniform(0.4, 2.2)
        self.centre = rng.uniform(0.1, 0.9, 2) * (camera.width, camera.height)
        self.waves = rng.uniform(0.4, 3.0, 6), rng.uniform(0, 6.3, 6), rng.uniform(20, 230, 6)
        self.size, self.opacity = rng.uniform(8, 34), rng.uniform(0.12, 0.5)
        self.sprite = cv2.GaussianBlur(blob_sprite(rng, np.full(3, rng.uniform(0.02, 0.5)), 0.4, 0.7), (0, 0), 6)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        if not self.start <= seconds <= self.start + self.length:
            return
        hz, phase, reach = self.waves
        poses = []
        for d in (-0.5, -0.25, 0, 0.25, 0.5):
            swing = reach * np.sin(2 * np.pi * hz * (seconds + d * exposure) + phase)
            poses.append((self.centre[0] + swing[:3].sum(), self.centre[1] + swing[3:].sum(), self.size, 0.0))
        blend_moving(frame, self.sprite, poses, light, self.opacity)


class DriftingLeaf:
    """A leaf or scrap of plastic film that the wind carries: slow, swaying, sometimes rising."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, start_seconds: float):
        self.start = start_seconds
        self.place = rng.uniform(0, 1, 2) * (camera.width, camera.height * 0.7)
        self.drift = np.array([rng.normal(0, 45), rng.uniform(-15, 75)])
        self.sway, self.hz, self.phase = rng.uniform(8, 45), rng.uniform(0.4, 1.3), rng.uniform(0, 6.3)
        self.size = rng.uniform(3, 12)
        self.sprite = blob_sprite(rng, rng.uniform(0.05, 0.35) * np.array([1.0, 0.9, 0.35]), 0.3, rng.uniform(0.3, 0.7))

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        t = seconds - self.start
        if t < 0 or t > 9:
            return
        swing = np.sin(2 * np.pi * self.hz * t + self.phase)
        x = self.place[0] + self.drift[0] * t + self.sway * swing + offset[0]
        y = self.place[1] + self.drift[1] * t + 0.35 * self.sway * abs(swing) + offset[1]
        blend_moving(frame, self.sprite, [(x, y, self.size * (0.6 + 0.4 * abs(swing)), 3 * swing)], light)


class Rain:
    """Drops in the air between camera and façade; each is a streak as long as it falls in one exposure."""

    def __init__(self, rng: np.random.Generator, camera: Pinhole, drops: int):
        self.camera, self.rng = camera, rng
        self.depth = 1.5 + 22 * rng.random(drops) ** 1.3
        self.u, self.v = rng.uniform(-0.1, 1.1, drops), rng.random(drops)
        self.fall = rng.uniform(5.5, 9.0, drops)
        self.wind = rng.normal(0.8, 0.25)

    def blend(self, frame, seconds: float, exposure: float, offset, light) -> None:
        height, width, channels = frame.shape
        speed = self.fall * self.camera.focal_px / self.depth
        period = self.camera.height * 1.3
        y = (self.v * period + speed * seconds) % period - 0.15 * self.camera.height
        turn = np.floor((self.v * period + speed * seconds) / period)
        x = ((self.u + 0.37 * turn) % 1.2 - 0.1) * self.camera.width + offset[0]
        length = speed * exposure
        lean = self.wind / self.fall
        veil = np.zeros((height, width), np.uint8)
        strength = np.clip(2.6 / self.depth, 0.12, 0.9) * np.clip(9.0 / length, 0.15, 1.0)
        for i in range(len(x)):
            top, bottom = (x[i], y[i] + offset[1]), (x[i] + lean[i] * length[i], y[i] + length[i] + offset[1])
            if bottom[1] < 0 or top[1] > height:
                continue
            thick = 2 if self.depth[i] < 3 else 1
            cv2.line(veil, (int(top[0] * 8), int(top[1] * 8)), (int(bottom[0] * 8), int(bottom[1] * 8)), float(255 * strength[i]), thick, cv2.LINE_AA, 3)
        veil = cv2.GaussianBlur(veil, (0, 0), 0.6).astype(np.float32)[..., None] * (0.5 / 255)
        bright = np.asarray(light, np.float32) * np.ones(3, np.float32)
        frame *= 1 - veil
        frame += veil * (bright if channels == 3 else float(bright @ LUMA))
