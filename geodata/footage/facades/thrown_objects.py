"""What is thrown from a window: its flight through the air in metres, its look, and its truth in pixels."""

from dataclasses import dataclass, field

import numpy as np

from .moving_sprites import blend_moving, blob_sprite, bottle_sprite, box_sprite
from .pinhole import Pinhole

GRAVITY = 9.80665
STEP_SECONDS = 1 / 400
# kind: size in metres, terminal speed in m/s, spin in revolutions a second (each low..high)
KINDS = {
    "bag": ((0.28, 0.55), (9, 16), (0.2, 1.4)),
    "bottle": ((0.20, 0.34), (22, 34), (0.8, 4.0)),
    "box": ((0.22, 0.45), (13, 22), (0.4, 2.0)),
    "cloth": ((0.45, 0.8), (5.5, 9), (0.1, 0.6)),
    "cigarette-butt": ((0.10, 0.15), (8, 12), (1.0, 6.0)),
    "paper": ((0.15, 0.3), (4.5, 7), (0.5, 2.5)),
    "garment": ((0.4, 0.9), (3.2, 6.0), (0.1, 0.5)),
    "food": ((0.08, 0.18), (16, 28), (0.5, 3.0)),
}
COLOURS = [(0.75, 0.75, 0.74), (0.62, 0.08, 0.07), (0.10, 0.10, 0.11), (0.08, 0.17, 0.45), (0.50, 0.36, 0.20), (0.05, 0.26, 0.12), (0.72, 0.60, 0.18), (0.85, 0.85, 0.9)]  # fmt: skip


@dataclass
class ThrownObject:
    """One object and its path: `at(seconds)` after it is let go gives its place in the world."""

    kind: str
    released_seconds: float
    origin: tuple[float, float, float]
    velocity: tuple[float, float, float]
    size_metres: float
    terminal_speed: float
    spin_hz: float
    sprite: np.ndarray
    wind: tuple[float, float] = (0.0, 0.0)
    flutter_metres: float = 0.0
    path: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        place, speed, path = np.array(self.origin, float), np.array(self.velocity, float), []
        air = np.array([self.wind[0], 0.0, self.wind[1]])
        drag = GRAVITY / self.terminal_speed**2
        while place[1] > 0 and len(path) < 12 / STEP_SECONDS:
            path.append(place.copy())
            relative = speed - air
            speed = speed + (np.array([0, -GRAVITY, 0]) - drag * np.linalg.norm(relative) * relative) * STEP_SECONDS
            place = place + speed * STEP_SECONDS
        self.path = np.array(path)

    @property
    def landed_seconds(self) -> float:
        return self.released_seconds + len(self.path) * STEP_SECONDS

    def at(self, seconds: float) -> np.ndarray | None:
        """World place at a time of the clip, or None before and after the flight."""
        step = (seconds - self.released_seconds) / STEP_SECONDS
        if step < 0 or step >= len(self.path):
            return None
        place = self.path[int(step)].copy()
        swing = self.flutter_metres * min(step * STEP_SECONDS, 1.0)
        place[0] += swing * np.sin(2 * np.pi * 1.3 * seconds + self.size_metres * 40)
        return place

    def blend(self, frame, camera: Pinhole, seconds: float, exposure_seconds: float, offset, light) -> tuple[float, float, float, float] | None:
        """Draws it over the exposure around `seconds`; (x_px, y_px, size_px, contrast) of its centre if any of it shows."""
        poses = []
        for share in np.linspace(-0.5, 0.5, 5):
            moment = seconds + share * exposure_seconds
            place = self.at(moment)
            if place is None:
                continue
            x, y, depth = camera.project(place)
            size = self.size_metres * camera.focal_px / depth
            angle = 2 * np.pi * self.spin_hz * (moment - self.released_seconds) + self.size_metres * 90
            poses.append((x - 0.5 + offset[0], y - 0.5 + offset[1], size, angle))
        centre = self.at(seconds)
        if not poses or centre is None:
            return None
        coverage, contrast = blend_moving(frame, self.sprite, poses, light)
        if coverage < 0.2:
            return None
        x, y, depth = camera.project(centre)
        return float(x + offset[0]), float(y + offset[1]), self.size_metres * camera.focal_px / float(depth), contrast


def throw(rng: np.random.Generator, kind: str, released_seconds: float, origin, colour=None, outward: float | None = None) -> ThrownObject:
    """A throw from `origin` (a window or balcony edge) with a plausible push; everything else follows from the generator."""
    sizes, speeds, spins = KINDS[kind]
    colour = np.array(colour if colour is not None else COLOURS[int(rng.integers(len(COLOURS)))]) * rng.uniform(0.8, 1.1)
    if kind == "bottle":
        sprite = bottle_sprite(rng, colour)
    elif kind == "box":
        sprite = box_sprite(rng, colour, float(rng.uniform(0.5, 0.95)))
    elif kind == "cigarette-butt":
        sprite = blob_sprite(rng, (0.85, 0.82, 0.75), 0.1, 0.5, 0.05)
    else:
        sprite = blob_sprite(rng, colour, float(rng.uniform(0.3, 0.9)), float(rng.uniform(0.5, 0.95)))
    push = outward if outward is not None else float(rng.uniform(0.3, 4.5))
    velocity = (float(rng.normal(0, 1.6)), float(rng.uniform(-1.0, 1.8)), push)
    return ThrownObject(
        kind, released_seconds, tuple(origin), velocity, float(rng.uniform(*sizes)), float(rng.uniform(*speeds)),
        float(rng.uniform(*spins)), sprite, (float(rng.normal(0, 0.8)), float(rng.normal(0, 0.5))),
        float(rng.uniform(0.05, 0.35)) if kind in ("cloth", "paper", "garment") else 0.0,
    )  # fmt: skip
