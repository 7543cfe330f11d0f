"""Sun, sky and haze over the estate: what a ray sees when it meets nothing, and what lights a wall."""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

from .procedural_noise import fractal_noise, smoothstep

SUN_X, SUN_Y, SUN_Z, SUN_R, SUN_G, SUN_B = range(6)
ZENITH_R, HORIZON_R, CLOUD_R = 6, 9, 12
CLOUD_COVER, BOUNCE_R, HAZE, LIT_WINDOWS, WET, SEED, SHADOW_LEVEL, SHADOW_SLOPE, SUN_SPREAD = range(15, 24)


@dataclass(frozen=True)
class Light:
    """One weather and hour; colours are linear radiance, `sun_direction` points to the sun."""

    sun_direction: tuple[float, float, float]
    sun: tuple[float, float, float]
    zenith: tuple[float, float, float]
    horizon: tuple[float, float, float]
    cloud: tuple[float, float, float]
    cloud_cover: float
    bounce: float
    haze: float
    lit_windows: float
    wet: float
    seed: int
    shadow_level_metres: float = -50.0
    shadow_slope: float = 0.0
    sun_spread: float = 0.02

    def packed(self) -> np.ndarray:
        """The row of numbers that the compiled shaders read."""
        direction = np.array(self.sun_direction, float)
        direction /= np.linalg.norm(direction)
        return np.array(
            [
                *direction, *self.sun, *self.zenith, *self.horizon, *self.cloud, self.cloud_cover, self.bounce,
                self.haze, self.lit_windows, self.wet, self.seed, self.shadow_level_metres, self.shadow_slope,
                self.sun_spread,
            ]
        )  # fmt: skip


def clear_day(seed: int, sun_direction: tuple[float, float, float], shadow_level_metres: float = -50.0) -> Light:
    """A dry day with hard sun and some cloud."""
    return Light(sun_direction, (2.35, 2.15, 1.85), (0.30, 0.50, 0.88), (0.72, 0.84, 1.0), (1.25, 1.27, 1.3),
                 0.42, 0.20, 0.0011, 0.0, 0.0, seed, shadow_level_metres, 0.35)  # fmt: skip


def dusk(seed: int, sun_direction: tuple[float, float, float]) -> Light:
    """A quarter of an hour after sunset: warm horizon, blue walls, lamps on."""
    return Light(sun_direction, (0.05, 0.03, 0.02), (0.045, 0.075, 0.15), (0.34, 0.21, 0.16), (0.16, 0.12, 0.13),
                 0.5, 0.25, 0.0016, 0.34, 0.0, seed)  # fmt: skip


def rain(seed: int) -> Light:
    """A low grey sky without a sun."""
    return Light((0.3, 0.9, 0.3), (0.04, 0.04, 0.04), (0.42, 0.46, 0.50), (0.62, 0.65, 0.68), (0.62, 0.65, 0.69),
                 0.95, 0.22, 0.0042, 0.12, 1.0, seed)  # fmt: skip


def overcast(seed: int, sun_direction: tuple[float, float, float]) -> Light:
    """A bright grey day with only a trace of shadow."""
    return Light(sun_direction, (0.55, 0.52, 0.48), (0.62, 0.68, 0.76), (0.92, 0.95, 0.98), (0.95, 0.97, 1.0),
                 0.8, 0.22, 0.0018, 0.02, 0.0, seed, sun_spread=0.2)  # fmt: skip


@njit(cache=True)
def sky(light, dx: float, dy: float, dz: float):
    """Radiance of the sky in a direction: gradient, clouds and the sun's glow."""
    up = smoothstep(-0.05, 0.85, dy)
    scale = 1.0 / max(dy + 0.12, 0.05)
    seed = int(light[SEED])
    density = fractal_noise(dx * scale * 1.6 + 3.1, dz * scale * 1.6 - 1.7, seed, 5)
    detail = fractal_noise(dx * scale * 6.0, dz * scale * 6.0, seed + 9, 4)
    cover = light[CLOUD_COVER]
    cloud = smoothstep(0.92 - cover * 0.75, 1.25 - cover * 0.75, density * 0.8 + detail * 0.35)
    glow = max(dx * light[SUN_X] + dy * light[SUN_Y] + dz * light[SUN_Z], 0.0)
    glow = 0.35 * glow**12 + 2.5 * glow**200
    shade = 0.82 + 0.36 * detail
    r = light[ZENITH_R] * up + light[HORIZON_R] * (1 - up)
    g = light[ZENITH_R + 1] * up + light[HORIZON_R + 1] * (1 - up)
    b = light[ZENITH_R + 2] * up + light[HORIZON_R + 2] * (1 - up)
    r = r * (1 - cloud) + light[CLOUD_R] * shade * cloud + glow * light[SUN_R] * 0.5
    g = g * (1 - cloud) + light[CLOUD_R + 1] * shade * cloud + glow * light[SUN_G] * 0.5
    b = b * (1 - cloud) + light[CLOUD_R + 2] * shade * cloud + glow * light[SUN_B] * 0.5
    return r, g, b


@njit(cache=True, inline="always")
def ambient(light, normal_up: float):
    """Diffuse light of sky and ground on a surface that faces up by `normal_up` (-1..1)."""
    above = 0.5 + 0.5 * normal_up
    cover = light[CLOUD_COVER]
    below = (1 - above) * light[BOUNCE_R]
    r = light[ZENITH_R] * (1 - cover) + light[CLOUD_R] * cover * 0.8 + light[HORIZON_R] * 0.35
    g = light[ZENITH_R + 1] * (1 - cover) + light[CLOUD_R + 1] * cover * 0.8 + light[HORIZON_R + 1] * 0.35
    b = light[ZENITH_R + 2] * (1 - cover) + light[CLOUD_R + 2] * cover * 0.8 + light[HORIZON_R + 2] * 0.35
    warm = below * (light[SUN_R] * 0.6 + r)
    return r * above * 0.6 + warm, g * above * 0.6 + warm * 0.93, b * above * 0.6 + warm * 0.82


@njit(cache=True, inline="always")
def haze_amount(light, distance: float) -> float:
    """How much of a surface the air between hides, 0..1."""
    return 1.0 - math.exp(-light[HAZE] * distance)
