"""A z-buffer in numba: which triangle each pixel sees and how far, and shadow maps from any direction."""

import numpy as np
from numba import njit

NONE, LEAVE = -1, -2  # no triangle there; a pixel that is not to be shaded


class Camera:
    """A pinhole at `position`, looking along `heading` degrees from +y towards +x and `tilt` degrees up."""

    def __init__(self, position, heading_degrees, tilt_degrees, fov_degrees, width, height, roll_degrees=0.0):
        self.position = np.asarray(position, np.float64)
        self.width, self.height = width, height
        self.focal = width / 2 / np.tan(np.radians(fov_degrees) / 2)
        heading, tilt, roll = np.radians([heading_degrees, tilt_degrees, roll_degrees])
        forward = np.array([np.sin(heading) * np.cos(tilt), np.cos(heading) * np.cos(tilt), np.sin(tilt)])
        right = np.array([np.cos(heading), -np.sin(heading), 0.0])
        down = np.cross(forward, right)
        self.turn = np.stack([right * np.cos(roll) + down * np.sin(roll), down * np.cos(roll) - right * np.sin(roll), forward])

    def seen(self, points):
        """Pixel x, pixel y and depth along the axis of world points [n, 3]."""
        at = (np.asarray(points, float) - self.position) @ self.turn.T
        depth = np.where(np.abs(at[:, 2]) < 1e-6, 1e-6, at[:, 2])
        return np.stack([self.width / 2 + self.focal * at[:, 0] / depth, self.height / 2 + self.focal * at[:, 1] / depth, at[:, 2]], 1)

    def scaled(self, factor):
        """The same view with `factor` times as many pixels each way."""
        other = object.__new__(Camera)
        other.position, other.turn = self.position, self.turn
        other.width, other.height, other.focal = int(self.width * factor), int(self.height * factor), self.focal * factor
        return other

    def ground_point(self, x, y):
        """Where the ray through pixel (x, y) meets the ground z = 0."""
        ray = np.array([(x - self.width / 2) / self.focal, (y - self.height / 2) / self.focal, 1.0]) @ self.turn
        return self.position - ray * (self.position[2] / ray[2])


def visible(camera, vertices, triangles, depth=None, window=None):
    """(inverse depth, triangle number) per pixel of `window` (x0, y0, x1, y1); `depth` gives inverse depths already there."""
    x0, y0, x1, y1 = window or (0, 0, camera.width, camera.height)
    near = np.zeros((y1 - y0, x1 - x0), np.float32) if depth is None else depth.copy()
    which = np.full(near.shape, NONE, np.int32)
    if len(triangles):
        seen = camera.seen(vertices)
        _fill(seen[:, 0] - x0, seen[:, 1] - y0, seen[:, 2], triangles, near, which)
    return near, which


class Sun:
    """A shadow map: an orthographic view along `towards` (unit vector to the light) around a centre."""

    def __init__(self, towards, centre, reach, size, vertices, triangles):
        towards = np.asarray(towards, float)
        side = np.cross([0.0, 0.0, 1.0] if abs(towards[2]) < 0.99 else [1.0, 0.0, 0.0], towards)
        side /= np.linalg.norm(side)
        self.axes = np.stack([side, np.cross(towards, side), towards])
        self.scale = size / (2 * reach)
        self.offset = size / 2 - (self.axes @ np.asarray(centre, float)) * self.scale
        self.map = np.full((size, size), -1e9, np.float32)
        if len(triangles):
            at = vertices @ self.axes.T
            _height(at[:, 0] * self.scale + self.offset[0], at[:, 1] * self.scale + self.offset[1], at[:, 2], triangles, self.map)


@njit(cache=True, fastmath=True)
def _fill(px, py, pz, triangles, near, which):
    rows, columns = near.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if pz[a] < 0.3 or pz[b] < 0.3 or pz[c] < 0.3:
            continue
        xa, ya, xb, yb, xc, yc = px[a], py[a], px[b], py[b], px[c], py[c]
        left, right = max(0, int(np.floor(min(xa, xb, xc)))), min(columns - 1, int(np.ceil(max(xa, xb, xc))))
        top, bottom = max(0, int(np.floor(min(ya, yb, yc)))), min(rows - 1, int(np.ceil(max(ya, yb, yc))))
        double = (xb - xa) * (yc - ya) - (xc - xa) * (yb - ya)
        if right < left or bottom < top or abs(double) < 1e-9:
            continue
        inverse = 1.0 / double
        ia, ib, ic = 1.0 / pz[a], 1.0 / pz[b], 1.0 / pz[c]
        for y in range(top, bottom + 1):
            fy = y + 0.5
            for x in range(left, right + 1):
                fx = x + 0.5
                v = ((fx - xa) * (yc - ya) - (xc - xa) * (fy - ya)) * inverse
                w = ((xb - xa) * (fy - ya) - (fx - xa) * (yb - ya)) * inverse
                if v < 0 or w < 0 or v + w > 1:
                    continue
                depth = ia + (ib - ia) * v + (ic - ia) * w
                if depth > near[y, x]:
                    near[y, x] = depth
                    which[y, x] = t


@njit(cache=True, fastmath=True)
def _height(px, py, pz, triangles, out):
    rows, columns = out.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        xa, ya, xb, yb, xc, yc = px[a], py[a], px[b], py[b], px[c], py[c]
        left, right = max(0, int(np.floor(min(xa, xb, xc)))), min(columns - 1, int(np.ceil(max(xa, xb, xc))))
        top, bottom = max(0, int(np.floor(min(ya, yb, yc)))), min(rows - 1, int(np.ceil(max(ya, yb, yc))))
        double = (xb - xa) * (yc - ya) - (xc - xa) * (yb - ya)
        if right < left or bottom < top or abs(double) < 1e-9:
            continue
        inverse = 1.0 / double
        for y in range(top, bottom + 1):
            fy = y + 0.5
            for x in range(left, right + 1):
                fx = x + 0.5
                v = ((fx - xa) * (yc - ya) - (xc - xa) * (fy - ya)) * inverse
                w = ((xb - xa) * (fy - ya) - (fx - xa) * (yb - ya)) * inverse
                if v < 0 or w < 0 or v + w > 1:
                    continue
                height = pz[a] + (pz[b] - pz[a]) * v + (pz[c] - pz[a]) * w
                if height > out[y, x]:
                    out[y, x] = height
