"""Light on what each pixel sees, split so that a moving thing's shadow can be laid over a street that was lit before.

`shade` answers three pictures: sunlight (to be dimmed by moving shadows), all other light, and the plain colour
(for headlamps that pass by). `compose` joins them with the shadows, contact darkness and headlamps of moving things.
"""

import numpy as np
from numba import njit

from ground_material import ground_colour
from light import lamp_light, sky_towards, wet_glint
from raster import LEAVE, NONE
from thing_materials import body_colour, plain_colour, wall_colour


def shade(camera, window, near, which, world, ground, light, sun, skies):
    """(sun part, rest, colour), each float32 [h, w, 3] for `window`; `world` has the triangles' arrays (street.World)."""
    shape = (*near.shape, 3)
    parts = [np.zeros(shape, np.float32) for _ in range(3)]
    _shade(
        camera.position, camera.turn, camera.focal, camera.width, camera.height, window[0], window[1], near, which,
        world.vertices, world.normals, world.triangles, world.materials, world.colours, world.owners, world.objects,
        ground.packed(), ground.marking, light.packed(), light.packed_lamps(),
        sun.map, sun.axes, sun.scale, sun.offset, *_stacked(skies), *parts,
    )  # fmt: skip
    return parts


def compose(camera, window, near, moving, parts, sun, objects, light, lamps):
    """The finished linear picture of `window`. `moving` marks pixels of moving things; `sun` is their shadow map, or None."""
    out = np.empty_like(parts[0])
    empty = sun is None
    _compose(
        camera.position, camera.turn, camera.focal, camera.width, camera.height, window[0], window[1], near, moving, *parts,
        np.zeros((1, 1), np.float32) if empty else sun.map, np.eye(3) if empty else sun.axes, 1.0 if empty else sun.scale,
        np.zeros(3) if empty else sun.offset, objects, light.packed(), np.asarray(lamps, np.float64).reshape(-1, 10), out,
    )  # fmt: skip
    return out


def _stacked(skies):
    if not skies:
        return np.full((1, 1, 1), -1e9, np.float32), np.eye(3)[None], np.ones(1), np.zeros((1, 3))
    return np.stack([s.map for s in skies]), np.stack([s.axes for s in skies]), np.array([s.scale for s in skies]), np.stack([s.offset for s in skies])


@njit(cache=True, fastmath=True)
def lit(px, py, pz, heights, axes, scale, offset, bias, spread):
    """How much of the light of a shadow map reaches a point, 0..1: the mean of nine places `spread` texels apart."""
    u = (axes[0, 0] * px + axes[0, 1] * py + axes[0, 2] * pz) * scale + offset[0]
    v = (axes[1, 0] * px + axes[1, 1] * py + axes[1, 2] * pz) * scale + offset[1]
    height = axes[2, 0] * px + axes[2, 1] * py + axes[2, 2] * pz + bias
    rows, columns = heights.shape
    if u < 0 or v < 0 or u >= columns or v >= rows:
        return 1.0
    if spread <= 0:
        return 1.0 if heights[int(v), int(u)] <= height else 0.0
    total = 0.0
    for i in range(-1, 2):
        for j in range(-1, 2):
            x, y = int(u + spread * (i + 0.35 * j)), int(v + spread * (j - 0.35 * i))
            if x < 0 or y < 0 or x >= columns or y >= rows or heights[y, x] <= height:
                total += 1.0
    return total / 9.0


