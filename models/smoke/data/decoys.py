"""What is mistaken for smoke and flame: fog banks, low cloud, sunbeams, lamps in fog, sunlit leaves, glare, drops on the lens."""

import cv2
import numpy as np

from grain import fractal, line, mix, smooth


def add_fog(random, picture, horizon, light):
    """A bank that lies in a valley, or cloud that hangs over the hills: wide, flat, without a foot."""
    height, width = picture.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    middle = horizon + random.uniform(-0.12, 0.35) * height + random.uniform(0, 0.04) * height * line(random, width, random.uniform(0.5, 2.5), 5)[None]
    tall = random.uniform(0.02, 0.16) * height
    band = np.exp(-np.abs((rows - middle) / tall) ** random.uniform(1.5, 4))
    body = 0.75 + 0.25 * fractal(random, height, width, random.uniform(2, 8), 5, 0.55, stretch=random.uniform(1.5, 5))
    side = smooth(-1.6, random.uniform(-1.4, 0.6), fractal(random, height, width, random.uniform(0.7, 2), 3, 0.5, stretch=3))
    return mix(picture, np.clip(light.haze * random.uniform(0.95, 1.12), 0, 1), np.clip(band * body * side, 0, 1) * random.uniform(0.3, 0.95))


def add_murk(random, picture, light):
    """Fog or haze over everything, thicker further up or evenly."""
    height, width = picture.shape[:2]
    rows = np.linspace(1, 0, height, dtype=np.float32)[:, None]
    thick = random.uniform(0.2, 0.85) * (random.uniform(0.3, 1) + random.uniform(0, 0.8) * np.repeat(rows, width, 1))
    thick = thick * (1 + random.uniform(0, 0.12) * fractal(random, height, width, random.uniform(1, 3), 3))
    return mix(picture, light.haze * random.uniform(0.7, 1.05), np.clip(thick, 0, 0.95))


def add_beams(random, picture, light):
    """Sunbeams through trees: straight, parallel, fading downwards."""
    height, width = picture.shape[:2]
    shape = np.repeat(line(random, width * 2, random.uniform(6, 30), 4, 0.5)[None], height, 0)
    lean = random.uniform(-0.9, 0.9)
    shape = cv2.warpAffine(shape, np.float32([[1, lean, -width / 2], [0, 1, 0]]), (width, height), borderMode=cv2.BORDER_REFLECT)
    fade = np.linspace(1, random.uniform(-0.3, 0.6), height, dtype=np.float32)[:, None]
    return picture + (smooth(0.2, 1.5, shape) * np.clip(fade, 0, 1) * random.uniform(0.1, 0.4))[..., None] * light.sun


def add_lamps(random, picture, murky):
    """Headlights, street lamps and windows, with halos where the air is thick; pairs of head- and tail-lights."""
    height, width = picture.shape[:2]
    glow = np.zeros((height, width, 3), np.float32)
    colours = [(1, 1, 0.95), (1, 0.85, 0.55), (1, 0.62, 0.22), (1, 0.12, 0.08), (0.8, 0.9, 1), (0.3, 1, 0.6)]
    for _ in range(int(random.integers(1, 16))):
        colour = np.array(colours[int(random.choice(6, p=[0.35, 0.25, 0.15, 0.12, 0.1, 0.03]))])
        x, y, size = random.uniform(0, width), random.uniform(0.2, 1) * height, random.gamma(1.5, 2.2) + 0.8
        for shift in (0, size * random.uniform(3, 8)) if random.random() < 0.5 else (0,):
            cv2.circle(glow, (int(x + shift), int(y)), max(1, int(size)), tuple(float(v) * random.uniform(0.8, 1.6) for v in colour), -1, cv2.LINE_AA)
    halo = cv2.GaussianBlur(glow, (0, 0), random.uniform(4, 22) if murky else random.uniform(2, 7)) * (random.uniform(2, 7) if murky else 1.5)
    return picture + cv2.GaussianBlur(glow, (0, 0), 0.8) + halo


