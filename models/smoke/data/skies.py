"""Skies of every weather, with their clouds: all that hangs above the land and is no smoke."""

from dataclasses import dataclass

import cv2
import numpy as np

from grain import fractal, mix, smooth


@dataclass
class Light:
    """How the picture is lit: colours are float RGB 0..1 as displayed."""

    kind: str
    zenith: np.ndarray
    haze: np.ndarray
    sun: np.ndarray
    level: float


def any_light(random) -> Light:
    kind = str(random.choice(["blue", "milky", "overcast", "low-sun", "sunset", "dusk"], p=[0.30, 0.25, 0.17, 0.13, 0.10, 0.05]))
    grey = random.uniform(0.55, 0.88)
    if kind == "blue":
        zenith, haze, sun = (random.uniform(0.15, 0.4), random.uniform(0.35, 0.6), random.uniform(0.6, 0.9)), (grey * 0.92, grey * 0.98, grey * 1.03), (1, 0.97, 0.9)
    elif kind == "milky":
        zenith, haze, sun = (grey * 0.82, grey * 0.9, grey), (grey * random.uniform(0.96, 1.08), grey, grey * random.uniform(0.86, 1.0)), (1, 0.96, 0.88)
    elif kind == "overcast":
        zenith, haze, sun = (grey * 0.8, grey * 0.82, grey * 0.85), (grey, grey, grey * 1.01), (0.72, 0.73, 0.75)
    elif kind == "low-sun":
        zenith, haze, sun = (grey * 0.6, grey * 0.72, grey * 0.9), (grey * 1.1, grey * 0.98, grey * 0.8), (1.1, 0.9, 0.62)
    elif kind == "sunset":
        zenith, haze, sun = (0.25 * grey, 0.3 * grey, 0.48 * grey), (1.1 * grey, random.uniform(0.45, 0.75) * grey, random.uniform(0.2, 0.5) * grey), (1.1, 0.65, 0.35)
    else:
        zenith, haze, sun = (0.18, 0.22, 0.32), (0.34, 0.36, 0.42), (0.4, 0.42, 0.5)
    level = {"sunset": random.uniform(0.15, 0.5), "dusk": random.uniform(0.15, 0.35), "overcast": random.uniform(0.45, 0.75)}.get(kind, random.uniform(0.6, 1.0))
    tint = 1 + random.normal(0, 0.03, 3)
    return Light(kind, *(np.clip(np.array(c) * tint, 0, 1.05).astype(np.float32) for c in (zenith, haze, sun)), level)


def paint_sky(random, height, width, horizon, light: Light):
    """HxWx3 sky whose haze lies at row `horizon`."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    up = np.clip((horizon - rows) / max(40.0, horizon * random.uniform(0.7, 1.4) + 20), 0, 1) ** random.uniform(0.5, 1.1)
    sky = np.repeat(mix(light.haze, light.zenith, np.repeat(up, width, 1)), 1, axis=1)
    for _ in range(int(random.choice([0, 1, 2], p=[0.3, 0.45, 0.25]))):
        sky = _clouds(random, sky, horizon, light)
    if light.kind in ("low-sun", "sunset") and random.random() < 0.7:
        sky = _sun(random, sky, horizon, light)
    elif random.random() < 0.06:
        sky = _sun(random, sky, horizon * 0.5, light)
    return sky


def _clouds(random, sky, horizon, light):
    height, width = sky.shape[:2]
    kind = str(random.choice(["cumulus", "cirrus", "sheet", "bank", "scud"], p=[0.3, 0.25, 0.15, 0.18, 0.12]))
    if kind == "cirrus":
        shape = fractal(random, height, width, random.uniform(1.5, 4), 6, 0.55, stretch=random.uniform(2.5, 7))
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-25, 25), 1.5)
        shape = cv2.warpAffine(shape, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        cover = smooth(random.uniform(-0.2, 0.8), random.uniform(1.2, 2.4), shape) * random.uniform(0.3, 0.8)
    else:
        shape = fractal(random, height, width, random.uniform(2, 7), 6, random.uniform(0.45, 0.6), stretch=random.uniform(1.2, 3))
        edge = random.uniform(0.08, 0.5) if kind != "sheet" else random.uniform(0.8, 1.6)
        start = random.uniform(-0.2, 0.9)
        cover = smooth(start, start + edge, shape) * random.uniform(0.7, 1.0)
    rows = np.arange(height, dtype=np.float32)[:, None]
    if kind == "bank":
        base, tall = horizon - random.uniform(0, 0.25) * height, random.uniform(0.05, 0.2) * height
        cover = cover * np.exp(-(((rows - base) / tall) ** 2)) * 1.2
    elif kind == "cumulus":
        cover = cover * smooth(0, 0.25 * max(horizon, 20), horizon - rows + random.uniform(-10, 20))
    lit = cv2.warpAffine(shape, np.float32([[1, 0, random.uniform(-6, 6)], [0, 1, random.uniform(2, 9)]]), (width, height), borderMode=cv2.BORDER_REFLECT)
    relief = np.clip(0.5 + (shape - lit) * random.uniform(0.2, 0.6), 0, 1)
    dark = light.haze * random.uniform(0.45, 0.9)
    bright = np.clip(0.35 * light.haze + 0.75 * light.sun, 0, 1.1)
    return mix(sky, mix(dark, bright, relief), np.clip(cover, 0, 1))


def _sun(random, sky, horizon, light):
    height, width = sky.shape[:2]
    x, y = random.uniform(-0.1, 1.1) * width, horizon - random.uniform(-0.05, 0.4) * height
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    away = np.hypot(columns - x, (rows - y) * random.uniform(0.9, 1.6))
    disc = random.uniform(4, 40)
    glow = np.exp(-away / (disc * random.uniform(1.5, 7))) * random.uniform(0.5, 1.0) + smooth(disc * 1.3, disc, away)
    return sky + glow[..., None] * np.clip(light.sun * np.array([1.0, 0.9, 0.75], np.float32), 0, 1.2)
