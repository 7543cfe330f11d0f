"""The countryside as a height field: fields in strips, roads, ditches, poplars, villages, woods, hills.

Everything is a function of world coordinates and the parameter array of `land_parameters`, so two towers see one world.
`sample` answers what stands at a point; `paint.py` answers its colour.
"""
import numpy as np
from numba import njit

from noise import fractal, hash2, smoothstep, value_noise

FIELD, BALK, ROAD, DIRT, WATER, TREE, WALL, ROOF, FOREST, GREENHOUSE, YARD, SCRUB = range(12)

SEED, ANGLE, BLOCK_U, BLOCK_V, HILL_START, HILL_HEIGHT, ROLLING, SEASON, TREES, VILLAGES, PALETTE = range(11)


def land_parameters(seed: int, **over) -> np.ndarray:
    """Parameters of one piece of country; `season` 0 spring green … 1 after the harvest."""
    random = np.random.default_rng(seed)
    known = {
        "angle": random.uniform(0, np.pi), "block_u": random.uniform(200, 380), "block_v": random.uniform(120, 240),
        "hill_start": random.uniform(2600, 5200), "hill_height": random.uniform(160, 520), "rolling": 0.0,
        "season": random.uniform(0, 1), "trees": random.uniform(0.12, 0.5), "villages": random.uniform(0.06, 0.22),
        "palette": random.uniform(0, 1),
    }  # fmt: skip
    unknown = set(over) - set(known)
    if unknown:
        raise ValueError(f"no such land parameter: {sorted(unknown)}")
    known.update(over)
    return np.array([seed % 100_000, *known.values()], np.float64)


@njit(cache=True)
def terrain(x, y, p):
    """Height of the bare ground in metres: exactly flat in the plain around the origin, hills beyond it."""
    seed = int(p[SEED])
    rolling = p[ROLLING]
    ground = 0.0
    if rolling > 0:
        ground += rolling * (fractal(x / 1500, y / 1500, 4, seed + 71) - 0.45)
    reach = np.sqrt(x * x + y * y) + 1500 * (value_noise(x / 2600, y / 2600, seed + 5) - 0.5)
    rise = smoothstep(p[HILL_START], p[HILL_START] + 2600, reach)
    if rise <= 0:
        return ground
    fold = 1 - abs(2 * fractal(x / 2700, y / 2700, 5, seed + 31) - 1)
    broad = value_noise(x / 6000, y / 6000, seed + 33)
    far = 1 + 0.6 * smoothstep(6000, 14000, reach)
    gully = abs(2 * fractal(x / 620, y / 620, 4, seed + 35) - 1)
    return ground + far * rise * p[HILL_HEIGHT] * (0.10 + 1.05 * fold * fold * (0.35 + 0.9 * broad) + 0.22 * gully * (0.3 + fold))


@njit(cache=True)
def crown(distance, radius, tall, leafiness):
    """Top of a tree at a distance from its trunk: an egg with leafy bumps."""
    q = distance / radius * (0.72 + 0.56 * leafiness)
    return tall * (0.30 + 0.70 * np.sqrt(max(0.0, 1 - q * q))) * (0.80 + 0.36 * leafiness)


@njit(cache=True)
def tree_line(along, across, line, seed, density):
    """Height of a row of trees planted along a line, 0 where there is none."""
    spacing = 5.5 + 3.0 * hash2(line, 3, seed)
    k = np.floor(along / spacing)
    chance = hash2(k, line, seed + 8)
    if chance > density or value_noise(along / 70, line * 3.7, seed + 7) < 0.42:
        return 0.0, 0.0
    middle = (k + 0.5 + 0.3 * (chance - 0.5)) * spacing
    radius = spacing * (0.36 + 0.16 * hash2(k, line, seed + 9))
    off = across - 0.8 * (hash2(k, line, seed + 10) - 0.5)
    distance = np.sqrt((along - middle) ** 2 + off * off)
    if distance >= radius:
        return 0.0, 0.0
    tall = (4 + 9 * hash2(line, 5, seed)) * (0.6 + 0.8 * hash2(k, line, seed + 11))
    return crown(distance, radius, tall, fractal(along * 0.9, across * 0.9, 2, seed + 12)), hash2(k, line, seed + 13)


