"""An estate of towers, cast ray by ray from a fixed camera into linear light."""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit, prange

from . import tower_geometry as geometry
from .light import SHADOW_LEVEL, SHADOW_SLOPE, SUN_B, SUN_G, SUN_R, SUN_SPREAD, SUN_X, SUN_Y, SUN_Z, Light, ambient, haze_amount, sky
from .pinhole import Pinhole
from .procedural_noise import fractal_noise, hash3
from .tower_geometry import CLOTH, GLASS, OUTER_METRES, PARAPET, PARAPET_STYLE, march
from .tower_shading import glass_colour, solid_colour, thin_layer

PALETTES = [
    ((0.58, 0.50, 0.40), (0.40, 0.24, 0.17)),
    ((0.62, 0.60, 0.55), (0.36, 0.33, 0.30)),
    ((0.52, 0.36, 0.26), (0.64, 0.60, 0.52)),
    ((0.66, 0.62, 0.50), (0.50, 0.42, 0.30)),
    ((0.50, 0.52, 0.54), (0.26, 0.30, 0.36)),
    ((0.64, 0.52, 0.46), (0.46, 0.30, 0.26)),
]


@dataclass(frozen=True)
class Face:
    """One façade: where it stands (left foot, direction along it) and how it is built."""

    origin: tuple[float, float]
    axis: tuple[float, float]
    bays: int
    floors: int
    seed: int
    floor_height_metres: float = 3.0

    def packed(self) -> np.ndarray:
        rng = np.random.default_rng(self.seed)
        bay_width = round(float(rng.uniform(3.1, 3.7)), 2)
        wall, band = PALETTES[int(rng.integers(len(PALETTES)))]
        wide = float(rng.uniform(1.5, 2.1))
        row = np.zeros(geometry.COLUMNS)
        row[:10] = [*self.origin, *self.axis, self.bays * bay_width, self.floors, self.floor_height_metres, bay_width,
                    self.seed % 100003, int(rng.integers(0, 3))]  # fmt: skip
        row[10:14] = [wide, rng.uniform(1.3, 1.65), rng.uniform(1.15, 1.5), int(rng.integers(0, 3))]
        row[14:17], row[17:20] = np.array(wall) * rng.uniform(0.85, 1.05), np.array(band) * rng.uniform(0.85, 1.1)
        row[20:24] = [int(rng.integers(0, 3)), rng.uniform(0.0, 0.4), rng.uniform(0.35, 0.7), rng.uniform(0.3, 0.75)]
        return row

    @property
    def width_metres(self) -> float:
        return float(self.packed()[geometry.WIDTH])


def tower_faces(left: float, front: float, bays: int, floors: int, seed: int, side_bays: int = 4) -> list[Face]:
    """A tower as its front and both visible sides."""
    face = Face((left, front), (1.0, 0.0), bays, floors, seed)
    depth = Face((0, 0), (0, 1), side_bays, floors, seed + 1).width_metres
    return [
        face,
        Face((left, front - depth), (0.0, 1.0), side_bays, floors, seed + 1),
        Face((left + face.width_metres, front), (0.0, -1.0), side_bays, floors, seed + 2),
    ]


@njit(cache=True)
def enter(face, px, py, pz, dx, dy, dz):
    """Where a ray enters the slab of a face: (does it, metres, local start, local direction)."""
    ax, az = face[geometry.AXIS_X], face[geometry.AXIS_Z]
    ox, oz = px - face[geometry.ORIGIN_X], pz - face[geometry.ORIGIN_Z]
    u, w = ox * ax + oz * az, ox * -az + oz * ax
    du, dw = dx * ax + dz * az, dx * -az + dz * ax
    top = face[geometry.FLOORS] * face[geometry.FLOOR_HEIGHT] + 1.1
    near, far = 0.0, 1e9
    for start, speed, low, high in ((u, du, 0.002, face[geometry.WIDTH] - 0.002), (py, dy, 0.0, top), (w, dw, -0.2, OUTER_METRES)):
        if abs(speed) < 1e-9:
            if start < low or start > high:
                return False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            continue
        first, second = (low - start) / speed, (high - start) / speed
        near, far = max(near, min(first, second)), min(far, max(first, second))
    if near >= far or dw >= 0:
        return False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    return True, near, u + du * near, py + dy * near, w + dw * near, du, dw


