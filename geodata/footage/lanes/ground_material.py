"""What the street's surface is at a place: asphalt with its age, parking bays, lane lines and the yellow fire lane."""

from dataclasses import dataclass, field

import numpy as np
from numba import njit
from PIL import Image, ImageDraw, ImageFont

from noise import fractal, noise, ramp, speck

FONT = '/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc'
TEXEL_METRES = 0.02


@dataclass
class Ground:
    """The plan of the street: x across, y along the road, metres."""

    road: tuple = (-5.5, 3.5)
    zone: tuple | None = (-0.2, 3.3, 11.0, 27.0)  # x0, x1, y0, y1
    bays: tuple | None = (-5.3, -3.0, 6.0, 6.2)  # x0, x1, first y, pitch
    lane_lines: float = 0.0  # distance between white dashed lines, 0 for none
    wetness: float = 0.0
    age: float = 0.5
    tone: float = 0.055
    seed: float = 1.0
    marking: np.ndarray = field(default_factory=lambda: np.zeros((1, 1), np.float32))

    def packed(self):
        """The numbers as numba wants them."""
        zone, bays = self.zone or (1e6, 1e6 + 1, 1e6, 1e6 + 1), self.bays or (1e6, 1e6 + 1, 0.0, 1e9)
        return np.array([*self.road, *zone, *bays, self.lane_lines, self.wetness, self.age, self.tone, self.seed], np.float64)


def fire_lane_marking(zone, words=('消防车道', '禁止占用'), hatch=True):
    """Coverage 0..1 of yellow paint over the zone, row 0 at the near end: border, hatching, and words read from the camera."""
    wide, long = round((zone[1] - zone[0]) / TEXEL_METRES), round((zone[3] - zone[2]) / TEXEL_METRES)
    picture = Image.new('L', (wide, long), 0)
    draw = ImageDraw.Draw(picture)
    if hatch:
        step = round(2.1 / TEXEL_METRES)
        for start in range(-wide, long + wide, step):
            draw.line([(0, start), (wide, start + wide)], fill=225, width=round(0.10 / TEXEL_METRES))
    for i, word in enumerate(words):
        across, along = round(wide * 0.84), round(2.6 / TEXEL_METRES)
        font = ImageFont.truetype(FONT, 200)
        left, top, right, bottom = font.getbbox(word)
        drawn = Image.new('L', (right - left, bottom - top), 0)
        ImageDraw.Draw(drawn).text((-left, -top), word, fill=255, font=font)
        middle = long * (0.68 - 0.36 * i)
        edge = (round((wide - across) / 2), round(long - middle - along / 2))
        draw.rectangle([edge[0] - 8, edge[1] - 12, edge[0] + across + 8, edge[1] + along + 12], fill=0)
        picture.paste(drawn.resize((across, along), Image.LANCZOS), edge)
    draw.rectangle([0, 0, wide - 1, long - 1], outline=255, width=round(0.15 / TEXEL_METRES))
    return np.ascontiguousarray(np.asarray(picture, np.float32)[::-1] / 255)


@njit(cache=True, fastmath=True)
def ground_colour(x, y, distance, plan, marking):
    """(r, g, b, wetness) of the road's surface at (x, y); fine grain fades with `distance`."""
    seed = plan[14]
    fine = 1.0 / (1.0 + distance * 0.06)
    grain = noise(x * 70, y * 70, seed) * 0.6 + noise(x * 31, y * 31, seed) * 0.4
    broad = fractal(x * 0.22 + seed, y * 0.12, 3.0, 4)
    patchy = fractal(x * 0.9, y * 0.9 + seed, 7.0, 3)
    tone = plan[13] * (0.62 + 0.5 * broad + 0.28 * patchy + 0.55 * (grain - 0.5) * fine)
    age = plan[12]
    if speck(int(np.floor(x * 45)), int(np.floor(y * 45)), 11) > 0.965:
        tone *= 1 + 0.9 * fine
    tracks = abs(((x - plan[0]) / 1.75) % 1.0 - 0.5)
    tone *= 1 - 0.13 * ramp(0.18, 0.34, tracks) * (0.4 + 0.6 * broad)
    stain = fractal(x * 1.7 + 40, y * 0.8 + seed, 2.0, 3)
    tone *= 1 - 0.45 * ramp(0.66, 0.78, stain)
    bend = fractal(x * 0.5, y * 0.5, seed + 1, 4)
    crack = abs(((x * 0.22 + y * 0.07 + bend * 1.7) % 1.0) - 0.5)
    other = abs(((y * 0.11 + bend * 1.3 + seed) % 1.0) - 0.5)
    if age > 0.2 and (crack < 0.0045 * age * 1.5 or other < 0.0035 * age * 1.5):
        tone *= 0.45
    r, g, b = tone * 1.02, tone, tone * 0.97
    if age > 0.35 and 0.52 < ((y + seed * 3.7) / 23.0) % 1.0 < 0.60 and x > plan[0] + 1.0 and x < plan[0] + 4.2:
        r, g, b = r * 0.72, g * 0.72, b * 0.74
    worn = ramp(0.18 + 0.3 * age, 0.62 + 0.25 * age, fractal(x * 3.1, y * 3.1, 5.0, 3) + 0.45 * grain)
    paint = 1.0 - 0.85 * worn
    if plan[2] <= x < plan[3] and plan[4] <= y < plan[5]:
        row, column = int((y - plan[4]) / 0.02), int((x - plan[2]) / 0.02)
        if row < marking.shape[0] and column < marking.shape[1]:
            cover = marking[row, column] * paint
            r, g, b = r + (0.50 - r) * cover, g + (0.31 - g) * cover, b + (0.035 - b) * cover
    if plan[6] <= x <= plan[7] and y > plan[8]:
        along = (y - plan[8]) % plan[9]
        if along < 0.12 or x > plan[7] - 0.12 or x < plan[6] + 0.10:
            r, g, b = r + (0.55 - r) * paint, g + (0.55 - g) * paint, b + (0.52 - b) * paint
    if plan[10] > 0 and plan[0] + 0.4 < x < plan[1] - 0.4:
        across = (x - plan[0]) % plan[10]
        if across < 0.13 and (y % 9.0) < 4.5:
            r, g, b = r + (0.6 - r) * paint, g + (0.6 - g) * paint, b + (0.58 - b) * paint
    wet = plan[11]
    if wet > 0:
        puddle = ramp(0.42, 0.66, fractal(x * 0.35 + 9, y * 0.28, seed + 4, 4))
        wet = wet * (0.35 + 0.65 * puddle)
        r, g, b = r * (1 - 0.5 * wet), g * (1 - 0.5 * wet), b * (1 - 0.48 * wet)
    return r, g, b, wet
