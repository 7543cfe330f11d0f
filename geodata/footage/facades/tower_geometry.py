"""The solid shape of one façade: a signed distance to its walls, recesses, balconies and units.

A face repeats cells of one bay by one floor. Every solid stays inside its own cell, so a ray
only ever needs the cell that it is in. Local coordinates: x along the bay, y up the floor,
w out of the wall, metres.
"""

import math

from numba import njit

from .procedural_noise import hash3

WINDOW_BAY, BALCONY_BAY, SERVICE_BAY = 0, 1, 2
WALL, GLASS, SLAB, PARAPET, AIR_CONDITIONER, PIPE, CLOTH, BAR, ROOF = 1, 2, 3, 4, 5, 6, 7, 8, 9

# Columns of a face's parameter row (see tower.py, which fills them).
ORIGIN_X, ORIGIN_Z, AXIS_X, AXIS_Z, WIDTH, FLOORS, FLOOR_HEIGHT, BAY_WIDTH, SEED, PATTERN = range(10)
WINDOW_WIDTH, WINDOW_HEIGHT, BALCONY_DEPTH, PARAPET_STYLE, WALL_R, WALL_G, WALL_B = range(10, 17)
BAND_R, BAND_G, BAND_B, CLADDING, CAGES, UNITS, LAUNDRY = range(17, 24)
COLUMNS = 24
OUTER_METRES = 1.75


@njit(cache=True, inline="always")
def box_distance(x: float, y: float, w: float, hx: float, hy: float, hw: float) -> float:
    """Distance to a box at the origin with these half extents (negative inside)."""
    qx, qy, qw = abs(x) - hx, abs(y) - hy, abs(w) - hw
    ax, ay, aw = max(qx, 0.0), max(qy, 0.0), max(qw, 0.0)
    return math.sqrt(ax * ax + ay * ay + aw * aw) + min(max(qx, max(qy, qw)), 0.0)


@njit(cache=True, inline="always")
def bay_kind(face, bay: int) -> int:
    """Which of the three bay kinds stands at this index: the pattern repeats along the face."""
    pattern = int(face[PATTERN])
    if pattern == 0:
        step = bay % 4
        return BALCONY_BAY if step == 1 or step == 2 else (SERVICE_BAY if step == 3 else WINDOW_BAY)
    if pattern == 1:
        return BALCONY_BAY if bay % 3 == 1 else WINDOW_BAY
    if pattern == 2:
        return SERVICE_BAY if bay % 3 == 2 else WINDOW_BAY
    return BALCONY_BAY if bay % 2 == 0 else SERVICE_BAY


@njit(cache=True, inline="always")
def is_enclosed(face, bay: int, floor: int) -> bool:
    """Whether the household glazed its balcony in."""
    return hash3(bay, floor, int(face[SEED]) + 11) < 0.45


