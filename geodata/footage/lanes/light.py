"""What lights the street: sun, sky, lamps, and how a time of day and a weather set them."""

from dataclasses import dataclass, field

import numpy as np
from numba import njit

from noise import noise


@dataclass
class Light:
    """Linear RGB; a white card in full noon sun is about 1."""

    towards_sun: np.ndarray
    sun: tuple
    sky: tuple
    horizon: tuple
    night: float = 0.0
    haze: float = 0.0
    softness: float = 1.5
    lamps: list = field(default_factory=list)  # rows [x, y, z, r, g, b, dx, dy, dz, cosine of the half cone (-1: all round)]

    def packed(self):
        """[towards sun, sun, sky, horizon, night, haze, softness] for numba."""
        direction = np.asarray(self.towards_sun, float) / np.linalg.norm(self.towards_sun)
        return np.array([*direction, *self.sun, *self.sky, *self.horizon, self.night, self.haze, self.softness], np.float64)

    def packed_lamps(self):
        return np.asarray(self.lamps, np.float64).reshape(-1, 10)


def light_for(time, azimuth_degrees, random):
    """The light of `day`, `overcast`, `low-sun`, `dusk`, `night`; azimuth clockwise from +y."""
    a = np.radians(azimuth_degrees)

    def towards(elevation_degrees):
        e = np.radians(elevation_degrees)
        return np.array([np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e)])

    if time == 'day':
        return Light(towards(random.uniform(35, 65)), (1.05, 0.98, 0.88), (0.24, 0.30, 0.40), (0.36, 0.39, 0.43), haze=0.0015, softness=1.2)
    if time == 'overcast':
        return Light(towards(60), (0.10, 0.10, 0.10), (0.42, 0.44, 0.47), (0.44, 0.45, 0.47), haze=0.004, softness=7.0)
    if time == 'low-sun':
        return Light(towards(random.uniform(12, 24)), (1.0, 0.74, 0.48), (0.17, 0.22, 0.31), (0.42, 0.37, 0.32), haze=0.003, softness=1.8)
    if time == 'dusk':
        return Light(towards(30), (0.0, 0.0, 0.0), (0.055, 0.068, 0.10), (0.11, 0.10, 0.105), night=0.16, haze=0.006, softness=5.0)
    if time == 'night':
        return Light(towards(30), (0.0, 0.0, 0.0), (0.006, 0.007, 0.010), (0.016, 0.015, 0.014), night=0.12, haze=0.003, softness=5.0)
    raise ValueError(f'no light called {time}')


def street_lamp(x, y, height=6.5, power=4.0, colour=(1.0, 0.72, 0.42)):
    """A lamp that shines down."""
    return [x, y, height, *(power * c for c in colour), 0, 0, -1, -1.0]


def headlamps(x, y, heading, length, width, power=9.0):
    """The two cones before a vehicle."""
    ch, sh = np.cos(heading), np.sin(heading)
    rows = []
    for side in (-0.38, 0.38):
        px, py = x + ch * length / 2 - sh * side * width, y + sh * length / 2 + ch * side * width
        rows.append([px, py, 0.68, power, power * 0.95, power * 0.85, ch * 0.985, sh * 0.985, -0.10, np.cos(0.55)])
    return rows


@njit(cache=True, fastmath=True)
def sky_towards(dx, dy, dz, light):
    """What a mirror sees: the sky above, a jagged dark band of houses, the street below."""
    if dz < 0:
        return light[9] * 0.16, light[10] * 0.155, light[11] * 0.15
    roofs = 0.16 + 0.30 * noise(np.arctan2(dx, dy) * 2.2 + 40, 1.0, 2.0)
    s = min(1.0, dz * 1.4)
    r = light[9] + (light[6] - light[9]) * s
    g = light[10] + (light[7] - light[10]) * s
    b = light[11] + (light[8] - light[11]) * s
    if dz < roofs:
        fade = 0.30 if dz < roofs - 0.04 else 0.30 + 0.7 * (dz - roofs + 0.04) / 0.04
        return r * fade, g * fade, b * fade
    return r * 1.25, g * 1.25, b * 1.25


@njit(cache=True, fastmath=True)
def lamp_light(px, py, pz, nx, ny, nz, lamps):
    """Diffuse light of all lamps on a surface, no shadows."""
    r, g, b = 0.0, 0.0, 0.0
    for i in range(lamps.shape[0]):
        lx, ly, lz = lamps[i, 0] - px, lamps[i, 1] - py, lamps[i, 2] - pz
        square = lx * lx + ly * ly + lz * lz + 0.05
        distance = np.sqrt(square)
        facing = (nx * lx + ny * ly + nz * lz) / distance
        if facing <= 0:
            continue
        cone = 1.0
        along = -(lx * lamps[i, 6] + ly * lamps[i, 7] + lz * lamps[i, 8]) / distance
        if lamps[i, 9] > -0.5:
            cone = min(1.0, max(0.0, (along - lamps[i, 9]) / (1 - lamps[i, 9])))
            cone = cone * cone * (3 - 2 * cone)
        else:
            cone = 0.25 + 0.75 * max(0.0, along)
        power = facing * cone / (square * 0.25 + 1.0)
        r, g, b = r + lamps[i, 3] * power, g + lamps[i, 4] * power, b + lamps[i, 5] * power
    return r, g, b


@njit(cache=True, fastmath=True)
def wet_glint(px, py, vx, vy, vz, lamps):
    """The long streaks that lamps draw on a wet road; v points from the road to the camera."""
    r, g, b = 0.0, 0.0, 0.0
    for i in range(lamps.shape[0]):
        lx, ly, lz = lamps[i, 0] - px, lamps[i, 1] - py, lamps[i, 2]
        flat = np.sqrt(lx * lx + ly * ly)
        if flat < 0.1:
            continue
        if lamps[i, 9] > -0.5 and -(lx * lamps[i, 6] + ly * lamps[i, 7]) / flat < 0.1:
            continue
        view = np.sqrt(vx * vx + vy * vy) + 1e-6
        side = (lx * vy - ly * vx) / (flat * view)
        if lx * vx + ly * vy > 0:
            continue
        rise = np.arctan2(lz, flat) - np.arctan2(vz, view)
        spread = side * side / 0.0012 + rise * rise / 0.035
        if spread > 9:
            continue
        power = np.exp(-spread) / (1 + 0.02 * flat * flat) * 0.12
        r, g, b = r + lamps[i, 3] * power, g + lamps[i, 4] * power, b + lamps[i, 5] * power
    return r, g, b
