"""Photographs of the public fire-8 set (Roboflow "fire-wrpgm" v8, CC BY 4.0 as its uploader states), split by scene.

Its pictures are stretched to squares; its third class, whole pictures without fire, becomes pictures without boxes.
Smoke that fills the picture evenly looks like fog, and is left out.
"""

import re
from pathlib import Path

import cv2
import numpy as np

FIRE, QUIET, SMOKE = 0, 1, 2
# Scenes kept from training: (name's beginning, first and last number in the name).
HELD_SCENES = (
    ("img", 14, 24), ("img", 100, 118), ("img", 225, 283), ("img", 656, 669), ("img", 700, 711), ("img", 906, 996),
    ("newsmoke2", 0, 62), ("test1", 0, 99), ("test2", 0, 99),
)  # fmt: skip
NEVER = (("test1", 0, 0),)


def read_photos(folder, held):
    """List of (scene, uint8 RGB 608x608, rows [x, y, w, h, class 0 smoke | 1 flame]) of the training or the held-out scenes."""
    found = []
    for path in sorted(Path(folder).glob("*/images/*.jpg")):
        prefix, number = _scene_of(path.name)
        if _within(NEVER, prefix, number) or _within(HELD_SCENES, prefix, number) != held:
            continue
        rgb = cv2.imread(str(path))[..., ::-1]
        boxes = _boxes(path.parents[1] / "labels" / f"{path.stem}.txt", rgb)
        if boxes is not None:
            found.append((f"{prefix}{number // 60}", np.ascontiguousarray(rgb), boxes))
    return found


def _scene_of(name):
    stem = name.split(".rf.")[0]
    numbers = re.findall(r"\d+", re.sub(r"^[a-z]+\d?_mp4", "", stem)) or ["0"]
    return re.match(r"([a-z]+\d?)", stem).group(1), int(numbers[0])


def _within(ranges, prefix, number):
    return any(prefix == name and first <= number <= last for name, first, last in ranges)


def _boxes(path, rgb):
    height, width = rgb.shape[:2]
    rows = []
    for line in path.read_text().splitlines() if path.exists() else []:
        label, x, y, w, h = (float(v) for v in line.split()[:5])
        box = [(x - w / 2) * width, (y - h / 2) * height, w * width, h * height]
        if int(label) == SMOKE:
            part = rgb[int(max(0, box[1])) : int(box[1] + box[3]) + 1, int(max(0, box[0])) : int(box[0] + box[2]) + 1]
            if w * h > 0.5 or part.std() < 16:
                return None
        if int(label) == FIRE and w * h > 0.75:
            return None
        if int(label) != QUIET:
            rows.append([*box, 0 if int(label) == SMOKE else 1])
    return np.array(rows, np.float32).reshape(-1, 5)


def flames_of(photos):
    """Cut-out flames, float RGB on black, of photographs whose flames stand clear of the dark around them."""
    cut = []
    for scene, rgb, boxes in photos:
        for x, y, w, h, label in boxes:
            part = rgb[int(y) : int(y + h), int(x) : int(x + w)].astype(np.float32)
            if label != 1 or min(w, h) < 24 or w * h > 0.5 * rgb.shape[0] * rgb.shape[1]:
                continue
            heat = np.clip((part[..., 0] - 150) / 70, 0, 1) * np.clip((part[..., 0] - 0.95 * part[..., 2] + 5) / 25, 0, 1)
            heat = cv2.GaussianBlur(heat, (0, 0), 1.2)
            edge = np.concatenate([heat[0], heat[:, 0], heat[:, -1]]).mean()
            if 0.12 < heat.mean() < 0.7 and edge < 0.22:
                size = (int(w), int(w * 9 / 16 * h / w * 16 / 9 * 0.62)) if h > w else (int(w * 1.6), int(h))
                cut.append((scene, cv2.resize(part * heat[..., None], (max(8, int(w * 1.5)), max(8, int(h))))))
    return cut
