"""Real clips with things set down in them for known times: the nearest there is to real stands where none were filmed.

    python3 geodata/footage/lanes/composites.py OUT --clips FOLDER   # FOLDER holds fixed cameras' .mp4; writes OUT/*.mp4 and truth.json

A thing moves with the camera's shake, follows its exposure, and real traffic drives in front of it. Things are vehicles
cut out of the same clip and drawn bags, bins and bikes; each clip is also written without any, as a negative.
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'common'))

from clip_writer import write_clip

DWELL_SECONDS = 6
KINDS = ('vehicle', 'bag', 'bin', 'bike')


class Clip:
    """A fixed camera's frames, its empty picture, and per frame the camera's movement, the exposure and what moves."""

    def __init__(self, path):
        reader = cv2.VideoCapture(str(path))
        self.fps = reader.get(cv2.CAP_PROP_FPS)
        self.frames = []
        while (read := reader.read())[0]:
            self.frames.append(read[1])
        self.height, self.width = self.frames[0].shape[:2]
        self.moves = self._moves()
        steady = [cv2.warpAffine(f, m, (self.width, self.height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE) for f, m in zip(self.frames[::5], self.moves[::5])]
        self.empty = np.median(np.stack(steady), axis=0).astype(np.float32)

    def _moves(self):
        """How each frame's view lies against the first one's, by every fifth frame; a frame that can't be told keeps the last."""
        small = [cv2.cvtColor(cv2.resize(f, (320, 180)), cv2.COLOR_BGR2GRAY) for f in self.frames[::5]]
        move, found = np.eye(2, 3, dtype=np.float32), []
        for picture in small:
            try:
                fit, tried = cv2.findTransformECC(small[0], picture, move.copy(), cv2.MOTION_EUCLIDEAN, (3, 40, 1e-4), None, 5)
            except cv2.error:
                fit, tried = 0, move
            move = tried if fit > 0.9 else move
            found.append(move * [[1, 1, self.width / 320], [1, 1, self.height / 180]])
        spread = np.arange(len(self.frames)) / 5
        stacked = np.stack(found)
        return [np.array([[np.interp(t, np.arange(len(stacked)), stacked[:, i, j]) for j in range(3)] for i in range(2)]) for t in spread]

    def level(self, i):
        return float(np.median(self.frames[i].mean(2)) / np.median(self.empty.mean(2)))

    def in_front(self, i):
        """1 where something else than the empty road is seen."""
        empty = cv2.warpAffine(self.empty, self.moves[i], (self.width, self.height), borderMode=cv2.BORDER_REPLICATE)
        away = np.abs(self.frames[i] - empty * self.level(i)).max(2)
        return np.clip((cv2.GaussianBlur(away, (0, 0), 3) - 24) / 12, 0, 1)

    def vehicle(self, random):
        """A whole vehicle of the clip with its outline."""
        for i in random.permutation(len(self.frames)):
            mask = (self.in_front(i) > 0.5).astype(np.uint8)
            mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
            _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
            for j, (x, y, w, h, area) in enumerate(stats[1:], 1):
                inside = x > 4 and y > 4 and x + w < self.width - 4 and y + h < self.height - 4
                if inside and 0.01 < area / mask.size < 0.12 and area > 0.6 * w * h:
                    alpha = cv2.GaussianBlur((labels == j).astype(np.float32), (0, 0), 1.2)
                    return self.frames[i][y : y + h, x : x + w] / self.level(i), alpha[y : y + h, x : x + w]
        raise ValueError('no whole vehicle in the clip')


