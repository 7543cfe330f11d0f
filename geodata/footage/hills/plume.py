"""Smoke, dust and steam as drifting puffs: each rises, bends with the wind, spreads and thins with its age.

The rise follows Briggs' two-thirds law, z = 1.6 F^(1/3) (U·age)^(2/3) / U with the buoyancy flux F = 8.8 m⁴s⁻³ per
megawatt (G. A. Briggs, Plume Rise, 1969). A puff's place is a function of its age alone, so any instant can be drawn.
"""
from dataclasses import dataclass, field

import cv2
import numpy as np
from numba import njit

from camera import TowerCamera
from noise import fractal

PUFF = 64
KINDS = 18


@dataclass
class Source:
    """One fire, chimney or dusty wheel; world metres and seconds. `line` is the burning front's half extent."""

    x: float
    y: float
    z: float = 0.0
    line: tuple[float, float] = (0.0, 0.0)
    start: float = 0.0
    end: float = 1e9
    grow_seconds: float = 20.0
    megawatts: float = 4.0
    wind: tuple[float, float] = (2.5, 0.5)
    gust: float = 0.5
    puffs_per_second: float = 5.0
    life_seconds: float = 70.0
    birth_radius: float = 1.6
    spread: float = 0.34
    opacity: float = 1.5
    albedo: np.ndarray = field(default_factory=lambda: np.array([0.82, 0.81, 0.80]))
    flames: float = 0.0
    speed: tuple[float, float] = (0.0, 0.0)
    seed: int = 1


def puff_textures(seed: int = 5) -> np.ndarray:
    """KINDS lumpy balls, PUFF px square: optical depth and the two components of the lit side's normal."""
    return _puff_textures(seed, KINDS, PUFF)


@njit(cache=True)
def _puff_textures(seed, kinds, size):
    out = np.zeros((kinds, size, size, 3), np.float32)
    for k in range(kinds):
        for r in range(size):
            for c in range(size):
                u, v = (c + 0.5) / size * 2 - 1, (r + 0.5) / size * 2 - 1
                warp = 0.55 * (fractal(u * 1.5 + k * 7.1, v * 1.5, 4, seed + k) - 0.5)
                d = np.sqrt((u + warp) ** 2 + (v - warp * 0.8) ** 2)
                lump = fractal(u * 1.9 + 11 + k * 3.7, v * 1.9, 4, seed + 40 + k)
                body = max(0.0, 1 - d * d / 0.62)
                value = body**1.15 * max(0.0, 0.35 + 3.2 * (lump - 0.42))
                fade = max(0.0, 1 - (u * u + v * v)) ** 0.6
                out[k, r, c, 0] = value * fade
        for r in range(1, size - 1):
            for c in range(1, size - 1):
                out[k, r, c, 1] = out[k, r, c - 1, 0] - out[k, r, c + 1, 0]
                out[k, r, c, 2] = out[k, r - 1, c, 0] - out[k, r + 1, c, 0]
    return out


def puffs(source: Source, t: float) -> np.ndarray:
    """Live puffs at t: rows of x, y, z, radius, optical depth, kind, turn — oldest first."""
    rate = source.puffs_per_second
    first = max(0, int(np.ceil((max(source.start, t - source.life_seconds) - source.start) * rate)))
    last = int(np.floor((min(t, source.end) - source.start) * rate))
    if last < first:
        return np.zeros((0, 7), np.float32)
    index = np.arange(first, last + 1)
    noise = np.random.default_rng(source.seed).random((last + 1, 8))[first:]
    born = source.start + (index + noise[:, 0] * 0.8) / rate
    age = np.maximum(t - born, 0.02)
    strength = np.clip((born - source.start) / source.grow_seconds, 0.06, 1) ** 0.8
    pulse, lift, side, side2, heavy = (_wander(born, seconds, source.seed + k) for k, seconds in enumerate((3.1, 2.6, 4.3, 5.2, 1.9)))
    strength = strength * (1 + 0.55 * pulse)
    along = np.clip((noise[:, 1] * 2 - 1) * 0.7 + 0.5 * side, -1, 1) * np.sqrt(strength)
    speed = max(0.6, float(np.hypot(*source.wind)))
    rise = 1.6 * np.cbrt(8.8 * source.megawatts * strength) * (speed * age) ** (2 / 3) / speed
    rise *= 0.95 + 0.42 * lift * np.clip(age / 8, 0.25, 1) + 0.22 * (noise[:, 2] - 0.5)
    faster = 1 + 0.25 * np.clip(rise / 40, 0, 2)
    drift = age * (1 - 0.35 * np.exp(-age / 6)) * (0.95 + 0.10 * noise[:, 3] + 0.10 * pulse) * faster
    wobble = source.gust * age**0.85
    x = source.x + source.line[0] * along + source.speed[0] * born + source.wind[0] * drift + wobble * (1.3 * side + 0.5 * noise[:, 4] - 0.25)
    y = source.y + source.line[1] * along + source.speed[1] * born + source.wind[1] * drift + wobble * (1.3 * side2 + 0.5 * noise[:, 5] - 0.25)
    radius = source.birth_radius * (0.6 + 0.8 * noise[:, 6]) * (0.6 + 0.4 * strength) + source.spread * (rise * 0.6 + 0.5 * age**0.8) * (0.75 + 0.5 * noise[:, 6])
    thin = (source.birth_radius / radius) ** 1.1 * np.clip(1 + 1.1 * heavy, 0.1, 2.2)
    fade = np.clip(age / 0.5, 0, 1) * np.clip((source.life_seconds - age) / (0.5 * source.life_seconds), 0, 1)
    depth = source.opacity * strength**0.5 * thin * fade * 2.1
    z = source.z + rise + radius * 0.45
    kind = index % KINDS
    turn = noise[:, 7] * 6.283 + (noise[:, 0] - 0.5) * 0.35 * age**0.7
    return np.stack([x, y, z, radius, depth, kind, turn], -1).astype(np.float32)[::-1]


