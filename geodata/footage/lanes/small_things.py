"""People, e-bikes and what people leave in a lane. Origin on the ground, facing +x, metres."""

from dataclasses import dataclass

import numpy as np

from meshes import CARDBOARD, CLOTH, METAL, PLASTIC, SKIN, box, capsule, joined, moved, surface, wheel

CLOTHES = [(0.03, 0.03, 0.04), (0.05, 0.07, 0.15), (0.35, 0.34, 0.33), (0.4, 0.05, 0.05), (0.6, 0.6, 0.58), (0.08, 0.15, 0.10), (0.5, 0.35, 0.08), (0.12, 0.10, 0.09)]
HAIR, FLESH = (0.012, 0.010, 0.009), (0.42, 0.26, 0.18)


@dataclass
class Thing:
    """A mesh with the label that the truth gives it."""

    mesh: object
    label: str


def person(random_or_seed, stride=0.0, carrying=False):
    """A walker; `stride` is the phase of the step in radians, so the same seed walks when the phase advances."""
    random = np.random.default_rng(random_or_seed)
    top, bottom = CLOTHES[random.integers(len(CLOTHES))], CLOTHES[random.integers(4)]
    tall = random.uniform(0.92, 1.06)
    swing = 0.42 * np.sin(stride)
    parts = []
    for side, phase in ((-1, swing), (1, -swing)):
        hip, knee = np.array([0, side * 0.09, 0.90]), np.array([np.sin(phase) * 0.44, side * 0.10, 0.48])
        foot = knee + np.array([np.sin(phase - 0.35 * max(0, -np.sin(phase))) * 0.42 - 0.03, 0, -0.40])
        parts += [capsule(hip, knee, 0.085, CLOTH, bottom, 0.062), capsule(knee, foot, 0.062, CLOTH, bottom, 0.045)]
        parts.append(capsule(foot + [-0.04, 0, -0.02], foot + [0.14, 0, -0.03], 0.045, CLOTH, (0.02, 0.02, 0.02)))
        shoulder = np.array([0, side * 0.20, 1.40])
        elbow = shoulder + [-np.sin(phase) * 0.22, side * 0.05, -0.27]
        parts += [capsule(shoulder, elbow, 0.055, CLOTH, top, 0.045), capsule(elbow, elbow + [-np.sin(phase) * 0.12 + 0.07, 0, -0.22], 0.042, SKIN, FLESH, 0.035)]
    parts += [_torso(top), capsule((0, 0, 1.46), (0.01, 0, 1.52), 0.05, SKIN, FLESH)]
    parts += [capsule((0.02, 0, 1.58), (0.02, 0, 1.65), 0.095, SKIN, FLESH), capsule((-0.015, 0, 1.61), (-0.02, 0, 1.68), 0.10, CLOTH, HAIR)]
    if carrying:
        parts.append(box((-0.15, 0.24, 0.55), (0.15, 0.36, 0.85), CLOTH, CLOTHES[random.integers(len(CLOTHES))]))
    return Thing(moved(joined(parts), scale=tall), 'person')


