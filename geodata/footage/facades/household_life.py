"""Movements that belong to the households: laundry in the wind, a window that opens, someone on a balcony."""

import cv2
import numpy as np

from .moving_sprites import LUMA
from .pinhole import Pinhole
from .procedural_noise import hash3
from .tower import Face
from .tower_geometry import BALCONY_BAY, BALCONY_DEPTH, BAY_WIDTH, FLOOR_HEIGHT, LAUNDRY, PARAPET_STYLE, SEED, WINDOW_BAY, bay_kind, is_enclosed


def cells_in_view(face: Face, camera: Pinhole, kind: int) -> list[tuple[int, int]]:
    """The (bay, floor) cells of one kind whose middle the camera sees well inside its picture."""
    row, seen = face.packed(), []
    for bay in range(face.bays):
        if bay_kind(row, bay) != kind:
            continue
        for floor in range(2, face.floors):
            place = (face.origin[0] + (bay + 0.5) * row[BAY_WIDTH], (floor + 0.5) * row[FLOOR_HEIGHT], face.origin[1])
            x, y, depth = camera.project(np.array(place))
            if 20 < x < camera.width - 20 and 20 < y < camera.height - 20 and depth > 0:
                seen.append((bay, floor))
    return seen


def cell_point(face: Face, row, camera: Pinhole, cell, x: float, y: float, w: float):
    """Pixel of a point given in metres inside a cell of the front face."""
    place = (face.origin[0] + cell[0] * row[BAY_WIDTH] + x, cell[1] * row[FLOOR_HEIGHT] + y, face.origin[1] + w)
    return camera.project(np.array(place))[:2]


