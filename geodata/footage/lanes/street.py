"""Puts meshes into one world of arrays, and builds a residential street by seed: houses, trees, kerbs, parked cars, bins."""

from dataclasses import dataclass

import numpy as np

from ground_material import Ground, fire_lane_marking
from light import street_lamp
from meshes import BARK, CONCRETE, GRASS, KERB, METAL, PLASTIC, WALL, LAMP, box, capsule, joined, leaves, moved
from small_things import e_bike, obstruction
from vehicle_meshes import Vehicle, car, truck, van


@dataclass
class World:
    """All triangles of some placed things, ready for raster.py and shade.py; `objects` has a row of numbers per thing."""

    vertices: np.ndarray
    normals: np.ndarray
    triangles: np.ndarray
    materials: np.ndarray
    colours: np.ndarray
    owners: np.ndarray
    objects: np.ndarray


@dataclass
class Placed:
    """A thing in the street. `body` is a Vehicle, a Thing or a bare mesh; `contact` is how dark its foot is."""

    body: object
    x: float = 0.0
    y: float = 0.0
    heading: float = 0.0
    lights: float = 0.0
    brake: float = 0.0
    contact: float = 1.0
    style: float = 0.0

    @property
    def mesh(self):
        return self.body.mesh if hasattr(self.body, 'mesh') else self.body

    def row(self):
        """[x, y, z, cos, sin, length, width, height, shape x 8, lights, brake, contact, wheel x 2, wheel radius, -, -]"""
        row = np.zeros(24)
        row[:5] = self.x, self.y, 0, np.cos(self.heading), np.sin(self.heading)
        row[16:19] = self.lights, self.brake, self.contact
        row[15] = self.style
        if isinstance(self.body, Vehicle):
            v = self.body
            kind = v.shape[6]
            height = v.height if kind != 3 else (2.15 if v.width < 2.1 else 2.6)
            row[5:8] = v.length, v.width, height
            row[8:16] = v.shape
            front, back, radius = {
                0: (v.length * 0.295, -v.length * 0.30, 0.34), 1: (v.length * 0.31, -v.length * 0.29, 0.33),
                2: (v.length * 0.5 - 2.3, -v.length * 0.5 + 2.8, 0.48), 3: (v.length / 2 - 0.9, -99.0, 0.42),
            }[int(kind)]  # fmt: skip
            row[19:22] = front, back, radius
        elif hasattr(self.body, 'label'):
            low, high = self.mesh.vertices.min(0), self.mesh.vertices.max(0)
            row[5:8] = high - low
        return row


def world_of(placed):
    """The arrays of a list of Placed things."""
    if not placed:
        empty = np.zeros((0, 3))
        return World(empty, empty, np.zeros((0, 3), np.int64), np.zeros(0, np.int32), empty, np.zeros(0, np.int32), np.zeros((0, 24)))
    meshes = [moved(item.mesh, (item.x, item.y, 0), item.heading) for item in placed]
    mesh = joined(meshes)
    owners = np.concatenate([np.full(len(m.triangles), i, np.int32) for i, m in enumerate(meshes)])
    objects = np.stack([item.row() for item in placed])
    return World(mesh.vertices, mesh.normals, mesh.triangles.astype(np.int64), mesh.materials, mesh.colours, owners, objects)


@dataclass
class Street:
    """What stands still: the plan of the ground, the placed things and the street's lamps."""

    ground: Ground
    things: list
    lamps: list
    parked: list