@njit(cache=True)
def cell_distance(face, bay: int, floor: int, x: float, y: float, w: float):
    """Distance to the nearest solid of the cell and its material."""
    bay_width, floor_height = face[BAY_WIDTH], face[FLOOR_HEIGHT]
    seed = int(face[SEED])
    kind = bay_kind(face, bay)
    mid = bay_width / 2
    if floor >= int(face[FLOORS]):  # the roof's parapet
        return min(w, box_distance(x - mid, y - 1.0, w - 0.1, mid, 0.12, 0.2)), ROOF

    if kind == BALCONY_BAY:
        depth = face[BALCONY_DEPTH]
        opening = box_distance(x - mid, y - 1.25, w, mid - 0.45, 1.15, 0.4)
        best, material = max(w, -opening), WALL
        if w + 0.12 < best:
            best, material = w + 0.12, GLASS
        slab = box_distance(x - mid, y - 0.07, w - depth / 2, mid - 0.03, 0.07, depth / 2)
        if slab < best:
            best, material = slab, SLAB
        side = min(
            box_distance(x - 0.09, y - floor_height / 2, w - depth / 2, 0.06, floor_height / 2, depth / 2 - 0.02),
            box_distance(x - bay_width + 0.09, y - floor_height / 2, w - depth / 2, 0.06, floor_height / 2, depth / 2 - 0.02),
        )
        if side < best:
            best, material = side, WALL
        if int(face[PARAPET_STYLE]) != 2:
            front = box_distance(x - mid, y - 0.58, w - depth + 0.05, mid - 0.05, 0.48, 0.05)
            if front < best:
                best, material = front, PARAPET
        if is_enclosed(face, bay, floor):
            pane = box_distance(x - mid, y - 2.0, w - depth + 0.06, mid - 0.06, 1.0, 0.03)
            if pane < best:
                best, material = pane, GLASS
        return best, material

    narrow = kind == SERVICE_BAY
    half_width = 0.35 if narrow else face[WINDOW_WIDTH] / 2
    half_height = 0.45 if narrow else face[WINDOW_HEIGHT] / 2
    centre_y = 1.75 if narrow else 0.95 + half_height
    opening = box_distance(x - mid, y - centre_y, w, half_width, half_height, 0.4)
    best, material = max(w, -opening), WALL
    if w + 0.16 < best:
        best, material = w + 0.16, GLASS
    sill = box_distance(x - mid, y - centre_y + half_height + 0.05, w, half_width + 0.08, 0.04, 0.09)
    if sill < best:
        best, material = sill, SLAB
    band = box_distance(x - mid, y - floor_height + 0.09, w, mid, 0.09, 0.05)
    if band < best:
        best, material = band, SLAB
    if hash3(bay, floor, seed + 3) < face[UNITS]:
        left = hash3(bay, int(hash3(floor, bay, seed) * 3) if narrow else 0, seed + 5) < 0.5
        unit_x = 0.62 if left else bay_width - 0.62
        if narrow:
            unit_x = mid
        unit = box_distance(x - unit_x, y - 0.55, w - 0.36, 0.41, 0.29, 0.15)
        if unit < best:
            best, material = unit, AIR_CONDITIONER
        ledge = box_distance(x - unit_x, y - 0.2, w - 0.27, 0.5, 0.04, 0.27)
        if ledge < best:
            best, material = ledge, SLAB
    if narrow:
        px, pw = x - bay_width + 0.16, w - 0.1
        pipe = math.sqrt(px * px + pw * pw) - 0.06
        if pipe < best:
            best, material = pipe, PIPE
    return best, material


@njit(cache=True)
def march(face, u: float, v: float, w: float, du: float, dv: float, dw: float, reach: float):
    """Walks a ray through the face's slab; (hit, travelled metres, material, bay, floor)."""
    travelled = 0.0
    width, floors = face[WIDTH], int(face[FLOORS])
    bay_width, floor_height = face[BAY_WIDTH], face[FLOOR_HEIGHT]
    top = floors * floor_height + 1.15
    for _ in range(110):
        if w > OUTER_METRES + 0.02 and dw >= 0.0:
            return False, travelled, 0, 0, 0
        if u < 0.0 or u > width or v < 0.0 or v > top or travelled > reach:
            return False, travelled, 0, 0, 0
        bay, floor = int(u / bay_width), int(v / floor_height)
        x, y = u - bay * bay_width, v - floor * floor_height
        distance, material = cell_distance(face, bay, floor, x, y, w)
        if distance < 0.004:
            return True, travelled, material, bay, floor
        to_side = (bay_width - x if du > 0 else x) / max(abs(du), 1e-4)
        to_level = (floor_height - y if dv > 0 else y) / max(abs(dv), 1e-4)
        step = max(min(distance, min(to_side, to_level) + 0.006), 0.004)
        travelled += step
        u, v, w = u + du * step, v + dv * step, w + dw * step
    return True, travelled, WALL, int(u / bay_width), int(v / floor_height)