def drawn(kind, random, scale):
    """A bag, bin or bike, about `scale` pixels long: its colours and outline."""
    size = int(scale * {'bag': 0.35, 'bin': 0.3, 'bike': 0.55}[kind])
    high = int(size * {'bag': 0.75, 'bin': 1.4, 'bike': 0.65}[kind])
    alpha = np.zeros((high * 4, size * 4), np.float32)
    h, w = alpha.shape
    if kind == 'bag':
        cv2.ellipse(alpha, (w // 2, h // 2), (w // 2 - 2, h // 2 - 2), 0, 0, 360, 1, -1)
    elif kind == 'bin':
        cv2.fillPoly(alpha, [np.array([(2, 2), (w - 2, 2), (int(w * 0.86), h - 2), (int(w * 0.14), h - 2)])], 1)
    else:
        for x in (0.24, 0.76):
            cv2.circle(alpha, (int(w * x), int(h * 0.66)), int(h * 0.3), 1, max(3, w // 28))
        for a, b in (((0.24, 0.66), (0.45, 0.3)), ((0.45, 0.3), (0.72, 0.25)), ((0.45, 0.3), (0.5, 0.66)), ((0.5, 0.66), (0.24, 0.66)), ((0.72, 0.25), (0.76, 0.66)), ((0.5, 0.66), (0.72, 0.3))):
            cv2.line(alpha, (int(a[0] * w), int(a[1] * h)), (int(b[0] * w), int(b[1] * h)), 1, max(4, w // 22))
    alpha = cv2.resize(alpha, (size, high), interpolation=cv2.INTER_AREA)
    colour = {'bag': random.uniform(15, 60, 3), 'bin': random.choice([(60, 110, 40), (130, 80, 30)]), 'bike': random.uniform(20, 170, 3)}[kind]
    shade = cv2.GaussianBlur(random.normal(1, 0.5, (high, size)).astype(np.float32), (0, 0), 2)
    return np.asarray(colour) * (0.9 + 0.6 * (shade - 1))[..., None], alpha


def with_thing(clip, thing, place, begins, ends, random):
    """The clip's frames with a thing at `place` of its empty picture from `begins` to `ends` seconds; it drives in and out in a second."""
    rgb, alpha = thing
    layer = np.zeros((clip.height, clip.width, 4), np.float32)
    for i, frame in enumerate(clip.frames):
        t = i / clip.fps
        if not begins - 1 <= t <= ends + 1:
            yield frame
            continue
        away = max(begins - t, t - ends, 0) * clip.height
        x, y = place[0], int(place[1] + away)
        layer[:] = 0
        part = layer[y : y + rgb.shape[0], x : x + rgb.shape[1]]
        part[..., :3], part[..., 3] = rgb[: part.shape[0], : part.shape[1]], alpha[: part.shape[0], : part.shape[1]]
        moved = cv2.warpAffine(layer, clip.moves[i], (clip.width, clip.height))
        share = (moved[..., 3] * (1 - clip.in_front(i)))[..., None]
        light = moved[..., :3] / np.maximum(moved[..., 3:], 1e-3) * moved[..., 3:] * clip.level(i)
        grain = random.normal(0, 2, frame.shape[:2])[..., None]
        yield np.clip(frame * (1 - share) + (light + grain) * share, 0, 255).astype(np.uint8)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out', type=Path)
    parser.add_argument('--clips', type=Path, required=True)
    parser.add_argument('--each', type=int, default=4, help='composites per clip')
    parser.add_argument('--seed', type=int, default=3)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    random, rows = np.random.default_rng(arguments.seed), []
    for path in sorted(arguments.clips.glob('*.mp4')):
        clip = Clip(path)
        fps, seconds = round(clip.fps), len(clip.frames) / clip.fps
        zone = [[0, 0], [clip.width, 0], [clip.width, clip.height], [0, clip.height]]
        common = {'size': [clip.width, clip.height], 'fps': fps, 'zone': zone, 'dwell_s': DWELL_SECONDS}
        for n in range(arguments.each + 1):
            name = f'{path.stem}-{n}.mp4'
            if n == arguments.each:
                write_clip(str(arguments.out / name), clip.frames, fps, clip.width, clip.height, crf=25)
                rows.append({'file': name, 'kind': 'negative', **common})
                continue
            kind = KINDS[n % len(KINDS)]
            thing = clip.vehicle(random) if kind == 'vehicle' else drawn(kind, random, clip.width * 0.2)
            h, w = thing[1].shape
            place = (int(random.uniform(0.1, 0.9) * (clip.width - w)), int(random.uniform(0.2, 0.85) * (clip.height - h)))
            begins = random.uniform(3, 5)
            ends = min(begins + random.uniform(10, 16), seconds - 5)
            write_clip(str(arguments.out / name), with_thing(clip, thing, place, begins, ends, random), fps, clip.width, clip.height, crf=25)
            event = {'class': 'stand', 't_first': begins * clip.fps / fps, 't_leave': ends * clip.fps / fps, 'boxes': [{'frame': int(begins * clip.fps) + 1, 'bbox': [*place, w, h]}]}
            rows.append({'file': name, 'kind': 'positive', 'conditions': [kind], **common, 'events': [event]})
            print(name, kind, place, (w, h), round(begins, 1), round(ends, 1), flush=True)
    (arguments.out / 'truth.json').write_text(json.dumps({'scene': 'fire-lane', 'clips': rows}, indent=1) + '\n', encoding='utf-8')


if __name__ == '__main__':
    main()
