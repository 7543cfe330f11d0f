"""What the solids of a façade look like: cladding, stains, glass with curtains, laundry, bars."""

import math

from numba import njit

from .light import CLOUD_COVER, LIT_WINDOWS, WET, sky
from .procedural_noise import fractal_noise, hash3, smoothstep, value_noise
from .tower_geometry import (
    AIR_CONDITIONER,
    BALCONY_BAY,
    BAND_R,
    BAR,
    BAY_WIDTH,
    CAGES,
    CLADDING,
    CLOTH,
    FLOOR_HEIGHT,
    FLOORS,
    GLASS,
    LAUNDRY,
    PARAPET,
    PARAPET_STYLE,
    PIPE,
    ROOF,
    SEED,
    SERVICE_BAY,
    SLAB,
    WALL_R,
    WINDOW_BAY,
    WINDOW_HEIGHT,
    WINDOW_WIDTH,
    bay_kind,
    is_enclosed,
)


@njit(cache=True)
def wall_stain(face, u: float, v: float, x: float, y: float, kind: int) -> float:
    """Darkening by rain streaks, soot and the drip below each sill, 0..1 of the colour that is left."""
    seed = int(face[SEED])
    streak = fractal_noise(u * 2.6, v * 0.10, seed + 21, 4)
    cloudy = fractal_noise(u * 0.25, v * 0.22, seed + 31, 4)
    left = 1.0 - 0.34 * smoothstep(0.5, 0.85, streak) - 0.22 * smoothstep(0.4, 0.8, cloudy)
    if kind == WINDOW_BAY:
        beside = abs(x - face[BAY_WIDTH] / 2) - face[WINDOW_WIDTH] / 2
        drip = value_noise(u * 7.0, seed * 1.0, seed + 41)
        if beside < 0.1 and y < 0.95:
            left -= 0.30 * drip * smoothstep(0.0, 0.95, y) * smoothstep(0.35, 0.0, abs(beside + 0.05))
    return left


@njit(cache=True)
def wall_colour(face, bay: int, floor: int, u: float, v: float, x: float, y: float):
    """Albedo of the outer wall: cladding joints, tile to tile variation, accent bays, stains."""
    kind = bay_kind(face, bay)
    seed = int(face[SEED])
    base = BAND_R if (kind == SERVICE_BAY or floor < 2) else WALL_R
    r, g, b = face[base], face[base + 1], face[base + 2]
    cladding = int(face[CLADDING])
    tone = 0.94 + 0.12 * fractal_noise(u * 5.0, v * 5.0, seed + 51, 3)
    if cladding == 1:  # glazed tiles
        tile_u, tile_v = u / 0.30, v / 0.15
        tone *= 0.86 + 0.24 * hash3(int(tile_u), int(tile_v), seed)
        if tile_u % 1.0 < 0.07 or tile_v % 1.0 < 0.12:
            tone *= 0.82
    elif cladding == 2:  # stone panels
        panel_u, panel_v = u / 1.05, v / 0.75
        tone *= 0.93 + 0.14 * hash3(int(panel_u), int(panel_v), seed)
        if panel_u % 1.0 < 0.025 or panel_v % 1.0 < 0.035:
            tone *= 0.62
    else:  # painted render with a joint at each floor
        if y < 0.035:
            tone *= 0.68
    tone *= wall_stain(face, u, v, x, y, kind)
    return r * tone, g * tone, b * tone


