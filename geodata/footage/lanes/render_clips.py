"""Renders the demo's lane clips and their truth: python3 render_clips.py [standing_day …] [--still SECONDS FILE.png] [--truth]

What has come to rest is lit into the street once, so that only what moves costs time.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'common')]

import cv2
import numpy as np

from actors import Incident
from camera_look import CameraLook
from clip_scripts import SCRIPTS
from clip_writer import write_clip, write_truth
from lane_renderer import LaneRenderer
from light import light_for
from raster import Camera
from street import Street, residential_street

WIDTH, HEIGHT, FPS = 1280, 720, 15
CLIPS = HERE.parent / 'clips'
DWELL_SECONDS, PRE_ALARM_SECONDS = 35, 20


class ClipRenderer:
    """One script's street; keeps a second lighting of the street with what stands in it for as long as it stands."""

    def __init__(self, script):
        self.script = script
        self.light = light_for(script.time, script.sun_azimuth, np.random.default_rng(script.seed))
        dark = self.light.night > 0
        self.street = residential_street(script.seed, wetness=script.wetness, with_lamps=dark, zone=script.zone)
        c = script.camera
        self.camera = Camera((c['x'], 0, c['heightMetres']), c['headingDegrees'], c['tiltDegrees'], c['horizontalFovDegrees'], WIDTH, HEIGHT)
        self.look = CameraLook(script.seed, WIDTH, HEIGHT, **script.look)
        self.bare = self._lit([])
        self.resting, self.lit = (), self.bare
        self.last = (None, None)

    def frame(self, t):
        """The recorded frame at `t`."""
        return self.look.expose(self._linear(t), t)

    def truth(self):
        script = self.script
        zone = [(script.zone[0], script.zone[2]), (script.zone[1], script.zone[2]), (script.zone[1], script.zone[3]), (script.zone[0], script.zone[3])]
        seen = self.camera.seen([(x, y, 0) for x, y in zone])[:, :2] / [WIDTH, HEIGHT]
        incidents = []
        if script.stander:
            incidents.append(Incident(script.stander, script.kind, *script.stands, script.zone).truth(self.bare))
        camera = {key: value for key, value in script.camera.items() if key not in ('x', 'headingDegrees')}
        return {
            'name': script.name, 'scene': 'fire-lane', 'fps': FPS, 'width': WIDTH, 'height': HEIGHT, 'seconds': script.seconds,
            'conditions': script.conditions, 'camera': camera,
            'settings': {'zone': np.clip(seen, 0, 1).tolist(), 'dwellSeconds': DWELL_SECONDS, 'preAlarmSeconds': PRE_ALARM_SECONDS},
            'incidents': incidents,
        }  # fmt: skip

    def _linear(self, t):
        here = [actor for actor in self.script.actors if actor.at(t) is not None]
        resting = tuple(actor for actor in here if actor.stands(t))
        if resting != self.resting:
            self.resting, self.lit = resting, self._lit([actor.at(t) for actor in resting]) if resting else self.bare
            self.last = (None, None)
        moving = [actor for actor in here if actor not in resting]
        placed, lamps = [actor.at(t) for actor in moving], [lamp for actor in here for lamp in actor.lamps(t)]
        state = [(p.x, p.y, p.heading, p.lights, p.brake) for p in placed] + lamps
        if state != self.last[0]:
            self.last = (state, self.lit.picture(placed, lamps))
        return self.last[1]

    def _lit(self, resting):
        street = Street(self.street.ground, self.street.things + resting, self.street.lamps, self.street.parked)
        return LaneRenderer(street, self.camera, self.light)


def render(name):
    """Writes one clip and its truth; answers its size in bytes."""
    script = SCRIPTS[name]()
    renderer = ClipRenderer(script)
    path = str(CLIPS / f'{script.name}.mp4')
    write_truth(path, renderer.truth())
    frames = (renderer.frame(i / FPS) for i in range(script.seconds * FPS))
    return write_clip(path, frames, FPS, WIDTH, HEIGHT, bitrate_kbps=190)


if __name__ == '__main__':
    arguments = sys.argv[1:]
    if '--truth' in arguments:
        for name in SCRIPTS:
            script = SCRIPTS[name]()
            write_truth(str(CLIPS / f'{script.name}.mp4'), ClipRenderer(script).truth())
    elif '--still' in arguments:
        at = arguments.index('--still')
        cv2.imwrite(arguments[at + 2], ClipRenderer(SCRIPTS[arguments[0]]()).frame(float(arguments[at + 1])))
    else:
        CLIPS.mkdir(exist_ok=True)
        for name in arguments or SCRIPTS:
            print(name, render(name), 'bytes', flush=True)