def _wander(born, seconds, seed):
    """A slow random walk of about -1..1 that neighbours in time share: it makes billows instead of a smooth cone."""
    return np.array([2.6 * (fractal(b / seconds, 0.5, 3, seed * 7 + 3) - 0.5) for b in born])


@njit(cache=True, nogil=True)
def splat(px, py, radius, tau, kind, turn, textures, light_x, light_y, out):
    """Adds puffs in pixels to `out` HxWx2: optical depth, and optical depth times how lit it is."""
    height, width = out.shape[0], out.shape[1]
    size = textures.shape[1]
    for n in range(px.shape[0]):
        reach = radius[n]
        c, s = np.cos(turn[n]), np.sin(turn[n])
        lx, ly = c * light_x + s * light_y, c * light_y - s * light_x
        thin = 1.0
        if reach < 0.8:
            thin, reach = (radius[n] / 0.8) ** 2, 0.8
        for r in range(max(0, int(py[n] - reach)), min(height, int(py[n] + reach) + 2)):
            for q in range(max(0, int(px[n] - reach)), min(width, int(px[n] + reach) + 2)):
                dx, dy = (q + 0.5 - px[n]) / reach, (r + 0.5 - py[n]) / reach
                u, v = (c * dx + s * dy + 1) / 2 * size - 0.5, (c * dy - s * dx + 1) / 2 * size - 0.5
                if u < 1 or v < 1 or u > size - 2 or v > size - 2:
                    continue
                i, j = int(u), int(v)
                a, b = u - i, v - j
                k = int(kind[n])
                w00, w10, w01, w11 = (1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b
                body = (textures[k, j, i, 0] * w00 + textures[k, j, i + 1, 0] * w10 + textures[k, j + 1, i, 0] * w01 + textures[k, j + 1, i + 1, 0] * w11)
                if body <= 0:
                    continue
                nx = textures[k, j, i, 1] * w00 + textures[k, j, i + 1, 1] * w10 + textures[k, j + 1, i, 1] * w01 + textures[k, j + 1, i + 1, 1] * w11
                ny = textures[k, j, i, 2] * w00 + textures[k, j, i + 1, 2] * w10 + textures[k, j + 1, i, 2] * w01 + textures[k, j + 1, i + 1, 2] * w11
                side = 0.5 - 3.0 * (nx * lx + ny * ly)
                depth = body * tau[n] * thin
                out[r, q, 0] += depth
                out[r, q, 1] += depth * min(1.0, max(0.0, side))


def draw(camera: TowerCamera, textures: np.ndarray, alive: np.ndarray, sun_screen, scale: float = 1.0):
    """(optical depth, litness 0..1, mean depth in metres) of puffs in the camera's picture at `scale`."""
    height, width = int(camera.height * scale), int(camera.width * scale)
    out = np.zeros((height, width, 2), np.float32)
    if len(alive) == 0:
        return out[..., 0], out[..., 1], 1e9
    px, py, depth, _ = camera.project(alive[:, 0], alive[:, 1], alive[:, 2])
    radius = camera.focal * alive[:, 3] / depth
    keep = depth > 5
    a = [np.ascontiguousarray(v[keep], np.float32) for v in (px * scale, py * scale, radius * scale, alive[:, 4], alive[:, 5], alive[:, 6])]
    splat(*a, textures, float(sun_screen[0]), float(sun_screen[1]), out)
    tau = out[..., 0]
    lit = out[..., 1] / np.maximum(tau, 1e-4)
    shade = tau
    for shift in (3, 6, 12, 20):
        move = np.array([[1, 0, -sun_screen[0] * shift * scale], [0, 1, -sun_screen[1] * shift * scale]], np.float32)
        shade = np.maximum(shade * 0.86, cv2.warpAffine(tau, move, (width, height)) * 0.86)
    lit = lit * (0.35 + 0.65 * np.exp(-0.55 * shade))
    return tau, lit, float(np.average(depth[keep])) if keep.any() else 1e9