def e_bike(random_or_seed, rider=True):
    """A scooter-like electric bike, with its rider or parked on its stand."""
    random = np.random.default_rng(random_or_seed)
    paint = [(0.5, 0.02, 0.02), (0.02, 0.02, 0.025), (0.65, 0.65, 0.63), (0.03, 0.12, 0.35), (0.55, 0.35, 0.02), (0.04, 0.25, 0.2)][random.integers(6)]
    dark = (0.02, 0.02, 0.02)
    parts = [wheel((0.62, 0, 0.24), 0.24, 0.1), wheel((-0.58, 0, 0.24), 0.24, 0.1)]
    parts += [
        capsule((0.62, 0, 0.28), (0.42, 0, 1.0), 0.06, METAL, paint), capsule((0.52, 0, 0.42), (0.46, 0, 0.85), 0.15, METAL, paint, 0.11),
        box((-0.2, -0.13, 0.24), (0.42, 0.13, 0.33), PLASTIC, dark), capsule((-0.15, 0, 0.48), (-0.62, 0, 0.55), 0.17, METAL, paint, 0.12),
        capsule((0.0, 0, 0.70), (-0.6, 0, 0.74), 0.12, CLOTH, dark, 0.10), capsule((0.40, -0.32, 1.02), (0.40, 0.32, 1.02), 0.025, PLASTIC, dark),
        capsule((0.36, 0.25, 1.02), (0.44, 0.28, 1.22), 0.02, PLASTIC, dark), capsule((0.36, -0.25, 1.02), (0.44, -0.28, 1.22), 0.02, PLASTIC, dark),
    ]  # fmt: skip
    if random.random() < 0.5:
        colour = [(0.03, 0.03, 0.03), (0.02, 0.2, 0.5), (0.6, 0.4, 0.02)][random.integers(3)]
        parts.append(box((-0.95, -0.21, 0.72), (-0.55, 0.21, 1.12), PLASTIC, colour))
    if rider:
        top, bottom, helmet = (CLOTHES[random.integers(len(CLOTHES))] for _ in range(3))
        for side in (-1, 1):
            knee = np.array([0.28, side * 0.13, 0.72])
            parts += [capsule((-0.18, side * 0.09, 0.80), knee, 0.085, CLOTH, bottom, 0.065), capsule(knee, (0.2, side * 0.1, 0.38), 0.062, CLOTH, bottom, 0.05)]
            parts += [capsule((-0.08, side * 0.2, 1.26), (0.12, side * 0.27, 1.08), 0.055, CLOTH, top), capsule((0.12, side * 0.27, 1.08), (0.38, side * 0.28, 1.05), 0.045, CLOTH, top)]
        parts += [moved(_torso(top), (-0.17, 0, -0.12), pitch=-0.08), capsule((-0.02, 0, 1.48), (-0.02, 0, 1.53), 0.13, METAL, helmet)]
        parts.append(capsule((0.03, 0, 1.40), (0.03, 0, 1.44), 0.09, SKIN, FLESH))
    return Thing(joined(parts), 'motorbike')