@njit(cache=True)
def clump(x, y, size, seed, sparse):
    """Height 0..1 of the nearest crown in a wood of crowns `size` metres apart, and that crown's own tint."""
    i, j = np.floor(x / size), np.floor(y / size)
    best, tint = 0.0, 0.0
    for a in range(-1, 2):
        for b in range(-1, 2):
            c = hash2(i + a, j + b, seed)
            if c < sparse:
                continue
            dx = x / size - (i + a + 0.5 + 0.7 * (hash2(i + a, j + b, seed + 1) - 0.5))
            dy = y / size - (j + b + 0.5 + 0.7 * (hash2(i + a, j + b, seed + 2) - 0.5))
            d2 = (dx * dx + dy * dy) / 0.55
            if d2 < 1:
                top = (0.55 + 0.45 * c) * np.sqrt(1 - d2)
                if top > best:
                    best, tint = top, c
    return best, tint


@njit(cache=True)
def house(lu, lv, block_hash, seed):
    """(height, eave, tint, face) of a village lot at local metres; height 0 in the yard, face 0/1 is the wall's axis."""
    i, j = np.floor(lu / 24), np.floor(lv / 17)
    have = hash2(i, j, seed + int(block_hash * 9999))
    if have < 0.22:
        return 0.0, 0.0, have, 0
    wide, deep = 5.2 + 3.4 * hash2(i, j, seed + 21), 3.8 + 1.8 * hash2(i, j, seed + 22)
    du = lu - (i + 0.5) * 24 - 3 * (hash2(i, j, seed + 23) - 0.5)
    dv = lv - (j + 0.5) * 17 - 2 * (hash2(i, j, seed + 24) - 0.5)
    if abs(du) > wide or abs(dv) > deep:
        return 0.0, 0.0, have, 0
    floors = 1 + np.floor(2.7 * hash2(i, j, seed + 25) ** 1.3)
    eave = 0.6 + 3.1 * floors
    gable = 0.0 if hash2(i, j, seed + 26) < 0.25 else 2.3 * (1 - abs(dv) / deep)
    return eave + gable, eave, have, 0 if wide - abs(du) < deep - abs(dv) else 1