@njit(cache=True)
def room_behind(face, light, bay: int, floor: int, x: float, y: float):
    """Radiance from inside a window: dark room, curtains, or a lamp."""
    seed = int(face[SEED])
    pick = hash3(bay, floor, seed + 61)
    lit = hash3(bay, floor, seed + 62) < light[LIT_WINDOWS]
    warm = hash3(bay, floor, seed + 63)
    open_share = 0.15 + 0.7 * hash3(bay, floor, seed + 64)
    across = x / face[BAY_WIDTH]
    curtain = pick < 0.62 and abs(across - 0.5) > open_share * 0.36
    fold = 0.8 + 0.2 * math.sin(x * 26.0 + 4.0 * pick)
    if lit:
        glow = (0.50 + 0.5 * y / face[FLOOR_HEIGHT]) * (0.35 + 0.65 * warm)
        dim = 0.42 * fold if curtain else 1.0 - 0.3 * value_noise(x * 1.7, y * 1.7, seed + bay * 7 + floor)
        cold = 1.0 if warm > 0.6 else 0.0
        return 1.0 * glow * dim, (0.66 + 0.28 * cold) * glow * dim, (0.33 + 0.6 * cold) * glow * dim
    level = 0.35 * light[CLOUD_COVER] + 0.65
    if curtain:
        r = (0.22 + 0.25 * hash3(bay, floor, 71)) * fold * level
        return r * 0.55, r * (0.45 + 0.12 * warm), r * (0.36 + 0.22 * hash3(bay, floor, 72))
    deep = 0.02 + 0.05 * value_noise(x * 1.3 + 9.0 * pick, y * 1.1, seed + 81) * level
    return deep, deep * 1.02, deep * 1.05


@njit(cache=True)
def glass_colour(face, light, bay: int, floor: int, x: float, y: float, rx: float, ry: float, rz: float, facing: float):
    """A pane: what lies behind it and what it mirrors; each pane hangs a little differently."""
    seed = int(face[SEED])
    half = 0 if x < face[BAY_WIDTH] / 2 else 1
    frame_x = abs((x - face[BAY_WIDTH] / 2) % 0.85)
    upper = abs(y - 0.95 - face[WINDOW_HEIGHT] * 0.72)
    if frame_x < 0.05 or upper < 0.03:
        white = 0.42 if hash3(seed, 1, 2) < 0.55 else 0.10
        return white * 0.5, white * 0.5, white * 0.5
    tilt_x = (hash3(bay * 2 + half, floor, seed + 91) - 0.5) * 0.10 + 0.012 * math.sin(x * 3.0 + y * 2.0)
    tilt_y = (hash3(bay * 2 + half, floor, seed + 92) - 0.5) * 0.08
    mx, my = rx + tilt_x, ry + tilt_y
    sr, sg, sb = sky(light, mx, abs(my), rz)
    skyline = 0.12 + 0.26 * value_noise(mx * 9.0 + bay * 0.07, 3.0, seed + 93)
    if my < skyline:  # the estate opposite
        level = 0.28 + 0.25 * value_noise(mx * 40.0, my * 40.0, seed + 94)
        sr, sg, sb = sr * level, sg * level, sb * level
    fresnel = 0.06 + 0.94 * (1.0 - min(max(facing, 0.0), 1.0)) ** 5
    fresnel = min(fresnel * 1.3 + 0.07, 1.0)
    ir, ig, ib = room_behind(face, light, bay, floor, x, y)
    return ir * (1 - fresnel) + sr * fresnel, ig * (1 - fresnel) + sg * fresnel, ib * (1 - fresnel) + sb * fresnel


@njit(cache=True)
def cloth_at(face, bay: int, floor: int, x: float, y: float):
    """The piece of laundry at a point of the balcony's hanging plane: its colour, or -1 for none."""
    seed = int(face[SEED])
    if hash3(bay, floor, seed + 101) > face[LAUNDRY] or is_enclosed(face, bay, floor):
        return -1.0, 0.0, 0.0
    slot = int((x - 0.35) / 0.46)
    if x < 0.35 or x > face[BAY_WIDTH] - 0.35 or hash3(bay * 9 + slot, floor, seed + 102) < 0.35:
        return -1.0, 0.0, 0.0
    length = 0.55 + 0.75 * hash3(bay * 9 + slot, floor, seed + 103)
    inside = (x - 0.35) % 0.46
    wave = 0.03 * math.sin(y * 5.0 + slot * 2.0)
    if inside < 0.05 + wave or inside > 0.42 + wave or y > 2.35 or y < 2.35 - length:
        return -1.0, 0.0, 0.0
    hue = hash3(bay * 9 + slot, floor, seed + 104)
    fold = 0.82 + 0.18 * math.sin(inside * 40.0 + hue * 20.0)
    if hue < 0.35:
        return 0.62 * fold, 0.62 * fold, 0.60 * fold
    if hue < 0.55:
        return 0.42 * fold, 0.10 * fold, 0.10 * fold
    if hue < 0.75:
        return 0.10 * fold, 0.16 * fold, 0.36 * fold
    return 0.08 * fold, 0.08 * fold, 0.09 * fold if hue < 0.9 else 0.3 * fold