class SwayingLaundry:
    """Bends the picture of a balcony's hanging clothes, more at their hems."""

    def __init__(self, rng: np.random.Generator, face: Face, camera: Pinhole, static: np.ndarray, cell):
        row = face.packed()
        w = row[BALCONY_DEPTH] * 0.7
        corners = np.array([cell_point(face, row, camera, cell, x, y, w) for x in (0.3, row[BAY_WIDTH] - 0.3) for y in (1.1, 2.4)])
        (x0, y0), (x1, y1) = np.maximum(corners.min(0) - 4, 0).astype(int), (corners.max(0) + 4).astype(int)
        self.box = (x0, y0, min(x1, camera.width), min(y1, camera.height))
        x0, y0, x1, y1 = self.box
        self.patch = static[y0:y1, x0:x1].copy()
        h, w_px = self.patch.shape[:2]
        self.grid = np.mgrid[0:h, 0:w_px].astype(np.float32)
        rows, columns = self.grid[0] / max(h - 1, 1), self.grid[1] / max(w_px - 1, 1)
        self.hold = np.clip(rows * 1.3, 0, 1) * np.clip(np.minimum(columns, 1 - columns) * 8, 0, 1) * np.clip((1 - rows) * 8, 0, 1)
        self.hz, self.phase, self.reach = rng.uniform(0.3, 1.1), rng.uniform(0, 6.3), rng.uniform(0.8, 3.2)

    def blend(self, frame: np.ndarray, seconds: float) -> None:
        x0, y0, x1, y1 = self.box
        wave = np.sin(2 * np.pi * self.hz * seconds + self.phase + self.grid[1] * 0.09)
        gust = 0.55 + 0.45 * np.sin(0.31 * seconds + self.phase)
        moved = cv2.remap(self.patch, (self.grid[1] + self.reach * gust * wave * self.hold).astype(np.float32), (self.grid[0] + 0.3 * wave * self.hold).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        frame[y0:y1, x0:x1] = moved if moved.ndim == 3 else moved[..., None]


class OpeningWindow:
    """A sash that swings open: its reflection sweeps from sky to dark and stays changed."""

    def __init__(self, rng: np.random.Generator, face: Face, camera: Pinhole, cell, start_seconds: float, sky_colour):
        row = face.packed()
        half = row[BAY_WIDTH] / 2
        self.face, self.row, self.camera, self.cell = face, row, camera, cell
        self.left, self.right = half - 0.72, half - 0.02
        self.start, self.length, self.angle = start_seconds, rng.uniform(0.8, 2.0), rng.uniform(0.5, 1.3)
        self.sky = np.asarray(sky_colour, np.float32)

    def blend(self, frame: np.ndarray, seconds: float) -> None:
        share = np.clip((seconds - self.start) / self.length, 0, 1)
        if share <= 0:
            return
        angle = self.angle * share * share * (3 - 2 * share)
        reach = self.right - self.left
        x, w = self.left + reach * np.cos(angle), -0.12 + reach * np.sin(angle)
        quad = np.array([cell_point(self.face, self.row, self.camera, self.cell, *p) for p in ((self.left, 1.0, -0.1), (x, 1.0, w), (x, 2.2, w), (self.left, 2.2, -0.1))])
        _fill(frame, quad, self.sky * (0.12 + 0.5 * abs(np.sin(2.2 * angle))), 0.85)


class PersonOnBalcony:
    """Someone who walks to and fro on a balcony, hidden below the parapet."""

    def __init__(self, rng: np.random.Generator, face: Face, camera: Pinhole, cell, start_seconds: float, light):
        self.face, self.row, self.camera, self.cell = face, face.packed(), camera, cell
        self.start, self.stay = start_seconds, rng.uniform(6, 18)
        self.coat = rng.uniform(0.04, 0.45, 3) * np.asarray(light)
        self.skin = np.array([0.36, 0.24, 0.17]) * np.asarray(light)
        self.hz, self.phase = rng.uniform(0.08, 0.25), rng.uniform(0, 6.3)

    def blend(self, frame: np.ndarray, static: np.ndarray, seconds: float) -> None:
        if not self.start <= seconds <= self.start + self.stay:
            return
        row = self.row
        x = row[BAY_WIDTH] * (0.5 + 0.26 * np.sin(2 * np.pi * self.hz * seconds + self.phase))
        w, nod = row[BALCONY_DEPTH] * 0.72, 0.03 * np.sin(5 * seconds)
        parapet = cell_point(self.face, row, self.camera, self.cell, x, 1.07, row[BALCONY_DEPTH])[1]
        body = np.array([cell_point(self.face, row, self.camera, self.cell, x + dx, y + nod, w) for dx, y in ((-0.24, 0.6), (-0.25, 1.3), (-0.12, 1.45), (0.12, 1.45), (0.25, 1.3), (0.24, 0.6))])
        head = cell_point(self.face, row, self.camera, self.cell, x, 1.6 + nod, w)
        radius = 0.12 * np.linalg.norm(body[0] - body[-1]) / 0.48
        turns = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        face_outline = np.stack([head[0] + radius * np.cos(turns), head[1] + 1.2 * radius * np.sin(turns)], 1)
        hair = np.stack([head[0] + radius * np.cos(turns), head[1] - 0.35 * radius + 0.9 * radius * np.sin(turns)], 1)
        _fill(frame, body, self.coat, 0.95)
        _fill(frame, face_outline, self.skin, 0.95)
        _fill(frame, hair, self.skin * 0.08, 0.9)
        x0, x1 = int(max(body[:, 0].min() - 3, 0)), int(min(body[:, 0].max() + 4, frame.shape[1]))
        y0, y1 = int(np.clip(parapet, 0, frame.shape[0])), int(np.clip(body[:, 1].max() + 3, 0, frame.shape[0]))
        if y1 > y0 and x1 > x0:
            frame[y0:y1, x0:x1] = static[y0:y1, x0:x1]


def _fill(frame: np.ndarray, outline: np.ndarray, colour, opacity: float) -> None:
    x0, y0 = np.floor(outline.min(0)).astype(int) - 1
    x1, y1 = np.ceil(outline.max(0)).astype(int) + 2
    u0, v0, u1, v1 = max(x0, 0), max(y0, 0), min(x1, frame.shape[1]), min(y1, frame.shape[0])
    if u1 <= u0 or v1 <= v0:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(mask, [np.round((outline - (x0, y0)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    cover = mask[v0 - y0 : v1 - y0, u0 - x0 : u1 - x0].astype(np.float32)[..., None] / 255 * opacity
    value = np.asarray(colour, np.float32)
    if frame.shape[2] == 1:
        value = np.array([float(value @ LUMA)], np.float32)
    region = frame[v0:v1, u0:u1]
    region *= 1 - cover
    region += cover * value


def households(rng: np.random.Generator, face: Face, camera: Pinhole, static: np.ndarray, seconds: float, light, busy: float):
    """A plausible set of household movements over a clip: (laundry, windows, people), more of them when `busy` is 1."""
    row = face.packed()
    seed = int(row[SEED])
    balconies = [c for c in cells_in_view(face, camera, BALCONY_BAY) if not is_enclosed(row, *c)]
    windows = cells_in_view(face, camera, WINDOW_BAY)
    hung = [c for c in balconies if hash3(c[0], c[1], seed + 101) <= row[LAUNDRY]]
    rng.shuffle(hung)
    laundry = [SwayingLaundry(rng, face, camera, static, c) for c in hung[: int(4 + 10 * busy)]]
    opened = [OpeningWindow(rng, face, camera, windows[i], rng.uniform(0, seconds), np.asarray(light)) for i in rng.permutation(len(windows))[: int(1 + 2 * busy)]]
    open_front = [c for c in balconies if c not in hung] if int(row[PARAPET_STYLE]) != 2 else []
    people = [PersonOnBalcony(rng, face, camera, open_front[i], rng.uniform(0, seconds * 0.8), np.asarray(light) * 0.5) for i in rng.permutation(len(open_front))[: int(1 + 2 * busy)]]
    return laundry, opened, people
