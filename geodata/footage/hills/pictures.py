"""Endless labelled training pictures of the countryside: smoke and flame with boxes, and all that is mistaken for them.

    for rgb, boxes in pictures(seed=1): ...   # uint8 384x640x3 RGB, float32 n x 5 [x, y, w, h, class 0 smoke | 1 flame]

One cast view is used for several pictures under different skies, fires and cameras.
"""
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "common")]
from camera import TowerCamera  # noqa: E402
from camera_look import CameraLook  # noqa: E402
from chimney import Chimney, build  # noqa: E402
from land import land_parameters, terrain  # noqa: E402
from plume import Source  # noqa: E402
from prospect import Prospect  # noqa: E402
from sky import clear_weather, sun_direction  # noqa: E402
from view import see  # noqa: E402

WIDTH, HEIGHT = 640, 384


def pictures(seed: int, per_view: int = 10, smoky: float = 0.7):
    """Endless iterator of (rgb, boxes); the seed fixes every picture."""
    random = np.random.default_rng(seed)
    while True:
        view = _any_view(random)
        for _ in range(per_view):
            yield _picture(view, random, random.random() < smoky)


def _any_view(random):
    lookout = random.random() < 0.3
    land = land_parameters(
        int(random.integers(1, 99_999)),
        rolling=random.uniform(60, 260) if lookout else 0.0,
        hill_start=random.uniform(300, 3000) if lookout else random.uniform(1200, 6000),
    )
    fov = random.uniform(14, 66)
    above = random.uniform(25, 220) if lookout else random.uniform(22, 60)
    ground = float(terrain(0.0, 0.0, land))
    tall = WIDTH / HEIGHT
    half = np.degrees(np.arctan(np.tan(np.radians(fov / 2)) / tall))
    tilt = float(np.clip(-random.uniform(-0.35, 0.95) * half, -14, 2))
    camera = TowerCamera(0, 0, max(ground, 0) + above, random.uniform(0, 360), tilt, fov, WIDTH, HEIGHT)
    low = random.random() < 0.25
    sun = sun_direction(random.uniform(0, 360), random.uniform(1.5, 12) if low else random.uniform(12, 70))
    if low and random.random() < 0.6:
        sun = sun_direction(camera.bearing_degrees + random.normal(0, fov * 0.4), random.uniform(1.0, 9))
    return see(camera, land, sun, detail=1.0, reach_metres=11_000)


def _picture(view, random, smoky: bool):
    weather = clear_weather(random, view.sun.astype(float))
    murky = random.random() < 0.3
    if not murky:
        weather = replace(weather, visibility_metres=max(8000, weather.visibility_metres))
    elif random.random() < 0.6:
        weather = replace(weather, visibility_metres=random.uniform(1500, 5000))
    if random.random() < 0.2:
        weather = replace(weather, cloud_cover=random.uniform(0.8, 1.3), sun_colour=weather.sun_colour * 0.35)
    if random.random() < (0.4 if murky else 0.08):
        weather = replace(weather, fog_metres=random.uniform(5, 22), fog_density=random.uniform(0.0008, 0.006))
    spots = _spots(view, random, int(random.integers(2, 6))) if smoky else []
    sources = [_fire(view, spot, random) for spot in spots]
    wanted = len(sources)
    if random.random() < (0.15 if smoky else 0.3):
        sources += [_dust(view, spot, random) for spot in _spots(view, random, 1)]
    stacks = _spots(view, random, 1) if random.random() < 0.12 else []
    chimneys = [Chimney(x, y, random.uniform(25, 70), random.uniform(1.5, 3.5), random.random() < 0.5) for x, y, _, _ in stacks]
    sources += [_steam(chimney, random) for chimney in chimneys]
    prospect = Prospect(replace(view, cover=view.cover.copy(), depth=view.depth.copy()), weather, sources, drop_unseen=True)
    for chimney in chimneys:
        build(prospect, chimney)
    light, traces = prospect.light(100.0)
    boxes = [[*t.smoke, 0] for t in traces[:wanted] if t.smoke and max(t.smoke[2:]) >= 5]
    boxes += [[*t.flame, 1] for t in traces[:wanted] if t.flame and max(t.flame[2:]) >= 4]
    _foreground(light, random)
    look = CameraLook(
        int(random.integers(1 << 30)), WIDTH, HEIGHT, noise=random.uniform(0.001, 0.012), chroma_noise=random.uniform(0.1, 0.7),
        shake_px=0, vignette=random.uniform(0, 0.4), blur_px=random.uniform(0.2, 0.8), sharpen=random.uniform(0.1, 1.2),
        exposure_drift=0, target=random.uniform(0.10 if murky else 0.17, 0.30), saturation=random.uniform(0.55, 1.15),
        white_balance=1 + random.normal(0, 0.04, 3), rain=random.uniform(0.2, 1) if random.random() < 0.07 else 0.0,
        haze=random.uniform(0, 0.3) if murky and random.random() < 0.5 else 0.0,
    )  # fmt: skip
    rgb = look.expose(light, 0.0)[..., ::-1].copy()
    _caption(rgb, random)
    return rgb, np.array(boxes, np.float32).reshape(-1, 5)


def _spots(view, random, count: int):
    """World points (x, y, z, distance) on the ground, as likely far as near in the picture."""
    rows, columns = np.nonzero((view.cover > 0.97) & (view.depth > 120) & (view.depth < 7500))
    if len(rows) < 50:
        return []
    low = np.quantile(rows, random.uniform(0, 0.6))
    chosen = random.choice(np.nonzero(rows >= low)[0], count)
    rays = view.camera.rays()
    spots = []
    for k in chosen:
        r, c = rows[k], columns[k]
        ray, forward = rays[r, c], view.depth[r, c]
        along = forward / max(1e-3, ray[0] * view.camera.forward[0] + ray[1] * view.camera.forward[1])
        x, y = view.camera.x + ray[0] * along, view.camera.y + ray[1] * along
        z = max(float(terrain(x, y, view.land)), view.camera.height_metres + float(ray[2]) * along)
        spots.append((float(x), float(y), z, float(forward)))
    return spots


