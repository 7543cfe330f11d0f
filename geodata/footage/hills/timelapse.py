"""A fixed tower's time-lapse, one frame a minute: land that stays, and all that moves over it without being smoke."""

import sys
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[3] / "models" / "smoke" / "data")]
from backdrops import as_seen  # noqa: E402
from grain import fractal, line, mix, smooth  # noqa: E402
from lands import paint_land  # noqa: E402
from skies import any_light, paint_sky  # noqa: E402

CONDITIONS = (
    "wind", "rain", "snow", "night", "dusk", "glare", "insects", "shaking", "birds", "aircraft", "fog", "exhaust", "chimney",
    "cloud-shadows", "clouds", "haze", "headlights", "sunset",
)  # fmt: skip


class TimeLapse:
    """`frame(k)` is the uint8 RGB picture of minute k; fires are laid in by whoever asks for them, before the camera sees."""

    def __init__(self, seed, width, height, conditions):
        self.random = np.random.default_rng([seed, 77])
        self.width, self.height, self.conditions = width, height, set(conditions)
        self.light = any_light(self.random)
        while ("sunset" in self.conditions) != (self.light.kind == "sunset"):
            self.light = any_light(self.random)
        if "night" in self.conditions:
            self.light.level, self.light.haze, self.light.zenith = 0.1, self.light.haze * 0.12, self.light.zenith * 0.08
        self.horizon = self.random.uniform(0.15, 0.55) * height
        self.sky = paint_sky(self.random, height, width, self.horizon, self.light)
        self.land, self.skyline = paint_land(self.random, self.sky.copy(), self.horizon, self.light)
        rows = np.arange(height, dtype=np.float32)[:, None]
        self.is_land = smooth(-0.7, 0.7, rows - self.skyline[None])
        self.shapes = [self._field(random_cells, stretch) for random_cells, stretch in ((3, 2.0), (5, 2.5), (2.5, 3.0))]
        self.drift = self.random.normal(0, 60, 2) * np.array([1, 0.25])
        self.lamps = [(self.random.uniform(0, width), self.horizon + self.random.uniform(0.05, 0.9) * (height - self.horizon)) for _ in range(30)]
        self.stack = (self.random.uniform(0.15, 0.85) * width, self.horizon + self.random.uniform(0.1, 0.3) * (height - self.horizon))
        self.camera = int(self.random.integers(1 << 30))

    def _field(self, cells, stretch):
        """A noise to scroll through, mirrored to both sides so that it has no seam."""
        shape = fractal(self.random, self.height, self.width, cells, 5, 0.55, stretch)
        shape = np.concatenate([shape, shape[:, ::-1]], 1)
        return np.concatenate([shape, shape[::-1]], 0)

    def _scrolled(self, index, k, speed=1.0):
        x, y = (self.drift * k * speed).astype(int)
        other = self.shapes[(index + 1) % 3]
        turn = 0.5 + 0.5 * np.sin(k / 9 + index)
        whole = self.shapes[index] * (1 - 0.5 * turn) + np.roll(other, 37 * index, 1) * 0.5 * turn
        return np.roll(whole, (y, x), (0, 1))[: self.height, : self.width]

    def light_of(self, k):
        """The picture of minute k as light, float RGB 0..1, without camera."""
        random, on = np.random.default_rng([self.camera, k]), self.conditions
        sky, land = self.sky, self.land
        if on & {"clouds", "cloud-shadows", "sunset"}:
            cover = smooth(0.2, 0.8, self._scrolled(0, k))
            bright = np.clip(0.3 * self.light.haze + 0.8 * self.light.sun, 0, 1.1)
            sky = mix(sky, bright * (0.75 + 0.25 * np.clip(self._scrolled(1, k), -1, 1))[..., None], cover * 0.8)
        if "cloud-shadows" in on:
            land = land * (1 - 0.45 * smooth(0.0, 0.7, self._scrolled(2, k, 1.3)))[..., None]
        picture = mix(sky, land, self.is_land)
        if "chimney" in on:
            self._chimney(picture, random)
        if "wind" in on:
            picture = self._wind(picture, random)
        picture = self._air(picture, k, on)
        picture = self._lamps(picture, k, random, on)
        return self._movers(picture, k, random, on)

    def frame(self, k, picture=None):
        """Minute k through the camera; `picture` is the light of that minute where something was laid into it."""
        random = np.random.default_rng([self.camera, k, 1])
        picture = (self.light_of(k) if picture is None else picture) * (1 + 0.02 * np.sin(k / 3)) + random.normal(0, 0.004)
        if "dusk" in self.conditions:
            picture = picture * np.clip(1 - 0.017 * k, 0.12, 1)
        if "shaking" in self.conditions:
            dx, dy = random.normal(0, 1.3, 2)
            picture = cv2.warpAffine(picture, np.float32([[1, 0, dx], [0, 1, dy]]), (self.width, self.height), borderMode=cv2.BORDER_REFLECT)
        rgb = as_seen(np.random.default_rng(self.camera), picture.astype(np.float32)).astype(np.float32)
        rgb += random.normal(0, 2.0 if "night" not in self.conditions else 4.0, rgb.shape)
        if "insects" in self.conditions and random.random() < 0.4:
            self._insect(rgb, random)
        return np.clip(rgb, 0, 255).astype(np.uint8)

    def _air(self, picture, k, on):
        if "haze" in on:
            thick = np.clip(0.15 + 0.25 * np.sin(k / 14), 0, 0.5) * smooth(self.height, self.horizon * 0.8, np.arange(self.height, dtype=np.float32))[:, None]
            picture = mix(picture, self.light.haze, np.repeat(thick, self.width, 1))
        if "fog" in on:
            rows = np.arange(self.height, dtype=np.float32)[:, None]
            base = self.horizon + 0.22 * (self.height - self.horizon)
            tall = (0.03 + 0.05 * (1 + np.sin(k / 11))) * self.height
            band = np.exp(-(((rows - base) / tall) ** 2)) * smooth(-0.8, 0.6, self._scrolled(1, k, 0.3))
            picture = mix(picture, np.clip(self.light.haze * 1.05, 0, 1), np.clip(band, 0, 1) * 0.85)
        return picture

    def _wind(self, picture, random):
        columns, rows = np.meshgrid(np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32))
        near = np.clip((rows - self.skyline.mean()) / self.height, 0, 1) * 4
        dx, dy = (fractal(random, self.height, self.width, 40, 3, 0.7) * near for _ in range(2))
        return cv2.remap(np.ascontiguousarray(picture, np.float32), columns + dx, rows + dy * 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)

    def _lamps(self, picture, k, random, on):
        lit = ("night" in on) or ("dusk" in on and k > 18) or "headlights" in on
        if "glare" in on:
            x, y = (0.2 + 0.012 * k) * self.width, self.horizon * 0.5
            columns, rows = np.meshgrid(np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32))
            away = np.hypot(columns - x, rows - y)
            picture = picture + (0.9 * np.exp(-away / 40) + 0.2 * np.exp(-away / 250))[..., None] * self.light.sun
        if not lit:
            return picture
        glow = np.zeros((self.height, self.width), np.float32)
        for number, (x, y) in enumerate(self.lamps):
            moving = "headlights" in on and number % 2 == 0
            if moving:
                x, y = random.uniform(0, self.width), y
            if moving or random.random() < 0.95:
                cv2.circle(glow, (int(x), int(y)), 1 + number % 3, 1.3, -1, cv2.LINE_AA)
        spread = 9 if on & {"fog", "headlights"} else 3
        return picture + (glow + 4 * cv2.GaussianBlur(glow, (0, 0), spread))[..., None] * np.array([1, 0.85, 0.6], np.float32)

    def _movers(self, picture, k, random, on):
        if "birds" in on:
            for _ in range(int(random.integers(0, 6))):
                x, y = random.uniform(0, self.width), random.uniform(0, 0.8) * self.height
                cv2.ellipse(picture, (int(x), int(y)), (int(random.integers(2, 8)), 2), random.uniform(-30, 30), 0, 360, (0.08, 0.08, 0.08), -1, cv2.LINE_AA)
        if "aircraft" in on:
            x = (37 * k) % self.width
            y = self.horizon * (0.2 + 0.4 * np.sin(k / 17) ** 2)
            cv2.line(picture, (int(x - 60), int(y)), (int(x), int(y - 8)), (0.97, 0.97, 0.97), 2, cv2.LINE_AA)
        if "exhaust" in on and random.random() < 0.4:
            x, y = random.uniform(0.1, 0.9) * self.width, self.horizon + random.uniform(0.1, 0.8) * (self.height - self.horizon)
            puff = np.zeros(picture.shape[:2], np.float32)
            cv2.ellipse(puff, (int(x), int(y)), (int(random.uniform(5, 16)), int(random.uniform(3, 8))), 0, 0, 360, 0.5, -1)
            picture = mix(picture, np.float32([0.7, 0.7, 0.7]) * self.light.level, cv2.GaussianBlur(puff, (0, 0), 3))
        if on & {"rain", "snow"}:
            drops = np.zeros(picture.shape[:2], np.float32)
            for _ in range(500 if "rain" in on else 350):
                x, y = random.uniform(0, self.width), random.uniform(0, self.height)
                if "rain" in on:
                    cv2.line(drops, (int(x), int(y)), (int(x + 2), int(y + random.uniform(6, 22))), 0.25, 1, cv2.LINE_AA)
                else:
                    cv2.circle(drops, (int(x), int(y)), int(random.integers(1, 4)), 0.5, -1, cv2.LINE_AA)
            picture = mix(picture * 0.9, np.float32([0.8, 0.8, 0.82]) * max(0.3, self.light.level), drops)
        return picture

    def _chimney(self, picture, random):
        x, y = self.stack
        cv2.rectangle(picture, (int(x - 3), int(y - 40)), (int(x + 3), int(y)), (0.45, 0.42, 0.4), -1)
        shape = line(random, 64, 6, 4)
        for step in range(40):
            radius = 3 + 0.28 * step
            spot = np.zeros(picture.shape[:2], np.float32)
            cv2.circle(spot, (int(x + 2.2 * step + 2 * shape[step]), int(y - 42 - 0.9 * step)), int(radius), float(0.35 * (1 - step / 40)), -1)
            region = np.s_[max(0, int(y - 110)) : int(y), max(0, int(x - 20)) : int(x + 140)]
            picture[region] = mix(picture[region], np.float32([0.93, 0.93, 0.94]) * self.light.level, spot[region])

    def _insect(self, rgb, random):
        x, y = random.uniform(0, self.width), random.uniform(0, self.height)
        spot = np.zeros(rgb.shape[:2], np.float32)
        cv2.ellipse(spot, (int(x), int(y)), (int(random.uniform(10, 60)), int(random.uniform(8, 30))), random.uniform(0, 180), 0, 360, 0.8, -1)
        spot = cv2.GaussianBlur(spot, (0, 0), 5)[..., None]
        rgb *= 1 - spot * 0.7
