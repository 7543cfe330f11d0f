"""Labelled pictures for the vehicle detector: other streets, cameras, weathers and lights than the clips, all by seed.

    for rgb, boxes in training_pictures(first_seed=1, streets=60): ...   # uint8 384x640x3, float32 n x 5 [x, y, w, h, class]

One street is lit once and then filled again and again with things; what is hidden by more than two thirds has no label.
"""

import sys
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / 'common')]

from camera_look import CameraLook
from ground_material import Ground, fire_lane_marking
from lane_renderer import LaneRenderer
from light import headlamps, light_for, street_lamp
from meshes import BARK, GRASS, KERB, WALL, box, capsule, joined, leaves
from raster import Camera
from small_things import e_bike, obstruction, person
from street import Placed, Street, residential_street
from vehicle_meshes import Vehicle, bus, car, truck, van

CLASSES = ('car', 'truck', 'bus', 'motorbike', 'person', 'obstruction')
WIDTH, HEIGHT = 640, 384
RENDER_SCALE = 1.25


def training_pictures(first_seed, streets, per_street=12):
    """Labelled pictures of `streets` streets."""
    for seed in range(first_seed, first_seed + streets):
        yield from street_pictures(seed, per_street)


def street_pictures(seed, count):
    random = np.random.default_rng([seed, 77])
    time = random.choice(['day', 'day', 'low-sun', 'overcast', 'dusk', 'night'])
    light = light_for(time, random.uniform(0, 360), random)
    street, area, standing = _residential(random, seed, light) if random.random() < 0.3 else _street(random, seed, light)
    camera = _camera(random)
    renderer = LaneRenderer(street, camera, light, supersample=1, shadow_map=1280, sky_map=256, skies=5, reach=34)
    for _ in range(count):
        things, lamps = _things(random, area, camera, light, standing)
        picture = renderer.picture(things, lamps)
        look = _look(random, light)
        bgr = look.expose(picture, random.uniform(0, 100))
        yield cv2.resize(bgr, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)[..., ::-1], _labels(renderer, things)


def _camera(random):
    """A mast or a wall camera from nearly level to steep, one that looks across the road, or a drone looking down."""
    kind = random.choice(['mast', 'mast', 'across', 'drone'])
    size = (int(WIDTH * RENDER_SCALE), int(HEIGHT * RENDER_SCALE))
    roll = random.uniform(-2, 2)
    if kind == 'drone':
        high = float(np.exp(random.uniform(np.log(10), np.log(48))))
        place = (random.uniform(-5, 5), random.uniform(6, 22), high)
        return Camera(place, random.uniform(-180, 180), -random.uniform(55, 89), random.uniform(45, 84), *size, roll)
    high = random.uniform(3.5, 12.0) if random.random() < 0.8 else random.uniform(2.6, 4.0)
    tilt = -random.uniform(11, 30) if random.random() < 0.7 else -random.uniform(30, 68)
    fov = random.uniform(48, 92)
    if kind == 'across':
        side = random.choice([-1, 1])
        return Camera((-side * random.uniform(4, 12), random.uniform(8, 20), high + 1), side * random.uniform(55, 120), tilt - 8, fov, *size, roll)
    return Camera((random.uniform(-6, 5), 0, high), random.uniform(-32, 32), tilt, fov, *size, roll)


def _residential(random, seed, light):
    """A street as in the clips; what is parked in it is handed back apart, so that it gets its labels."""
    at = random.uniform(-2.5, 0.2)
    zone = (at, at + random.uniform(2.8, 3.6), random.uniform(6, 12), random.uniform(18, 30))
    wet = random.uniform(0.4, 1.0) if random.random() < 0.3 else 0.0
    street = residential_street(10_000 + seed, wet, random.uniform(0.2, 0.7), random.uniform(0.3, 0.9), light.night > 0, zone)
    standing = [item for item in street.things if hasattr(item.body, 'label')]
    street.things = [item for item in street.things if not hasattr(item.body, 'label')]
    return street, (-3.0, 3.3), standing