@njit(cache=True)
def openness(face, u, v, w, nu, nv, nw):
    """Ambient occlusion along the normal, 0 closed … 1 open."""
    hidden, weight = 0.0, 1.0
    for reach in (0.12, 0.35, 0.8, 1.5):
        su, sv, sw = u + nu * reach, v + nv * reach, w + nw * reach
        if su <= 0 or su >= face[geometry.WIDTH] or sv <= 0:
            continue
        bay, floor = int(su / face[geometry.BAY_WIDTH]), int(sv / face[geometry.FLOOR_HEIGHT])
        d, _ = geometry.cell_distance(face, bay, floor, su - bay * face[geometry.BAY_WIDTH], sv - floor * face[geometry.FLOOR_HEIGHT], sw)
        hidden += weight * max(reach - d, 0.0) / reach
        weight *= 0.62
    return max(1.0 - 0.46 * hidden, 0.12)


@njit(cache=True)
def shade_hit(face, light, u, v, w, du, dv, dw, material, bay, floor, cloth_r, cloth_g, cloth_b, jitter_a, jitter_b):
    """Radiance that leaves a hit point towards the camera."""
    ax, az = face[geometry.AXIS_X], face[geometry.AXIS_Z]
    x, y = u - bay * face[geometry.BAY_WIDTH], v - floor * face[geometry.FLOOR_HEIGHT]
    nu, nv, nw = 0.0, 0.0, 1.0
    if cloth_r < 0:
        e = 0.008
        d0, _ = geometry.cell_distance(face, bay, floor, x, y, w)
        dx, _ = geometry.cell_distance(face, bay, floor, x + e, y, w)
        dy, _ = geometry.cell_distance(face, bay, floor, x, y + e, w)
        dz, _ = geometry.cell_distance(face, bay, floor, x, y, w + e)
        nu, nv, nw = dx - d0, dy - d0, dz - d0
        length = math.sqrt(nu * nu + nv * nv + nw * nw) + 1e-9
        nu, nv, nw = nu / length, nv / length, nw / length
    tinted = material == PARAPET and int(face[PARAPET_STYLE]) == 1
    glossy_r, glossy_g, glossy_b = 0.0, 0.0, 0.0
    if material == GLASS or tinted:
        dot = du * nu + dv * nv + dw * nw
        ru, rv, rw = du - 2 * dot * nu, dv - 2 * dot * nv, dw - 2 * dot * nw
        wx, wz = ru * ax - rw * az, ru * az + rw * ax
        r, g, b = glass_colour(face, light, bay, floor, x, y, wx, rv, wz, -dot)
        closed = openness(face, u, v, w, nu, nv, nw)
        if material == GLASS:
            return r * (0.4 + 0.6 * closed), g * (0.4 + 0.6 * closed), b * (0.4 + 0.6 * closed)
        glossy_r, glossy_g, glossy_b = r * 0.5, g * 0.55, b * 0.55
    if cloth_r >= 0:
        ar, ag, ab = cloth_r, cloth_g, cloth_b
    else:
        ar, ag, ab = solid_colour(face, light, material, bay, floor, u, v, x, y, nv)
    sx = light[SUN_X] + (jitter_a - 0.5) * light[SUN_SPREAD] * 2
    sy = light[SUN_Y] + (jitter_b - 0.5) * light[SUN_SPREAD] * 2
    su, sw = sx * ax + light[SUN_Z] * az, sx * -az + light[SUN_Z] * ax
    lit = max(nu * su + nv * sy + nw * sw, 0.0)
    if lit > 0 and v < light[SHADOW_LEVEL] + light[SHADOW_SLOPE] * u + 0.6 * fractal_noise(u, v, 5, 2) + jitter_b * 0.5:
        lit = 0.0
    if lit > 0:
        blocked, _, _, _, _ = march(face, u + nu * 0.03, v + nv * 0.03, w + nw * 0.03, su, sy, sw, 8.0)
        if blocked:
            lit = 0.0
    open_share = openness(face, u, v, w, nu, nv, nw)
    er, eg, eb = ambient(light, nv)
    r = ar * (er * open_share + light[SUN_R] * lit * 0.62) + glossy_r
    g = ag * (eg * open_share + light[SUN_G] * lit * 0.62) + glossy_g
    b = ab * (eb * open_share + light[SUN_B] * lit * 0.62) + glossy_b
    return r, g, b


