"""Things that move by a script: where each is at any time, and since when it stands."""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from light import headlamps
from small_things import person
from street import Placed
from vehicle_meshes import Vehicle

STEP_SECONDS = 1 / 30


class Actor:
    """`path` is a list of (t, x, y); between its points it eases without overshooting, where two agree it stands still.

    It exists from the first to the last time of its path. `walker_seed` makes it a person whose legs move; `lights` are
    intervals with headlamps on.
    """

    def __init__(self, path, body=None, walker_seed=None, lights=(), heading=None, carrying=False):
        self.body, self.walker_seed, self.lights, self.carrying = body, walker_seed, lights, carrying
        times = np.array([p[0] for p in path], float)
        self.start, self.end = times[0], times[-1]
        x, y = PchipInterpolator(times, [p[1] for p in path]), PchipInterpolator(times, [p[2] for p in path])
        self.times = np.arange(self.start, self.end + STEP_SECONDS, STEP_SECONDS)
        self.x, self.y = x(np.minimum(self.times, self.end)), y(np.minimum(self.times, self.end))
        vx, vy = np.gradient(self.x, STEP_SECONDS), np.gradient(self.y, STEP_SECONDS)
        self.speed = np.hypot(vx, vy)
        self.walked = np.concatenate([[0], np.cumsum(np.hypot(np.diff(self.x), np.diff(self.y)))])
        self.heading = self._headings(vx, vy, heading)

    def at(self, t):
        """The Placed thing at `t`, or None when it is not there."""
        if not self.start <= t <= self.end:
            return None
        i = min(int(round((t - self.start) / STEP_SECONDS)), len(self.times) - 1)
        body, on = self.body, any(a <= t < b for a, b in self.lights)
        if self.walker_seed is not None:
            body = person(self.walker_seed, self.walked[i] * 4.4 if self.speed[i] > 0.1 else 0.0, self.carrying)
        vehicle = isinstance(body, Vehicle)
        braking = vehicle and self.speed[i] < 2.5 and self.speed[max(0, i - 10)] > self.speed[i] + 0.05
        return Placed(body, float(self.x[i]), float(self.y[i]), float(self.heading[i]), lights=float(on), brake=float(braking or (on and self.speed[i] < 0.05)), contact=1.0 if vehicle else 0.5)

    def stands(self, t):
        """Whether it neither moves nor changes its lamps at `t`."""
        i = int(round((t - self.start) / STEP_SECONDS))
        switched = any(abs(t - edge) < 0.2 for pair in self.lights for edge in pair)
        return self.walker_seed is None and 12 < i < len(self.times) - 2 and self.speed[i - 12 : i + 2].max() < 1e-3 and not switched

    def lamps(self, t):
        placed = self.at(t)
        if placed is None or not placed.lights:
            return []
        return headlamps(placed.x, placed.y, placed.heading, placed.body.length, placed.body.width)

    def _headings(self, vx, vy, heading):
        """The direction of travel, kept while standing and turned no faster than a vehicle turns."""
        if heading is not None:
            return np.full(len(self.times), heading)
        wanted = np.unwrap(np.arctan2(vy, vx))
        moving = self.speed > 0.25
        if not moving.any():
            return np.full(len(self.times), np.pi / 2)
        index = np.arange(len(wanted))
        filled = np.interp(index, index[moving], wanted[moving])
        width = 21
        return np.convolve(np.pad(filled, width // 2, mode='edge'), np.ones(width) / width, mode='valid')


@dataclass
class Incident:
    """What the truth says of one actor that stands in the zone: from its stop until its rear has left the zone."""

    actor: Actor
    kind: str
    start_seconds: float
    stands_until_seconds: float
    zone: tuple

    def end_seconds(self):
        half = self.actor.body.length / 2
        outside = (self.actor.y - half > self.zone[3]) & (self.actor.times > self.stands_until_seconds)
        return float(self.actor.times[np.argmax(outside)]) if outside.any() else float(self.actor.end)

    def truth(self, renderer):
        end = self.end_seconds()
        box = renderer.box_of(self.actor.at((self.start_seconds + self.stands_until_seconds) / 2))
        track = []
        for t in np.arange(np.ceil(self.start_seconds), end, 2.0):
            seen = renderer.box_of(self.actor.at(float(t)))
            if seen is not None:
                track.append([float(t), seen[0] + seen[2] / 2, seen[1] + seen[3]])
        return {
            'startSeconds': self.start_seconds, 'standsUntilSeconds': self.stands_until_seconds, 'endSeconds': end,
            'kind': self.kind, 'track': track, 'box': box,
        }  # fmt: skip
