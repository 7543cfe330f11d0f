"""A view of the land under weather, with fires burning in it: linear light at any instant, and where the smoke is."""
from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit

from flames import burn, glowing
from noise import fractal
from plume import Source, draw, puff_textures, puffs
from sky import Weather, cloud_shadow, paint_sky
from view import LandView

VISIBLE_EXTINCTION = 3.0
SEEN_CONTRAST = 0.09
SLOW_SECONDS = 0.5


@dataclass(frozen=True)
class Trace:
    """What shows of one source: boxes [x, y, w, h] or None, and the plume's size as the root of its pixels."""

    smoke: tuple[int, int, int, int] | None
    flame: tuple[int, int, int, int] | None
    size_px: float


class Prospect:
    """Call `light(t)` for linear RGB (float32 HxWx3) and what shows of each source."""

    def __init__(self, view: LandView, weather: Weather, sources: list[Source], sky_scale: float = 0.5, drop_unseen: bool = False):
        self.view, self.weather, self.sources = view, weather, sources
        self.camera = view.camera
        self.drop_unseen = drop_unseen
        self.slow: dict[str, dict[int, np.ndarray]] = {}
        self.textures = puff_textures()
        clearness = np.exp(-VISIBLE_EXTINCTION * view.depth / weather.visibility_metres)[..., None].astype(np.float32)
        self.haze = self._haze_by_direction()
        ground = view.cover[..., None]
        self.direct = view.direct * weather.sun_colour.astype(np.float32) * clearness
        self.still = view.ambient * weather.sky_light.astype(np.float32) * clearness + self.haze * (1 - clearness) * ground
        self.wx, self.wy = (a.astype(np.float32) for a in view.world_xy())
        self.small = (max(2, self.camera.width // 4), max(2, self.camera.height // 4))
        self.small_x = cv2.resize(self.wx, self.small, interpolation=cv2.INTER_AREA)
        self.small_y = cv2.resize(self.wy, self.small, interpolation=cv2.INTER_AREA)
        open_rows = np.nonzero((view.cover < 0.999).any(axis=1))[0]
        self.sky_rows = int(open_rows.max()) + 1 if len(open_rows) else 0
        sky_size = (max(2, int(self.camera.width * sky_scale)), max(2, int(self.sky_rows * sky_scale)))
        self.sky_rays = cv2.resize(self.rays[: max(2, self.sky_rows)], sky_size, interpolation=cv2.INTER_AREA) if self.sky_rows else None

    def _haze_by_direction(self):
        """Haze is brighter and warmer towards the sun."""
        self.rays = self.camera.rays()
        towards = np.clip(self.rays @ self.weather.sun.astype(np.float32), 0, 1)[..., None]
        glow = 0.16 * towards**8 + self.weather.glare * 0.30 * towards**60
        return (self.weather.haze + self.weather.sun_colour * glow).astype(np.float32)

    def _between(self, name: str, paint, t: float):
        """What `paint` would draw at t, blended from the slow picture's instants half a second apart."""
        first = int(np.floor(t / SLOW_SECONDS))
        kept = self.slow.setdefault(name, {})
        for step in (first, first + 1) if t > first * SLOW_SECONDS else (first,):
            if step not in kept:
                kept[step] = paint(step * SLOW_SECONDS)
        for step in [k for k in kept if k < first]:
            del kept[step]
        share = np.float32(t / SLOW_SECONDS - first)
        return cv2.addWeighted(kept[first], float(1 - share), kept.get(first + 1, kept[first]), float(share), 0)

    def sky(self, t: float):
        """Radiance of the rows that show sky."""
        w = self.weather
        out = np.zeros_like(self.sky_rays)
        paint_sky(self.sky_rays, w.sun, w.sun_colour, w.zenith, w.horizon, w.cloud_white, w.cloud_cover, w.cloud_height_metres,
                  w.cloud_scale_metres, w.wisps, np.array(w.wind, float), w.glare, t, w.seed, out)  # fmt: skip
        return cv2.resize(out, (self.camera.width, self.sky_rows), interpolation=cv2.INTER_LINEAR)

    def sunshine(self, t: float):
        """Share of direct light that reaches each pixel's ground between the drifting clouds."""
        w = self.weather
        out = np.ones((self.small[1], self.small[0]), np.float32)
        cloud_shadow(self.small_x, self.small_y, w.sun, w.cloud_cover, w.cloud_height_metres, w.cloud_scale_metres, w.wisps,
                     np.array(w.wind, float), t, w.seed, out)  # fmt: skip
        return cv2.resize(out, (self.camera.width, self.camera.height), interpolation=cv2.INTER_LINEAR)

    def light(self, t: float):
        """Linear RGB and one Trace per source, t seconds into the scene."""
        picture = self.still + self.direct * self._between('sunshine', self.sunshine, t)[..., None]
        for source in self.sources:
            self._scorch(picture, source, t)
        if self.sky_rows:
            open_sky = 1 - self.view.cover[: self.sky_rows, :, None]
            picture[: self.sky_rows] += self._between('sky', self.sky, t) * open_sky
        if self.weather.fog_density > 0:
            picture = self._fog(picture, t)
        traces = {}
        for index in sorted(range(len(self.sources)), key=lambda k: -self.camera.offset(self.sources[k].x, self.sources[k].y)[1]):
            traces[index] = self._burn(picture, self.sources[index], t)
        if self.weather.glare > 0:
            spill = cv2.resize(np.minimum(np.maximum(picture - 1.1, 0), 8), self.small, interpolation=cv2.INTER_AREA)
            spill = cv2.GaussianBlur(spill, (0, 0), self.camera.width / 130) + 0.5 * cv2.GaussianBlur(spill, (0, 0), self.camera.width / 40)
            picture = picture + 0.30 * self.weather.glare * cv2.resize(spill, (self.camera.width, self.camera.height))
        return picture, [traces[k] for k in range(len(self.sources))]

    def sun_on_screen(self):
        """Unit vector in the picture that points to where the light comes from."""
        sun = self.weather.sun
        x = sun[0] * self.camera.right[0] + sun[1] * self.camera.right[1]
        length = np.hypot(x, sun[2]) + 1e-6
        return x / length, -sun[2] / length

    def _burn(self, picture, source: Source, t: float) -> Trace:
        """Draws one source's smoke and flames; a plume that nobody could see is not drawn at all."""
        tau, lit, depth = draw(self.camera, self.textures, puffs(source, t), self.sun_on_screen())
        hidden = (self.view.depth < 0.965 * depth) & (self.view.cover > 0.4)
        left, top, wide, tall = cv2.boundingRect((tau > 0.004).astype(np.uint8))
        part = (slice(top, top + max(1, tall)), slice(left, left + max(1, wide)))
        alpha = (1 - np.exp(-np.where(hidden[part], 0, tau[part])))[..., None]
        sun, shade = self.weather.sun_colour * 0.62, self.weather.sky_light * 0.62
        behind = max(0.0, float(np.dot(self.weather.sun[:2], self.camera.forward)))
        sunlit = 1 - 0.5 * self.weather.cloud_cover
        smoke = source.albedo * (sun * sunlit * (lit[part][..., None] * (1 - 0.3 * behind) + 0.10) + shade)
        clear = float(np.exp(-VISIBLE_EXTINCTION * depth / self.weather.visibility_metres))
        change = alpha * (smoke * clear + self.haze[part] * (1 - clear) - picture[part])
        contrast = np.abs(change.mean(axis=2)) / (picture[part].mean(axis=2) + 0.04)
        seen = _extent(contrast > SEEN_CONTRAST)
        if seen is None and self.drop_unseen:
            return Trace(None, None, 0.0)
        seen = seen and (seen[0] + left, seen[1] + top, seen[2], seen[3])
        picture[part] += change
        flame = self._flames(picture, source, t, depth, hidden) if source.flames > 0 else None
        return Trace(seen, flame, float(np.sqrt((contrast > SEEN_CONTRAST).sum())))

    def _scorch(self, picture, source: Source, t: float):
        """The strip behind the fire front turns black."""
        if source.flames <= 0 or t < source.start:
            return
        reach = 2 + min(9.0, 0.25 * (t - source.start))
        length = np.hypot(*source.line) + 1e-3
        ux, uy = source.line[0] / length, source.line[1] / length
        dx, dy = self.wx - source.x, self.wy - source.y
        along, across = np.abs(dx * ux + dy * uy), np.abs(dy * ux - dx * uy)
        burnt = np.clip((reach - across) / 2, 0, 1) * np.clip((length * 1.1 + 2 - along) / 2, 0, 1) * (self.view.cover > 0.5)
        picture *= (1 - 0.6 * burnt * np.clip((t - source.start) / 6, 0, 1))[..., None].astype(np.float32)

    def _flames(self, picture, source: Source, t: float, depth: float, hidden):
        """Patches of fire along the front; returns the box of what shows."""
        if not source.start + 0.5 <= t <= source.end or depth > 1e8:
            return None
        grown = min(1.0, (t - source.start) / source.grow_seconds)
        heat = np.zeros(picture.shape[:2], np.float32)
        for k in range(int(2 + 5 * grown)):
            random = np.random.default_rng(source.seed * 31 + k)
            along = (random.random() * 2 - 1) * grown**0.5
            px, py, _, _ = self.camera.project(source.x + source.line[0] * along, source.y + source.line[1] * along, source.z)
            size = self.camera.focal / depth * source.flames * (0.6 + 0.8 * random.random()) * (0.4 + 0.6 * grown)
            burn(heat, float(px), float(py), float(size * (0.5 + 0.6 * random.random())), float(size * 1.3), t * (0.7 + 0.6 * random.random()), source.seed * 13 + k)
        heat[hidden] = 0
        spread = max(2.0, 4 * source.flames * self.camera.focal / depth)
        left, top, wide, tall = cv2.boundingRect((heat > 0).astype(np.uint8))
        around = int(3 * spread) + 2
        part = (slice(max(0, top - around), top + tall + around), slice(max(0, left - around), left + wide + around))
        near = cv2.GaussianBlur(heat[part], (0, 0), 0.6)
        halo = cv2.GaussianBlur(near, (0, 0), spread)
        picture[part] += glowing(near) + 0.25 * halo[..., None] * np.array([1.6, 0.6, 0.15], np.float32)
        seen = _extent(near > 0.35)
        return seen and (seen[0] + part[1].start, seen[1] + part[0].start, seen[2], seen[3])

    def _fog(self, picture, t: float):
        """Banks of ground fog: the ray's path inside the layer, thickened where the drifting noise says so."""
        w = self.weather
        eye = self.camera.height_metres
        at = eye + self.rays[..., 2] * self.view.depth
        inside = self.view.depth * np.clip(w.fog_metres - at, 0, None) / np.maximum(eye - at, 1.0)
        inside = np.where(self.view.cover > 0.05, inside, self.view.depth.max() * np.clip(0.012 - self.rays[..., 2], 0, 0.012) * 6)
        patch = _patches(self.small_x - w.wind[0] * 0.5 * t, self.small_y - w.wind[1] * 0.5 * t, t, w.seed)
        patch = cv2.resize(patch, (self.camera.width, self.camera.height), interpolation=cv2.INTER_LINEAR)
        thick = (1 - np.exp(-w.fog_density * inside * patch))[..., None]
        white = 0.75 * self.weather.sky_light + 0.22 * self.weather.sun_colour + 0.25 * self.haze
        return picture + thick * (white - picture)


@njit(cache=True)
def _patches(x, y, t, seed):
    """Where the fog lies thick, about 0.1..1.1."""
    out = np.zeros(x.shape, np.float32)
    for r in range(x.shape[0]):
        for c in range(x.shape[1]):
            f = fractal(x[r, c] / 420 + 0.004 * t, y[r, c] / 420, 5, seed + 90)
            out[r, c] = min(1.0, max(0.0, (f - 0.42) * 4.5)) + 0.12
    return out


def _extent(mask) -> tuple[int, int, int, int] | None:
    """Box around a mask without its lone pixels, or None when hardly anything is left."""
    mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    if mask.sum() < 5:
        return None
    x, y, w, h = cv2.boundingRect(mask)
    return (x, y, w, h)