@njit(cache=True)
def trace(faces, light, px, py, pz, dx, dy, dz, jitter_a, jitter_b):
    """Radiance along one ray, the face it met (-1 sky), its bay and floor."""
    best, which, r, g, b, best_bay, best_floor = 1e9, -1, 0.0, 0.0, 0.0, 0, 0
    for index in range(faces.shape[0]):
        face = faces[index]
        inside, start, u, v, w, du, dw = enter(face, px, py, pz, dx, dy, dz)
        if not inside or start >= best:
            continue
        hit, travelled, material, bay, floor = march(face, u, v, w, du, dy, dw, 60.0)
        reach = travelled if hit else 1e9
        cloth_r, cloth_g, cloth_b = -1.0, 0.0, 0.0
        depth = face[geometry.BALCONY_DEPTH]
        for layer in range(3):
            plane = depth * 0.7 if layer == 0 else (depth - 0.06 if layer == 1 else 0.38)
            at = (plane - w) / dw
            cu, cv = u + du * at, v + dy * at
            if at <= 0 or at >= reach or cu <= 0 or cu >= face[geometry.WIDTH] or cv <= 0:
                continue
            cbay, cfloor = int(cu / face[geometry.BAY_WIDTH]), int(cv / face[geometry.FLOOR_HEIGHT])
            found, tr, tg, tb = thin_layer(face, cbay, cfloor, cu - cbay * face[geometry.BAY_WIDTH], cv - cfloor * face[geometry.FLOOR_HEIGHT], layer)
            if found > 0:
                reach, hit, material, bay, floor = at, True, CLOTH, cbay, cfloor
                cloth_r, cloth_g, cloth_b = tr, tg, tb
        if not hit or start + reach >= best:
            continue
        best, which, best_bay, best_floor = start + reach, index, bay, floor
        r, g, b = shade_hit(face, light, u + du * reach, v + dy * reach, w + dw * reach, du, dy, dw, material, bay, floor,
                            cloth_r, cloth_g, cloth_b, jitter_a, jitter_b)  # fmt: skip
    if which < 0:
        r, g, b = sky(light, dx, max(dy, 0.0), dz)
        if dy < -0.002:
            best = -py / dy
            tone = 0.10 + 0.10 * fractal_noise((px + dx * best) * 0.4, (pz + dz * best) * 0.4, 3, 4)
            r, g, b = r * tone, g * tone, b * tone * 0.9
        else:
            return r, g, b, -1, 0, 0
    far = haze_amount(light, best)
    hr, hg, hb = sky(light, dx, 0.06, dz)
    return r * (1 - far) + hr * far, g * (1 - far) + hg * far, b * (1 - far) + hb * far, which, best_bay, best_floor


@njit(cache=True, parallel=True)
def cast(faces, light, position, axes, focal, width, height, samples, colour, cells):
    """Fills `colour` [h, w, 3] (linear RGB) and `cells` [h, w, 3] (face, bay, floor), `samples`² rays a pixel."""
    for row in prange(height):
        for column in range(width):
            r, g, b = 0.0, 0.0, 0.0
            for i in range(samples):
                for j in range(samples):
                    ja, jb = hash3(column * samples + i, row * samples + j, 1), hash3(column * samples + i, row * samples + j, 2)
                    cx = (column + (i + ja) / samples - width / 2) / focal
                    cy = (height / 2 - row - (j + jb) / samples) / focal
                    dx = axes[2, 0] + axes[0, 0] * cx + axes[1, 0] * cy
                    dy = axes[2, 1] + axes[0, 1] * cx + axes[1, 1] * cy
                    dz = axes[2, 2] + axes[0, 2] * cx + axes[1, 2] * cy
                    length = math.sqrt(dx * dx + dy * dy + dz * dz)
                    sr, sg, sb, which, bay, floor = trace(faces, light, position[0], position[1], position[2], dx / length, dy / length, dz / length, jb, ja)
                    r, g, b = r + min(sr, 6.0), g + min(sg, 6.0), b + min(sb, 6.0)
            n = samples * samples
            colour[row, column, 0], colour[row, column, 1], colour[row, column, 2] = r / n, g / n, b / n
            cells[row, column, 0], cells[row, column, 1], cells[row, column, 2] = which, bay, floor


def render_estate(faces: list[Face], light: Light, camera: Pinhole, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """The empty scene: linear RGB float32 [h, w, 3] and int16 [h, w, 3] of face, bay and floor (face -1 is sky)."""
    colour = np.zeros((camera.height, camera.width, 3), np.float32)
    cells = np.zeros((camera.height, camera.width, 3), np.int16)
    rows = np.stack([face.packed() for face in faces])
    cast(rows, light.packed(), camera.position, camera.axes, camera.focal_px, camera.width, camera.height, samples, colour, cells)
    return colour, cells
