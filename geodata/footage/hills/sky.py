"""Sky, clouds, haze and the sun: what the weather adds to a view of the land."""
from dataclasses import dataclass, field

import numpy as np
from numba import njit

from noise import fractal, smoothstep


def sun_direction(azimuth_degrees: float, elevation_degrees: float) -> np.ndarray:
    """Unit vector (east, north, up) towards the sun."""
    a, e = np.radians(azimuth_degrees), np.radians(elevation_degrees)
    return np.array([np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e)])


@dataclass
class Weather:
    """One sky over the land; radiances are linear RGB where a sunlit white wall is about 1."""

    sun: np.ndarray
    sun_colour: np.ndarray
    zenith: np.ndarray
    horizon: np.ndarray
    visibility_metres: float
    cloud_cover: float
    cloud_height_metres: float = 1500
    cloud_scale_metres: float = 1400
    wisps: float = 0.3
    wind: tuple[float, float] = (6, 2)
    glare: float = 0.0
    fog_metres: float = 0.0
    fog_density: float = 0.0
    seed: int = 1
    cloud_white: np.ndarray = field(default_factory=lambda: np.array([1.05, 1.05, 1.08]))

    @property
    def haze(self) -> np.ndarray:
        """Colour that distance fades to."""
        return self.horizon * 0.94

    @property
    def sky_light(self) -> np.ndarray:
        """Light that falls on the ground from the whole sky."""
        overcast = self.cloud_cover * 0.5
        return (self.zenith * 0.65 + self.horizon * 0.35) * (1 - overcast) + self.cloud_white * 0.62 * overcast


def clear_weather(random, sun: np.ndarray, **over) -> Weather:
    """A plausible sky for a sun: blue at noon, warm and dim near the horizon."""
    low = float(np.clip(1 - sun[2] / 0.32, 0, 1))
    sun_colour = np.array([1.0, 0.95 - 0.38 * low, 0.88 - 0.68 * low]) * (2.5 - 1.5 * low)
    zenith = np.array([0.20, 0.36, 0.66]) * (1 - 0.62 * low)
    horizon = np.array([0.62, 0.70, 0.80]) * (1 - low) + np.array([0.80, 0.50, 0.30]) * low * (1 - 0.35 * low)
    milky = random.uniform(0, 0.75)
    zenith = zenith * (1 - 0.6 * milky) + horizon * 0.6 * milky
    settings = {
        "visibility_metres": random.uniform(5_000, 22_000), "cloud_cover": random.uniform(0, 0.75),
        "cloud_height_metres": random.uniform(900, 2600), "cloud_scale_metres": random.uniform(700, 2400),
        "wisps": random.uniform(0, 1), "wind": (random.normal(0, 7), random.normal(0, 7)), "seed": int(random.integers(1, 99_999)),
        "glare": float(random.uniform(0.2, 1.0)),
        "cloud_white": np.array([1.05, 1.05, 1.08]) * (1 - low) + np.array([0.95, 0.62, 0.42]) * low * (1 - 0.3 * low),
    }  # fmt: skip
    settings.update(over)
    return Weather(sun=sun, sun_colour=sun_colour, zenith=zenith, horizon=horizon, **settings)


@njit(cache=True)
def cloud_density(x, y, cover, wisps, t, seed):
    """0 in the blue … 1 in thick cloud at cloud-scale coordinates; the shape boils slowly with time."""
    bend_x = fractal(x * 0.7 + 3.1, y * 0.7, 3, seed + 3) - 0.5
    bend_y = fractal(x * 0.7, y * 0.7 + 9.4, 3, seed + 4) - 0.5
    heap = fractal(x + 0.9 * bend_x + 0.006 * t, y + 0.9 * bend_y, 6, seed)
    veil = fractal(x * 0.45 + 2.2 * bend_x, y * 1.9 + 1.3 * bend_y - 0.004 * t, 5, seed + 9)
    thick = smoothstep(0.70 - 0.42 * cover, 0.92 - 0.36 * cover, heap)
    thin = 0.75 * wisps * smoothstep(0.46, 0.85, veil)
    return min(1.0, thick + thin * (1 - thick))


@njit(cache=True, nogil=True)
def paint_sky(rays, sun, sun_colour, zenith, horizon, white, cover, height, scale, wisps, wind, glare, t, seed, out):
    """Radiance of the sky for unit rays HxWx3 (east, north, up) at time t."""
    for r in range(rays.shape[0]):
        for c in range(rays.shape[1]):
            x, y, up = rays[r, c, 0], rays[r, c, 1], max(0.0, rays[r, c, 2])
            climb = 1 - np.exp(-up * 5.5)
            towards = max(0.0, x * sun[0] + y * sun[1] + rays[r, c, 2] * sun[2])
            aureole = 0.16 * towards**8 + glare * (0.30 * towards**60 + 0.75 * towards**600)
            disc = 30.0 if towards > 0.99996 else 0.0
            density, edge = 0.0, 0.0
            if up > 0.004 and (cover > 0 or wisps > 0):
                away = height / (up + 0.028)
                px, py = (x * away - wind[0] * t) / scale, (y * away - wind[1] * t) / scale
                density = cloud_density(px, py, cover, wisps, t, seed)
                if density > 0.01:
                    edge = cloud_density(px + sun[0] * 0.14, py + sun[1] * 0.14, cover, wisps, t, seed)
                density *= smoothstep(0.0, 0.075, up)
            bright = 0.80 + 0.30 * max(-0.7, min(1.0, (density - edge) * 1.8)) - 0.14 * density * density
            for k in range(3):
                blue = horizon[k] + (zenith[k] - horizon[k]) * climb + sun_colour[k] * (aureole + disc)
                cloud = white[k] * bright * (0.75 + 0.25 * climb) + sun_colour[k] * aureole * 0.6
                cloud = cloud + (horizon[k] - cloud) * (0.55 - 0.55 * min(1.0, up * 6))
                out[r, c, k] = blue + (cloud - blue) * density


@njit(cache=True, nogil=True)
def cloud_shadow(wx, wy, sun, cover, height, scale, wisps, wind, t, seed, out):
    """Share of direct sunlight that the clouds let through onto world points."""
    lean = height / max(0.12, sun[2])
    for r in range(wx.shape[0]):
        for c in range(wx.shape[1]):
            px = (wx[r, c] + sun[0] * lean - wind[0] * t) / scale
            py = (wy[r, c] + sun[1] * lean - wind[1] * t) / scale
            out[r, c] = 1 - 0.80 * cloud_density(px, py, cover, wisps * 0.5, t, seed)
