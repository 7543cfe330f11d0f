"""The demo's hawk-eye clips: `python clips.py [name …]` renders them with their truth into ../clips.

`--still SECONDS` writes one frame as PNG into the working folder instead, to judge a picture before rendering a clip.
"""
import argparse
import sys
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "common")]
from camera import TowerCamera  # noqa: E402
from camera_look import CameraLook  # noqa: E402
from chimney import Chimney, build  # noqa: E402
from clip_writer import write_clip, write_truth  # noqa: E402
from land import land_parameters  # noqa: E402
from movers import Tractor, drive  # noqa: E402
from plume import Source  # noqa: E402
from prospect import Prospect  # noqa: E402
from sky import Weather, clear_weather, sun_direction  # noqa: E402
from view import see  # noqa: E402

FPS, WIDTH, HEIGHT = 12, 1280, 720
LIGHT_HZ = 6  # the land's and smoke's light between these instants is blended; the camera's shake and noise are not
FIRE_STARTS = 8.0


@dataclass
class Clip:
    """Everything that one clip is made of; `fires` are incidents, `others` are what must not alarm."""

    name: str
    camera: TowerCamera
    land: np.ndarray
    weather: Weather
    conditions: list[str]
    fires: list[Source] = field(default_factory=list)
    others: list[Source] = field(default_factory=list)
    chimney: Chimney | None = None
    tractor: Tractor | None = None
    ignore_zones: list = field(default_factory=list)
    look: dict = field(default_factory=dict)
    kbps: int = 205
    seconds: int = 60


def _plain(seed: int, **over):
    return land_parameters(seed, **{"hill_start": 3100, "hill_height": 430, "villages": 0.15, "season": 0.72, **over})


def _sky(seed: int, sun, **over) -> Weather:
    return clear_weather(np.random.default_rng(seed), sun, **over)


def _tower(x, y, height, bearing, tilt, fov) -> TowerCamera:
    return TowerCamera(x, y, height, bearing, tilt, fov, WIDTH, HEIGHT)


def _facing(x, y, height, target, aside_degrees, tilt, fov) -> TowerCamera:
    """A tower that looks at a world point, turned `aside_degrees` past it."""
    bearing = np.degrees(np.arctan2(target[0] - x, target[1] - y)) + aside_degrees
    return _tower(x, y, height, round(float(bearing) % 360, 2), tilt, fov)


def _straw_fire(x: float, y: float, **over) -> Source:
    """A strip of stubble that catches at FIRE_STARTS and burns to the end."""
    return Source(x, y, **{
        "line": (9.0, 4.0), "start": FIRE_STARTS, "grow_seconds": 14, "megawatts": 10, "wind": (2.7, -0.8), "gust": 0.55, "puffs_per_second": 8,
        "life_seconds": 75, "birth_radius": 2.4, "opacity": 2.6, "flames": 0.9, "seed": 9, **over,
    })  # fmt: skip


def clips() -> list[Clip]:
    """The six clips; the two of `hills-smoke-day` see one fire from two towers."""
    noon = sun_direction(155, 42)
    east = _tower(0, 0, 42, 20, -6, 50)
    fire = east.world(-215, 640)
    north = _facing(700, 1350, 38, fire, 6, -5.5, 46)
    day = _sky(4, noon, visibility_metres=15_000, cloud_cover=0.26, wisps=0.5, wind=(5, -2), glare=0.4)
    dusk_sun = sun_direction(262, 6.5)
    dusk_tower = _tower(300, -200, 48, 330, -5, 44)
    dusk_fire = dusk_tower.world(210, 1020)
    quiet_tower = _tower(-200, 100, 45, 75, -4.5, 54)
    fog_tower = _tower(0, 0, 40, 160, -5.5, 52)
    stack = fog_tower.world(-150, 880)
    sunset_tower = _tower(100, 0, 44, 268, -4, 48)
    start = quiet_tower.world(-160, 520)
    way = (1.9 * quiet_tower.right[0], 1.9 * quiet_tower.right[1])
    return [
        Clip("hills-smoke-day", east, _plain(3), day, ["day", "compression"], [_straw_fire(*fire)]),
        Clip("hills-smoke-day-b", north, _plain(3), day, ["day", "compression"], [_straw_fire(*fire)]),
        Clip(
            "hills-smoke-haze-dusk", dusk_tower, _plain(11, season=0.9, hill_start=3600),
            _sky(6, dusk_sun, visibility_metres=8000, cloud_cover=0.3, wisps=0.8, wind=(4, 2), glare=0.5), ["dusk", "haze", "compression"],
            [_straw_fire(*dusk_fire, wind=(-1.6, -1.2), megawatts=15, line=(14, -5), opacity=4.4, flames=1.5, birth_radius=2.9, seed=21,
                         albedo=np.array([0.86, 0.83, 0.79]))], look={"noise": 0.006},
        ),
        Clip(
            "hills-clouds-quiet", quiet_tower, _plain(17, season=0.4, hill_start=2600, hill_height=520),
            _sky(8, sun_direction(190, 50), visibility_metres=19_000, cloud_cover=0.62, wisps=0.35, wind=(-16, 7), cloud_scale_metres=900, glare=0.3),
            ["day", "clouds", "cloud shadows", "tractor dust", "compression"], tractor=Tractor(*start, way), others=[_dust(start, way)], seconds=40,
        ),
        Clip(
            "hills-chimney-fog", fog_tower, _plain(23, season=0.95, villages=0.2),
            _sky(9, sun_direction(110, 24), visibility_metres=9000, cloud_cover=0.2, wisps=0.6, wind=(3, 1), glare=0.3, fog_metres=14.0, fog_density=0.0022),
            ["day", "fog", "chimney", "compression"], chimney=Chimney(*stack, 58, 2.8), others=[_steam(stack)],
            ignore_zones=[[[0.14, 0.12], [0.36, 0.12], [0.36, 0.40], [0.29, 0.40], [0.14, 0.28]]], seconds=40,
        ),
        Clip(
            "hills-sunset-quiet", sunset_tower, _plain(29, season=0.6, hill_start=4000),
            _sky(12, sun_direction(274, 4.2), visibility_metres=9000, cloud_cover=0.34, wisps=0.9, wind=(5, 4), glare=0.9),
            ["sunset", "glare", "compression"], look={"noise": 0.005}, seconds=40,
        ),
    ]  # fmt: skip