@njit(cache=True)
def sample(x, y, p):
    """What stands at a point: (ground, top, material, tint 0..1, across metres, extra)."""
    seed = int(p[SEED])
    ground = terrain(x, y, p)
    wildness = smoothstep(5, 30, ground + 16 * (value_noise(x / 160, y / 160, seed + 40) - 0.5)) if p[ROLLING] == 0 else smoothstep(
        0.45, 0.6, value_noise(x / 330, y / 330, seed + 41))
    if wildness > 0.5:
        thin = fractal(x / 420, y / 420, 5, seed + 42) + 0.10 * (value_noise(x / 9, y / 9, seed + 45) - 0.5)
        if thin > 0.66:
            return ground, ground, SCRUB, value_noise(x / 30, y / 30, seed + 43), 0.0, thin
        top, tint = clump(x, y, 7.5, seed + 44, 0.12)
        if top < 0.15:
            return ground, ground + 0.5, SCRUB, tint, 0.0, thin
        return ground, ground + 3 + 8 * top, FOREST, tint, top, thin
    wx = x + 30 * (value_noise(x / 520, y / 520, seed + 50) - 0.5)
    wy = y + 30 * (value_noise(x / 520, y / 520, seed + 51) - 0.5)
    c, s = np.cos(p[ANGLE]), np.sin(p[ANGLE])
    u, v = c * wx + s * wy, c * wy - s * wx
    i, j = np.floor(u / p[BLOCK_U]), np.floor(v / p[BLOCK_V])
    lu, lv = u - i * p[BLOCK_U], v - j * p[BLOCK_V]
    for axis in range(2):
        near, size, along, segment = (lu, p[BLOCK_U], v, j) if axis == 0 else (lv, p[BLOCK_V], u, i)
        line = (i if axis == 0 else j) + (1 if near > size / 2 else 0)
        away = near - size if near > size / 2 else near
        kind = hash2(line, axis, seed + 60)
        half = 3.0 if kind < 0.28 else 1.9 if kind < 0.6 else 2.4
        if abs(away) < half:
            material = ROAD if kind < 0.28 else DIRT if kind < 0.6 else WATER
            return ground, ground - (0.7 if material == WATER else 0.0), material, kind, away / half, 0.0
        planted = hash2(line * 2 + (1 if away > 0 else 0), segment * 3 + axis, seed + 61)
        if planted < p[TREES] and abs(away) < half + 7:
            top, tint = tree_line(along, abs(away) - half - 2.6, int(line * 4 + axis * 2 + (1 if away > 0 else 0)), seed + 62, 0.35 + planted)
            if top > 0:
                return ground, ground + top, TREE, tint, top, 0.0
    use = hash2(i, j, seed + 70)
    if use < p[VILLAGES]:
        tall, eave, tint, face = house(lu - 8, lv - 8, use, seed)
        if tall > 0:
            return ground, ground + tall, ROOF, tint, float(face), eave
        top, leaf = clump(x, y, 9.0, seed + 72, 0.66)
        if top > 0.25:
            return ground, ground + 2 + 7 * top, TREE, leaf, top * 9, 0.0
        return ground, ground, YARD, tint, 0.0, 0.0
    if use < p[VILLAGES] + 0.05:
        top, leaf = clump(x, y, 5.0, seed + 73, 0.05)
        return ground, ground + 1 + 6 * top, TREE, leaf, top * 7, 0.0
    if use < p[VILLAGES] + 0.07 and 9 < lu < p[BLOCK_U] - 9 and 9 < lv < p[BLOCK_V] - 9:
        return ground, ground - 0.6, WATER, 0.9, 0.0, 0.0
    across = u if hash2(i, j, seed + 74) < 0.6 else v
    wide = 9 + 26 * hash2(i, j, seed + 75)
    k = np.floor(across / wide)
    inside = across - k * wide
    tint = hash2(k * 3 + i, j * 5 + (1 if across == u else 0), seed + 76)
    if use < p[VILLAGES] + 0.085 and 12 < lu < p[BLOCK_U] * 0.6 and 9 < lv < p[BLOCK_V] - 9:
        return ground, ground + (2.4 * np.sqrt(max(0.0, 1 - ((across % 9) / 3.6 - 1.05) ** 2))), GREENHOUSE, tint, across % 9, 0.0
    if inside < 0.7:
        return ground, ground + 0.2, BALK, tint, 0.0, 0.0
    lone = hash2(np.floor(x / 13), np.floor(y / 13), seed + 77)
    if lone < 0.0035:
        distance = np.sqrt((x / 13 % 1 - 0.5) ** 2 + (y / 13 % 1 - 0.5) ** 2) * 13
        if distance < 4:
            return ground, ground + crown(distance, 4.0, 5 + 900 * lone, fractal(x * 0.55, y * 0.55, 2, seed)), TREE, lone * 270, 4.0, 0.0
    tall = 2.0 if tint > 0.93 and p[SEASON] < 0.7 else 0.12 + 0.22 * tint
    bump = 0.8 + 0.2 * value_noise(x * 1.6, y * 1.6, seed + 78) if tall > 1 else value_noise(x * 0.8, y * 0.8, seed + 78)
    return ground, ground + tall * bump, FIELD, tint, across, use
