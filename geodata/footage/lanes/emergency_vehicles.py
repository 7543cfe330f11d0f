"""Fire engines and ambulances with their flashing blue lamps."""

import cv2
import numpy as np

from meshes import PLASTIC, box, joined
from vehicle_meshes import Vehicle, truck, van

FLASH_SECONDS = 0.62


class EmergencyVehicle(Vehicle):
    """A vehicle with a lamp bar across its roof, and lamps at its back."""

    lamp_x = (0.0,)


def fire_engine(random):
    """A red truck with a pale band along its side."""
    body = truck(random, paint=(0.42, 0.012, 0.014))
    band = [box((-body.length / 2, y - 0.012, 1.0), (body.length / 2 - 2.0, y + 0.012, 1.28), PLASTIC, (0.75, 0.74, 0.70)) for y in (-body.width / 2 - 0.01, body.width / 2 + 0.01)]
    cargo = box((-body.length / 2 + 0.02, -body.width / 2 - 0.005, 0.9), (body.length / 2 - 1.95, body.width / 2 + 0.005, max(2.4, body.height)), PLASTIC, (0.42, 0.012, 0.014), cell=3)
    return _with_bar(body, [cargo, *band], body.length / 2 - 1.1, 2.65 if body.width > 2.1 else 2.2)


def ambulance(random):
    """A white van with a red band and a blue lamp bar."""
    body = van(random, paint=(0.80, 0.80, 0.79))
    band = [box((-body.length / 2 + 0.3, y - 0.01, 0.85), (body.length / 2 - 0.9, y + 0.01, 1.05), PLASTIC, (0.55, 0.02, 0.02)) for y in (-body.width / 2 - 0.012, body.width / 2 + 0.012)]
    return _with_bar(body, band, body.length / 2 - 1.9, body.height)


def _with_bar(body, parts, x, roof):
    bar = box((x - 0.16, -body.width * 0.36, roof), (x + 0.16, body.width * 0.36, roof + 0.16), PLASTIC, (0.02, 0.05, 0.35))
    made = EmergencyVehicle(joined([body.mesh, *parts, bar]), body.label, body.length, body.width, max(body.height, roof + 0.16), body.shape)
    made.lamps = [(x, -body.width * 0.26, roof + 0.1), (x, body.width * 0.26, roof + 0.1), (-body.length / 2 + 0.1, 0.0, roof - 0.1)]
    return made


def lit_lamps(linear, actor, t, camera):
    """The picture with the vehicle's lamps flashing in turn: each a bright core and a blue glow around it."""
    lamps = getattr(actor.body, 'lamps', None)
    if lamps is None:
        return linear
    here = actor.at(t)
    c, s = np.cos(here.heading), np.sin(here.heading)
    places = [(here.x + c * x - s * y, here.y + s * x + c * y, z) for x, y, z in lamps]
    glow = np.zeros(linear.shape[:2], np.float32)
    core = np.zeros_like(glow)
    phase = t / FLASH_SECONDS
    for k, (u, v, depth) in enumerate(camera.seen(places)):
        if depth < 0.5 or (phase + k * 0.37) % 1 > 0.42:
            continue
        size = max(1.2, 0.13 * camera.width / depth)
        cv2.circle(core, (int(round(u)), int(round(v))), max(1, int(round(size * 0.6))), 1.0, -1, cv2.LINE_AA)
        cv2.circle(glow, (int(round(u)), int(round(v))), max(2, int(round(size * 1.6))), 1.0, -1, cv2.LINE_AA)
    if core.max() == 0:
        return linear
    core, glow = cv2.GaussianBlur(core, (0, 0), 0.7)[..., None], cv2.GaussianBlur(glow, (0, 0), 2.2)[..., None]
    level = max(0.25, float(np.percentile(linear, 95)))
    return linear + level * (core * np.array((0.5, 0.9, 4.0), np.float32) + glow * np.array((0.02, 0.08, 0.8), np.float32))
