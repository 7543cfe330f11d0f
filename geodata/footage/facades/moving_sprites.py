"""Small things that move through a picture, blended in linear light with the blur of the exposure.

A sprite is a premultiplied float32 [64, 64, 4] (RGB + coverage). Frames are float32 [h, w, 3] linear
RGB, or [h, w, 1] luminance for training.
"""

import cv2
import numpy as np

SIDE = 64
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
OVERSAMPLE = 3


def blob_sprite(rng: np.random.Generator, colour, roughness: float, aspect: float, relief: float = 0.25) -> np.ndarray:
    """A closed irregular outline (bag, crumpled paper, cloth) with soft folds."""
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    radius = np.ones(48)
    for wave in range(2, 7):
        radius += roughness * rng.normal() / wave * np.cos(wave * angles + rng.uniform(0, 6.3))
    radius = np.clip(radius / radius.max(), 0.3, 1.0) * 30
    outline = np.stack([32 + radius * np.cos(angles), 32 + radius * np.sin(angles) * aspect], 1)
    return _filled(rng, outline, colour, relief)


def box_sprite(rng: np.random.Generator, colour, aspect: float) -> np.ndarray:
    """A carton: two faces of different brightness."""
    half_w, half_h = 29, 29 * aspect
    split = rng.uniform(-0.3, 0.5) * half_w
    outline = np.array([[32 - half_w, 32 - half_h], [32 + half_w, 32 - half_h * 0.9], [32 + half_w, 32 + half_h * 0.9], [32 - half_w, 32 + half_h]])
    sprite = _filled(rng, outline, colour, 0.08)
    sprite[:, int(32 + split) :, :3] *= rng.uniform(0.45, 0.8)
    return sprite


def bottle_sprite(rng: np.random.Generator, colour) -> np.ndarray:
    """A bottle or can: slim, with a bright line of reflection."""
    neck = rng.uniform(0.3, 0.6)
    outline = np.array([[3, 22], [40, 22], [48, 32 - 10 * neck], [61, 32 - 10 * neck], [61, 32 + 10 * neck], [48, 32 + 10 * neck], [40, 42], [3, 42]])
    sprite = _filled(rng, outline, colour, 0.1)
    sprite[26:29, 6:44, :3] += 0.5 * sprite[26:29, 6:44, 3:]
    return sprite


def _filled(rng: np.random.Generator, outline: np.ndarray, colour, relief: float) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    folds = cv2.resize(rng.normal(size=(7, 7)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    shade = np.clip(1.0 - 0.25 * np.linspace(-1, 1, SIDE, dtype=np.float32)[:, None] + relief * folds, 0.15, 2.0)
    coverage = mask.astype(np.float32)[..., None] / 255
    rgb = np.asarray(colour, np.float32)[None, None] * shade[..., None]
    return np.concatenate([rgb * coverage, coverage], 2)


def bird_sprite(wing_angle: float, banking: float, tone: float) -> np.ndarray:
    """A bird seen from below or aside, wings raised by `wing_angle` radians."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(mask, (32 * 16, 32 * 16), (15 * 16, 4 * 16), 0, 0, 360, 255, -1, cv2.LINE_AA, 4)
    lift = np.sin(wing_angle)
    for side in (-1, 1):
        tip = [32 - 3, 32 - lift * 22 + side * banking * 18 * np.cos(wing_angle)]
        wing = np.array([[38, 32], [25, 32], tip, [35, 32 - lift * 10 + side * banking * 8]])
        cv2.fillPoly(mask, [np.round(wing * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    coverage = mask.astype(np.float32)[..., None] / 255
    return np.concatenate([coverage * tone, coverage * tone, coverage * tone * 1.05, coverage], 2)


def blend_moving(frame: np.ndarray, sprite: np.ndarray, poses, light=1.0, opacity: float = 1.0) -> tuple[float, float]:
    """Blends a sprite averaged over `poses` [(x_px, y_px, size_px, angle_radians), …] of one exposure.

    Returns the coverage that reached the frame in pixels (0 when it is outside) and the largest
    change of brightness relative to what was there.
    """
    height, width, channels = frame.shape
    reach = max(pose[2] for pose in poses) / 2 + 2
    x0 = int(np.floor(min(pose[0] for pose in poses) - reach))
    y0 = int(np.floor(min(pose[1] for pose in poses) - reach))
    x1 = int(np.ceil(max(pose[0] for pose in poses) + reach)) + 1
    y1 = int(np.ceil(max(pose[1] for pose in poses) + reach)) + 1
    if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height or x1 - x0 > 600 or y1 - y0 > 600:
        return 0.0, 0.0
    k = OVERSAMPLE
    size = ((x1 - x0) * k, (y1 - y0) * k)
    patch = np.zeros((size[1], size[0], 4), np.float32)
    for x, y, size_px, angle in poses:
        scale = size_px * k / 60.0
        source = sprite
        while scale < 0.5:  # keep small sprites from aliasing
            source, scale = cv2.resize(source, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), scale * 2
        c, s, middle = np.cos(angle) * scale, np.sin(angle) * scale, source.shape[0] / 2 - 0.5
        cx, cy = (x - x0 + 0.5) * k - 0.5, (y - y0 + 0.5) * k - 0.5
        matrix = np.array([[c, -s, cx - c * middle + s * middle], [s, c, cy - s * middle - c * middle]])
        patch += cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR)
    patch = cv2.resize(patch / len(poses), (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
    u0, v0, u1, v1 = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
    part = patch[v0 - y0 : v1 - y0, u0 - x0 : u1 - x0]
    colour = part[..., :3] * np.asarray(light, np.float32) * opacity
    if channels == 1:
        colour = (colour @ LUMA)[..., None]
    region = frame[v0:v1, u0:u1]
    before = region.mean(2)
    region *= 1 - part[..., 3:] * opacity
    region += colour
    change = np.abs(region.mean(2) - before) / (before + 0.05)
    return float(part[..., 3].sum()), float(change.max())
