"""Endless views without fire, in all weathers: what smoke is laid into, and what the detector must leave alone."""

from dataclasses import dataclass

import cv2
import numpy as np

from decoys import add_beams, add_fog, add_lamps, add_lens, add_murk, leaves
from lands import paint_land
from skies import Light, any_light, paint_sky

SIZE = (448, 288)


@dataclass
class Backdrop:
    """uint8 RGB, the first row of land per column, and the light in it."""

    rgb: np.ndarray
    skyline: np.ndarray
    light: Light


def backdrop(random, width=SIZE[0], height=SIZE[1]) -> Backdrop:
    light = any_light(random)
    kind = str(random.choice(["country", "above", "leaves", "night", "sky"], p=[0.70, 0.08, 0.08, 0.09, 0.05]))
    horizon = {"country": random.uniform(0.08, 0.8), "above": random.uniform(-1.5, -0.05), "night": random.uniform(0.1, 0.6), "sky": random.uniform(0.85, 1.2)}.get(kind, 0) * height
    if kind == "night":
        light.zenith, light.haze, light.level = light.zenith * random.uniform(0.03, 0.2), light.haze * random.uniform(0.05, 0.35), random.uniform(0.03, 0.25)
    murky = random.random() < (0.5 if kind == "night" else 0.12)
    if kind == "leaves":
        picture, skyline = leaves(random, height, width, light), np.zeros(width)
    else:
        picture, skyline = paint_land(random, paint_sky(random, height, width, horizon, light), horizon, light)
    if kind != "night" and random.random() < 0.2:
        picture = add_fog(random, picture, horizon, light)
    if murky:
        picture = add_murk(random, picture, light)
    if random.random() < {"leaves": 0.35, "country": 0.03}.get(kind, 0):
        picture = add_beams(random, picture, light)
    if random.random() < {"night": 0.9, "country": 0.06}.get(kind, 0.0) or (murky and random.random() < 0.3):
        picture = add_lamps(random, picture, murky)
    picture = add_lens(random, np.ascontiguousarray(picture, np.float32))
    return Backdrop(as_seen(random, picture), skyline.astype(np.float32), light)


def as_seen(random, picture):
    """The painted light through a camera: tone curve, colour cast, softness and sharpening."""
    picture = np.clip(picture, 0, 1.6)
    picture = picture / (1 + random.uniform(0, 0.25) * picture)
    picture = np.power(np.clip(picture, 0, 1), random.uniform(0.65, 1.05))
    grey = picture.mean(2, keepdims=True)
    picture = grey + (picture - grey) * random.uniform(0.35, 1.3)
    picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.25, 0.8))
    if random.random() < 0.6:
        picture = picture + random.uniform(0.2, 1.0) * (picture - cv2.GaussianBlur(picture, (0, 0), 1.3))
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
