"""Façades, cameras, weathers and throws drawn at random, for training and for validation."""

import numpy as np

from . import light as skies
from .facade_scene import SceneSpec
from .pinhole import Pinhole
from .thrown_objects import KINDS, ThrownObject, throw
from .tower import tower_faces

WEATHERS = {"day": 0.4, "overcast": 0.2, "dusk": 0.14, "rain": 0.16, "snow": 0.05, "night": 0.05}
DIMNESS = {"day": 1.0, "overcast": 1.0, "dusk": 0.55, "rain": 0.9, "snow": 0.9, "night": 0.35}


def random_spec(rng: np.random.Generator, seed: int, seconds: float, size=(1280, 720), weather: str | None = None, **wanted) -> tuple[SceneSpec, float]:
    """A façade seen in luminance, and how dim the hour is (1 is day); `wanted` fixes fields of the spec."""
    floors, bays = int(rng.integers(12, 34)), int(rng.integers(7, 14))
    base = int(rng.integers(1, 90000))
    faces = tower_faces(0, 0, bays, floors, base)
    if rng.random() < 0.8:
        faces += tower_faces(-float(rng.uniform(35, 60)), -float(rng.uniform(40, 90)), 9, int(rng.integers(14, 32)), base + 50)
    if rng.random() < 0.8:
        faces += tower_faces(faces[0].width_metres + float(rng.uniform(5, 30)), -float(rng.uniform(40, 90)), 9, int(rng.integers(14, 32)), base + 70)
    camera = Pinhole(
        faces[0].width_metres * rng.uniform(0.15, 0.85), rng.uniform(1.6, 4.5), rng.uniform(20, 62),
        rng.uniform(10, 40), rng.uniform(-20, 20), rng.uniform(26, 80), *size,
    )  # fmt: skip
    sun = (float(rng.uniform(-0.9, 0.9)), float(rng.uniform(0.25, 0.9)), float(rng.uniform(0.1, 0.8)))
    weather = weather or str(rng.choice(list(WEATHERS), p=list(WEATHERS.values())))
    sky, ambient, exposure = {
        "day": lambda: (skies.clear_day(base, sun, rng.uniform(-40, 40)), (0.95, 0.95, 0.95), 1 / rng.uniform(100, 600)),
        "overcast": lambda: (skies.overcast(base, sun), (0.85, 0.87, 0.9), 1 / rng.uniform(60, 250)),
        "dusk": lambda: (skies.dusk(base, sun), (0.10, 0.085, 0.085), 1 / rng.uniform(25, 60)),
        "rain": lambda: (skies.rain(base), (0.62, 0.65, 0.68), 1 / rng.uniform(40, 150)),
        "snow": lambda: (skies.rain(base), (0.7, 0.72, 0.75), 1 / rng.uniform(50, 150)),
        "night": lambda: (skies.dusk(base, (sun[0], -0.3, sun[2])), (0.05, 0.045, 0.04), 1 / rng.uniform(25, 40)),
    }[weather]()
    tree = (str(rng.choice(["left", "right"])), float(rng.uniform(0.08, 0.4))) if rng.random() < 0.6 else None
    settings = {
        "samples": 1 if rng.random() < 0.5 else 2, "tree": tree,
        "birds": int(rng.integers(0, 7)) if weather in ("day", "overcast", "dusk") else 0,
        "insects": int(rng.integers(0, 3)), "leaves": int(rng.integers(0, 8)),
        "rain_drops": int(rng.integers(80, 800)) if weather == "rain" else 0,
        "snow_flakes": int(rng.integers(150, 900)) if weather == "snow" else 0,
        "busy": float(rng.random()),
    }  # fmt: skip
    spec = SceneSpec(seed, camera, faces, sky, ambient, seconds, exposure, channels=1, **{**settings, **wanted})
    return spec, DIMNESS[weather]


def random_throws(rng: np.random.Generator, spec: SceneSpec, seconds: float, count: int, smallest_px: float = 0.0) -> list[ThrownObject]:
    """Throws over the whole width and height of what the camera sees, some begun before the sequence."""
    throws, kinds, tries = [], list(KINDS), 0
    face, camera = spec.faces[0], spec.camera
    while len(throws) < count and tries < 400:
        tries += 1
        height = rng.uniform(6, face.floors * 3.0 + 6)
        origin = (rng.uniform(-8, face.width_metres + 8), height, rng.uniform(0.4, 9.0))
        item = throw(rng, str(rng.choice(kinds)), float(rng.uniform(-2.5, seconds - 0.5)), origin)
        if rng.random() < 0.3:  # a shade close to the wall's, so that faint ones are learnt too
            item.sprite[..., :3] *= rng.uniform(0.25, 0.9)
        x, y, depth = camera.project(np.array(origin))
        if item.size_metres * camera.focal_px / depth < smallest_px:
            continue
        if -100 < x < camera.width + 100 and y > -camera.height * 1.5:
            throws.append(item)
    return throws


def seen_span(item: ThrownObject, camera: Pinhole, tree, least_path_share: float) -> tuple[float, float] | None:
    """Seconds after the release between which the fall is seen, if enough of it lies in the picture and before no leaves."""
    seen = []
    for seconds in np.arange(0, item.landed_seconds - item.released_seconds, 0.04):
        place = item.at(item.released_seconds + seconds)
        if place is not None:
            x, y, _ = camera.project(place)
            if 0 <= x < camera.width and 0 <= y < camera.height and not (tree and tree.hides(x, y)):
                seen.append((seconds, y))
    ys = [y for _, y in seen]
    return (seen[0][0], seen[-1][0]) if len(seen) >= 10 and max(ys) - min(ys) > least_path_share * camera.height else None


def throws_one_by_one(rng: np.random.Generator, spec: SceneSpec, tree, seconds: float, count: int, smallest_px: float) -> list[ThrownObject]:
    """As many throws, each of them seen within its own part of the clip."""
    throws: list[ThrownObject] = []
    part = (seconds - 1.2) / count
    while len(throws) < count:
        for item in random_throws(rng, spec, seconds, 12, smallest_px):
            span = seen_span(item, spec.camera, tree, 0.15)
            if span and span[1] - span[0] < part - 0.3 and len(throws) < count:
                begin = 1.2 + part * len(throws)
                item.released_seconds = float(rng.uniform(begin, begin + part - 0.3 - (span[1] - span[0])) - span[0])
                throws.append(item)
    return throws
