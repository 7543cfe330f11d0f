"""Renders a street: what stands still once, with every ray it needs, and per frame only the windows where things move."""

import numpy as np

from raster import LEAVE, NONE, Sun, visible
from shade import compose, shade
from street import world_of

SKY_DIRECTIONS = [
    (np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e))
    for e, count in ((0.28, 6), (0.75, 5), (1.25, 3))
    for a in np.arange(count) * 2 * np.pi / count + e
]


class LaneRenderer:
    """One camera over one street. `picture(moving)` answers linear RGB float32 [height, width, 3]."""

    def __init__(self, street, camera, light, supersample=2, shadow_map=3072, sky_map=1024, skies=14, reach=42.0):
        self.camera, self.light, self.street = camera, light, street
        self.factor = supersample
        self.fine = camera.scaled(supersample)
        light.lamps = list(street.lamps) if light.night > 0 else []
        self.ground = street.ground
        self.world = world_of(street.things)
        centre = np.append(self._middle()[:2], 4.0)
        self.sun_direction = light.packed()[:3]
        self.sun = Sun(self.sun_direction, centre, reach, shadow_map, self.world.vertices, self.world.triangles)
        step = max(1, len(SKY_DIRECTIONS) // max(skies, 1))
        self.skies = [Sun(d, centre, reach, sky_map, self.world.vertices, self.world.triangles) for d in SKY_DIRECTIONS[::step]] if skies else []
        whole = (0, 0, self.fine.width, self.fine.height)
        self.near, self.which = visible(self.fine, self.world.vertices, self.world.triangles)
        self.parts = shade(self.fine, whole, self.near, self.which, self.world, self.ground, light, self.sun, self.skies)
        feet = self.world.objects[self.world.objects[:, 18] > 0]
        feet = feet[feet[:, 5] > 0]
        nothing = np.zeros(self.near.shape, np.bool_)
        sunless = [np.zeros_like(self.parts[0]), self.parts[1], self.parts[2]]
        self.parts[1] = compose(self.fine, whole, self.near, nothing, sunless, None, feet, light, [])
        self.still = self._coarse(self.parts[0] + self.parts[1])

    def picture(self, moving, lamps=()):
        """The street with `moving` (a list of Placed) in it; `lamps` are rows of light.headlamps."""
        out = self.still.copy()
        if not moving and not lamps:
            return out
        world = world_of(moving)
        window = self._window(world, moving, lamps)
        if window is None:
            return out
        x0, y0, x1, y1 = window
        before = self.near[y0:y1, x0:x1]
        near, which = visible(self.fine, world.vertices, world.triangles, before, window)
        mask = which != NONE
        parts = [part[y0:y1, x0:x1].copy() for part in self.parts]
        rows, columns = np.nonzero(mask)
        if len(rows):
            top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
            inner = (x0 + left, y0 + top, x0 + right, y0 + bottom)
            cut = (slice(top, bottom), slice(left, right))
            inside = mask[cut]
            seen = np.where(inside, which[cut], LEAVE).astype(np.int32)
            fresh = shade(self.fine, inner, np.ascontiguousarray(near[cut]), seen, world, self.ground, self.light, self.sun, self.skies)
            for part, new in zip(parts, fresh):
                part[cut][inside] = new[inside]
        sun = None
        if sum(self.light.sun) > 0:
            low, high = world.vertices.min(0), world.vertices.max(0)
            reach = max(3.0, float(np.linalg.norm(high - low)) / 2 + 0.5)
            sun = Sun(self.sun_direction, (low + high) / 2, reach, int(min(2048, max(256, reach * 80))), world.vertices, world.triangles)
        feet = world.objects[world.objects[:, 18] > 0]
        lit = compose(self.fine, window, np.ascontiguousarray(near), mask, parts, sun, feet, self.light, list(lamps))
        f = self.factor
        out[y0 // f : y1 // f, x0 // f : x1 // f] = self._coarse(lit)
        return out

    def box_of(self, placed):
        """The thing's box [x, y, w, h] in the picture, cut at its edges, or None when it is out of sight."""
        seen = self.camera.seen(world_of([placed]).vertices)
        if (seen[:, 2] < 0.5).any():
            return None
        x1, y1 = np.maximum(seen[:, :2].min(0), 0)
        x2, y2 = np.minimum(seen[:, :2].max(0), [self.camera.width, self.camera.height])
        return [float(x1), float(y1), float(x2 - x1), float(y2 - y1)] if x2 - x1 > 2 and y2 - y1 > 2 else None

    def seen_share(self, placed_list):
        """Per thing, the share of its own pixels that nothing hides, for the truth of training pictures."""
        small = self.camera.scaled(0.5)
        still, _ = visible(small, self.world.vertices, self.world.triangles)
        everything = world_of(placed_list)
        _, which = visible(small, everything.vertices, everything.triangles, still)
        visible_now = np.bincount(everything.owners[which[which >= 0]], minlength=len(placed_list))
        shares = []
        for i, item in enumerate(placed_list):
            alone = world_of([item])
            _, own = visible(small, alone.vertices, alone.triangles)
            shares.append(visible_now[i] / max(1, int((own >= 0).sum())))
        return shares

    def _middle(self):
        y = self.camera.height * 0.62
        return self.camera.ground_point(self.camera.width / 2, y)

    def _coarse(self, fine):
        f = self.factor
        if f == 1:
            return fine
        return np.ascontiguousarray(fine.reshape(fine.shape[0] // f, f, fine.shape[1] // f, f, 3).mean(axis=(1, 3), dtype=np.float32))

    def _lamp_reach(self, lamp):
        """Points on the ground around what a headlamp lights, and the wet streak from it towards the camera."""
        along, across = np.array([lamp[6], lamp[7], 0]), np.array([-lamp[7], lamp[6], 0])
        foot = np.array([lamp[0], lamp[1], 0])
        ahead = [foot + along * a + across * b for a in (1, 6, 13, 19) for b in (-0.65 * a, 0.65 * a)]
        to_camera = self.camera.position * [1, 1, 0] - foot
        if to_camera @ along > 0:
            ahead += [foot + to_camera * share + across * side for share in (0.3, 0.6, 0.8) for side in (-2, 2)]
        return np.array(ahead)

    def _window(self, world, moving, lamps):
        """The pixels that the moving things, their shadows and their lamps can change, on even places."""
        points = [world.vertices, *(self._lamp_reach(lamp) for lamp in lamps)]
        flat = self.sun_direction
        if sum(self.light.sun) > 0:
            points.append(world.vertices - flat * (world.vertices[:, 2:3] / max(flat[2], 0.15)))
        for item in moving:
            low, high = item.mesh.vertices.min(0) - 0.9, item.mesh.vertices.max(0) + 0.9
            reach = float(np.abs([low[:2], high[:2]]).max()) + 0.6
            points.append(np.array([[item.x + sx * reach, item.y + sy * reach, 0] for sx in (-1, 1) for sy in (-1, 1)]))
        seen = self.fine.seen(np.concatenate(points))
        seen = seen[seen[:, 2] > 0.3]
        if len(seen) == 0:
            return None
        f = self.factor
        x0, y0 = (np.floor(np.maximum(seen[:, :2].min(0) - 4, 0) / f) * f).astype(int)
        x1, y1 = (np.ceil((seen[:, :2].max(0) + 4) / f) * f).astype(int)
        x1, y1 = min(int(x1), self.fine.width), min(int(y1), self.fine.height)
        return (int(x0), int(y0), x1, y1) if x1 > x0 and y1 > y0 else None
