"""Writes the rendered validation set of the fire lane: streets, cameras and weathers that no training picture shows.

    python validation.py OUTDIR --quiet 40 --minutes 30 --stands 30 --exempt 8

40 × 30 quiet minutes are 20 camera-hours, a picture every two seconds; stands have one a second. Every clip is an MP4
beside one `truth.json`. Clips that are there already are kept, so a run that was stopped goes on.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'common')]

from actors import Actor
from camera_look import CameraLook
from clip_writer import write_clip
from disturbances import Disturbances
from emergency_vehicles import ambulance, fire_engine, lit_lamps
from lane_renderer import LaneRenderer
from light import light_for
from raster import Camera
from small_things import e_bike, obstruction
from street import residential_street
from vehicle_meshes import Vehicle, bus, car, truck, van

WIDTH, HEIGHT = 640, 360
QUIET_FPS, STAND_FPS = 0.5, 1
DWELL_SECONDS = 60
SEED = 880_000
CONDITIONS = ('day', 'cloud-shadows', 'rain', 'night', 'dusk', 'glare', 'snow', 'insects', 'shake', 'exhaust', 'headlights', 'creeping-queue')
TIMES = {'night': 'night', 'headlights': 'night', 'dusk': 'dusk', 'glare': 'low-sun', 'rain': 'overcast', 'snow': 'overcast', 'cloud-shadows': 'day'}
MAKERS = (car, car, van, truck, bus)


class Scene:
    """One street before one camera in one weather."""

    def __init__(self, seed, condition):
        random = self.random = np.random.default_rng([SEED, seed])
        self.condition = condition
        self.light = light_for(TIMES.get(condition) or random.choice(['day', 'overcast']), random.uniform(0, 360), random)
        self.dark = self.light.night > 0
        at, near = random.uniform(-2.2, 0.2), random.uniform(7, 12)
        self.zone = (at, at + random.uniform(3.0, 3.8), near, near + random.uniform(13, 18))
        self.middle = (self.zone[0] + self.zone[1]) / 2
        street = residential_street(SEED + seed, 0.8 if condition == 'rain' else 0.0, random.uniform(0.2, 0.7), random.uniform(0.3, 0.9), self.dark, self.zone)
        tilt = -random.uniform(17, 26)
        self.camera = Camera((random.uniform(-3, 3), 0, random.uniform(5, 9)), random.uniform(-7, 7), tilt, random.uniform(60, 80), WIDTH, HEIGHT)
        self.renderer = LaneRenderer(street, self.camera, self.light, supersample=1, shadow_map=1024, sky_map=256, skies=5, reach=34)
        self.look = CameraLook(
            seed, WIDTH, HEIGHT, noise=random.uniform(0.006, 0.016) * (1.7 if self.dark else 1), shake_px=2.5 if condition == 'shake' else random.uniform(0, 0.6),
            vignette=random.uniform(0.1, 0.4), target=random.uniform(0.07, 0.14) * (0.55 if self.dark else 1), rain=random.uniform(0.3, 0.6) if condition == 'rain' else 0.0,
            auto_exposure=random.choice([0.0, 0.4]),
        )  # fmt: skip
        self.disturbances = Disturbances(condition, random, WIDTH, HEIGHT)

    def zone_pixels(self):
        x0, x1, y0, y1 = self.zone
        seen = self.camera.seen([(x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)])[:, :2]
        return np.clip(seen, 0, [WIDTH, HEIGHT]).round(1).tolist()

    def passing(self, start, body=None):
        """Something that drives through at its own pace, in one direction or the other."""
        random = self.random
        body = body or (e_bike(int(random.integers(1 << 30))) if random.random() < 0.25 else MAKERS[random.integers(len(MAKERS))](random))
        x, seconds = random.uniform(self.zone[0] + 0.6, self.zone[1] - 0.4) - 1.2 * (random.random() < 0.5), random.uniform(5, 12)
        ends = (-5, 55) if random.random() < 0.5 else (55, -5)
        return Actor([(start, x, ends[0]), (start + seconds, x, ends[1])], body, lights=self._lights(body, start, start + seconds))

    def queue(self, start, cars=4):
        """Cars that move up a length every few seconds: none ever stands for half of the dwell."""
        random, actors = self.random, []
        for k in range(cars):
            t, y, path = start + k * 1.5, -4 - 6.5 * k, []
            x = self.middle + random.uniform(-0.3, 0.3)
            while y < 48:
                path.append((t, x, y))
                t += random.uniform(1.5, 3)
                y += random.uniform(5.0, 7.5)
                path.append((t, x, y))
                t += random.uniform(4, 22)
            body = car(random)
            actors.append(Actor(path, body, lights=self._lights(body, start, t)))
        return actors

    def stand(self, body, start, seconds):
        """Something that drives in, stands in the zone, and drives off; a thing without wheels is there and gone."""
        y = self.random.uniform(self.zone[2] + 2.5, self.zone[3] - 3.5)
        x = self.middle + self.random.uniform(-0.3, 0.4)
        if not hasattr(body, 'length'):
            return Actor([(start, x, y), (start + seconds, x, y + 1e-6)], body, heading=self.random.uniform(0, 6.28)), start, start + seconds
        path = [(start - 4, x, -6), (start, x, y), (start + seconds, x, y), (start + seconds + 5, x, 58)]
        return Actor(path, body, lights=self._lights(body, start - 4, start - 3 if self.random.random() < 0.5 else start + seconds)), start, start + seconds

    def frame(self, t, actors):
        here = [actor for actor in actors if actor.at(t) is not None]
        lamps = [lamp for actor in here for lamp in actor.lamps(t)]
        linear = self.renderer.picture([actor.at(t) for actor in here], lamps)
        for actor in here:
            linear = lit_lamps(linear, actor, t, self.camera)
        return self.disturbances.on_lens(self.look.expose(self.disturbances.in_street(linear, t), t), t)

    def _lights(self, body, start, end):
        return [(start, end)] if self.dark and isinstance(body, Vehicle) else ()


def quiet(seed, condition, minutes):
    """Traffic, people and weather for so long, and nothing that stands."""
    scene = Scene(seed, condition)
    actors, t = [], scene.random.exponential(20)
    while t < minutes * 60 - 15:
        if condition == 'creeping-queue' and scene.random.random() < 0.15:
            actors += scene.queue(t)
            t += 120
        else:
            actors.append(scene.passing(t))
        t += scene.random.exponential(20 if condition == 'headlights' else 45) + 4
    return scene, actors, None, minutes * 60


def stands(seed, condition, exempt=False):
    """One thing that stands longer than the dwell, with traffic before and beside it."""
    scene = Scene(seed, condition)
    random = scene.random
    kinds = (fire_engine, ambulance) if exempt else (car, van, truck, bus, obstruction, e_bike)
    maker = kinds[seed % len(kinds)]
    body = maker(int(random.integers(1 << 30)), rider=False) if maker is e_bike else maker(random)
    stander, start, end = scene.stand(body, random.uniform(25, 45), random.uniform(85, 130))
    others = [scene.passing(t) for t in (random.uniform(3, 10), end + 12)]
    return scene, [stander, *others], None if exempt else (start, end), int(end + 35)


def write(folder, name, made, fps):
    scene, actors, stand, seconds = made
    path = folder / f'{name}.mp4'
    if not path.exists():
        frames = (scene.frame(k / fps, actors) for k in range(int(seconds * fps)))
        write_clip(str(path), frames, fps, WIDTH, HEIGHT, crf=27, preset='veryfast')
    clip = {'file': path.name, 'kind': 'positive' if stand else 'negative', 'size': [WIDTH, HEIGHT], 'fps': fps, 'duration_s': seconds,
            'sample_fps': fps, 'conditions': [scene.condition], 'zone': scene.zone_pixels(), 'dwell_s': DWELL_SECONDS}  # fmt: skip
    if stand:
        clip['events'] = [{'class': 'stand', 't_first': round(stand[0], 2), 't_leave': round(stand[1], 2)}]
    return clip


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('folder', type=Path)
    arguments.add_argument('--quiet', type=int, default=40)
    arguments.add_argument('--minutes', type=int, default=30)
    arguments.add_argument('--stands', type=int, default=30)
    arguments.add_argument('--exempt', type=int, default=8)
    arguments.add_argument('--begin', type=int, default=0, help='added to every seed: other streets, other things')
    asked = arguments.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    clips = []
    jobs = [(f'stand-{k:02}', lambda k=k: stands(1000 + asked.begin + k, CONDITIONS[k % (len(CONDITIONS) - 1)]), STAND_FPS) for k in range(asked.stands)]
    jobs += [(f'exempt-{k:02}', lambda k=k: stands(2000 + asked.begin + k, ('day', 'dusk', 'rain', 'night')[k % 4], exempt=True), STAND_FPS) for k in range(asked.exempt)]
    jobs += [(f'quiet-{k:02}', lambda k=k: quiet(asked.begin + k, CONDITIONS[k % len(CONDITIONS)], asked.minutes), QUIET_FPS) for k in range(asked.quiet)]
    for name, make, fps in jobs:
        clips.append(write(asked.folder, name, make(), fps))
        truth = {'convention': 'Times in seconds of the file; a stand is from its stop to its start.', 'scene': 'fire-lane', 'clips': clips}
        (asked.folder / 'truth.json').write_text(json.dumps(truth, indent=1) + '\n', encoding='utf-8')
        print(name, clips[-1]['conditions'][0], flush=True)


if __name__ == '__main__':
    main()