def leaves(random, height, width, light):
    """Sunlit foliage close by: bright yellow, red or green flecks over deep shade, with trunks."""
    where = fractal(random, height, width, random.uniform(3, 10), 5, 0.65)
    fleck = fractal(random, height, width, random.uniform(30, 140), 3, 0.8)
    colours = np.array(random.choice([[(0.85, 0.6, 0.1), (0.7, 0.3, 0.06)], [(0.55, 0.7, 0.15), (0.3, 0.45, 0.1)], [(0.9, 0.75, 0.25), (0.5, 0.5, 0.12)], [(0.75, 0.2, 0.08), (0.8, 0.5, 0.1)]]), np.float32)
    lit = mix(colours[0], colours[1], smooth(-1, 1, fractal(random, height, width, random.uniform(4, 14), 4)))
    shade = np.array([0.06, 0.08, 0.05], np.float32) * random.uniform(0.6, 3)
    picture = mix(shade, lit * (0.5 + 0.6 * light.level) * light.sun, smooth(-0.4, random.uniform(0.4, 1.6), where * 0.8 + fleck * 0.8))
    for _ in range(int(random.integers(0, 9))):
        x, thick = random.uniform(0, width), random.gamma(2, 4) + 1
        bark = (np.array([0.16, 0.13, 0.10]) * random.uniform(0.4, 2.2)).tolist()
        cv2.line(picture, (int(x), 0), (int(x + random.normal(0, 25)), height), bark, int(thick), cv2.LINE_AA)
    if random.random() < 0.4:
        gap = smooth(random.uniform(0.6, 1.3), 1.8, fractal(random, height, width, random.uniform(3, 9), 5, 0.6))
        picture = mix(picture, np.clip(light.haze * 1.1, 0, 1), gap)
    return picture


def add_lens(random, picture):
    """Drops, dust and glare before the lens; a hood's dark corners; a mast, wires, a caption."""
    height, width = picture.shape[:2]
    if random.random() < 0.10:
        spots = np.zeros((height, width), np.float32)
        for _ in range(int(random.integers(1, 9))):
            cv2.ellipse(spots, (int(random.uniform(0, width)), int(random.uniform(0, height))), (int(random.uniform(5, 40)), int(random.uniform(5, 40))), random.uniform(0, 180), 0, 360, float(random.uniform(0.2, 0.9)), -1)
        spots = cv2.GaussianBlur(spots, (0, 0), random.uniform(1.5, 7))
        picture = mix(picture, cv2.GaussianBlur(picture, (0, 0), 9) * random.uniform(0.9, 1.2), spots)
    if random.random() < 0.08:
        spots = np.zeros((height, width), np.float32)
        for _ in range(int(random.integers(1, 5))):
            cv2.circle(spots, (int(random.uniform(0, width)), int(random.uniform(0, height))), int(random.uniform(8, 60)), float(random.uniform(0.05, 0.25)), -1, cv2.LINE_AA)
        picture = picture + cv2.GaussianBlur(spots, (0, 0), 2)[..., None] * np.array([1, random.uniform(0.7, 1), random.uniform(0.4, 1)], np.float32)
    if random.random() < 0.12:
        columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        away = np.hypot(columns - width / 2, (rows - height * random.uniform(0.5, 0.9)) * random.uniform(0.6, 1))
        picture = mix(np.array([0.22, 0.2, 0.15], np.float32) * random.uniform(0.1, 1.2), picture, smooth(0, random.uniform(4, 40), width * random.uniform(0.42, 0.6) - away))
    if random.random() < 0.25:
        _mast(random, picture)
    return picture


def _mast(random, picture):
    height, width = picture.shape[:2]
    colour = (np.array([0.3, 0.32, 0.36]) * random.uniform(0.2, 1.8)).tolist()
    x, top, wide = random.uniform(0, width), random.uniform(0, 0.7) * height, random.choice([1.0, 3.0, random.uniform(8, 40)])
    left, right = np.array([x, top]), np.array([x + wide * 0.7, top])
    foot = random.uniform(0.7, 1.1) * height
    if wide < 5:
        cv2.line(picture, (int(x), int(top)), (int(x + random.normal(0, 5)), int(foot)), colour, int(wide), cv2.LINE_AA)
        return
    low_left, low_right = np.array([x - wide * 0.2, foot]), np.array([x + wide, foot])
    steps = int(random.integers(5, 18))
    for k in range(steps):
        a, b = k / steps, (k + 1) / steps
        points = [left + (low_left - left) * a, right + (low_right - right) * b, left + (low_left - left) * b, right + (low_right - right) * a, left + (low_left - left) * a, left + (low_left - left) * b]
        cv2.polylines(picture, [np.array(points, np.int32)], False, colour, 1, cv2.LINE_AA)
        cv2.line(picture, points[1].astype(int).tolist(), points[3].astype(int).tolist(), colour, 2, cv2.LINE_AA)
