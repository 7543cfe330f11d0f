"""The stock that training pictures are laid together from: rendered views and plumes, made once and kept on disk.

    python pool.py --work /tmp/smoke --views 2000 --wisps 800 --seed 1    # several may run at once, each with its own seed
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from backdrops import SIZE, Backdrop, backdrop
from wisps import Wisp, wisp


def render_pool(work, views, wisps, seed):
    """Adds what is missing of this seed's views and plumes."""
    folder = Path(work) / "pool"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, count, make in (("wisp", wisps, _store_wisp), ("view", views, _store_view)):
        for number in range(count):
            path = folder / f"{kind}-{seed}-{number:05d}.npz"
            if not path.exists():
                make(path, np.random.default_rng([seed, number, kind == "view"]))


def _store_view(path, random):
    """Half of the views are pieces of larger ones, as the tiles of a large picture are."""
    if random.random() < 0.5:
        made = backdrop(random)
    else:
        made = piece(random, backdrop(random, 2 * SIZE[0], 2 * SIZE[1]))
    jpeg = cv2.imencode(".jpg", made.rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])[1]
    _write(path, jpeg=jpeg, skyline=made.skyline.astype(np.float16), haze=made.light.haze, level=made.light.level)


def piece(random, whole):
    """A part of the usual size, cut out of a larger view."""
    width, height = SIZE
    left, top = int(random.integers(whole.rgb.shape[1] - width)), int(random.integers(whole.rgb.shape[0] - height))
    skyline = np.clip(whole.skyline[left : left + width] - top, 0, height - 1)
    return Backdrop(np.ascontiguousarray(whole.rgb[top : top + height, left : left + width]), skyline, whole.light)


def _store_wisp(path, random):
    made = wisp(random)
    _write(path, depth=made.depth.astype(np.float16), lit=made.lit.astype(np.float16), foot=np.array(made.foot))


def _write(path, **parts):
    partial = path.with_suffix(".partial")
    with open(partial, "wb") as file:
        np.savez_compressed(file, **parts)
    partial.replace(path)


class Pool:
    """Random access to the stock; read anew with `read`, since others may still be adding to it."""

    def __init__(self, work):
        self.folder = Path(work) / "pool"
        self.kept, self.asked = {}, 0
        self.read()

    def read(self):
        self.views = sorted(self.folder.glob("view-*.npz"))
        self.wisps = sorted(self.folder.glob("wisp-*.npz"))

    def view(self, random):
        """(uint8 RGB, skyline per column, haze colour 0..1, light level)."""
        self.asked += 1
        if self.asked % 500 == 0:
            self.read()
        kept = self._load(self.views[int(random.integers(len(self.views)))])
        rgb = cv2.imdecode(kept["jpeg"], cv2.IMREAD_COLOR)[..., ::-1]
        return np.ascontiguousarray(rgb), kept["skyline"].astype(np.float32), kept["haze"], float(kept["level"])

    def wisp(self, random) -> Wisp:
        kept = self._load(self.wisps[int(random.integers(len(self.wisps)))])
        return Wisp(kept["depth"].astype(np.float32), kept["lit"].astype(np.float32), tuple(kept["foot"]))

    def _load(self, path):
        if path not in self.kept:
            self.kept[path] = dict(np.load(path))
        return self.kept[path]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=Path, default=Path("/tmp/smoke"))
    arguments.add_argument("--views", type=int, default=2000)
    arguments.add_argument("--wisps", type=int, default=800)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    render_pool(asked.work, asked.views, asked.wisps, asked.seed)


if __name__ == "__main__":
    main()
