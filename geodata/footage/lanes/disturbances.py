"""What troubles a street camera beside rain and shaking: shadows of clouds, snow, insects on the lens, exhaust, glare."""

import cv2
import numpy as np


class Disturbances:
    """One clip's weather; call both in order of time."""

    def __init__(self, condition, random, width, height):
        self.condition, self.random, self.width, self.height = condition, random, width, height
        self.clouds = cv2.GaussianBlur(random.standard_normal((256, 1024)).astype(np.float32), (0, 0), 28)
        self.clouds = (self.clouds - self.clouds.min()) / (self.clouds.max() - self.clouds.min())
        self.insect = None
        self.sun = (random.uniform(0, width), random.uniform(-0.2, 0.2) * height)

    def in_street(self, linear, t):
        """On the linear picture, before the lens."""
        if self.condition == 'cloud-shadows':
            at = int(t * 1.4) % (self.clouds.shape[1] - 200)
            cover = cv2.resize(self.clouds[:120, at : at + 200], (self.width, self.height), interpolation=cv2.INTER_LINEAR)
            linear = linear * (1 - 0.62 * np.clip((cover - 0.45) * 5, 0, 1))[..., None]
        if self.condition == 'exhaust' and (t % 47) < 30:
            drift = (t % 47) * 3
            puff = self._blob(self.width * 0.45 + drift, self.height * 0.62 - drift * 0.3, 34 + drift * 0.4)
            linear = linear * (1 - 0.35 * puff) + 0.35 * puff * float(linear.mean()) * 1.5
        if self.condition == 'glare':
            flare = self._blob(*self.sun, self.width * 0.5)
            linear = linear + flare * float(linear.mean()) * (1.2 + 0.3 * np.sin(t / 40))
        return np.ascontiguousarray(linear, np.float32)

    def on_lens(self, bgr, t):
        """On the developed picture: what is close to the lens or on it."""
        if self.condition == 'snow':
            for _ in range(90):
                x, y, near = self.random.integers(self.width), self.random.integers(self.height), self.random.random() ** 3
                cv2.circle(bgr, (int(x), int(y)), 1 + int(3 * near), (225, 225, 222), -1, cv2.LINE_AA)
        if self.condition == 'insects':
            if self.insect is None or self.random.random() < 0.02:
                self.insect = np.array([self.random.uniform(0, self.width), self.random.uniform(0, self.height)])
            elif self.random.random() < 0.5:
                self.insect = self.insect + self.random.normal(0, 14, 2)
            shade = 0.75 * self._blob(*self.insect, 13)
            bgr = (bgr * (1 - shade)).astype(np.uint8)
        return np.ascontiguousarray(bgr)

    def _blob(self, x, y, size):
        rows, columns = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        return np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * size * size))[..., None]