def _fire(view, spot, random) -> Source:
    x, y, z, distance = spot
    angle, speed = random.uniform(0, 6.28), random.gamma(2.2, 1.4) + 0.3
    shade = random.choice([random.uniform(0.75, 0.95), random.uniform(0.5, 0.8), random.uniform(0.08, 0.4)], p=[0.55, 0.33, 0.12])
    warm = random.uniform(-0.03, 0.12)
    metre_px = view.camera.focal / distance
    big = float(np.clip(random.gamma(1.3, 0.9), 0.15, 4))
    front = random.uniform(0, 14) * big
    burning = random.random() < (0.5 if metre_px > 0.8 else 0.2)
    age = float(np.clip(random.gamma(1.6, 14), 2.5, 80))
    turn = random.uniform(0, 6.28)
    return Source(
        x, y, z, line=(front * np.cos(turn), front * np.sin(turn)), start=100.0 - age, grow_seconds=random.uniform(3, 40),
        megawatts=random.gamma(1.5, 4) * big + 0.2, wind=(speed * np.cos(angle), speed * np.sin(angle)), gust=random.uniform(0.2, 1.2),
        puffs_per_second=random.uniform(4, 8), life_seconds=random.uniform(25, 110), birth_radius=random.uniform(1.0, 3.4) * big**0.5,
        spread=random.uniform(0.2, 0.5), opacity=random.uniform(0.7, 3.6), albedo=np.array([shade, shade * (1 - warm * 0.35), shade * (1 - warm)]),
        flames=random.uniform(0.5, 3.2) * big if burning else 0.0, seed=int(random.integers(1, 1 << 20)),
    )  # fmt: skip


def _dust(view, spot, random) -> Source:
    """Dust behind a tractor or lorry: tan, low, from a moving wheel, never rising by its own heat."""
    turn, speed = random.uniform(0, 6.28), random.uniform(2, 9)
    tan = random.uniform(0.4, 0.62)
    age = random.uniform(6, 30)
    way = (speed * np.cos(turn), speed * np.sin(turn))
    return Source(
        spot[0] - way[0] * 100, spot[1] - way[1] * 100, spot[2], start=100 - age, grow_seconds=2, megawatts=0.0005, speed=way,
        wind=tuple(random.normal(0, 1.2, 2)), gust=0.4, puffs_per_second=6, life_seconds=random.uniform(6, 16), birth_radius=random.uniform(0.8, 1.8),
        spread=random.uniform(0.3, 0.5), opacity=random.uniform(0.3, 0.9), albedo=np.array([tan, tan * 0.86, tan * 0.67]), seed=int(random.integers(1, 1 << 20)),
    )  # fmt: skip


def _steam(chimney: Chimney, random) -> Source:
    """A legal chimney's white plume, which dries up soon."""
    angle, speed = random.uniform(0, 6.28), random.uniform(1.5, 6)
    return Source(
        chimney.x, chimney.y, chimney.tall, start=0, grow_seconds=5, megawatts=random.uniform(0.5, 4), wind=(speed * np.cos(angle), speed * np.sin(angle)),
        gust=0.4, puffs_per_second=5, life_seconds=random.uniform(12, 40), birth_radius=chimney.radius * 0.8, spread=random.uniform(0.18, 0.3),
        opacity=random.uniform(0.8, 2.2), albedo=np.array([0.93, 0.93, 0.94]), seed=int(random.integers(1, 1 << 20)),
    )  # fmt: skip


def _foreground(light, random) -> None:
    """Now and then a mast, a wire or the dark edge of a housing stands before the lens."""
    level = float(np.median(light)) * random.uniform(0.05, 0.3)
    if random.random() < 0.15:
        x = int(random.uniform(0, WIDTH))
        cv2.line(light, (x, int(random.uniform(0, HEIGHT * 0.7))), (x + int(random.normal(0, 8)), HEIGHT), (level,) * 3, int(random.uniform(1, 9)))
    if random.random() < 0.10:
        cv2.line(light, (0, int(random.uniform(0, HEIGHT))), (WIDTH, int(random.uniform(0, HEIGHT))), (level,) * 3, 1, cv2.LINE_AA)
    if random.random() < 0.06:
        centre = (WIDTH // 2 + int(random.normal(0, 40)), HEIGHT // 2 + int(random.normal(0, 20)))
        mask = np.zeros(light.shape[:2], np.float32)
        cv2.circle(mask, centre, int(random.uniform(345, 390)), 1.0, -1)
        light *= cv2.GaussianBlur(mask, (0, 0), 3)[..., None] * 0.9 + 0.1


def _caption(rgb, random) -> None:
    """The recorder's own lettering in a corner."""
    if random.random() > 0.4:
        return
    text = f"20{random.integers(20, 30)}-{random.integers(1, 13):02d}-{random.integers(1, 29):02d} {random.integers(0, 24):02d}:{random.integers(0, 60):02d}:{random.integers(0, 60):02d}"
    at = (int(random.choice([8, WIDTH - 210])), int(random.choice([16, HEIGHT - 8])))
    size = float(random.uniform(0.35, 0.55))
    cv2.putText(rgb, text, (at[0] + 1, at[1] + 1), cv2.FONT_HERSHEY_SIMPLEX, size, (10, 10, 10), 1, cv2.LINE_AA)
    cv2.putText(rgb, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, (240, 240, 240), 1, cv2.LINE_AA)