def residential_street(seed, wetness=0.0, age=0.3, bays_filled=0.75, with_lamps=True, zone=(-0.35, 3.25, 10.5, 26.5)):
    """A lane between apartment houses with a marked fire lane along its right kerb and legal bays on the left."""
    random = np.random.default_rng(seed)
    road = (-5.6, 3.5)
    marking = fire_lane_marking(zone)
    ground = Ground(road=road, zone=zone, bays=(-5.45, -3.15, 7.0, 6.1), wetness=wetness, age=age, seed=float(seed % 97) + 0.5, marking=marking, tone=random.uniform(0.05, 0.075))
    things, lamps = [], []
    things += [Placed(mesh) for mesh in _pavements(random, road, zone)]
    things += _houses(random, road)
    things += _greenery(random, road)
    parked = _parked(random, ground.bays, bays_filled)
    things += parked + _furniture(random, road)
    for y in (4.0, 24.0, 44.0):
        x = road[1] + 0.7
        things.append(Placed(joined([
            capsule((0, 0, 0), (0, 0, 6.6), 0.09, METAL, (0.10, 0.11, 0.11), 0.055), capsule((0, 0, 6.5), (-1.4, 0, 6.9), 0.04, METAL, (0.10, 0.11, 0.11)),
            box((-1.75, -0.12, 6.84), (-1.2, 0.12, 6.94), METAL if not with_lamps else LAMP, (0.8, 0.62, 0.4) if with_lamps else (0.2, 0.2, 0.2)),
        ]), x, y, contact=0.0))  # fmt: skip
        if with_lamps:
            lamps.append(street_lamp(x - 1.5, y, 6.8))
    return Street(ground, things, lamps, parked)


def _pavements(random, road, zone):
    stone = np.array((0.20, 0.19, 0.178)) * random.uniform(0.85, 1.15)
    kerb = np.array((0.33, 0.32, 0.30))
    yellow = (0.50, 0.31, 0.03)
    yield box((road[1] + 0.16, -6, 0), (road[1] + 3.2, 70, 0.13), KERB, stone, cell=2.5)
    yield box((road[0] - 2.6, -6, 0), (road[0] - 0.16, 70, 0.13), KERB, stone, cell=2.5)
    yield box((road[1], zone[2], 0), (road[1] + 0.16, zone[3], 0.14), KERB, yellow, cell=2.5)
    for low, high in ((-6, zone[2]), (zone[3], 70)):
        yield box((road[1], low, 0), (road[1] + 0.16, high, 0.14), KERB, kerb, cell=2.5)
    yield box((road[0] - 0.16, -6, 0), (road[0], 70, 0.14), KERB, kerb, cell=2.5)
    grass = (0.045, 0.075, 0.02)
    yield box((road[1] + 3.2, -6, 0), (road[1] + 6.5, 70, 0.11), GRASS, grass, cell=2.5)
    yield box((road[0] - 9.5, -6, 0), (road[0] - 2.6, 70, 0.11), GRASS, grass, cell=2.5)


def _houses(random, road):
    colours = [(0.42, 0.36, 0.29), (0.36, 0.20, 0.14), (0.46, 0.44, 0.40), (0.40, 0.38, 0.33), (0.33, 0.30, 0.28)]
    things = []
    for side, x in ((1, road[1] + 6.5), (-1, road[0] - 9.5)):
        y = -4.0
        while y < 62:
            long, deep, high = random.uniform(16, 26), 11.0, 0.9 + 3.0 * random.integers(5, 8)
            colour, style = colours[random.integers(len(colours))], float(random.integers(0, 30))
            low_x, high_x = (0, deep) if side > 0 else (-deep, 0)
            house = [box((low_x, 0, 0), (high_x, long, high), WALL, colour, cell=4.0), box((low_x - 0.3, -0.2, high), (high_x + 0.3, long + 0.2, high + 0.7), CONCRETE, (0.3, 0.29, 0.28), cell=4)]
            for storey in range(1, int((high - 0.9) / 3.0)):
                for bay in range(int(long / 5.4)):
                    if random.random() < 0.75:
                        at = bay * 5.4 + 1.0
                        face = 0.0
                        out = -side * random.uniform(0.9, 1.2)
                        z = 0.9 + storey * 3.0
                        house.append(box((min(face, out), at, z - 0.12), (max(face, out), at + 2.7, z + 0.95), CONCRETE if random.random() < 0.5 else PLASTIC, np.array(colour) * random.uniform(0.8, 1.2)))
                    if random.random() < 0.5:
                        at, z = bay * 5.4 + 4.1, 0.9 + storey * 3.0 - 0.4
                        house.append(box((min(0, -side * 0.35), at, z), (max(0, -side * 0.35), at + 0.85, z + 0.6), METAL, (0.5, 0.5, 0.48)))
            things.append(Placed(joined(house), x, y, contact=0.0, style=style))
            y += long + random.uniform(3, 7)
    end = joined([box((-16, 0, 0), (16, 12, 33), WALL, colours[random.integers(len(colours))], cell=6), box((-7, -3, 0), (9, 0, 4.5), CONCRETE, (0.25, 0.24, 0.23), cell=4)])
    things.append(Placed(end, random.uniform(-6, 4), 72, contact=0.0, style=float(random.integers(0, 30))))
    return things


