"""Cars, vans, trucks and buses as lofted bodies on wheels. Origin on the ground below the middle, nose towards +x.

A body is lofted through stations along its length; each station gives the height of the outline, the shoulder (belt)
and the widths there. What is glass, lamp, plate or door seam is decided per pixel by the material from the local place.
"""

from dataclasses import dataclass

import numpy as np

from meshes import BODY, CARGO, PLASTIC, box, joined, surface, wheel

PAINTS = [
    (0.80, 0.80, 0.78), (0.80, 0.80, 0.78), (0.72, 0.73, 0.74), (0.42, 0.43, 0.45), (0.35, 0.36, 0.38), (0.10, 0.105, 0.11),
    (0.022, 0.022, 0.025), (0.03, 0.03, 0.035), (0.30, 0.02, 0.02), (0.03, 0.07, 0.22), (0.10, 0.06, 0.035), (0.05, 0.16, 0.13),
    (0.55, 0.50, 0.38), (0.02, 0.05, 0.12), (0.60, 0.28, 0.03),
]  # fmt: skip


@dataclass
class Vehicle:
    """A mesh with what the material and the truth need to know of it."""

    mesh: object
    label: str
    length: float
    width: float
    height: float
    shape: np.ndarray  # [8]: hood x, windscreen top x, rear top x, rear x, belt z, sill z, kind, seed


def car(random, paint=None):
    """A saloon, hatchback, sport utility or people carrier."""
    style = random.choice(['saloon', 'saloon', 'hatch', 'suv', 'suv', 'mpv'])
    length = {'saloon': 4.7, 'hatch': 4.1, 'suv': 4.6, 'mpv': 4.85}[style] * random.uniform(0.96, 1.05)
    width = {'saloon': 1.82, 'hatch': 1.74, 'suv': 1.86, 'mpv': 1.86}[style] * random.uniform(0.98, 1.03)
    height = {'saloon': 1.46, 'hatch': 1.50, 'suv': 1.68, 'mpv': 1.76}[style] * random.uniform(0.98, 1.03)
    nose, tail = length / 2, -length / 2
    belt = height * (0.62 if style in ('suv', 'mpv') else 0.63)
    hood = nose - length * {'saloon': 0.25, 'hatch': 0.21, 'suv': 0.23, 'mpv': 0.15}[style]
    screen_top = hood - length * {'saloon': 0.15, 'hatch': 0.15, 'suv': 0.13, 'mpv': 0.17}[style]
    rear_top = tail + length * {'saloon': 0.25, 'hatch': 0.12, 'suv': 0.12, 'mpv': 0.09}[style]
    rear = tail + length * {'saloon': 0.11, 'hatch': 0.02, 'suv': 0.03, 'mpv': 0.02}[style]
    outline = [
        (nose, 0.50 * belt + 0.1), (nose - 0.06, 0.80 * belt), (nose - 0.25, 0.90 * belt), (hood, belt * 1.03),
        (screen_top, height * 0.975), ((screen_top * 2 + rear_top) / 3, height), (rear_top, height * 0.965),
        (rear, belt * (1.07 if style == 'saloon' else 1.12)), (tail + 0.05, belt * 1.04), (tail, belt * 0.66),
    ]  # fmt: skip
    sill = 0.20 if style != 'suv' else 0.26
    body = _lofted(outline, length, width, belt, sill, _paint(random, paint), roof_share=0.74)
    wheels = _wheels(length * 0.295, -length * 0.30, width, 0.33 if style != 'suv' else 0.36, 0.22)
    mirrors = _mirrors(hood - 0.25, width, belt + 0.06, _paint_of(body))
    shape = np.array([hood, screen_top, rear_top, rear, belt, sill, 0, random.uniform(0, 1000)])
    return Vehicle(joined([body, *wheels, *mirrors]), 'car', length, width, height, shape)


