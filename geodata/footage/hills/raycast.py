"""Casts the height field into a level pinhole picture, column by column from near to far.

Each step along a column covers the exact fraction of the pixels between its own screen row and the row reached before,
so far fields blend as they do on a sensor. The tower's tilt is a pure rotation and is applied afterwards.
"""
import numpy as np
from numba import njit

from land import FOREST, ROLLING, ROOF, TREE, WALL, WATER, sample
from noise import value_noise
from paint import albedo


@njit(cache=True)
def sunlight(x, y, top, sun, p):
    """1 in the sun, down to 0 in the shadow of what stands between."""
    if sun[2] <= 0.02:
        return 0.0
    flat = np.sqrt(sun[0] ** 2 + sun[1] ** 2)
    ux, uy, climb = sun[0] / flat, sun[1] / flat, sun[2] / flat
    light = 1.0
    reach = 0.9
    for _ in range(9):
        height = sample(x + ux * reach, y + uy * reach, p)[1]
        clear = top + 0.15 + climb * reach - height
        if clear < 0:
            light = min(light, max(0.0, 1 + clear / (0.12 * reach + 0.2)))
            if light <= 0:
                return 0.0
        reach *= 1.62
        if climb * reach > 24:
            break
    return light


@njit(cache=True)
def normal(x, y, top, step, p):
    """Unit normal of the surface over a step about as wide as a pixel."""
    hx = sample(x + step, y, p)[1] - top
    hy = sample(x, y + step, p)[1] - top
    limit = 1.6 * step
    nx, ny = -min(limit, max(-limit, hx)) / step, -min(limit, max(-limit, hy)) / step
    length = np.sqrt(nx * nx + ny * ny + 1)
    return nx / length, ny / length, 1 / length


@njit(cache=True, nogil=True)
def cast(p, eye, forward, right, focal, cx, cy, width, height, sun, reach_metres, direct, ambient, depth, cover):
    """Fills direct and ambient albedo-weighted light (HxWx3), forward depth in metres and coverage 0..1."""
    for column in range(width):
        slope = (column + 0.5 - cx) / focal
        dx, dy = forward[0] + slope * right[0], forward[1] + slope * right[1]
        edge = float(height)
        z = max(4.0, 0.72 * focal * eye[2] / max(1.0, height - cy))
        while z < reach_metres and edge > 0:
            step = min(max(0.45 * z * z / (focal * eye[2]), 0.5 * z / focal), max(1.8, z * 0.0011))
            z += step
            x, y = eye[0] + dx * z, eye[1] + dy * z
            ground, top, material, tint, across, extra = sample(x, y, p)
            row = cy + focal * (eye[2] - top) / z
            if row >= edge:
                continue
            footprint = z / focal
            nx, ny, nz = normal(x, y, top, max(0.35, footprint), p)
            lit = sunlight(x, y, top, sun, p)
            open_sky = 0.55 + 0.45 * nz
            first, last = max(0, int(np.floor(row))), min(height - 1, int(np.ceil(edge)) - 1)
            for pixel in range(first, last + 1):
                part = min(edge, pixel + 1.0) - max(row, float(pixel))
                if part <= 0:
                    continue
                at = eye[2] - (pixel + 0.5 - cy) * z / focal
                above = min(max(at - ground, 0.0), top - ground)
                kind, facing = material, nx * sun[0] + ny * sun[1] + nz * sun[2]
                occluded = open_sky
                if material == ROOF and above < extra - 0.05:
                    kind = WALL
                    facing = abs(sun[0]) if across == 0 else abs(sun[1])
                    facing = 0.25 + 0.6 * facing
                    occluded = 0.6
                elif material == TREE or material == FOREST:
                    share = above / max(0.5, top - ground)
                    occluded *= 0.35 + 0.65 * share
                    facing = max(facing, 0.15) * (0.3 + 0.7 * share)
                a, b, c = albedo(x, y, above, kind, tint, across, extra, footprint, p)
                shine = max(0.0, facing) * lit
                if material == WATER:
                    ripple = 0.8 + 0.4 * value_noise(x / 3, y / 3, 5)
                    a, b, c, shine, occluded = 0.16 * ripple, 0.19 * ripple, 0.22 * ripple, 0.12, 1.1
                direct[pixel, column, 0] += part * a * shine
                direct[pixel, column, 1] += part * b * shine
                direct[pixel, column, 2] += part * c * shine
                ambient[pixel, column, 0] += part * a * occluded
                ambient[pixel, column, 1] += part * b * occluded
                ambient[pixel, column, 2] += part * c * occluded
                depth[pixel, column] += part * z
                cover[pixel, column] += part
            edge = row