def _street(random, seed, light):
    """A plain street or yard: fewer leaves and houses than in a clip, more kinds of ground. Answers it, where things may
    stand, and what stands there already (nothing)."""
    wide = random.choice([6.5, 9.0, 14.0, 24.0])
    left = random.uniform(-wide + 1.5, -1.5)
    road = (left, left + wide)
    zone = None
    if random.random() < 0.55:
        at, along = random.uniform(road[0] + 0.1, road[1] - 3.8), random.uniform(4, 16)
        zone = (at, at + random.uniform(2.6, 3.7), along, along + random.uniform(8, 18))
    ground = Ground(
        road=road, zone=zone, bays=(road[0] + 0.15, road[0] + 2.5, random.uniform(2, 8), random.choice([2.6, 6.1])) if random.random() < 0.5 else None,
        lane_lines=3.4 if random.random() < 0.4 else 0.0, wetness=random.uniform(0.4, 1.0) if random.random() < 0.25 else 0.0,
        age=random.uniform(0.1, 0.9), tone=random.choice([0.04, 0.06, 0.08, 0.13, 0.22]), seed=float(seed % 97) + 0.5,
    )  # fmt: skip
    if zone is not None:
        ground.marking = fire_lane_marking(zone, hatch=random.random() < 0.6)
    things = []
    for x0, x1 in ((road[1], road[1] + random.uniform(1.5, 6)), (road[0] - random.uniform(1.5, 6), road[0])):
        things.append(Placed(box((x0, -4, 0), (x1, 60, 0.14), KERB if random.random() < 0.7 else GRASS, random.uniform(0.1, 0.3) * np.ones(3), cell=3)))
        if random.random() < 0.7:
            edge = x1 + random.uniform(0, 4) if x0 >= road[1] else x0 - 12 - random.uniform(0, 4)
            things.append(Placed(box((edge, 2, 0), (edge + 12, 58, random.uniform(6, 22)), WALL, random.uniform(0.15, 0.5, 3), cell=5), style=float(random.integers(30))))
        for y in np.arange(random.uniform(5, 12), 45, random.uniform(8, 18)):
            if random.random() < 0.6:
                trunk, high = capsule((0, 0, 0), (0, 0, 4), 0.15, BARK, (0.1, 0.08, 0.06)), random.uniform(3.5, 6)
                crown = leaves((0, 0, high), (1.8, 1.8, 1.4), 1500, random, size=0.2, colour=np.array((0.07, 0.12, 0.03)) * random.uniform(0.6, 1.3))
                things.append(Placed(joined([trunk, crown]), x1 - 0.6 if x0 >= road[1] else x0 + 0.6, y, contact=0.2))
    lamps = [street_lamp(road[1] + random.uniform(-2, 0.5), y, 6.8, power=random.uniform(2, 6)) for y in (6.0, 26.0)] if light.night > 0 else []
    return Street(ground, things, lamps, []), (road[0] + 0.3, road[1] - 0.3), []


def _things(random, area, camera, light, standing):
    """What stands or drives: not into each other, mostly along the road, some of it beyond the kerb."""
    makers = [car, van, truck, bus, e_bike, person, obstruction]
    share = np.array([0.30, 0.08, 0.12, 0.08, 0.14, 0.13, 0.15])
    things = [item for item in standing if random.random() < 0.85]
    taken = [(item.x, item.y, getattr(item.body, 'length', 1.6) / 2) for item in things]
    lamps = []
    for _ in range(random.integers(0, 17)):
        maker = makers[random.choice(len(makers), p=share)]
        if maker is e_bike:
            body = e_bike(int(random.integers(1 << 30)), rider=random.random() < 0.6)
        elif maker is person:
            body = person(int(random.integers(1 << 30)), random.uniform(0, 6.28), random.random() < 0.3)
        elif maker in (car, van):
            body = maker(random, paint=tuple(random.uniform(0.02, 0.7, 3)) if random.random() < 0.25 else None)
        else:
            body = maker(random)
        big = isinstance(body, Vehicle)
        place = camera.ground_point(random.uniform(-0.1, 1.1) * camera.width, (0.25 + 0.85 * random.random()) * camera.height)
        if not -12 < place[1] < 46 or abs(place[0]) > 30 or np.hypot(*(place[:2] - camera.position[:2])) + camera.position[2] < 4.5:
            continue
        x = float(np.clip(place[0], area[0] + 0.9, area[1] - 0.9)) if big or random.random() < 0.6 else float(place[0])
        heading = np.pi / 2 * random.choice([-1, 1]) + random.normal(0, 0.06)
        if random.random() < 0.3 or not big:
            heading = random.uniform(0, 2 * np.pi)
        reach = body.length / 2 if big else 0.8
        if any(np.hypot(x - a, place[1] - b) < (reach + c) * 0.82 for a, b, c in taken):
            continue
        taken.append((x, place[1], reach))
        lights = float(light.night > 0 and big and random.random() < 0.6)
        things.append(Placed(body, x, float(place[1]), heading, lights=lights, brake=float(random.random() < 0.25), contact=1.0 if big else 0.5))
        if lights and len(lamps) < 6:
            lamps += headlamps(x, place[1], heading, body.length, body.width)
    return things, lamps


def _look(random, light):
    dark = light.night > 0
    return CameraLook(
        int(random.integers(1 << 30)), int(WIDTH * RENDER_SCALE), int(HEIGHT * RENDER_SCALE), noise=random.uniform(0.006, 0.03) * (1.6 if dark else 1),
        shake_px=0, vignette=random.uniform(0, 0.4), blur_px=random.uniform(0.3, 0.9), sharpen=random.uniform(0, 1.0), target=random.uniform(0.05, 0.16) * (0.5 if dark else 1),
        saturation=random.uniform(0.5, 1.05), white_balance=1 + random.uniform(-0.08, 0.08, 3), rain=random.uniform(0.2, 0.7) if random.random() < 0.15 else 0.0,
        haze=random.uniform(0.05, 0.3) if random.random() < 0.2 else 0.0,
    )  # fmt: skip


def _labels(renderer, things):
    rows = []
    if not things:
        return np.zeros((0, 5), np.float32)
    for item, share in zip(things, renderer.seen_share(things)):
        found = renderer.box_of(item)
        if found is None or share < 0.33:
            continue
        x, y, w, h = (value / RENDER_SCALE for value in found)
        if max(w, h) >= 7:
            rows.append([x, y, w, h, CLASSES.index(item.body.label)])
    return np.asarray(rows, np.float32).reshape(-1, 5)


if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).resolve().parents[3] / 'models/training'))
    from picture_store import store_pictures

    folder, first, streets = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(store_pictures(folder, training_pictures(first, streets)), 'pictures in', folder)
