"""What mesh surfaces look like close by: car bodies with glass and lamps, walls with windows, pavers, cartons, leaves.

Each function answers (r, g, b, mirror, gloss, light): albedo, how much it mirrors, how sharp, and what it emits (of its own colour).
"""

import numpy as np
from numba import njit

from noise import fractal, noise, ramp, speck


@njit(cache=True, fastmath=True)
def body_colour(x, y, z, nx, ny, nz, r, g, b, o):
    """A vehicle's skin at the local place (x, y, z); `o` is its row of numbers (see street.py)."""
    length, width, height = o[5], o[6], o[7]
    hood, screen_top, rear_top, rear, belt, sill, kind = o[8], o[9], o[10], o[11], o[12], o[13], o[14]
    lights, brake = o[16], o[17]
    front, side = x > 0, abs(y)
    nose = length / 2
    rise = (z - belt) / max(height - belt, 0.1)
    glass = False
    if kind < 1.5:
        screen = hood - rise * (hood - screen_top)
        back = rear + rise * (rear_top - rear)
        if 0.07 < rise < 0.86:
            if abs(ny) > 0.45 and back + 0.16 < x < screen - 0.14:
                glass = abs(x - (0.10 if kind == 0 else 0.5)) > 0.05 and abs(x - (back + 0.75)) > 0.035
                if kind == 1 and (int(o[15]) % 3 == 0) and x < 0.3:
                    glass = False
            elif nx > 0.2 and x > screen_top - 0.05 and side < width * 0.41:
                glass = True
            elif nx < -0.2 and x < rear_top + 0.05 and side < width * 0.38 and rise > 0.16:
                glass = True
    elif kind == 2:
        if abs(ny) > 0.6 and 1.25 < z < height - 0.55 and abs(x) < nose - 0.35:
            glass = (x + nose) % 1.45 > 0.09
        if abs(nx) > 0.6 and 1.1 < z < height - 0.45 and side < width * 0.45:
            glass = True
        if ny < -0.6 and 0.42 < z < height - 0.5 and (nose - 1.5 < x < nose - 0.4 or -0.6 < x < 0.7):
            glass = True
    else:
        if 0.10 < rise < 0.80 and nx > 0.3 and side < width * 0.42:
            glass = True
        if 0.10 < rise < 0.75 and abs(ny) > 0.5 and nose - 1.25 < x < nose - 0.30:
            glass = True
    if glass:
        return 0.010, 0.012, 0.013, 0.42, 400.0, 0.0
    low = z - sill
    scale = belt - sill
    if nx > 0.3 and front and x > nose - 0.6 and side > width * 0.27 and 0.48 < low / scale < 0.80 and kind != 2:
        return 0.75, 0.75, 0.72, 0.5, 200.0, lights * 14.0
    if nx < -0.3 and not front and side > width * 0.33 and 0.60 < low / scale < 0.86:
        return 0.42, 0.015, 0.012, 0.25, 200.0, 0.25 * lights + brake * 3.5
    if kind == 2 and abs(nx) > 0.6 and side > width * 0.32 and 0.55 < z < 0.85:
        if front:
            return 0.75, 0.75, 0.7, 0.4, 200.0, lights * 12.0
        return 0.4, 0.02, 0.02, 0.3, 200.0, 0.3 * lights + brake * 3.5
    if abs(nx) > 0.55 and side < 0.23 and 0.16 < low / scale < 0.38 and kind < 3:
        ink = 1.0 if speck(int(y * 28 + 99), int(z * 20), 3) > 0.55 else 0.0
        if int(o[15]) % 4 == 0:
            return 0.25 + 0.2 * ink, 0.5, 0.3, 0.05, 20.0, 0.0
        return 0.03 + 0.5 * ink, 0.08 + 0.45 * ink, 0.36 + 0.2 * ink, 0.05, 20.0, 0.0
    if front and nx > 0.4 and side < width * 0.25 and 0.10 < low / scale < 0.62:
        bars = 0.5 + 0.5 * np.sin(z * 120)
        return 0.015 + 0.05 * bars, 0.015 + 0.05 * bars, 0.016 + 0.05 * bars, 0.15, 40.0, 0.0
    for wheel_x in (o[19], o[20]):
        radius = o[21] + 0.055
        if (x - wheel_x) ** 2 + (z - o[21]) ** 2 < radius * radius and side > width * 0.3:
            return 0.008, 0.008, 0.008, 0.0, 5.0, 0.0
    if low < 0.09 or (kind < 2 and low < 0.16 and abs(nx) > 0.3):
        return 0.02, 0.02, 0.021, 0.05, 10.0, 0.0
    shade = 1.0
    if abs(ny) > 0.5 and kind < 2 and low > 0.1 and z < belt:
        for seam in (hood - 0.25, (hood + rear) * 0.5 + 0.05, rear + length * 0.17):
            if abs(x - seam) < 0.012:
                shade = 0.25
        if abs(z - (belt - 0.11)) < 0.018 and (abs(x - hood * 0.12) < 0.1 or abs(x - (hood * 0.12 - 1.0)) < 0.1):
            shade = 0.45
    if nz > 0.6 and abs(x - (hood + 0.02)) < 0.014 and kind == 0:
        shade = 0.25
    dirt = ramp(0.45, 0.0, low) * 0.35 * (0.5 + fractal(x * 3, z * 3 + o[15], y, 2))
    r, g, b = r * shade * (1 - dirt) + 0.10 * dirt, g * shade * (1 - dirt) + 0.095 * dirt, b * shade * (1 - dirt) + 0.085 * dirt
    return r, g, b, 0.045 + 0.10 * (1 - dirt), 350.0, 0.0


