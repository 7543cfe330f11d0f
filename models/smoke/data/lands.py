"""Land under the sky: ridges behind ridges, fields, woods, houses, roads, rock and snow, in the season's colours."""

import cv2
import numpy as np

from grain import fractal, line, mix, smooth

PALETTES = {
    "green": [(0.16, 0.25, 0.10), (0.30, 0.38, 0.16), (0.40, 0.42, 0.22), (0.10, 0.17, 0.08)],
    "dry": [(0.46, 0.38, 0.24), (0.56, 0.48, 0.32), (0.30, 0.28, 0.17), (0.20, 0.21, 0.14)],
    "chaparral": [(0.22, 0.24, 0.17), (0.30, 0.29, 0.21), (0.16, 0.18, 0.13), (0.42, 0.38, 0.28)],
    "autumn": [(0.62, 0.36, 0.08), (0.70, 0.52, 0.12), (0.48, 0.18, 0.07), (0.22, 0.22, 0.09)],
    "rock": [(0.42, 0.40, 0.38), (0.55, 0.52, 0.48), (0.30, 0.29, 0.27), (0.24, 0.25, 0.20)],
    "pine": [(0.09, 0.14, 0.09), (0.14, 0.20, 0.13), (0.07, 0.10, 0.08), (0.24, 0.26, 0.18)],
    "soil": [(0.40, 0.28, 0.20), (0.52, 0.40, 0.28), (0.30, 0.24, 0.18), (0.25, 0.30, 0.15)],
    "snow": [(0.78, 0.80, 0.84), (0.62, 0.65, 0.70), (0.20, 0.22, 0.22), (0.35, 0.36, 0.36)],
}


def paint_land(random, sky, horizon, light):
    """The picture with land in it, and per column the first row that is land."""
    height, width = sky.shape[:2]
    picture = sky
    palette = _palette(random)
    thick = random.choice([random.uniform(0.1, 0.5), random.uniform(0.5, 1.4)])
    skyline = np.full(width, float(height))
    ridges = int(random.choice([0, 1, 2, 3, 4], p=[0.22, 0.24, 0.24, 0.18, 0.12]))
    for k in range(ridges):
        far = 1 - (k + 0.5) / (ridges + 0.5)
        tall = random.uniform(0.02, 0.16) * height * (0.5 + far)
        top = horizon - tall * (0.6 + 0.5 * line(random, width, random.uniform(0.6, 4), 7, random.uniform(0.4, 0.6))) + (1 - far) * random.uniform(0, 0.08) * height
        picture = _ridge(random, picture, top, far, palette, light, thick)
        skyline = np.minimum(skyline, top)
    picture, top = _ground(random, picture, horizon, palette, light, thick)
    return picture, np.clip(np.minimum(skyline, top), 0, height - 1)


def _palette(random):
    names = list(PALETTES)
    chosen = [PALETTES[str(random.choice(names, p=[0.22, 0.17, 0.16, 0.09, 0.08, 0.14, 0.09, 0.05]))] for _ in range(2)]
    colours = np.array([*chosen[0], *chosen[1][:2]], np.float32)
    return np.clip(colours * random.uniform(0.75, 1.3) * (1 + random.normal(0, 0.06, colours.shape)), 0.02, 1).astype(np.float32)


def _surface(random, height, width, palette, aspect):
    """Land colours with a wood's or a field's grain, brightness in relief."""
    where = fractal(random, height, width, random.uniform(2, 10), 4, 0.6, stretch=aspect)
    which = fractal(random, height, width, random.uniform(4, 24), 4, 0.65, stretch=aspect)
    surface = mix(mix(palette[0], palette[1], smooth(-0.6, 0.6, which)), palette[2], smooth(0.1, 0.9, where))
    surface = mix(surface, palette[3], smooth(0.2, 0.8, -where) * random.uniform(0.3, 1))
    grain = fractal(random, height, width, random.uniform(20, 160), 4, random.uniform(0.6, 1.0), stretch=max(0.6, aspect * 0.5))
    return surface * (1 + random.uniform(0.08, 0.35) * grain)[..., None]


def _ridge(random, picture, top, far, palette, light, thick):
    height, width = picture.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    cover = smooth(-0.7, 0.7, rows - top[None])
    surface = _surface(random, height, width, palette, random.uniform(0.8, 2.5)) * light.level * (0.55 * light.sun + 0.45)
    slope = fractal(random, height, width, random.uniform(3, 12), 4, 0.55)
    surface *= (1 + random.uniform(0.1, 0.35) * slope)[..., None]
    clear = np.exp(-thick * (0.6 + 2.6 * far**1.5)) * np.ones((height, 1), np.float32)
    clear = clear * (1 - random.uniform(0, 0.4) * smooth(0, 0.12 * height, rows - top[None].mean()))
    return mix(picture, mix(light.haze * random.uniform(0.92, 1.0), surface, np.repeat(clear, width, 1)), cover)


