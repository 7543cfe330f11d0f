"""Turns a clean linear picture into what a cheap outdoor surveillance camera would have recorded.

    look = CameraLook(seed=7, width=1280, height=720, noise=0.012, shake_px=0.6)
    bgr = look.expose(linear_rgb, t)          # float32 HxWx3, 1.0 = diffuse white in sun -> uint8 HxWx3 BGR

The order is the order of light: wind shake, lens blur and vignette, rain on the way, exposure, sensor noise,
the camera's own sharpening, gamma. Everything follows from the seed and the frame's time, so a clip renders twice
to the same bytes. Encoding artefacts are left to the encoder (clip_writer.py).
"""

import cv2
import numpy as np
from numba import njit

GRAIN_FIELDS = 4
TONE_STEPS = 4096


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
        self.fixed_pattern = (1 + 0.006 * self.random.standard_normal((height, width))).astype(np.float32)
        self.grain = self._grain_fields()
        self.grain_now = self._grain_place()
        self.tone = _tone(np.linspace(0, 2, TONE_STEPS, dtype=np.float32) ** 2, gamma)

    def expose(self, linear_rgb, t):
        """The recorded frame: uint8 HxWx3 BGR, from linear light float32 HxWx3 RGB at `t` seconds."""
        light = self._through_the_lens(np.asarray(linear_rgb, np.float32), t)
        if self.rain > 0:
            light = self._rain(light, t)
        gain = self._gain(light) * (1 + self.exposure_drift * _sway(self.drift_waves[0], t))
        before, self.grain_now = self.grain_now, self._grain_place()
        picture = _develop(
            np.ascontiguousarray(light), (gain * self.white_balance).astype(np.float32), self.fixed_pattern,
            self.grain, before, self.grain_now, np.float32(self.noise), self.tone, np.float32(self.saturation),
        )  # fmt: skip
        if self.sharpen > 0:
            picture = cv2.addWeighted(picture, 1 + self.sharpen, cv2.GaussianBlur(picture, (0, 0), 1.3), -self.sharpen, 0)
        return picture

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

    def _grain_fields(self):
        """A few fields of shot noise with some colour; every frame takes two of them at random places."""
        shape = (GRAIN_FIELDS, self.height, self.width)
        grain = self.random.standard_normal((*shape, 1), np.float32)
        tint = self.random.standard_normal((GRAIN_FIELDS, self.height // 2, self.width // 2, 3), np.float32)
        tint = np.stack([cv2.resize(field, (self.width, self.height), interpolation=cv2.INTER_LINEAR) for field in tint])
        return (grain + self.chroma_noise * tint).astype(np.float32)

    def _grain_place(self):
        return np.array([self.random.integers(GRAIN_FIELDS), self.random.integers(self.height), self.random.integers(self.width)])

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


@njit(cache=True, fastmath=True)
def _develop(light, gain, pattern, grain, before, now, noise, tone, saturation):
    """Gain, fixed pattern, grain that half survives from the frame before (as a camera's denoiser leaves it), tone, BGR bytes."""
    height, width = light.shape[:2]
    out = np.empty((height, width, 3), np.uint8)
    steps = tone.shape[0] - 1
    value = np.empty(3, np.float32)
    for y in range(height):
        y0, y1 = (y + before[1]) % height, (y + now[1]) % height
        for x in range(width):
            x0, x1 = x + before[2], x + now[2]
            x0 = x0 - width if x0 >= width else x0
            x1 = x1 - width if x1 >= width else x1
            level = 0.0
            for c in range(3):
                value[c] = light[y, x, c] * gain[c] * pattern[y, x]
                level += value[c]
            strength = noise * np.sqrt(min(level / 3, 1.5) / 0.3 + 0.08)
            grey = 0.0
            for c in range(3):
                v = value[c] + strength * (0.45 * grain[before[0], y0, x0, c] + 0.89 * grain[now[0], y1, x1, c])
                place = np.sqrt(max(v, 0.0)) * 0.5 * steps
                value[c] = tone[min(steps, int(place + 0.5))]
                grey += value[c] * (0.299 if c == 0 else 0.587 if c == 1 else 0.114)
            for c in range(3):
                v = grey + saturation * (value[c] - grey)
                out[y, x, 2 - c] = np.uint8(min(255.0, max(0.0, v * 255 + 0.5)))
    return out