@njit(cache=True, fastmath=True)
def wall_colour(x, y, z, along, r, g, b, night, style):
    """A house front: plaster or brick, a grid of windows with frames, some lit at night, streaks below the sills."""
    stain = fractal(along * 0.35, z * 0.12 + style, 2.0, 4)
    streak = fractal(along * 2.6, z * 0.22, style, 3)
    tone = 0.78 + 0.34 * stain - 0.22 * ramp(0.5, 0.8, streak)
    kind = int(style) % 3
    if kind == 1:
        course = int(np.floor(z / 0.075))
        joint = (z / 0.075) % 1.0 < 0.14 or ((along + 0.12 * (course % 2)) / 0.24) % 1.0 < 0.05
        tone *= 1.25 if joint else 0.85 + 0.3 * speck(int(np.floor((along + 0.12 * (course % 2)) / 0.24)), course, 5)
    elif kind == 2:
        if (z / 0.6) % 1.0 < 0.02 or (along / 0.9) % 1.0 < 0.014:
            tone *= 0.6
    if z < 0.6:
        tone *= 0.55 + 0.75 * z
    storey, bay = (z - 0.9) / 3.0, along / (2.7 + 0.4 * kind)
    s, t = storey % 1.0, bay % 1.0
    if z > 0.9 and 0.08 < s < 0.56 and 0.22 < t < 0.78:
        frame = min(s - 0.08, 0.56 - s) < 0.018 or min(t - 0.22, 0.78 - t) < 0.014 or abs(t - 0.5) < 0.008
        if frame:
            return 0.5, 0.5, 0.5, 0.03, 20.0, 0.0
        pick = speck(int(np.floor(bay)), int(np.floor(storey)), int(style) + 7)
        if night > 0 and pick > 0.62:
            curtain = 0.6 + 0.4 * noise(along * 3, 1.0, pick * 50)
            return 0.9, 0.62 + 0.2 * pick * 0.5, 0.32, 0.2, 300.0, night * curtain * 0.9
        if pick < 0.35:
            return 0.22 + 0.2 * pick, 0.21 + 0.15 * pick, 0.2, 0.25, 300.0, 0.0
        return 0.016, 0.019, 0.022, 0.5, 300.0, 0.0
    if z > 0.9 and 0.03 < s < 0.08 and 0.19 < t < 0.81:
        tone *= 1.15
    return r * tone, g * tone, b * tone, 0.0, 1.0, 0.0


@njit(cache=True, fastmath=True)
def plain_colour(material, wx, wy, wz, x, y, z, nx, ny, nz, r, g, b, wet):
    """Everything else, from its base colour."""
    if material == 14:  # kerb stones and pavers
        if nz > 0.5:
            course = int(np.floor(wy / 0.4))
            joint = (wy / 0.4) % 1.0 < 0.03 or ((wx + 0.2 * (course % 2)) / 0.4) % 1.0 < 0.03
            tile = speck(int(np.floor((wx + 0.2 * (course % 2)) / 0.4)), course, 2)
            tone = 0.62 if joint else 0.82 + 0.28 * tile
        else:
            tone = 0.8 if (wy % 1.0) > 0.02 else 0.5
        tone *= 0.8 + 0.4 * fractal(wx * 0.8, wy * 0.8, 1.0, 3) - 0.1 * noise(wx * 40, wy * 40, 1.0)
        return r * tone * (1 - 0.3 * wet), g * tone * (1 - 0.3 * wet), b * tone * (1 - 0.3 * wet), 0.08 * wet, 60.0, 0.0
    if material == 15:
        tone = 0.55 + 0.9 * fractal(wx * 9, wy * 9, 3.0, 3) * fractal(wx * 0.6, wy * 0.6, 8.0, 3)
        return r * tone, g * tone, b * tone, 0.0, 1.0, 0.0
    if material == 11:  # cargo box: ribs and grime
        rib = 0.88 + 0.12 * np.sin((x if abs(ny) > 0.5 else y) * 2 * np.pi / 0.42)
        grime = 0.78 + 0.35 * fractal(x * 0.8 + y, z * 1.1, 4.0, 3) - 0.15 * ramp(0.55, 0.8, fractal(x * 4, z * 0.7, 2.0, 2))
        return r * rib * grime, g * rib * grime, b * rib * grime, 0.03, 40.0, 0.0
    if material == 8:
        tone = 0.85 + 0.3 * fractal(x * 5, y * 5 + z * 4, 6.0, 3)
        if abs(y) < 0.04 and nz > 0.5:
            return 0.45 * tone, 0.38 * tone, 0.26 * tone, 0.05, 20.0, 0.0
        return r * tone, g * tone, b * tone, 0.0, 1.0, 0.0
    if material == 7:
        fold = 0.72 + 0.5 * fractal(x * 7, y * 7, z * 5, 2)
        return r * fold, g * fold, b * fold, 0.0, 1.0, 0.0
    if material == 2:
        return r, g, b, 0.02, 12.0, 0.0
    if material == 3 or material == 1:
        tone = 0.75 + 0.5 * fractal(wx * 4 + wy * 4, wz * 2.5, 3.0, 3)
        return r * tone, g * tone, b * tone, 0.0, 1.0, 0.0
    if material == 5:
        return r, g, b, 0.06 if r > 0.1 else 0.01, 30.0, 0.0
    if material == 6:
        return r, g, b, 0.08, 120.0, 0.0
    if material == 9:
        return 0.015, 0.017, 0.02, 0.5, 300.0, 0.0
    if material == 10:
        return r, g, b, 0.0, 1.0, 6.0
    if material == 13:
        return r, g, b, 0.035, 50.0, 0.0
    return r, g, b, 0.0, 1.0, 0.0