def van(random, paint=None):
    """A bread-loaf van or light bus up to 6 m; people call it a car, and so does its label."""
    length, width, height = random.uniform(4.2, 5.8), random.uniform(1.65, 1.95), random.uniform(1.9, 2.3)
    nose, tail, belt = length / 2, -length / 2, height * 0.58
    outline = [
        (nose, belt * 0.6), (nose - 0.08, belt * 0.88), (nose - 0.45, belt * 1.04), (nose - 1.05, height * 0.96),
        (nose - 1.7, height), (0, height * 1.005), (tail + 0.35, height * 0.99), (tail + 0.06, height * 0.93), (tail, belt),
    ]  # fmt: skip
    body = _lofted(outline, length, width, belt, 0.24, _paint(random, paint), roof_share=0.88)
    wheels = _wheels(length * 0.31, -length * 0.29, width, 0.33, 0.2)
    shape = np.array([nose - 0.45, nose - 1.05, tail + 0.35, tail + 0.06, belt, 0.24, 1, random.uniform(0, 1000)])
    return Vehicle(joined([body, *wheels, *_mirrors(nose - 0.75, width, belt + 0.15, (0.02, 0.02, 0.02))]), 'car', length, width, height, shape)


def bus(random, paint=None):
    """A city bus of 8 to 12 m."""
    length, width, height = random.uniform(8, 12), 2.5, random.uniform(2.95, 3.2)
    nose, tail, belt = length / 2, -length / 2, 1.35
    outline = [(nose, 1.0), (nose - 0.06, height * 0.7), (nose - 0.35, height * 0.98), (nose - 0.9, height), (0, height),
               (tail + 0.3, height), (tail + 0.04, height * 0.9), (tail, 1.0)]  # fmt: skip
    colour = paint or [(0.03, 0.22, 0.16), (0.05, 0.12, 0.40), (0.75, 0.75, 0.73), (0.45, 0.05, 0.03), (0.10, 0.32, 0.08)][random.integers(5)]
    body = _lofted(outline, length, width, belt, 0.3, colour, roof_share=0.95)
    wheels = _wheels(length * 0.5 - 2.3, -length * 0.5 + 2.8, width, 0.48, 0.3)
    unit = box((-2.6, -0.8, height - 0.02), (-0.2, 0.8, height + 0.22), PLASTIC, (0.6, 0.6, 0.6))
    shape = np.array([nose - 0.06, nose - 0.35, tail + 0.3, tail + 0.04, belt, 0.3, 2, random.uniform(0, 1000)])
    return Vehicle(joined([body, *wheels, unit]), 'bus', length, width, height + 0.2, shape)


def truck(random, paint=None):
    """A cab with a closed or an open load bed, 5 to 8.5 m."""
    length = random.uniform(5.2, 8.5)
    width, height = (1.95, 2.15) if length < 6.2 else (2.35, 2.6)
    nose, cab_length = length / 2, 1.75
    belt = height * 0.55
    outline = [(cab_length / 2, belt * 0.7), (cab_length / 2 - 0.07, belt * 1.02), (cab_length / 2 - 0.35, height * 0.95),
               (cab_length / 2 - 0.7, height), (-cab_length / 2 + 0.1, height), (-cab_length / 2, height * 0.96)]  # fmt: skip
    colour = paint or [(0.72, 0.72, 0.70), (0.04, 0.10, 0.35), (0.45, 0.04, 0.03), (0.10, 0.25, 0.45), (0.6, 0.35, 0.03)][random.integers(5)]
    cab = _lofted(outline, cab_length, width * 0.96, belt, 0.45, colour, roof_share=0.86)
    cab.vertices[:, 0] += nose - cab_length / 2
    bed_front, bed_back = nose - cab_length - 0.12, -length / 2
    parts = [cab, box((bed_back, -width * 0.3, 0.5), (nose - 0.5, width * 0.3, 0.85), PLASTIC, (0.02, 0.02, 0.02), cell=2)]
    top = height
    if random.random() < 0.65:
        top = height + random.uniform(0.1, 0.7)
        load = [(0.75, 0.75, 0.73), (0.75, 0.75, 0.73), (0.30, 0.36, 0.42), (0.06, 0.14, 0.36), (0.5, 0.1, 0.06)][random.integers(5)]
        parts.append(box((bed_back, -width / 2, 0.88), (bed_front, width / 2, top), CARGO, load, cell=3))
    else:
        side = 0.88 + random.uniform(0.35, 0.7)
        parts.append(box((bed_back, -width / 2, 0.85), (bed_front, width / 2, 0.93), PLASTIC, (0.12, 0.11, 0.10), cell=3))
        for low, high in (
            ((bed_back, -width / 2, 0.9), (bed_front, -width / 2 + 0.06, side)), ((bed_back, width / 2 - 0.06, 0.9), (bed_front, width / 2, side)),
            ((bed_back, -width / 2, 0.9), (bed_back + 0.06, width / 2, side)), ((bed_front - 0.06, -width / 2, 0.9), (bed_front, width / 2, side + 0.5)),
        ):  # fmt: skip
            parts.append(box(low, high, CARGO, colour, cell=3))
        for _ in range(random.integers(0, 7)):
            x, y = random.uniform(bed_back + 0.6, bed_front - 0.6), random.uniform(-0.5, 0.5)
            half = random.uniform(0.2, 0.5, 3)
            parts.append(box((x - half[0], y - half[1], 0.93), (x + half[0], y + half[1], 0.93 + half[2] * 2), PLASTIC, random.uniform(0.05, 0.5, 3)))
    radius = 0.38 if length < 6.2 else 0.46
    parts += _wheels(nose - 0.9, bed_back + length * 0.2, width, radius, 0.28)
    shape = np.array([nose - 0.05, nose - 0.4, nose - cab_length, nose - cab_length, belt, 0.45, 3, random.uniform(0, 1000)])
    return Vehicle(joined(parts), 'truck', length, width, top, shape)


