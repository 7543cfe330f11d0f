"""Renders the demo's façade clips with their truth: `python3 -m geodata.footage.facades.render_clips [name …]`."""

import os
import sys

import numpy as np

from geodata.footage.common.camera_look import CameraLook
from geodata.footage.common.clip_writer import write_clip, write_truth

from . import light
from .facade_scene import FacadeScene, SceneSpec
from .pinhole import Pinhole
from .thrown_objects import ThrownObject, throw
from .tower import tower_faces

FPS = 25
CLIPS = os.path.join(os.path.dirname(__file__), "..", "clips")
FLOOR_METRES = 3.0
SILL_METRES = 1.2


def from_window(rng, kind, seconds, faces, bay_share, floor, colour=None, outward=2.0) -> ThrownObject:
    """A throw from the balcony edge of a floor (1 is the ground floor) at a share of the façade's width."""
    origin = (faces[0].width_metres * bay_share, (floor - 1) * FLOOR_METRES + SILL_METRES, 1.5)
    return throw(rng, kind, seconds, origin, colour, outward)


def drop_day():
    faces = tower_faces(0, 0, 11, 18, 21) + tower_faces(-46, -62, 9, 26, 71) + tower_faces(58, -75, 9, 28, 91)
    width = faces[0].width_metres
    spec = SceneSpec(
        2101, Pinhole(width * 0.36, 3.0, 44, 26, 6, 68), faces, light.clear_day(5, (-0.62, 0.72, 0.42), 7.0),
        (0.95, 0.95, 0.95), 40, tree=("right", 0.20), birds=3, insects=1, leaves=2, busy=1.0, exposure_seconds=1 / 200,
    )  # fmt: skip
    rng = np.random.default_rng(31)
    thrown = [
        from_window(rng, "bag", 9.0, faces, 0.40, 16, (0.66, 0.07, 0.06), 2.6),
        from_window(rng, "bottle", 27.0, faces, 0.66, 13, (0.80, 0.84, 0.82), 1.8),
    ]
    look = dict(noise=0.0055, sharpen=0.55, shake_px=0.35, target=0.20, vignette=0.3)
    return spec, thrown, look, ["day", "compression"], 640


def drop_dusk():
    faces = tower_faces(0, 0, 10, 24, 12) + tower_faces(-52, -50, 9, 24, 62) + tower_faces(56, -90, 9, 30, 82)
    width = faces[0].width_metres
    spec = SceneSpec(
        2202, Pinhole(width * 0.62, 2.6, 48, 27, -7, 66), faces, light.dusk(9, (-0.8, 0.05, -0.6)),
        (0.15, 0.13, 0.125), 40, tree=("left", 0.16), birds=0, insects=2, leaves=1, busy=0.6, exposure_seconds=1 / 50,
    )  # fmt: skip
    rng = np.random.default_rng(80)
    thrown = [from_window(rng, "bag", 12.0, faces, 0.52, 14, (0.92, 0.92, 0.9), 2.2)]
    look = dict(noise=0.013, sharpen=0.45, shake_px=0.3, target=0.105, vignette=0.36, saturation=0.8)
    return spec, thrown, look, ["dusk", "noise", "compression"], 640


def quiet_birds_leaves():
    faces = tower_faces(0, 0, 12, 20, 9) + tower_faces(-40, -70, 9, 30, 59) + tower_faces(62, -60, 9, 24, 79)
    width = faces[0].width_metres
    spec = SceneSpec(
        2303, Pinhole(width * 0.45, 3.4, 42, 28, -4, 70), faces, light.overcast(14, (0.5, 0.75, 0.45)),
        (0.85, 0.87, 0.9), 40, tree=("left", 0.34), birds=14, insects=6, leaves=12, busy=1.0, exposure_seconds=1 / 120,
    )  # fmt: skip
    look = dict(noise=0.0065, sharpen=0.55, shake_px=0.6, target=0.2)
    return spec, [], look, ["overcast", "wind", "compression"], 700


