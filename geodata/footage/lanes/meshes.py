"""Triangle meshes as plain arrays, and the few shapes that everything in the street is made of. Metres, z up.

A Mesh has vertices [n, 3], normals [n, 3], triangles [m, 3] and one material number per triangle.
"""

from dataclasses import dataclass

import numpy as np

WALL, CONCRETE, FOLIAGE, BARK, BODY, WHEEL, METAL, CLOTH, CARDBOARD, GLASS, LAMP, CARGO, SKIN, PLASTIC, KERB, GRASS = range(16)


@dataclass
class Mesh:
    vertices: np.ndarray
    normals: np.ndarray
    triangles: np.ndarray
    materials: np.ndarray
    colours: np.ndarray  # [m, 3] linear RGB that the material starts from


def joined(meshes):
    """One mesh of several."""
    starts = np.cumsum([0] + [len(mesh.vertices) for mesh in meshes[:-1]])
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.normals for mesh in meshes]),
        np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts)]),
        np.concatenate([mesh.materials for mesh in meshes]),
        np.concatenate([mesh.colours for mesh in meshes]),
    )


def moved(mesh, position=(0, 0, 0), heading=0.0, pitch=0.0, scale=1.0):
    """Scaled, pitched about y (nose up), turned about z by `heading` radians, then moved."""
    cp, sp, ch, sh = np.cos(pitch), np.sin(pitch), np.cos(heading), np.sin(heading)
    turn = np.array([[ch, -sh, 0], [sh, ch, 0], [0, 0, 1]]) @ np.array([[cp, 0, -sp], [0, 1, 0], [sp, 0, cp]])
    return Mesh(
        (mesh.vertices * scale) @ turn.T + np.asarray(position, float), mesh.normals @ turn.T,
        mesh.triangles, mesh.materials, mesh.colours,
    )  # fmt: skip


def surface(points, material, colour, closed=False, normals=None):
    """A smooth sheet through a grid of points [rows, columns, 3]; `closed` joins the last column to the first."""
    points = np.asarray(points, float)
    rows, columns = points.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    if closed:
        index = np.concatenate([index, index[:, :1]], axis=1)
    a, b, c, d = index[:-1, :-1].ravel(), index[:-1, 1:].ravel(), index[1:, 1:].ravel(), index[1:, :-1].ravel()
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    vertices = points.reshape(-1, 3)
    return _made(vertices, triangles, material, colour, _smooth_normals(vertices, triangles) if normals is None else normals)


def box(low, high, material, colour, cell=None):
    """An axis-aligned box with flat faces; `cell` divides long faces, so that none reaches behind the camera."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    parts = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for side, sign in ((low, -1.0), (high, 1.0)):
            nu = 1 if cell is None else max(1, int(np.ceil((high[u] - low[u]) / cell)))
            nv = 1 if cell is None else max(1, int(np.ceil((high[v] - low[v]) / cell)))
            grid = np.zeros((nu + 1, nv + 1, 3))
            grid[..., axis] = side[axis]
            grid[..., u] = np.linspace(low[u], high[u], nu + 1)[:, None]
            grid[..., v] = np.linspace(low[v], high[v], nv + 1)[None]
            normal = np.zeros(3)
            normal[axis] = sign
            parts.append(surface(grid, material, colour, normals=np.tile(normal, (grid.shape[0] * grid.shape[1], 1))))
    return joined(parts)


def capsule(start, end, radius, material, colour, end_radius=None, sides=8):
    """A limb: a tube with round ends, `radius` at the start and `end_radius` at the end."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    end_radius = radius if end_radius is None else end_radius
    length = np.linalg.norm(end - start)
    axis = (end - start) / max(length, 1e-6)
    side = np.cross(axis, [0.0, 0.0, 1.0] if abs(axis[2]) < 0.9 else [1.0, 0.0, 0.0])
    side /= np.linalg.norm(side)
    third = np.cross(axis, side)
    rings = [(-radius * 0.95, radius * 0.3), (-radius * 0.6, radius * 0.8), (0, radius), (length * 0.5, (radius + end_radius) / 2),
             (length, end_radius), (length + end_radius * 0.6, end_radius * 0.8), (length + end_radius * 0.95, end_radius * 0.3)]  # fmt: skip
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    circle = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * third
    return surface([start + axis * s + circle * r for s, r in rings], material, colour, closed=True)


def wheel(centre, radius, width, colour=(0.02, 0.02, 0.022), sides=20):
    """A tyre with its disc, the axle along y."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = []
    for y, r in ((-0.5, 0.01), (-0.5, 0.62), (-0.5, 0.9), (-0.35, 1.0), (0.35, 1.0), (0.5, 0.9), (0.5, 0.62), (0.5, 0.01)):
        rings.append(np.stack([np.cos(angle) * r * radius, np.full(sides, y * width), np.sin(angle) * r * radius], 1))
    mesh = surface(np.asarray(rings) + np.asarray(centre, float), WHEEL, colour, closed=True)
    ring_of = np.minimum(mesh.triangles.min(1) // sides, 6)
    mesh.colours[(ring_of == 0) | (ring_of == 6)] = (0.30, 0.31, 0.32)
    mesh.normals[: 2 * sides] = (0, -1, 0)
    mesh.normals[-2 * sides :] = (0, 1, 0)
    return mesh


def leaves(centre, radii, count, random, size=0.15, colour=(0.07, 0.13, 0.03)):
    """A crown of `count` small leaf clusters, denser towards its hull, each a bent card turned at random."""
    direction = random.standard_normal((count, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    lumps = 1 + 0.25 * np.sin(direction @ random.normal(0, 2.5, (3, 4)) + random.uniform(0, 6, 4)).mean(1)
    where = np.asarray(centre) + direction * np.asarray(radii) * (random.random(count) ** 0.4 * lumps)[:, None]
    a = random.standard_normal((count, 3))
    a /= np.linalg.norm(a, axis=1, keepdims=True)
    b = np.cross(a, direction + 0.6 * random.standard_normal((count, 3)))
    b /= np.linalg.norm(b, axis=1, keepdims=True) + 1e-9
    reach = (size * random.uniform(0.5, 1.3, count))[:, None]
    vertices = np.stack([where - a * reach, where + b * reach * 0.6, where + a * reach, where - b * reach * 0.6], 1)
    first = np.arange(count)[:, None] * 4
    triangles = np.concatenate([first + [0, 1, 2], first + [0, 2, 3]])
    normals = direction * 0.8 + np.cross(a, b) * 0.5
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    mesh = _made(vertices.reshape(-1, 3), triangles, FOLIAGE, colour, np.repeat(normals, 4, axis=0))
    shade = np.tile(random.uniform(0.6, 1.35, count), 2)[:, None] * np.tile(random.uniform(0.9, 1.1, (count, 3)), (2, 1))
    mesh.colours *= shade
    return mesh


def _made(vertices, triangles, material, colour, normals):
    count = len(triangles)
    colours = np.tile(np.asarray(colour, float), (count, 1))
    return Mesh(vertices, np.asarray(normals, float), triangles, np.full(count, material, np.int32), colours)


def _smooth_normals(vertices, triangles):
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(normals, triangles[:, i], face)
    return normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)