def _lofted(outline, length, width, belt, sill, colour, roof_share):
    """The body's skin: 40 stations, each a ring from the left sill over the roof to the right sill."""
    knots = sorted(outline)
    xs, tops = np.array([k[0] for k in knots]), np.array([k[1] for k in knots])
    spread = np.linspace(-1, 1, 41)
    stations = (np.sign(spread) * (1 - (1 - np.abs(spread)) ** 1.25)) * length / 2
    heights = np.interp(stations, xs, tops)
    heights = np.convolve(np.pad(heights, 1, mode='edge'), [0.15, 0.7, 0.15], mode='valid')
    rings = []
    for x, top in zip(stations, heights):
        end = np.clip((length / 2 - abs(x)) / 0.55, 0, 1)
        half = width / 2 * (0.80 + 0.20 * np.sqrt(1 - (1 - end) ** 2))
        shoulder = min(belt, top)
        low = sill + (0.13 * (1 - end) ** 2)
        lean = np.clip((top - belt) / 0.4, 0, 1)
        roof = half * (1 - (1 - roof_share) * lean) * (0.94 if lean < 0.1 else 1.0)
        side = [(half * 0.93, low), (half * 0.985, low + (shoulder - low) * 0.25), (half, low + (shoulder - low) * 0.6),
                (half * 0.985, low + (shoulder - low) * 0.9), (half * 0.96, shoulder)]  # fmt: skip
        rise = top - shoulder
        side += [((half * 0.95) * (1 - s) + roof * s, shoulder + rise * 0.93 * s) for s in (0.3, 0.62, 0.9)]
        side += [(roof * 0.93, shoulder + rise * 0.965 + 0.0), (roof * 0.72, top - 0.012), (roof * 0.36, top)]
        ring = [(x, y, z) for y, z in side] + [(x, 0.0, top + 0.006)] + [(x, -y, z) for y, z in reversed(side)]
        rings.append(ring)
    body = surface(np.asarray(rings)[::-1], BODY, colour)
    ends = []
    for ring, normal in ((rings[0], (-1.0, 0, 0)), (rings[-1], (1.0, 0, 0))):
        ring = np.asarray(ring)
        flat = ring.copy()
        flat[:, 2] = ring[0, 2] + 0.02
        flat[:, 1] *= 0.96
        ends.append(surface([ring, flat], BODY, colour, normals=np.tile(normal, (2 * len(ring), 1))))
    floor = box((-length * 0.46, -width * 0.44, sill - 0.03), (length * 0.46, width * 0.44, sill + 0.05), PLASTIC, (0.01, 0.01, 0.01))
    return joined([body, *ends, floor])


def _wheels(front, back, width, radius, tyre):
    return [wheel((x, side * (width / 2 - tyre * 0.42), radius), radius, tyre) for x in (front, back) for side in (-1, 1)]


def _mirrors(x, width, z, colour):
    return [
        box((x - 0.06, min(a, b), z), (x + 0.08, max(a, b), z + 0.15), PLASTIC, colour)
        for a, b in ((width / 2 - 0.02, width / 2 + 0.20), (-width / 2 - 0.20, -width / 2 + 0.02))
    ]


def _paint(random, paint):
    return paint if paint is not None else PAINTS[random.integers(len(PAINTS))]


def _paint_of(mesh):
    return tuple(mesh.colours[0])
