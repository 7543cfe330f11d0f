"""A whole façade camera: the estate rendered once, and frame by frame everything that moves before it."""

from dataclasses import dataclass, field

import numpy as np

from .distractors import Bird, DriftingLeaf, Insect, Rain
from .foliage import Foliage
from .household_life import households
from .light import Light
from .moving_sprites import LUMA
from .pinhole import Pinhole
from .thrown_objects import ThrownObject
from .tower import Face, render_estate
from .weather_distractors import Aircraft, Glare, LensInsect, Snow


@dataclass(frozen=True)
class SceneSpec:
    """Everything that decides a clip, apart from what is thrown."""

    seed: int
    camera: Pinhole
    faces: list[Face]
    light: Light
    ambient_rgb: tuple[float, float, float]
    seconds: float
    exposure_seconds: float = 1 / 120
    samples: int = 3
    tree: tuple[str, float] | None = None
    birds: int = 0
    insects: int = 0
    leaves: int = 0
    rain_drops: int = 0
    snow_flakes: int = 0
    aircraft: int = 0
    lens_insects: int = 0
    glares: int = 0
    busy: float = 0.5
    channels: int = 3


@dataclass
class FacadeScene:
    """Draws frames in linear light at any time; `offset` is the picture's shift by the camera's shake."""

    spec: SceneSpec
    thrown: list[ThrownObject] = field(default_factory=list)

    def __post_init__(self) -> None:
        spec = self.spec
        rng = np.random.default_rng(spec.seed + 1)
        colour, self.cells = render_estate(spec.faces, spec.light, spec.camera, spec.samples)
        self.static = colour if spec.channels == 3 else (colour @ LUMA)[..., None]
        self.static = np.ascontiguousarray(self.static, np.float32)
        ambient = np.array(spec.ambient_rgb)
        self.laundry, self.windows, self.people = households(rng, spec.faces[0], spec.camera, self.static, spec.seconds, ambient, spec.busy)
        self.birds = [Bird(rng, spec.camera, rng.uniform(-2, spec.seconds)) for _ in range(spec.birds)]
        self.insects = [Insect(rng, spec.camera, rng.uniform(0, spec.seconds)) for _ in range(spec.insects)]
        self.leaves = [DriftingLeaf(rng, spec.camera, rng.uniform(-4, spec.seconds)) for _ in range(spec.leaves)]
        self.rain = Rain(rng, spec.camera, spec.rain_drops) if spec.rain_drops else None
        self.snow = Snow(rng, spec.camera, spec.snow_flakes) if spec.snow_flakes else None
        self.aircraft = [Aircraft(rng, spec.camera, rng.uniform(0, spec.seconds)) for _ in range(spec.aircraft)]
        self.lens_insects = [LensInsect(rng, spec.camera, rng.uniform(-5, spec.seconds)) for _ in range(spec.lens_insects)]
        self.glares = [Glare(rng, spec.camera, rng.uniform(0, spec.seconds)) for _ in range(spec.glares)]
        self.tree = None
        if spec.tree:
            side, reach = spec.tree
            self.tree = Foliage(rng, spec.camera, side, reach, ambient, spec.light.sun_direction[0], spec.channels)

    def frame(self, seconds: float) -> tuple[np.ndarray, list[tuple[int, float, float, float, float]]]:
        """The linear picture at `seconds` and what is seen of the thrown: [(index, x_px, y_px, size_px, contrast)]."""
        spec, none = self.spec, (0.0, 0.0)
        ambient, exposure = np.array(spec.ambient_rgb, np.float32), spec.exposure_seconds
        frame = self.static.copy()
        for plane in self.aircraft:
            plane.blend(frame, seconds, exposure, none, ambient)
        for piece in self.laundry:
            piece.blend(frame, seconds)
        for sash in self.windows:
            sash.blend(frame, seconds)
        for person in self.people:
            person.blend(frame, self.static, seconds)
        for glare in self.glares:
            glare.blend(frame, seconds, exposure, none, ambient)
        for leaf in self.leaves:
            leaf.blend(frame, seconds, exposure, none, ambient)
        seen = []
        for index, thrown in enumerate(self.thrown):
            if thrown.released_seconds - 0.1 <= seconds <= thrown.landed_seconds + 0.1:
                place = thrown.blend(frame, spec.camera, seconds, exposure, none, ambient)
                inside = place and 0 <= place[0] < spec.camera.width and 0 <= place[1] < spec.camera.height
                if inside and not (self.tree and self.tree.hides(place[0], place[1])):
                    seen.append((index, *place))
        for bird in self.birds:
            bird.blend(frame, seconds, exposure, none, ambient)
        if self.tree:
            self.tree.blend(frame, seconds, none)
        if self.rain:
            self.rain.blend(frame, seconds, exposure, none, ambient)
        if self.snow:
            self.snow.blend(frame, seconds, exposure, none, ambient)
        for insect in [*self.insects, *self.lens_insects]:
            insect.blend(frame, seconds, exposure, none, ambient)
        return frame, seen