@njit(cache=True, fastmath=True)
def _shade(eye, turn, focal, wide, high, x0, y0, near, which, vertices, normals, triangles, materials, colours, owners, objects,
           plan, marking, light, lamps, sun_map, sun_axes, sun_scale, sun_offset, sky_maps, sky_axes, sky_scales, sky_offsets,
           out_sun, out_rest, out_colour):  # fmt: skip
    night = light[12]
    for row in range(near.shape[0]):
        for column in range(near.shape[1]):
            t = which[row, column]
            if t == LEAVE:
                continue
            cx, cy = (x0 + column + 0.5 - wide / 2) / focal, (y0 + row + 0.5 - high / 2) / focal
            dx = turn[0, 0] * cx + turn[1, 0] * cy + turn[2, 0]
            dy = turn[0, 1] * cx + turn[1, 1] * cy + turn[2, 1]
            dz = turn[0, 2] * cx + turn[1, 2] * cy + turn[2, 2]
            long = np.sqrt(dx * dx + dy * dy + dz * dz)
            wet, mirror, gloss, emit, leaf = 0.0, 0.0, 1.0, 0.0, False
            if t == NONE:
                if dz > -1e-3:
                    r, g, b = sky_towards(dx / long, dy / long, max(0.02, dz / long + 0.25), light)
                    out_rest[row, column, 0], out_rest[row, column, 1], out_rest[row, column, 2] = r, g, b
                    continue
                depth = -eye[2] / dz
                px, py, pz = eye[0] + dx * depth, eye[1] + dy * depth, 0.0
                nx, ny, nz = 0.0, 0.0, 1.0
                r, g, b, wet = ground_colour(px, py, depth * long, plan, marking)
                mirror, gloss = wet * 0.9, 200.0
            else:
                depth = 1.0 / near[row, column]
                px, py, pz = eye[0] + dx * depth, eye[1] + dy * depth, eye[2] + dz * depth
                ia, ib, ic = triangles[t, 0], triangles[t, 1], triangles[t, 2]
                nx, ny, nz = _normal_at(px, py, pz, vertices[ia], vertices[ib], vertices[ic], normals[ia], normals[ib], normals[ic])
                material = materials[t]
                if nx * dx + ny * dy + nz * dz > 0:
                    nx, ny, nz = -nx, -ny, -nz
                r, g, b = colours[t, 0], colours[t, 1], colours[t, 2]
                o = objects[owners[t]]
                lx, ly, lz = px - o[0], py - o[1], pz - o[2]
                qx, qy = o[3] * lx + o[4] * ly, -o[4] * lx + o[3] * ly
                mx, my = o[3] * nx + o[4] * ny, -o[4] * nx + o[3] * ny
                if material == 4:
                    r, g, b, mirror, gloss, emit = body_colour(qx, qy, lz, mx, my, nz, r, g, b, o)
                elif material == 0:
                    r, g, b, mirror, gloss, emit = wall_colour(px, py, pz, qx if abs(my) > 0.5 else qy + 3.3, r, g, b, night, o[15])
                    if nz > 0.5:
                        mirror, emit = 0.0, 0.0
                else:
                    r, g, b, mirror, gloss, emit = plain_colour(material, px, py, pz, qx, qy, lz, mx, my, nz, r, g, b, plan[11])
                    leaf = material == 2
            facing = nx * light[0] + ny * light[1] + nz * light[2]
            if leaf:
                facing = 0.35 + 0.45 * abs(facing)
            if facing > 0 and light[3] + light[4] + light[5] > 0:
                open_sun = facing * lit(px, py, pz, sun_map, sun_axes, sun_scale, sun_offset, 0.10, light[14])
            else:
                open_sun = 0.0
            ar, ag, ab = _ambient(px + nx * 0.08, py + ny * 0.08, pz + nz * 0.08, nx, ny, nz, light, sky_maps, sky_axes, sky_scales, sky_offsets)
            if lamps.shape[0] > 0:
                er, eg, eb = lamp_light(px, py, pz, nx, ny, nz, lamps)
                ar, ag, ab = ar + er, ag + eg, ab + eb
            rest_r, rest_g, rest_b = r * ar + r * emit, g * ag + g * emit, b * ab + b * emit
            sun_r, sun_g, sun_b = r * light[3] * open_sun, g * light[4] * open_sun, b * light[5] * open_sun
            if mirror > 0.005:
                ux, uy, uz = dx / long, dy / long, dz / long
                turned = ux * nx + uy * ny + uz * nz
                mx, my, mz = ux - 2 * turned * nx, uy - 2 * turned * ny, uz - 2 * turned * nz
                share = mirror * (0.12 + 0.88 * (1 - min(1.0, -turned)) ** 4) if gloss > 100 else mirror * 0.3
                er, eg, eb = sky_towards(mx, my, mz, light)
                rest_r, rest_g, rest_b = rest_r + er * share, rest_g + eg * share, rest_b + eb * share
                toward = mx * light[0] + my * light[1] + mz * light[2]
                if toward > 0.7 and open_sun > 0:
                    spark = mirror * toward**gloss * 9.0
                    sun_r, sun_g, sun_b = sun_r + light[3] * spark, sun_g + light[4] * spark, sun_b + light[5] * spark
                if wet > 0 and lamps.shape[0] > 0:
                    er, eg, eb = wet_glint(px, py, -ux, -uy, -uz, lamps)
                    rest_r, rest_g, rest_b = rest_r + er * wet, rest_g + eg * wet, rest_b + eb * wet
            veil = 1 - np.exp(-depth * long * light[13])
            keep = 1 - veil
            out_sun[row, column, 0], out_sun[row, column, 1], out_sun[row, column, 2] = sun_r * keep, sun_g * keep, sun_b * keep
            out_rest[row, column, 0] = rest_r * keep + light[9] * veil
            out_rest[row, column, 1] = rest_g * keep + light[10] * veil
            out_rest[row, column, 2] = rest_b * keep + light[11] * veil
            out_colour[row, column, 0], out_colour[row, column, 1], out_colour[row, column, 2] = r, g, b