def _greenery(random, road):
    things = []
    for side, x in ((1, road[1] + 2.4), (-1, road[0] - 1.7)):
        for y in np.arange(3.0 + random.uniform(0, 3) + (4 if side > 0 else 0), 62, random.uniform(7.5, 10)):
            if random.random() < 0.15:
                continue
            high, wide = random.uniform(4.5, 6.5), random.uniform(1.7, 2.5)
            green = np.array((0.075, 0.13, 0.03)) * random.uniform(0.7, 1.15) * [random.uniform(0.8, 1.25), 1, 1]
            tree = [capsule((0, 0, 0), (random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2), high), 0.16, BARK, (0.11, 0.085, 0.06), 0.08)]
            for _ in range(4):
                a = random.uniform(0, 6.3)
                lump = (np.cos(a) * wide * 0.45, np.sin(a) * wide * 0.45, high + random.uniform(-0.5, 1.0))
                tree.append(leaves(lump, (wide * 0.75, wide * 0.75, wide * 0.62), int(2300 + 700 * random.random()), random, colour=green))
            things.append(Placed(joined(tree), x + random.uniform(-0.3, 0.3), y, contact=0.25))
    for side, x in ((1, road[1] + 4.0), (-1, road[0] - 3.4)):
        for y in np.arange(0, 60, 2.2):
            if random.random() < 0.82:
                bush = leaves((0, 0, 0.5), (0.75, 1.35, 0.62), 1100, random, size=0.09, colour=np.array((0.05, 0.095, 0.022)) * random.uniform(0.8, 1.3))
                things.append(Placed(bush, x, y, contact=0.0))
    return things


def _parked(random, bays, filled):
    parked = []
    for slot in range(9):
        if random.random() < filled:
            body = car(random) if random.random() < 0.85 else van(random)
            y = bays[2] + bays[3] * (slot + 0.5) + random.uniform(-0.3, 0.3)
            heading = np.pi / 2 * (1 if random.random() < 0.8 else -1) + random.uniform(-0.03, 0.03)
            parked.append(Placed(body, (bays[0] + bays[1]) / 2 + random.uniform(-0.12, 0.12), y, heading))
    return parked


def _furniture(random, road):
    things = []
    for i, y in enumerate(np.arange(29.0, 36.0, 0.85)):
        if random.random() < 0.8:
            things.append(Placed(e_bike(int(random.integers(1 << 30)), rider=False), road[1] + 1.3, y + random.uniform(-0.1, 0.1), np.pi + random.uniform(-0.2, 0.2), contact=0.5))
    for y in (9.0, 38.0):
        things.append(Placed(_bins(random), road[1] + 2.3, y, 0, contact=0.6))
    sign = joined([capsule((0, 0, 0), (0, 0, 2.4), 0.035, METAL, (0.3, 0.3, 0.3)), box((-0.3, -0.02, 1.75), (0.3, 0.0, 2.45), PLASTIC, (0.5, 0.03, 0.02))])
    things.append(Placed(sign, road[1] + 0.55, 10.2, contact=0.0))
    return things


def _bins(random):
    while True:
        thing = obstruction(random)
        if thing.mesh.vertices[:, 2].max() > 0.9:
            return thing
