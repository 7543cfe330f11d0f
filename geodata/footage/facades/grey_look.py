"""A camera's lens, sensor and picture processing on luminance alone, fast enough for tens of thousands of frames."""

import cv2
import numpy as np


class GreyLook:
    """Turns linear luminance into recorded luma: shake, defocus, exposure, flicker, grain, denoiser's ghosts, sharpening."""

    def __init__(self, rng: np.random.Generator, first: np.ndarray, dim: float, shake_px: float | None = None, jolts: bool | None = None):
        height, width = first.shape
        self.rng, self.size = rng, (width, height)
        self.gain = dim * rng.uniform(0.75, 1.35) * 0.2 / np.exp(np.mean(np.log(first[::8, ::8] + 1e-4)))
        self.noise = rng.uniform(0.002, 0.016) * (1.6 if dim < 0.8 else 1.0)
        self.blur, self.sharpen = rng.uniform(0.3, 1.3) * width / 1280, rng.uniform(0.0, 0.9)
        self.contrast, self.memory = rng.uniform(1.0, 1.4), rng.uniform(0.0, 0.6)
        self.shake = (shake_px if shake_px is not None else rng.choice([0.0, 0.3, 0.8, 1.8], p=[0.4, 0.3, 0.2, 0.1])) * width / 1280
        self.waves = rng.uniform(0.3, 3.5, 6), rng.uniform(0, 6.3, 6)
        self.jolt_every = rng.uniform(4, 9) if (jolts if jolts is not None else rng.random() < 0.1) else 0.0
        self.flicker = rng.uniform(0, 0.03) if rng.random() < 0.25 else 0.0
        self.cloud = (rng.uniform(0.05, 0.2), rng.uniform(0.05, 0.3)) if rng.random() < 0.25 else (0.0, 0.1)
        self.bank = rng.standard_normal((height + 64, width + 64), np.float32)
        self.grain = None

    def shift(self, seconds: float) -> tuple[float, float]:
        """How far the picture has moved, in pixels: add it to the truth of the still camera."""
        hz, phase = self.waves
        sway = self.shake * np.sin(2 * np.pi * hz * seconds + phase)
        since = seconds % self.jolt_every if self.jolt_every else 99.0
        kick = 5.0 * np.exp(-12 * since) * np.cos(50 * since) if seconds > self.jolt_every else 0.0
        return float(sway[:3].mean()), float(sway[3:].mean() + kick)

    def expose(self, linear: np.ndarray, seconds: float) -> np.ndarray:
        """Linear luminance float32 [h, w] to recorded luma uint8 [h, w]."""
        width, height = self.size
        dx, dy = self.shift(seconds)
        light = linear
        if dx or dy:
            light = cv2.warpAffine(light, np.array([[1, 0, dx], [0, 1, dy]], np.float32), self.size, borderMode=cv2.BORDER_REPLICATE)
        light = cv2.GaussianBlur(light, (0, 0), self.blur)
        depth, hz = self.cloud
        light *= self.gain * (1 + self.flicker * np.sin(2 * np.pi * 9.3 * seconds)) * (1 + depth * np.sin(2 * np.pi * hz * seconds))
        light = 0.2 * cv2.pow(np.maximum(light, 0) * 5, self.contrast)
        oy, ox = self.rng.integers(0, 64, 2)
        fresh = self.bank[oy : oy + height, ox : ox + width]
        if self.rng.random() < 0.5:
            fresh = fresh[:, ::-1]
        self.grain = fresh if self.grain is None else self.memory * self.grain + np.sqrt(1 - self.memory**2) * fresh
        light += self.grain * self.noise * cv2.sqrt(np.minimum(light, 1.5) / 0.3 + 0.08)
        picture = cv2.pow(np.clip(light, 0, 1.4), 1 / 2.2)
        if self.sharpen > 0.05:
            picture = picture + self.sharpen * (picture - cv2.GaussianBlur(picture, (0, 0), 1.3))
        return (np.clip(picture, 0, 1) * 219 + 16.5).astype(np.uint8)
