"""Endless training pictures with a map of what each pixel shows: fires laid into views and quiet photographs, and photographs of fires."""

import sys
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[3] / "geodata" / "footage" / "hills")]
from compose import lay_flame, lay_smoke  # noqa: E402
from flames import burn, glowing  # noqa: E402
from pool import Pool  # noqa: E402

NOTHING, SMOKE, FLAME, UNSURE = 0, 1, 2, 255


def laid_pictures(pool: Pool, quiet_photos, cut_flames, seed, smoky=0.58):
    """Endless (uint8 RGB, uint8 HxW map of NOTHING, SMOKE, FLAME or UNSURE); unclear fires are never shown."""
    random = np.random.default_rng(seed)
    while True:
        if len(quiet_photos) and random.random() < 0.3:
            rgb = unstretched(random, quiet_photos[int(random.integers(len(quiet_photos)))], 448)
            skyline = np.full(rgb.shape[1], random.uniform(0.1, 0.6) * rgb.shape[0], np.float32)
            haze, level = np.clip(np.quantile(rgb.reshape(-1, 3), 0.9, axis=0) / 255, 0.3, 1).astype(np.float32), float(np.clip(rgb.mean() / 120, 0.2, 1))
        else:
            rgb, skyline, haze, level = pool.view(random)
        shown = np.zeros(rgb.shape[:2], np.uint8)
        if random.random() < smoky:
            rgb, shown = with_fires(random, rgb, skyline, haze, level, pool, cut_flames)
            if shown is None:
                continue
        yield rgb, shown


def unstretched(random, photo, width):
    """A square photograph brought back to a usual shape."""
    height = int(width * random.choice([9 / 16, 3 / 4, 2 / 3, 1.0], p=[0.5, 0.25, 0.15, 0.1]))
    return cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA)


def with_fires(random, rgb, skyline, haze, level, pool, cut_flames):
    """(uint8 RGB, map), or (…, None) when a fire that was laid in can't be made out."""
    height, width = rgb.shape[:2]
    picture, shown = rgb.astype(np.float32), np.zeros((height, width), np.uint8)
    for _ in range(int(random.choice([1, 2, 3], p=[0.62, 0.26, 0.12]))):
        x = random.uniform(0.03, 0.97) * width
        land = float(skyline[int(np.clip(x, 0, width - 1))])
        if land > height - 12:
            continue
        down = random.random() ** 1.6
        y = land + 2 + down * (height - land - 4)
        size = float(np.clip(np.exp(random.normal(4.35, 0.6)) * (0.75 + 0.7 * down), 24, 330))
        smoking = random.random() < 0.88
        if not smoking or random.random() < 0.27:
            picture, mask = lay_flame(random, picture, _flame(random, cut_flames), float(np.clip(size * random.uniform(0.12, 0.7), 6, 130)), (x, y))
            if mask is None:
                return rgb, None
            _mark(shown, mask, FLAME)
        if smoking:
            hidden = skyline + random.uniform(0, 6) if random.random() < 0.12 and land > 4 else None
            picture, mask = lay_smoke(random, picture, skyline, pool.wisp(random), size, (x, y if hidden is None else land + 3), haze, level, hidden)
            if mask is None:
                return rgb, None
            _mark(shown, mask, SMOKE)
    return np.clip(picture, 0, 255).astype(np.uint8), shown


def _mark(shown, mask, label):
    """What shows plainly is labelled, the fringe around it unsure; later things cover earlier ones."""
    shown[(mask > 0.08) & (mask <= 0.5) & (shown == NOTHING)] = UNSURE
    shown[mask > 0.5] = label


def _flame(random, cut_flames):
    if len(cut_flames) and random.random() < 0.5:
        return cut_flames[int(random.integers(len(cut_flames)))]
    heat = np.zeros((96, 128), np.float32)
    wide = random.uniform(10, 45)
    for _ in range(int(random.integers(1, 4))):
        burn(heat, 64 + random.normal(0, 14), 88.0, wide, random.uniform(20, 66), random.uniform(0, 99), int(random.integers(1, 1 << 16)))
    light = np.clip(glowing(heat) * random.uniform(0.25, 0.8), 0, 1) ** random.uniform(0.5, 1)
    return light * 255 * np.array([1, random.uniform(0.8, 1.15), random.uniform(0.7, 1.6)], np.float32)


def photo_pictures(photos, seed):
    """Endless photographs with what their boxes tell, each scene as often as any other."""
    random = np.random.default_rng(seed)
    scenes = {}
    for scene, rgb, boxes in photos:
        scenes.setdefault(scene, []).append((rgb, boxes))
    scenes = list(scenes.values())
    while True:
        scene = scenes[int(random.integers(len(scenes)))]
        rgb, boxes = scene[int(random.integers(len(scene)))]
        flat = unstretched(random, rgb, int(random.choice([320, 448])))
        scale = np.array([flat.shape[1] / rgb.shape[1], flat.shape[0] / rgb.shape[0]] * 2 + [1], np.float32)
        yield flat, map_of_boxes(flat, boxes * scale)


def unlabelled(pictures):
    """Pictures with boxes, whose boxes are left out: they teach what surrounds a fire."""
    for rgb, boxes in pictures:
        shown = np.zeros(rgb.shape[:2], np.uint8)
        for x, y, w, h, _ in boxes:
            shown[max(0, int(y - 4)) : int(y + h + 5), max(0, int(x - 4)) : int(x + w + 5)] = UNSURE
        yield rgb, shown


def map_of_boxes(rgb, boxes):
    """A box says where smoke or flame is, not its outline: its bright part is flame, its middle smoke, the rest unsure."""
    height, width = rgb.shape[:2]
    shown = np.zeros((height, width), np.uint8)
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    for x, y, w, h, _ in boxes:
        shown[max(0, int(y - 0.08 * h)) : int(y + 1.08 * h) + 1, max(0, int(x - 0.08 * w)) : int(x + 1.08 * w) + 1] = UNSURE
    for x, y, w, h, label in sorted(boxes.tolist(), key=lambda b: b[4]):
        away = ((columns - x - w / 2) / (0.5 * w)) ** 2 + ((rows - y - h / 2) / (0.5 * h)) ** 2
        if label == 0:
            shown[away < 0.36] = SMOKE
        else:
            inside = (columns > x) & (columns < x + w) & (rows > y) & (rows < y + h)
            red, blue = rgb[..., 0].astype(np.int16), rgb[..., 2].astype(np.int16)
            bright = inside & (red > 185) & (red >= blue)
            # A large pale region is as likely an overexposed wall: only what glows warmly, or is small, is surely flame.
            if bright.any() and ((red - blue)[bright].mean() > 12 or w * h < 0.1 * width * height):
                shown[bright] = FLAME
    return shown


def boxes_of(shown):
    """Rows [x, y, w, h, class 0 smoke | 1 flame] of the connected parts of a map, near parts as one."""
    rows = []
    for label in (SMOKE, FLAME):
        joined = cv2.dilate((shown == label).astype(np.uint8), np.ones((15, 15), np.uint8))
        count, marks = cv2.connectedComponents(joined)
        for k in range(1, count):
            ys, xs = np.nonzero((marks == k) & (shown == label))
            if len(xs) >= 12:
                rows.append([xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1, label - 1])
    return np.array(rows, np.float32).reshape(-1, 5)