def _dust(start, way) -> Source:
    return Source(*start, start=-20, grow_seconds=1, megawatts=0.0005, speed=way, wind=(0.5, 0.3), gust=0.35, puffs_per_second=6, life_seconds=9,
                  birth_radius=1.0, spread=0.36, opacity=0.5, albedo=np.array([0.55, 0.47, 0.36]), seed=5)  # fmt: skip


def _steam(stack) -> Source:
    return Source(*stack, 58, start=-90, grow_seconds=5, megawatts=2.2, wind=(2.4, 1.1), gust=0.4, puffs_per_second=5, life_seconds=30,
                  birth_radius=2.3, spread=0.24, opacity=1.7, albedo=np.array([0.93, 0.93, 0.94]), seed=6)  # fmt: skip


class ClipRenderer:
    """Casts the clip's land once and exposes any instant of it."""

    def __init__(self, clip: Clip):
        self.clip = clip
        view = see(clip.camera, clip.land, clip.weather.sun, detail=1.35)
        self.prospect = Prospect(view, clip.weather, clip.fires + clip.others)
        if clip.chimney:
            build(self.prospect, clip.chimney)
        self.kept: dict = {}
        settings = {"noise": 0.0045, "shake_px": 0.22, "shake_hz": 0.7, "vignette": 0.22, "sharpen": 0.55, "exposure_drift": 0.012, "saturation": 1.08, "target": 0.22, **clip.look}
        self.look = CameraLook(sum(clip.name.encode()), WIDTH, HEIGHT, **settings)

    def frame(self, t: float):
        """(uint8 BGR, traces of the sources) at t seconds."""
        step = int(t * LIGHT_HZ + 1e-6)
        share = t * LIGHT_HZ - step
        for key in (step, step + 1) if share > 1e-6 else (step,):
            if key not in self.kept:
                self.kept[key] = self._light(key / LIGHT_HZ)
        for key in [k for k in self.kept if k < step]:
            del self.kept[key]
        light, traces = self.kept[step]
        if share > 1e-6:
            light = cv2.addWeighted(light, 1 - share, self.kept[step + 1][0], share, 0)
        return self.look.expose(light, t), traces

    def _light(self, t: float):
        light, traces = self.prospect.light(t)
        if self.clip.tractor:
            drive(light, self.clip.camera, self.clip.weather, self.clip.tractor, t)
        return light.astype(np.float32), traces


def truth(clip: Clip, traces: dict) -> dict:
    """What happens in the clip, with the camera's geometry and the fire's place on the ground."""
    incidents = []
    for index, fire in enumerate(clip.fires):
        right, forward = (float(v) for v in clip.camera.offset(fire.x, fire.y))
        px, py, _, _ = clip.camera.project(fire.x, fire.y, 0.0)
        shown = [(t, list(found[index].smoke)) for t, found in sorted(traces.items()) if found[index].smoke]
        incidents.append({
            "startSeconds": fire.start, "endSeconds": clip.seconds, "kind": "smoke", "foot": [float(px), float(py)],
            "firstVisibleSeconds": shown[0][0], "box": shown[-1][1], "boxes": [[t, *box] for t, box in shown],
            "track": [[fire.start, float(px), float(py)], [clip.seconds, float(px), float(py)]],
            "groundDistanceMetres": hypot(right, forward), "groundOffsetMetres": [right, forward],
        })  # fmt: skip
    camera = clip.camera
    return {
        "name": clip.name, "scene": "straw-burning", "fps": FPS, "width": WIDTH, "height": HEIGHT, "seconds": clip.seconds, "conditions": clip.conditions,
        "camera": {
            "heightMetres": camera.height_metres, "bearingDegrees": camera.bearing_degrees, "tiltDegrees": camera.tilt_degrees,
            "horizontalFovDegrees": camera.horizontal_fov_degrees, "positionMetres": [camera.x, camera.y],
        },
        "settings": {"ignoreZones": clip.ignore_zones},
        "incidents": incidents,
    }  # fmt: skip


def render(clip: Clip, folder: Path) -> None:
    """Writes the clip's video and its truth."""
    renderer, seen = ClipRenderer(clip), {}

    def frames():
        for number in range(FPS * clip.seconds):
            picture, traces = renderer.frame(number / FPS)
            if number % FPS == 0:
                seen[number / FPS] = traces
            yield picture

    path = str(folder / f"{clip.name}.mp4")
    size = write_clip(path, frames(), FPS, WIDTH, HEIGHT, bitrate_kbps=clip.kbps)
    write_truth(path, truth(clip, seen))
    print(f"{clip.name}: {size / 1e6:.2f} MB", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--still", type=float, nargs="*")
    wanted = arguments.parse_args()
    for clip in clips():
        if wanted.names and clip.name not in wanted.names:
            continue
        if wanted.still:
            renderer = ClipRenderer(clip)
            for t in wanted.still:
                cv2.imwrite(f"{clip.name}-{t:g}.png", renderer.frame(t)[0])
        else:
            render(clip, Path(__file__).resolve().parents[1] / "clips")


if __name__ == "__main__":
    main()