@njit(cache=True)
def thin_layer(face, bay: int, floor: int, x: float, y: float, layer: int):
    """Thin things in front of the wall, by layer (0 laundry, 1 railing, 2 cage): material and colour."""
    seed = int(face[SEED])
    kind = bay_kind(face, bay)
    if floor >= int(face[FLOORS]):
        return 0, 0.0, 0.0, 0.0
    if layer == 0 and kind == BALCONY_BAY:
        r, g, b = cloth_at(face, bay, floor, x, y)
        return (CLOTH, r, g, b) if r >= 0 else (0, 0.0, 0.0, 0.0)
    if layer == 1 and kind == BALCONY_BAY and int(face[PARAPET_STYLE]) == 2:
        if y < 1.12 and (y > 1.05 or x % 0.13 < 0.03):
            return BAR, 0.16, 0.16, 0.17
    if layer == 2 and kind == WINDOW_BAY and hash3(bay, floor, seed + 111) < face[CAGES]:
        beside = abs(x - face[BAY_WIDTH] / 2) - face[WINDOW_WIDTH] / 2 - 0.08
        top = 0.95 + face[WINDOW_HEIGHT] + 0.1
        if beside < 0 and 0.82 < y < top and (x % 0.12 < 0.02 or (y - 0.82) % 0.42 < 0.03 or y < 0.88):
            return BAR, 0.40, 0.40, 0.40
    return 0, 0.0, 0.0, 0.0


@njit(cache=True)
def solid_colour(face, light, material: int, bay: int, floor: int, u: float, v: float, x: float, y: float, up: float):
    """Albedo of every solid but glass, wet where the rain reaches it."""
    seed = int(face[SEED])
    if material == AIR_CONDITIONER:
        age = 0.75 + 0.2 * hash3(bay, floor, seed + 121)
        fan = math.sqrt((x % 0.82 - 0.41) ** 2 + (y - 0.55) ** 2)
        grille = 0.45 if fan < 0.21 and int(fan * 60) % 2 == 0 else 1.0
        tone = 0.62 * age * grille * (0.85 + 0.2 * fractal_noise(u * 4, v * 4, seed + 122, 3))
        r, g, b = tone, tone * 0.98, tone * 0.92
    elif material == PIPE:
        r, g, b = 0.5, 0.5, 0.48
    elif material == SLAB or material == ROOF:
        tone = 0.46 * wall_stain(face, u, v, x, y, SERVICE_BAY) * (0.9 + 0.2 * fractal_noise(u * 3, v * 3, seed + 5, 3))
        if up < -0.5:
            tone *= 0.85
        r, g, b = tone, tone * 0.98, tone * 0.95
    elif material == PARAPET:
        if int(face[PARAPET_STYLE]) == 1:
            r, g, b = 0.10, 0.15, 0.17
        else:
            r, g, b = wall_colour(face, bay, floor, u, v, x, y)
    else:
        r, g, b = wall_colour(face, bay, floor, u, v, x, y)
    dark = 1.0 - 0.32 * light[WET] * fractal_noise(u * 0.8, v * 0.12, seed + 131, 3)
    return r * dark, g * dark, b * dark