def obstruction(random):
    """Something left standing: cartons, rubbish bags, a wheelie bin, furniture, a hand cart, building sacks, a barrier."""
    kind = random.choice(['cartons', 'bags', 'bin', 'sofa', 'cart', 'sacks', 'barrier', 'drum'])
    parts = []
    if kind in ('cartons', 'sacks'):
        for _ in range(random.integers(2, 7)):
            half = random.uniform(0.18, 0.45, 3)
            x, y, z = random.uniform(-0.6, 0.6), random.uniform(-0.5, 0.5), random.choice([0, 0, 0.5])
            colour = np.array((0.33, 0.22, 0.12) if kind == 'cartons' else (0.6, 0.58, 0.52)) * random.uniform(0.7, 1.2)
            part = box((-half[0], -half[1], 0), (half[0], half[1], half[2] * 2), CARDBOARD if kind == 'cartons' else CLOTH, colour)
            parts.append(moved(part, (x, y, z), heading=random.uniform(0, 3)))
    elif kind == 'bags':
        for _ in range(random.integers(2, 6)):
            size = random.uniform(0.22, 0.42)
            colour = [(0.015, 0.015, 0.017), (0.5, 0.5, 0.48), (0.03, 0.1, 0.25), (0.35, 0.06, 0.05)][random.integers(4)]
            parts.append(moved(_bag(random, size, colour), (random.uniform(-0.6, 0.6), random.uniform(-0.5, 0.5), 0)))
    elif kind == 'bin':
        colour = [(0.03, 0.18, 0.07), (0.04, 0.1, 0.35), (0.12, 0.12, 0.13), (0.4, 0.04, 0.03)][random.integers(4)]
        for i in range(random.integers(1, 4)):
            parts.append(moved(joined([
                surface(_tub(0.27, 0.24, 0.08, 0.33, 0.3, 1.0), PLASTIC, colour), box((-0.36, -0.33, 0.98), (0.36, 0.33, 1.06), PLASTIC, np.array(colour) * 0.8),
                wheel((-0.3, 0.25, 0.1), 0.1, 0.05), wheel((-0.3, -0.25, 0.1), 0.1, 0.05),
            ]), (0, i * 0.75, 0), heading=random.uniform(-0.1, 0.1)))  # fmt: skip
    elif kind == 'sofa':
        colour = random.uniform(0.05, 0.4, 3)
        parts = [box((-0.4, -0.9, 0.1), (0.4, 0.9, 0.42), CLOTH, colour), box((-0.45, -0.9, 0.42), (-0.2, 0.9, 0.85), CLOTH, colour),
                 box((-0.4, -0.95, 0.1), (0.4, -0.75, 0.62), CLOTH, colour * 0.9), box((-0.4, 0.75, 0.1), (0.4, 0.95, 0.62), CLOTH, colour * 0.9)]  # fmt: skip
    elif kind == 'cart':
        parts = [box((-0.8, -0.45, 0.42), (0.7, 0.45, 0.48), METAL, (0.15, 0.17, 0.2)), wheel((-0.45, 0.46, 0.3), 0.3, 0.06), wheel((-0.45, -0.46, 0.3), 0.3, 0.06),
                 capsule((0.7, 0.35, 0.47), (1.35, 0.3, 0.85), 0.025, METAL, (0.2, 0.2, 0.2)), capsule((0.7, -0.35, 0.47), (1.35, -0.3, 0.85), 0.025, METAL, (0.2, 0.2, 0.2)),
                 box((-0.6, -0.35, 0.48), (0.4, 0.35, 0.48 + random.uniform(0.2, 0.9)), CARDBOARD, random.uniform(0.1, 0.45, 3))]  # fmt: skip
    elif kind == 'barrier':
        for i in range(random.integers(1, 3)):
            parts.append(moved(joined([
                surface(_tub(0.22, 0.75, 0.0, 0.12, 0.7, 0.8), PLASTIC, (0.55, 0.06, 0.03)), box((-0.12, -0.7, 0.78), (0.12, 0.7, 0.84), PLASTIC, (0.6, 0.6, 0.6)),
            ]), (0, i * 1.55, 0)))  # fmt: skip
    else:
        for i in range(random.integers(1, 4)):
            parts.append(capsule((random.uniform(-0.1, 0.1), i * 0.65, 0.28), (0, i * 0.65, 0.72), 0.29, METAL, random.uniform(0.05, 0.4, 3), sides=14))
    return Thing(joined(parts), 'obstruction')


def _torso(colour):
    rings = []
    for z, rx, ry in ((0.84, 0.10, 0.15), (0.95, 0.115, 0.165), (1.10, 0.105, 0.15), (1.28, 0.125, 0.18), (1.40, 0.11, 0.19), (1.47, 0.06, 0.10), (1.49, 0.01, 0.01)):
        angle = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        rings.append(np.stack([np.cos(angle) * rx, np.sin(angle) * ry, np.full(12, z)], 1))
    return surface(rings[::-1], CLOTH, colour, closed=True)


def _bag(random, size, colour):
    angle = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    rings = []
    for s in np.linspace(0, 1, 9):
        r = size * (np.sin(np.pi * min(s * 0.85 + 0.12, 1)) ** 0.7 if s < 0.9 else 0.22)
        lumps = 1 + 0.12 * np.sin(angle * 3 + random.uniform(0, 6)) * random.random() + 0.06 * random.standard_normal(14)
        rings.append(np.stack([np.cos(angle) * r * lumps, np.sin(angle) * r * lumps, np.full(14, s * size * 1.7)], 1))
    return surface(rings[::-1], PLASTIC, colour, closed=True)


def _tub(x0, y0, z0, x1, y1, z1):
    """Side walls of a box whose top is (x1, y1) and whose foot is (x0, y0) half wide."""
    corners = lambda x, y, z: [(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z), (-x, -y, z)]
    return np.array([corners(x1, y1, z1), corners(x0, y0, z0)], float)
