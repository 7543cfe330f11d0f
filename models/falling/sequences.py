"""Training sequences: invented façades with many throws and more that is none, seen through a cheap camera and H.264.

`python3 -m models.falling.sequences OUT_FOLDER --first 0 --count 40` writes one .npz per sequence:
`frames` uint8 [T, 360, 640] luma as the worker's decoder would hand it over, and `labels` float32 [n, 6] of
(frame, x, y, size, speed per frame, contrast) in pixels of that picture.
"""

import argparse
import os
import subprocess

import cv2
import numpy as np

from geodata.footage.facades import light as skies
from geodata.footage.facades.facade_scene import FacadeScene, SceneSpec
from geodata.footage.facades.pinhole import Pinhole
from geodata.footage.facades.thrown_objects import KINDS, throw
from geodata.footage.facades.tower import tower_faces

WIDTH, HEIGHT = 640, 360
SOURCE_WIDTH, SOURCE_HEIGHT = 1280, 720
FRAMES = 64


class GreyLook:
    """Lens, sensor and picture processing on luminance alone, fast enough for thousands of frames."""

    def __init__(self, rng: np.random.Generator, first: np.ndarray, dim: float):
        self.rng = rng
        self.gain = dim * rng.uniform(0.75, 1.35) * 0.2 / np.exp(np.mean(np.log(first[::8, ::8] + 1e-4)))
        self.noise = rng.uniform(0.002, 0.02) * (1.6 if dim < 0.8 else 1.0)
        self.blur, self.sharpen = rng.uniform(0.3, 1.3), rng.uniform(0.0, 0.9)
        self.contrast, self.memory = rng.uniform(1.0, 1.4), rng.uniform(0.0, 0.6)
        self.shake = rng.choice([0.1, 0.4, 0.8, 1.6], p=[0.3, 0.35, 0.25, 0.1])
        self.waves = rng.uniform(0.3, 3.5, 6), rng.uniform(0, 6.3, 6)
        self.jolt = int(rng.integers(10, FRAMES)) if rng.random() < 0.25 else -1
        self.flicker = rng.uniform(0, 0.03) if rng.random() < 0.3 else 0.0
        self.bank = rng.standard_normal((SOURCE_HEIGHT + 64, SOURCE_WIDTH + 64), np.float32)
        self.grain = None

    def shift(self, number: int, seconds: float) -> tuple[float, float]:
        """How far the picture has moved, in source pixels."""
        hz, phase = self.waves
        sway = self.shake * np.sin(2 * np.pi * hz * seconds + phase)
        kick = 5.0 * np.exp(-0.5 * (number - self.jolt)) * np.cos(2.2 * (number - self.jolt)) if 0 <= self.jolt <= number else 0.0
        return float(sway[:3].mean()), float(sway[3:].mean() + kick)

    def expose(self, linear: np.ndarray, number: int, seconds: float) -> np.ndarray:
        """Linear luminance float32 [h, w] to recorded luma uint8 [h, w]."""
        dx, dy = self.shift(number, seconds)
        light = cv2.warpAffine(linear, np.array([[1, 0, dx], [0, 1, dy]], np.float32), (SOURCE_WIDTH, SOURCE_HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        light = cv2.GaussianBlur(light, (0, 0), self.blur)
        light *= self.gain * (1 + self.flicker * np.sin(2 * np.pi * 9.3 * seconds))
        light = 0.2 * cv2.pow(np.maximum(light, 0) * 5, self.contrast)
        oy, ox = self.rng.integers(0, 64, 2)
        fresh = self.bank[oy : oy + SOURCE_HEIGHT, ox : ox + SOURCE_WIDTH]
        if self.rng.random() < 0.5:
            fresh = fresh[:, ::-1]
        self.grain = fresh if self.grain is None else self.memory * self.grain + np.sqrt(1 - self.memory**2) * fresh
        light += self.grain * self.noise * cv2.sqrt(np.minimum(light, 1.5) / 0.3 + 0.08)
        picture = cv2.pow(np.clip(light, 0, 1.4), 1 / 2.2)
        if self.sharpen > 0.05:
            picture = picture + self.sharpen * (picture - cv2.GaussianBlur(picture, (0, 0), 1.3))
        return (np.clip(picture, 0, 1) * 219 + 16.5).astype(np.uint8)


def random_spec(rng: np.random.Generator, seed: int, seconds: float) -> tuple[SceneSpec, float]:
    """A façade, a camera and a weather drawn at random, and how dim the hour is (1 is day)."""
    floors, bays = int(rng.integers(12, 34)), int(rng.integers(7, 14))
    base = int(rng.integers(1, 90000))
    faces = tower_faces(0, 0, bays, floors, base)
    if rng.random() < 0.8:
        faces += tower_faces(-float(rng.uniform(35, 60)), -float(rng.uniform(40, 90)), 9, int(rng.integers(14, 32)), base + 50)
    if rng.random() < 0.8:
        faces += tower_faces(faces[0].width_metres + float(rng.uniform(5, 30)), -float(rng.uniform(40, 90)), 9, int(rng.integers(14, 32)), base + 70)
    camera = Pinhole(
        faces[0].width_metres * rng.uniform(0.15, 0.85), rng.uniform(1.8, 4.5), rng.uniform(22, 58),
        rng.uniform(14, 42), rng.uniform(-20, 20), rng.uniform(42, 82),
    )  # fmt: skip
    sun = (float(rng.uniform(-0.9, 0.9)), float(rng.uniform(0.25, 0.9)), float(rng.uniform(0.1, 0.8)))
    weather = rng.choice(["day", "overcast", "dusk", "rain"], p=[0.4, 0.2, 0.17, 0.23])
    sky, ambient, dim, exposure = {
        "day": (skies.clear_day(base, sun, rng.uniform(-40, 40)), (0.95, 0.95, 0.95), 1.0, 1 / rng.uniform(100, 600)),
        "overcast": (skies.overcast(base, sun), (0.85, 0.87, 0.9), 1.0, 1 / rng.uniform(60, 250)),
        "dusk": (skies.dusk(base, sun), (0.10, 0.085, 0.085), 0.55, 1 / rng.uniform(25, 60)),
        "rain": (skies.rain(base), (0.62, 0.65, 0.68), 0.9, 1 / rng.uniform(40, 150)),
    }[weather]
    tree = (str(rng.choice(["left", "right"])), float(rng.uniform(0.08, 0.4))) if rng.random() < 0.6 else None
    spec = SceneSpec(
        seed, camera, faces, sky, ambient, seconds, exposure, 1 if rng.random() < 0.5 else 2, tree,
        birds=int(rng.integers(0, 7)) if weather != "rain" else 0, insects=int(rng.integers(0, 3)), leaves=int(rng.integers(0, 8)),
        rain_drops=int(rng.integers(80, 800)) if weather == "rain" else 0, busy=float(rng.random()), channels=1,
    )  # fmt: skip
    return spec, dim


def random_throws(rng: np.random.Generator, spec: SceneSpec, seconds: float, count: int):
    """Throws over the whole width and height of what the camera sees, some begun before the sequence."""
    throws, kinds = [], list(KINDS)
    face, camera = spec.faces[0], spec.camera
    while len(throws) < count:
        height = rng.uniform(6, face.floors * 3.0 + 6)
        origin = (rng.uniform(-8, face.width_metres + 8), height, rng.uniform(0.4, 9.0))
        item = throw(rng, str(rng.choice(kinds)), float(rng.uniform(-2.5, seconds - 0.5)), origin)
        if rng.random() < 0.3:  # a shade close to the wall's, so that faint ones are learnt too
            item.sprite[..., :3] *= rng.uniform(0.25, 0.9)
        item.size_metres *= rng.uniform(0.6, 1.3)
        x, y, _ = camera.project(np.array(origin))
        if -100 < x < camera.width + 100 and y > -camera.height * 1.5:
            throws.append(item)
    return throws


def make_sequence(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """One sequence: frames uint8 [T, 360, 640] after encoding and decoding, and its labels."""
    rng = np.random.default_rng(seed)
    fps = float(rng.choice([12.5, 15, 20, 25, 25, 25, 30]))
    seconds = FRAMES / fps
    spec, dim = random_spec(rng, seed, seconds)
    throws = random_throws(rng, spec, seconds, int(rng.integers(8, 26)) if rng.random() < 0.85 else 0)
    scene = FacadeScene(spec, throws)
    look, labels, frames = GreyLook(rng, scene.static[..., 0], dim), [], []
    for number in range(FRAMES):
        linear, seen = scene.frame(number / fps)
        dx, dy = look.shift(number, number / fps)
        frames.append(look.expose(linear[..., 0], number, number / fps))
        for index, x, y, size, contrast in seen:
            before = throws[index].at((number - 1) / fps)
            then = spec.camera.project(before)[:2] if before is not None else np.array([x, y])
            labels.append((number, (x + dx) / 2, (y + dy) / 2, size / 2, float(np.hypot(x - then[0], y - then[1])) / 2, contrast))
    return through_codec(frames, int(rng.integers(19, 34)), int(rng.integers(10, 60))), np.array(labels, np.float32).reshape(-1, 6)


def through_codec(frames: list[np.ndarray], crf: int, group: int) -> np.ndarray:
    """Encodes luma frames with H.264 and decodes them at half size, as the product's decoder scales them."""
    encode = ["ffmpeg", "-v", "error", "-threads", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{SOURCE_WIDTH}x{SOURCE_HEIGHT}", "-r", "25", "-i", "-",
              "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-crf", str(crf), "-g", str(group), "-f", "h264", "-"]  # fmt: skip
    stream = subprocess.run(encode, input=b"".join(f.tobytes() for f in frames), capture_output=True, check=True).stdout
    decode = ["ffmpeg", "-v", "error", "-threads", "1", "-f", "h264", "-i", "-", "-vf", f"scale={WIDTH}:{HEIGHT}:flags=bilinear,format=gray", "-f", "rawvideo", "-"]
    raw = subprocess.run(decode, input=stream, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH).copy()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--count", type=int, default=40)
    arguments.add_argument("--step", type=int, default=1)
    given = arguments.parse_args()
    os.makedirs(given.out, exist_ok=True)
    for seed in range(given.first, given.first + given.count * given.step, given.step):
        path = os.path.join(given.out, f"{seed:05d}.npz")
        if not os.path.exists(path):
            frames, labels = make_sequence(seed)
            np.savez(path + ".partial.npz", frames=frames, labels=labels)
            os.replace(path + ".partial.npz", path)
            print(seed, frames.shape, len(labels), flush=True)
