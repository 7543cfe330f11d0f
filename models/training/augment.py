"""Random crops, mirrors, colours and coarse compression, so that a few thousand pictures teach like many more."""

import cv2
import numpy as np

PAD = 114


def augmented(pictures, width, height, seed, scale=(0.5, 1.5), colour=0.5, mirror=True, coarse=0.4):
    """Labelled pictures of exactly `width` x `height`, cut at a random place and scale out of endless labelled `pictures`.

    `scale` is relative to fitting the whole picture into the cut. A box of which less than 30 % remains is greyed out
    instead of kept, so that no half object teaches the background.
    """
    random = np.random.default_rng(seed)
    for rgb, boxes in pictures:
        rgb, boxes = _cut(random, rgb, boxes, width, height, scale)
        if mirror and random.random() < 0.5:
            rgb = rgb[:, ::-1]
            boxes[:, 0] = width - boxes[:, 0] - boxes[:, 2]
        rgb = np.ascontiguousarray(rgb)
        if random.random() < 0.8:
            rgb = _colours(random, rgb, colour)
        if random.random() < coarse:
            rgb = _coarse(random, rgb)
        yield rgb, boxes


def letterboxed(rgb, boxes, width, height):
    """The picture scaled to fit the top left corner, grey elsewhere, and its boxes: what the detector sees live."""
    factor = min(width / rgb.shape[1], height / rgb.shape[0])
    size = (round(rgb.shape[1] * factor), round(rgb.shape[0] * factor))
    canvas = np.full((height, width, 3), PAD, np.uint8)
    canvas[: size[1], : size[0]] = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    boxes = np.array(boxes, np.float32).reshape(-1, 5)
    boxes[:, :4] *= factor
    return canvas, boxes


def _cut(random, rgb, boxes, width, height, scale):
    fit = min(width / rgb.shape[1], height / rgb.shape[0])
    factor = fit * np.exp(random.uniform(np.log(scale[0]), np.log(scale[1])))
    aspect = np.exp(random.uniform(-0.12, 0.12))
    fx, fy = factor * aspect, factor / aspect
    spare_x, spare_y = width - rgb.shape[1] * fx, height - rgb.shape[0] * fy
    dx = random.uniform(min(0, spare_x), max(0, spare_x))
    dy = random.uniform(min(0, spare_y), max(0, spare_y))
    if factor < 0.6:
        rgb = cv2.GaussianBlur(rgb, (0, 0), 0.35 / factor)
    move = np.array([[fx, 0, dx], [0, fy, dy]], np.float32)
    cut = cv2.warpAffine(rgb, move, (width, height), flags=cv2.INTER_LINEAR, borderValue=(PAD, PAD, PAD))
    kept = []
    for x, y, w, h, label in np.asarray(boxes, np.float32).reshape(-1, 5):
        x1, y1, x2, y2 = x * fx + dx, y * fy + dy, (x + w) * fx + dx, (y + h) * fy + dy
        cx1, cy1, cx2, cy2 = max(0, x1), max(0, y1), min(width, x2), min(height, y2)
        if cx2 <= cx1 or cy2 <= cy1:
            continue
        share = (cx2 - cx1) * (cy2 - cy1) / ((x2 - x1) * (y2 - y1))
        if share >= 0.3 and min(cx2 - cx1, cy2 - cy1) >= 4:
            kept.append([cx1, cy1, cx2 - cx1, cy2 - cy1, label])
        elif share < 0.3:
            cut[int(cy1) : int(np.ceil(cy2)), int(cx1) : int(np.ceil(cx2))] = PAD
    return cut, np.asarray(kept, np.float32).reshape(-1, 5)


def _colours(random, rgb, strength):
    """Another exposure, tone, cast and saturation, and some noise, in whole numbers: it runs for every picture shown."""
    gamma, gain = np.exp(random.uniform(-0.6, 0.6) * strength), random.uniform(1 - 0.5 * strength, 1 + 0.5 * strength)
    casts = 1 + strength * random.uniform(-0.15, 0.15, 3)
    tone = np.clip((np.arange(256) / 255.0)[:, None] ** gamma * gain * casts * 255, 0, 255).astype(np.uint8)
    rgb = cv2.LUT(rgb, tone[:, None, :])
    vivid = float(random.uniform(0.0 if random.random() < 0.15 else 0.5, 1.3))
    grey = cv2.cvtColor(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    rgb = cv2.addWeighted(rgb, vivid, grey, 1 - vivid, 0)
    if random.random() < 0.5:
        noise = np.zeros(rgb.shape, np.int16)
        cv2.setRNGSeed(int(random.integers(1 << 30)))
        cv2.randn(noise, (0, 0, 0), (float(random.uniform(1.3, 10)),) * 3)
        rgb = np.clip(rgb.astype(np.int16) + noise, 0, 255).astype(np.uint8)
    return rgb


def _coarse(random, rgb):
    """Softened and compressed as a thrifty encoder does."""
    if random.random() < 0.5:
        rgb = cv2.GaussianBlur(rgb, (0, 0), random.uniform(0.4, 1.1))
    _, data = cv2.imencode('.jpg', rgb, [cv2.IMWRITE_JPEG_QUALITY, int(random.uniform(25, 75))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)
