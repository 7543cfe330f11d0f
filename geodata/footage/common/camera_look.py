"""Turns a clean linear picture into what a cheap outdoor surveillance camera would have recorded.

    look = CameraLook(seed=7, width=1280, height=720, noise=0.012, shake_px=0.6)
    bgr = look.expose(linear_rgb, t)          # float32 HxWx3, 1.0 = diffuse white in sun -> uint8 HxWx3 BGR

The order is the order of light: wind shake, lens blur and vignette, rain on the way, exposure, sensor noise,
the camera's own sharpening, gamma. Everything follows from the seed and the frame's time, so a clip renders twice
to the same bytes. Encoding artefacts are left to the encoder (clip_writer.py).
"""

import cv2
import numpy as np


class CameraLook:
    """One camera's optics, sensor and picture processing; keep one per clip, and call it in order of time."""

    def __init__(
        self,
        seed,
        width,
        height,
        noise=0.010,
        chroma_noise=0.4,
        shake_px=0.5,
        shake_hz=1.3,
        vignette=0.28,
        blur_px=0.55,
        sharpen=0.7,
        exposure=None,
        exposure_drift=0.03,
        auto_exposure=0.0,
        target=0.20,
        gamma=2.2,
        saturation=0.92,
        white_balance=(1.0, 1.0, 1.0),
        rain=0.0,
        haze=0.0,
        haze_colour=(0.62, 0.66, 0.70),
    ):
        """`noise` is the standard deviation at mid grey (0..1 linear); `exposure` a fixed gain, or None to meter the
        first frame to `target`; `auto_exposure` 0..1 is how fast the gain follows later changes; `rain` and `haze`
        are 0..1; `white_balance` are RGB gains."""
        self.width, self.height = width, height
        self.noise, self.chroma_noise = noise, chroma_noise
        self.shake_px, self.blur_px, self.sharpen = shake_px, blur_px, sharpen
        self.exposure, self.exposure_drift = exposure, exposure_drift
        self.auto_exposure, self.target = auto_exposure, target
        self.gamma, self.saturation = gamma, saturation
        self.white_balance = np.asarray(white_balance, np.float32)
        self.rain, self.haze = rain, haze
        self.haze_colour = np.asarray(haze_colour, np.float32)
        self.random = np.random.default_rng(seed)
        self.shake_waves = _waves(self.random, shake_hz)
        self.drift_waves = _waves(self.random, 0.05)
        self.vignette = _vignette(width, height, vignette, self.random)
        self.fixed_pattern = (1 + 0.006 * self.random.standard_normal((height, width, 1))).astype(np.float32)
        self.grain = None

    def expose(self, linear_rgb, t):
        """The recorded frame: uint8 HxWx3 BGR, from linear light float32 HxWx3 RGB at `t` seconds."""
        light = self._through_the_lens(np.asarray(linear_rgb, np.float32), t)
        if self.rain > 0:
            light = self._rain(light, t)
        light = light * (self._gain(light) * (1 + self.exposure_drift * _sway(self.drift_waves[0], t)))
        light = light * self.white_balance
        light = light * self.fixed_pattern + self._sensor_noise(light)
        picture = _tone(np.maximum(light, 0), self.gamma)
        if self.sharpen > 0:
            picture = picture + self.sharpen * (picture - cv2.GaussianBlur(picture, (0, 0), 1.3))
        grey = picture @ np.array([0.299, 0.587, 0.114], np.float32)
        picture = grey[..., None] + self.saturation * (picture - grey[..., None])
        return (np.clip(picture[..., ::-1], 0, 1) * 255 + 0.5).astype(np.uint8)

    def shake_at(self, t):
        """How far the picture has moved at `t`, in pixels (dx, dy): add it to a truth given for the still camera."""
        return (self.shake_px * _sway(self.shake_waves[0], t), self.shake_px * _sway(self.shake_waves[1], t))

    def _through_the_lens(self, light, t):
        dx, dy = self.shake_at(t)
        move = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
        light = cv2.warpAffine(light, move, (self.width, self.height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if self.blur_px > 0:
            light = cv2.GaussianBlur(light, (0, 0), self.blur_px)
        if self.haze > 0:
            light = light * (1 - self.haze) + self.haze_colour * (self.haze * float(np.median(light)) / 0.5)
        return light * self.vignette

    def _gain(self, light):
        level = float(np.exp(np.mean(np.log(light[::8, ::8].mean(axis=2) + 1e-4))))
        metered = self.target / max(level, 1e-5)
        if self.exposure is None:
            self.exposure = metered
        elif self.auto_exposure > 0:
            self.exposure += (metered - self.exposure) * self.auto_exposure * 0.1
        return self.exposure

    def _sensor_noise(self, light):
        """Shot and read noise whose grain partly survives to the next frame, as the camera's own denoiser leaves it."""
        fresh = self.random.standard_normal((self.height, self.width), np.float32)
        tint = self.random.standard_normal((self.height // 2, self.width // 2, 3), np.float32)
        tint = cv2.resize(tint, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        grain = fresh[..., None] + self.chroma_noise * tint
        self.grain = grain if self.grain is None else 0.45 * self.grain + 0.89 * grain
        strength = self.noise * np.sqrt(np.clip(light.mean(axis=2, keepdims=True), 0, 1.5) / 0.3 + 0.08)
        return self.grain * strength

    def _rain(self, light, t):
        """Streaks of falling drops, near ones long and blurred, over a thin veil."""
        count = int(self.rain * 420 * self.width * self.height / 921600)
        streaks = np.zeros((self.height, self.width), np.uint8)
        slant = 0.10 + 0.05 * _sway(self.drift_waves[1], t)
        for _ in range(count):
            near = self.random.random() ** 3
            length = int((10 + 60 * near) * self.height / 720)
            x, y = self.random.integers(0, self.width), self.random.integers(-length, self.height)
            cv2.line(streaks, (int(x), int(y)), (int(x + slant * length), int(y + length)), int(40 + 90 * near), 1 + int(near > 0.8), cv2.LINE_AA)
        veil = cv2.GaussianBlur(streaks, (0, 0), 0.8).astype(np.float32)[..., None] / 255
        around = cv2.resize(cv2.resize(light, (32, 18), interpolation=cv2.INTER_AREA), (self.width, self.height))
        return light + veil * 0.55 * (around + 0.3 * float(light.mean()))


def _waves(random, hz):
    """Two sets of five sines near `hz`: (frequency, phase, weight)."""
    return [
        [(hz * random.uniform(0.3, 2.2), random.uniform(0, 2 * np.pi), random.uniform(0.2, 1.0)) for _ in range(5)]
        for _ in range(2)
    ]


def _sway(waves, t):
    """A wandering value of about -1..1."""
    total = sum(weight for _, _, weight in waves)
    return float(sum(weight * np.sin(2 * np.pi * hz * t + phase) for hz, phase, weight in waves) / total * 1.6)


def _vignette(width, height, depth, random):
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cx, cy = width * (0.5 + random.uniform(-0.02, 0.02)), height * (0.5 + random.uniform(-0.02, 0.02))
    r2 = ((x - cx) ** 2 + (y - cy) ** 2) / (0.25 * (width**2 + height**2))
    return (1 - depth * np.clip(r2, 0, 1.2))[..., None].astype(np.float32)


def _tone(light, gamma):
    """A soft shoulder above white instead of a hard clip, then the display's gamma."""
    shoulder = np.where(light < 0.7, light, 0.7 + 0.3 * np.tanh((light - 0.7) / 0.45))
    return np.power(shoulder, 1 / gamma, dtype=np.float32)
