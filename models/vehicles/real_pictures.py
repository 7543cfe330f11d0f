"""Training pictures from fixed cameras' clips: pseudo-labelled frames, and their vehicles cut out and set down elsewhere.

    ffmpeg -i clip.mp4 -vf fps=6 FRAMES/%05d.jpg
    node --import tsx models/vehicles/pseudo-label.ts --yolox … --deim … FRAMES > FRAMES/labels.jsonl
    python3 models/vehicles/real_pictures.py OUT --frames FRAMES … --backgrounds RENDERED_FOLDER … --count 800

What moves against the clip's median picture gives each vehicle its outline; what the two teachers missed of it is added.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'training'))

from picture_store import StoredPictures, store_pictures

CAR, UNSURE = 0, 0.45


class FixedCamera:
    """A folder of frames of one fixed camera with labels.jsonl: its empty picture, its frames and the vehicles in them."""

    def __init__(self, folder):
        folder = Path(folder)
        self.labels = [json.loads(line) for line in open(folder / 'labels.jsonl', encoding='utf-8')]
        self.frames = [cv2.imread(str(folder / item['file']))[..., ::-1] for item in self.labels]
        self.empty = np.median(np.stack(self.frames[::2]), axis=0).astype(np.uint8)

    def pictures(self):
        """The empty picture and every frame with what the teachers and the motion say."""
        yield self.empty, np.zeros((0, 5), np.float32)
        for frame, item in zip(self.frames, self.labels):
            boxes = [box[:5] for box in item['boxes'] if box[4] <= 4]
            boxes += [[*box, CAR] for box in self._moving(frame)[1] if not any(_shared(box, other) > 0.35 for other in boxes)]
            yield frame, np.asarray(boxes, np.float32).reshape(-1, 5)

    def cutouts(self):
        """(rgb, soft alpha) of each vehicle that is whole in the picture, by its moving outline."""
        for frame, item in zip(self.frames, self.labels):
            mask, boxes = self._moving(frame)
            for x, y, w, h in boxes:
                inside = x > 3 and y > 3 and x + w < frame.shape[1] - 3 and y + h < frame.shape[0] - 3
                known = any(_shared((x, y, w, h), box) > 0.7 and box[5] > UNSURE for box in item['boxes'])
                if not (inside and known):
                    continue
                part = mask[y : y + h, x : x + w]
                outline, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
                alpha = np.zeros_like(part)
                cv2.drawContours(alpha, [cv2.convexHull(max(outline, key=cv2.contourArea))], -1, 255, -1)
                yield frame[y : y + h, x : x + w], cv2.GaussianBlur(alpha, (0, 0), 1.2)

    def _moving(self, frame):
        """Where the frame differs from the empty picture, its brightness levelled: a mask, and boxes of what is large."""
        level = np.median(frame.astype(np.float32).mean(2)) / max(1, np.median(self.empty.astype(np.float32).mean(2)))
        away = np.abs(frame.astype(np.float32) - self.empty.astype(np.float32) * level).max(2)
        mask = (cv2.GaussianBlur(away, (0, 0), 1.5) > 26).astype(np.uint8) * 255
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        least = 0.006 * mask.size
        return mask, [tuple(map(int, row[:4])) for row in stats[1:] if row[4] > least and row[4] > 0.5 * row[2] * row[3]]


def set_down(random, picture, boxes, cutouts):
    """The picture with one to five cut-out vehicles in free places, brightness and size varied, and their labels."""
    picture, boxes = picture.copy(), [list(box) for box in boxes]
    height, width = picture.shape[:2]
    scale = np.exp(random.uniform(np.log(0.35), np.log(1.5)))
    turn = int(random.integers(4)) if random.random() < 0.25 else 0
    for _ in range(random.integers(1, 6)):
        rgb, alpha = cutouts[random.integers(len(cutouts))]
        rgb, alpha = np.rot90(rgb, turn), np.rot90(alpha, turn)
        if random.random() < 0.5:
            rgb, alpha = rgb[:, ::-1], alpha[:, ::-1]
        factor = scale * random.uniform(0.85, 1.15)
        size = (max(8, int(rgb.shape[1] * factor)), max(8, int(rgb.shape[0] * factor)))
        if size[0] > width * 0.8 or size[1] > height * 0.8:
            continue
        rgb, alpha = cv2.resize(np.ascontiguousarray(rgb), size, interpolation=cv2.INTER_AREA), cv2.resize(np.ascontiguousarray(alpha), size)
        x, y = int(random.integers(0, width - size[0])), int(random.integers(int(0.15 * (height - size[1])), height - size[1] + 1))
        if any(_shared((x, y, *size), box) > 0.2 or _shared(box, (x, y, *size)) > 0.2 for box in boxes):
            continue
        paint = np.clip((rgb.astype(np.float32) * random.uniform(0.75, 1.35) - 110) * random.uniform(0.9, 1.15) + 110, 0, 255)
        if random.random() < 0.35:
            paint = paint[..., random.permutation(3)]
        share = alpha[..., None].astype(np.float32) / 255
        ground = picture[y : y + size[1], x : x + size[0]]
        picture[y : y + size[1], x : x + size[0]] = (paint * share + ground * (1 - share)).astype(np.uint8)
        boxes.append([x, y, *size, CAR])
    return picture, np.asarray(boxes, np.float32).reshape(-1, 5)


def composites(cameras, backgrounds, count, seed):
    """Vehicles of all cameras upon their empty pictures and upon other backgrounds."""
    random = np.random.default_rng(seed)
    cutouts = [cutout for camera in cameras for cutout in camera.cutouts()]
    print(len(cutouts), 'vehicles cut out')
    for _ in range(count):
        if random.random() < 0.35 or len(backgrounds) == 0:
            picture, boxes = cameras[random.integers(len(cameras))].empty, []
        else:
            picture, boxes = backgrounds[int(random.integers(len(backgrounds)))]
        yield set_down(random, picture, boxes, cutouts)


def _shared(a, b):
    """The share of box `a` that lies in box `b`."""
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    high = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0, wide) * max(0, high) / max(1, a[2] * a[3])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out')
    parser.add_argument('--frames', nargs='+', required=True)
    parser.add_argument('--backgrounds', nargs='*', default=[])
    parser.add_argument('--count', type=int, default=800)
    parser.add_argument('--seed', type=int, default=5)
    arguments = parser.parse_args()
    cameras = [FixedCamera(folder) for folder in arguments.frames]
    frames = sum(store_pictures(Path(arguments.out) / Path(folder).name, camera.pictures()) for folder, camera in zip(arguments.frames, cameras))
    backgrounds = StoredPictures(*arguments.backgrounds) if arguments.backgrounds else []
    print(frames, 'frames', store_pictures(Path(arguments.out) / 'composites', composites(cameras, backgrounds, arguments.count, arguments.seed)), 'composites')


if __name__ == '__main__':
    main()