@njit(cache=True, fastmath=True)
def _ambient(px, py, pz, nx, ny, nz, light, maps, axes, scales, offsets):
    """Sky light from the directions whose shadow maps let it through, and what the street throws back."""
    r, g, b, weight = 0.0, 0.0, 0.0, 1e-6
    for k in range(maps.shape[0]):
        facing = nx * axes[k, 2, 0] + ny * axes[k, 2, 1] + nz * axes[k, 2, 2]
        if facing <= 0.02:
            continue
        weight += facing
        share = facing * lit(px, py, pz, maps[k], axes[k], scales[k], offsets[k], 0.12, 0.0)
        s = axes[k, 2, 2]
        r += share * (light[9] + (light[6] - light[9]) * s)
        g += share * (light[10] + (light[7] - light[10]) * s)
        b += share * (light[11] + (light[8] - light[11]) * s)
    up = 0.5 + 0.5 * nz
    back = (1 - up) * 0.30 + 0.07
    sunny = 0.25 * light[2]
    return (r / weight * up + back * (light[9] + light[3] * sunny), g / weight * up + back * (light[10] + light[4] * sunny),
            b / weight * up + back * (light[11] + light[5] * sunny))  # fmt: skip


@njit(cache=True, fastmath=True)
def _normal_at(px, py, pz, a, b, c, na, nb, nc):
    """The smooth normal at a point of a triangle."""
    e1x, e1y, e1z = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    e2x, e2y, e2z = c[0] - a[0], c[1] - a[1], c[2] - a[2]
    wx, wy, wz = px - a[0], py - a[1], pz - a[2]
    d11, d12, d22 = e1x * e1x + e1y * e1y + e1z * e1z, e1x * e2x + e1y * e2y + e1z * e2z, e2x * e2x + e2y * e2y + e2z * e2z
    w1, w2 = wx * e1x + wy * e1y + wz * e1z, wx * e2x + wy * e2y + wz * e2z
    under = d11 * d22 - d12 * d12
    if abs(under) < 1e-14:
        return na[0], na[1], na[2]
    v, w = (d22 * w1 - d12 * w2) / under, (d11 * w2 - d12 * w1) / under
    v, w = min(1.0, max(0.0, v)), min(1.0, max(0.0, w))
    u = 1 - v - w
    x, y, z = u * na[0] + v * nb[0] + w * nc[0], u * na[1] + v * nb[1] + w * nc[1], u * na[2] + v * nb[2] + w * nc[2]
    size = np.sqrt(x * x + y * y + z * z) + 1e-9
    return x / size, y / size, z / size