def quiet_rain():
    faces = tower_faces(0, 0, 11, 22, 34) + tower_faces(-48, -58, 9, 26, 84) + tower_faces(60, -84, 9, 28, 104)
    width = faces[0].width_metres
    spec = SceneSpec(
        2404, Pinhole(width * 0.5, 3.0, 43, 27, 3, 68), faces, light.rain(23),
        (0.62, 0.65, 0.68), 40, tree=("right", 0.22), birds=0, insects=0, leaves=1, rain_drops=420, busy=0.4, exposure_seconds=1 / 90,
    )  # fmt: skip
    look = dict(noise=0.009, sharpen=0.5, shake_px=0.5, target=0.18, saturation=0.75)
    return spec, [], look, ["rain", "compression"], 740


CLIPS_BY_NAME = {
    "facade-drop-day": drop_day,
    "facade-drop-dusk": drop_dusk,
    "facade-quiet-birds-leaves": quiet_birds_leaves,
    "facade-quiet-rain": quiet_rain,
}


def facade_settings(spec: SceneSpec) -> dict:
    """What an operator would have measured of the watched façade: its four corners in the picture and its floors."""
    face, camera = spec.faces[0], spec.camera
    left, right, top = face.origin[0], face.origin[0] + face.width_metres, face.floors * face.floor_height_metres
    corners = camera.project(np.array([[left, 0, 0], [right, 0, 0], [left, top, 0], [right, top, 0]]))[:, :2]
    normal = (corners / (camera.width, camera.height)).tolist()
    return {
        "facade": {
            "distanceMetres": camera.distance_metres, "base": normal[:2], "top": normal[2:],
            "floors": face.floors, "floorHeightMetres": face.floor_height_metres,
        },
        "masks": [],
    }  # fmt: skip


def with_contrast(linear: np.ndarray) -> np.ndarray:
    """The steeper tone of a surveillance camera's picture profile, pivoting on middle grey."""
    return 0.3 * np.power(np.maximum(linear, 0) / 0.3, 1.28, dtype=np.float32)


def render(name: str) -> None:
    """Renders one clip and writes its truth with a track point for every frame in which the object shows."""
    spec, thrown, look_settings, conditions, bitrate = CLIPS_BY_NAME[name]()
    camera = spec.camera
    scene = FacadeScene(spec, thrown)
    look = CameraLook(spec.seed, camera.width, camera.height, **look_settings)
    tracks, boxes = [[] for _ in thrown], [[] for _ in thrown]

    def frames():
        for number in range(int(spec.seconds * FPS)):
            seconds = number / FPS
            linear, seen = scene.frame(seconds)
            dx, dy = look.shake_at(seconds)
            for index, x, y, size, _ in seen:
                tracks[index].append([seconds, x + dx, y + dy])
                boxes[index].append([x + dx - size / 2, y + dy - size / 2, size, size])
            yield look.expose(with_contrast(linear), seconds)

    path = os.path.join(CLIPS, f"{name}.mp4")
    size = write_clip(path, frames(), FPS, camera.width, camera.height, bitrate_kbps=bitrate)
    write_truth(path, {
        "name": name, "scene": "high-rise-throwing", "fps": FPS, "width": camera.width, "height": camera.height,
        "seconds": spec.seconds, "conditions": conditions,
        "camera": {"heightMetres": camera.height_metres, "tiltDegrees": camera.tilt_degrees, "horizontalFovDegrees": camera.horizontal_fov_degrees},
        "settings": facade_settings(spec),
        "incidents": [
            {"startSeconds": item.released_seconds, "endSeconds": item.landed_seconds, "kind": item.kind,
             "floor": int(item.origin[1] // FLOOR_METRES) + 1, "track": tracks[i], "box": boxes[i][0]}
            for i, item in enumerate(thrown)
        ],
    })  # fmt: skip
    print(f"{name}: {size / 1e6:.2f} MB, {[len(track) for track in tracks]} track points", flush=True)


if __name__ == "__main__":
    os.makedirs(CLIPS, exist_ok=True)
    for chosen in sys.argv[1:] or CLIPS_BY_NAME:
        render(chosen)