def _ground(random, picture, horizon, palette, light, thick):
    height, width = picture.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    top = horizon + random.uniform(0, 0.012) * height * line(random, width, random.uniform(2, 40), 5, 0.7)
    if random.random() < 0.3:
        top = top - random.uniform(0, 0.1) * height * smooth(0.2, 1.5, line(random, width, random.uniform(1, 4), 6, 0.5))
    depth = 0.05 / (np.maximum(rows - horizon, 0) / height + 0.05)
    flat = _surface(random, height, width, palette, random.uniform(1.5, 5))
    near = _surface(random, height, width, palette, random.uniform(0.8, 1.6))
    ground = mix(near, flat, np.repeat(depth**0.7, width, 1))
    if random.random() < 0.5:
        ground = _fields(random, ground, horizon, palette)
    ground *= light.level * (0.55 * light.sun + 0.45)
    if random.random() < 0.35:
        shade = smooth(0, random.uniform(0.2, 0.8), fractal(random, height, width, random.uniform(1.5, 5), 3, 0.5, stretch=random.uniform(2, 5)))
        ground *= (1 - random.uniform(0.2, 0.6) * shade)[..., None]
    _settle(random, ground, horizon)
    ground = _roughened(random, ground, depth)
    clear = np.exp(-thick * 2.0 * depth**1.3)
    return mix(picture, mix(light.haze, ground, np.repeat(clear, width, 1)), smooth(-0.7, 0.7, rows - top[None])), top


def _fields(random, ground, horizon, palette):
    height, width = ground.shape[:2]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32) - width / 2, np.arange(height, dtype=np.float32))
    far = 1 / (np.maximum(rows - horizon, 0.5) / height + random.uniform(0.02, 0.1))
    turn = random.uniform(-0.8, 0.8)
    x, z = columns / width * far, far
    x, z = x * np.cos(turn) - z * np.sin(turn), x * np.sin(turn) + z * np.cos(turn)
    wide, long = random.uniform(0.25, 1.0), random.uniform(0.3, 2.0)
    cell = (np.floor(x / wide + 0.4 * np.floor(z / long)).astype(np.int64) * 7919 + np.floor(z / long).astype(np.int64) * 104729) % 997
    table = palette[random.integers(0, len(palette), 997)] * random.uniform(0.7, 1.3, (997, 1)).astype(np.float32)
    patch = cv2.GaussianBlur(table[cell], (0, 0), 0.7)
    share = random.uniform(0.3, 0.9) * smooth(random.uniform(-1.5, 0.3), 1.0, fractal(random, height, width, 3, 3))
    return mix(ground, patch * (0.75 + 0.25 * ground / (ground.mean(axis=(0, 1)) + 1e-3)), share)


def _roughened(random, ground, depth):
    """Outlines frayed by a few pixels near the camera, so that trees are no balloons and roads no rulers."""
    height, width = ground.shape[:2]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    reach = random.uniform(0.6, 3.5) * (1 - 0.8 * depth)
    dx, dy = (fractal(random, height, width, random.uniform(30, 90), 3, 0.7) * reach for _ in range(2))
    return cv2.remap(np.ascontiguousarray(ground, np.float32), columns + dx.astype(np.float32), rows + dy.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def _settle(random, ground, horizon):
    """Houses, roads, trees and bright odds and ends, smaller towards the horizon."""
    height, width = ground.shape[:2]
    for _ in range(int(random.choice([0, random.integers(5, 60), random.integers(60, 350)]))):
        down = random.random() ** random.uniform(1, 2.5)
        y, x = horizon + down * (height - horizon), random.uniform(0, width)
        size = (0.6 + 34 * down * random.uniform(0.2, 1)) * random.uniform(0.4, 1.2)
        colour = random.choice([0.85, 0.7, 0.5, 0.3]) * np.array([1, random.uniform(0.75, 1), random.uniform(0.6, 1)]) * random.uniform(0.6, 1.1)
        if random.random() < 0.12:
            colour = np.array([0.6, 0.22, 0.15]) * random.uniform(0.7, 1.3)
        a, b = (int(x - size), int(y - size * 0.35)), (int(x + size), int(y + size * 0.35))
        cv2.rectangle(ground, a, b, tuple(float(v) for v in colour), -1)
        if size > 4:
            cv2.rectangle(ground, (a[0], int(y)), b, tuple(float(v) * 0.55 for v in colour), -1)
    for _ in range(int(random.choice([0, 1, 3]))):
        nodes = np.stack([np.linspace(-0.1, 1.1, 12) * width, horizon + (height - horizon) * (random.uniform(0, 1) ** 1.5 + 0.1 * np.cumsum(random.normal(0, 0.5, 12)))], -1)
        colour = np.array([0.62, 0.58, 0.52]) * random.uniform(0.5, 1.3)
        cv2.polylines(ground, [nodes.astype(np.int32)], False, tuple(float(v) for v in colour), int(random.integers(1, 8)), cv2.LINE_AA)
    for _ in range(int(random.choice([0, random.integers(5, 80), random.integers(50, 250)]))):
        down = random.random() ** 1.5
        size = (0.8 + 40 * down * random.uniform(0.3, 1)) * random.uniform(0.5, 1)
        y, x = horizon + down * (height - horizon), random.uniform(0, width)
        colour = np.array([0.10, 0.14, 0.07]) * random.uniform(0.5, 2.0) * (1 + random.normal(0, 0.1, 3))
        cv2.ellipse(ground, (int(x), int(y)), (max(1, int(size)), max(1, int(size * random.uniform(0.6, 1.6)))), 0, 0, 360, tuple(float(v) for v in np.clip(colour, 0, 1)), -1, cv2.LINE_AA)
        if size > 5:
            cv2.ellipse(ground, (int(x - size * 0.2), int(y - size * 0.3)), (int(size * 0.6), int(size * 0.5)), 0, 0, 360, tuple(float(v) * 1.5 for v in np.clip(colour, 0, 0.6)), -1, cv2.LINE_AA)
