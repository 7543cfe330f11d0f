"""What happens in the four lanes of the demo: street, camera, light and the actors' paths."""

from dataclasses import dataclass, field

import numpy as np

from actors import Actor
from small_things import e_bike
from vehicle_meshes import car, truck, van

WHITE, SILVER, BLACK, RED, BLUE = (0.78, 0.78, 0.76), (0.40, 0.41, 0.43), (0.02, 0.02, 0.022), (0.28, 0.02, 0.02), (0.03, 0.06, 0.20)


@dataclass
class ClipScript:
    """Everything that makes one clip; `stander` is the actor that blocks the lane, with the seconds it stands."""

    name: str
    seed: int
    seconds: int
    time: str
    sun_azimuth: float
    conditions: list
    camera: dict
    actors: list
    stander: Actor | None = None
    stands: tuple | None = None
    kind: str = 'car'
    wetness: float = 0.0
    zone: tuple = (-0.35, 3.25, 10.5, 26.5)
    look: dict = field(default_factory=dict)


def pick(maker, seed, paint=None):
    return maker(np.random.default_rng(seed), paint=paint)


def standing_day():
    """A car pulls in, its driver walks off, neighbours pass, after seventy seconds it leaves."""
    blocker = Actor([(0.0, 0.6, -4), (2.6, 0.8, 6.5), (5.0, 1.5, 13.2), (6.8, 1.75, 16.6), (7.4, 1.75, 16.8), (78.6, 1.75, 16.8), (81, 1.5, 20), (84.5, -0.2, 36), (86, -0.9, 46)], pick(car, 21, SILVER))
    return ClipScript(
        'lane-standing-day', 11, 90, 'day', 190, ['day', 'compression'],
        {'x': -1.6, 'heightMetres': 6.0, 'headingDegrees': 3.0, 'tiltDegrees': -19.0, 'horizontalFovDegrees': 70.0},
        [
            blocker,
            Actor([(11, 0.6, 17.3), (13, 0.3, 15.0), (15.5, 1.6, 12.4), (17, 3.2, 12.0), (26, 5.2, 4.2)], walker_seed=3),
            Actor([(24, -2.0, 52), (38, -1.4, 4), (39, -1.4, 1)], e_bike(8)),
            Actor([(40, 5.0, 6), (58, 5.1, 34)], walker_seed=12, carrying=True),
            Actor([(58, -1.5, -4), (61, -1.5, 7), (67, -1.7, 30), (71, -1.7, 62)], pick(car, 33, BLUE)),
            Actor([(70, 4.6, 35), (89.9, 4.4, 8)], walker_seed=20),
        ],
        blocker, (7.0, 78.8), 'car', look={'noise': 0.008, 'target': 0.105, 'shake_px': 0.45},
    )  # fmt: skip


def standing_dusk_rain():
    """A delivery truck stops in the rain with its lamps on, switches them off, stands, and drives on."""
    blocker = Actor(
        [(0.0, 0.4, -5), (2.8, 0.8, 5.5), (5.6, 1.5, 14.0), (7.4, 1.8, 17.3), (8.0, 1.8, 17.5), (79.5, 1.8, 17.5), (82, 1.6, 20.5), (86, 0.2, 36), (88, -0.8, 48)],
        pick(truck, 41, (0.05, 0.11, 0.33)), lights=[(0, 12), (77, 88.1)],
    )  # fmt: skip
    return ClipScript(
        'lane-standing-dusk-rain', 24, 92, 'dusk', 0, ['dusk', 'rain', 'compression'],
        {'x': -1.2, 'heightMetres': 6.4, 'headingDegrees': 2.0, 'tiltDegrees': -18.0, 'horizontalFovDegrees': 72.0},
        [
            blocker,
            Actor([(13, 0.3, 20.5), (16, -0.6, 22.5), (19, 1.5, 24.5), (28, 5.1, 33)], walker_seed=31),
            Actor([(33, -1.9, 50), (43, -1.3, 5), (44, -1.3, 1)], pick(car, 5, WHITE), lights=[(33, 44.1)]),
            Actor([(56, -1.0, 3), (57, -1.0, 6), (68, -1.6, 44)], e_bike(15)),
        ],
        blocker, (7.1, 79.8), 'truck', wetness=0.9, look={'noise': 0.013, 'target': 0.060, 'shake_px': 0.8, 'rain': 0.38, 'white_balance': (1.02, 1.0, 1.03)},
    )  # fmt: skip


def passing_day():
    """Traffic through the marked lane; one car waits ten seconds and goes on."""
    return ClipScript(
        'lane-passing-day', 37, 54, 'day', 150, ['day', 'compression'],
        {'x': 0.4, 'heightMetres': 5.6, 'headingDegrees': -2.0, 'tiltDegrees': -20.0, 'horizontalFovDegrees': 74.0},
        [
            Actor([(1, 0.9, -4), (3.5, 1.2, 6), (8, 1.3, 26), (13, 0.3, 62)], pick(car, 51, RED)),
            Actor([(14, 0.4, 60), (19, 0.9, 30), (23.5, 0.9, 10), (26, 0.7, -4)], pick(van, 52, WHITE)),
            Actor([(16, 4.8, 5), (34, 4.9, 33)], walker_seed=44),
            Actor([(28, 0.9, -4), (31, 1.4, 8), (33.5, 1.7, 16.0), (34.2, 1.7, 16.4), (44.2, 1.7, 16.4), (47, 1.2, 21), (51, 0.2, 46)], pick(car, 58, BLACK)),
            Actor([(38, -1.8, 48), (48, -1.2, 4), (49, -1.2, 1)], e_bike(22)),
        ],
        look={'noise': 0.008, 'target': 0.105, 'shake_px': 0.6}, zone=(-0.3, 3.2, 9.5, 25.0),
    )  # fmt: skip


def empty_sun():
    """Low sun and long shadows; people and an e-bike cross the lane, no vehicle stops."""
    return ClipScript(
        'lane-empty-sun', 52, 48, 'low-sun', 177, ['day', 'low-sun', 'compression'],
        {'x': -0.6, 'heightMetres': 5.8, 'headingDegrees': 1.0, 'tiltDegrees': -19.0, 'horizontalFovDegrees': 70.0},
        [
            Actor([(1, -2.4, 7), (9, 0.2, 13), (15, 3.4, 18), (26, 5.0, 32)], walker_seed=61),
            Actor([(6, 1.0, 3), (7, 1.1, 6), (15, 1.2, 26), (22, 0.2, 52)], e_bike(71)),
            Actor([(24, 5.2, 36), (34, 2.6, 22), (44, 0.2, 13), (54, -2.2, 5)], walker_seed=66, carrying=True),
            Actor([(26, 5.7, 36.5), (36, 3.3, 22.5), (46, 0.8, 13.5), (56, -1.6, 5)], walker_seed=69),
        ],
        look={'noise': 0.009, 'target': 0.10, 'shake_px': 0.5, 'vignette': 0.35},
    )  # fmt: skip


SCRIPTS = {make.__name__: make for make in (standing_day, standing_dusk_rain, passing_day, empty_sun)}