@njit(cache=True, fastmath=True)
def _compose(eye, turn, focal, wide, high, x0, y0, near, moving, sun_part, rest, colour, dyn_map, axes, scale, offset, objects, light, lamps, out):
    sunny = light[3] + light[4] + light[5] > 0 and dyn_map.shape[0] > 1
    for row in range(near.shape[0]):
        for column in range(near.shape[1]):
            cx, cy = (x0 + column + 0.5 - wide / 2) / focal, (y0 + row + 0.5 - high / 2) / focal
            dx = turn[0, 0] * cx + turn[1, 0] * cy + turn[2, 0]
            dy = turn[0, 1] * cx + turn[1, 1] * cy + turn[2, 1]
            dz = turn[0, 2] * cx + turn[1, 2] * cy + turn[2, 2]
            depth = 1.0 / near[row, column] if near[row, column] > 0 else (-eye[2] / dz if dz < -1e-3 else 1e5)
            px, py, pz = eye[0] + dx * depth, eye[1] + dy * depth, eye[2] + dz * depth
            shadow, contact = 1.0, 1.0
            if depth < 500:
                if sunny and sun_part[row, column, 0] + sun_part[row, column, 1] > 1e-5:
                    shadow = lit(px, py, pz, dyn_map, axes, scale, offset, 0.05 if not moving[row, column] else 0.14, light[14] * 0.8)
                if not moving[row, column] and pz < 0.3:
                    for i in range(objects.shape[0]):
                        contact *= _contact(px, py, objects[i])
            lr, lg, lb = 0.0, 0.0, 0.0
            if lamps.shape[0] > 0 and depth < 500:
                nz = 1.0 if pz < 0.2 else 0.35
                lr, lg, lb = lamp_light(px, py, pz, -dx * (1 - nz) / 1.4, -dy * (1 - nz) / 1.4, nz, lamps)
                if pz < 0.02 and rest[row, column, 0] > 0:
                    size = np.sqrt(dx * dx + dy * dy + dz * dz)
                    er, eg, eb = wet_glint(px, py, -dx / size, -dy / size, -dz / size, lamps)
                    lr, lg, lb = lr + er * 2.0, lg + eg * 2.0, lb + eb * 2.0
            out[row, column, 0] = rest[row, column, 0] * contact + sun_part[row, column, 0] * shadow + colour[row, column, 0] * lr
            out[row, column, 1] = rest[row, column, 1] * contact + sun_part[row, column, 1] * shadow + colour[row, column, 1] * lg
            out[row, column, 2] = rest[row, column, 2] * contact + sun_part[row, column, 2] * shadow + colour[row, column, 2] * lb


@njit(cache=True, fastmath=True)
def _contact(px, py, o):
    """The darkness on the ground under and around a standing thing."""
    lx, ly = px - o[0], py - o[1]
    x, y = abs(o[3] * lx + o[4] * ly) - o[5] / 2 + 0.12, abs(-o[4] * lx + o[3] * ly) - o[6] / 2 + 0.10
    if x > 2.5 or y > 2.5:
        return 1.0
    outside = np.sqrt(max(x, 0.0) ** 2 + max(y, 0.0) ** 2)
    inside = min(max(x, y), 0.0)
    dark = 0.72 * np.exp(-outside / 0.30) if outside > 0 else 0.72 + 0.20 * (1 - np.exp(inside / 0.25))
    return 1 - dark * o[18]
