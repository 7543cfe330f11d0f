"""Measures a detector on labelled pictures: average precision at 50 % overlap, and recall and precision at a threshold."""

import numpy as np
import torch

from augment import letterboxed
from grid_detector import cells, decode_boxes
from training_loop import to_input


@torch.no_grad()
def detect(model, rgb, score=0.05, overlap=0.5):
    """Rows [x, y, w, h, class, score] in the pixels of `rgb`, whose size must be a multiple of 32; greedy suppression per class."""
    raw = model(to_input(rgb)[None])[0]
    boxes = decode_boxes(raw, cells(*rgb.shape[:2])).numpy()
    scores = (raw[:, 4:5].sigmoid() * raw[:, 5:].sigmoid()).numpy()
    best = scores.argmax(1)
    value = scores[np.arange(len(best)), best]
    order = np.argsort(-value)
    kept = []
    for i in order[value[order] >= score]:
        if all(best[i] != best[j] or overlap_of(boxes[i], boxes[j]) < overlap for j in kept):
            kept.append(i)
    return [[*boxes[i][:2], *(boxes[i][2:] - boxes[i][:2]), int(best[i]), float(value[i])] for i in kept]


def evaluate(model, pictures, width=640, height=384, classes=None, smallest_px=8):
    """Per class: matched detections as (score, right?) and the number of objects. Objects below `smallest_px` (longer
    side, in the model's pixels) neither count as missed nor as found."""
    classes = classes or model.classes
    found = {c: [] for c in range(classes)}
    objects = dict.fromkeys(range(classes), 0)
    for rgb, boxes in pictures:
        picture, truth = letterboxed(rgb, boxes, width, height)
        answers = sorted(detect(model, picture), key=lambda row: -row[5])
        free = [True] * len(truth)
        small = [max(row[2:4]) < smallest_px for row in truth]
        for row, tiny in zip(truth, small):
            objects[int(row[4])] += not tiny
        for x, y, w, h, label, score in answers:
            best, match = 0.5, None
            for i, row in enumerate(truth):
                share = overlap_of((x, y, x + w, y + h), (row[0], row[1], row[0] + row[2], row[1] + row[3]))
                if free[i] and int(row[4]) == label and share >= best:
                    best, match = share, i
            if match is not None:
                free[match] = False
            if match is None or not small[match]:
                found[label].append((score, match is not None))
    return {'found': found, 'objects': objects}


def average_precision(found, objects):
    """Area under the precision-recall curve, all points."""
    if objects == 0:
        return float('nan')
    right = np.array([ok for _, ok in sorted(found, key=lambda pair: -pair[0])], float)
    if len(right) == 0:
        return 0.0
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float((precision * right).sum() / objects)


def at_threshold(found, objects, score):
    """(recall, precision) of the detections of at least this score."""
    right = [ok for value, ok in found if value >= score]
    recall = sum(right) / objects if objects else float('nan')
    return recall, (sum(right) / len(right) if right else float('nan'))


def report(result, names, score=0.4):
    """A table for a model card."""
    lines = [f'| class | objects | AP50 | recall @{score} | precision @{score} |', '|---|---|---|---|---|']
    for label, name in enumerate(names):
        found, objects = result['found'][label], result['objects'][label]
        recall, precision = at_threshold(found, objects, score)
        lines.append(f'| {name} | {objects} | {average_precision(found, objects):.3f} | {recall:.3f} | {precision:.3f} |')
    return '\n'.join(lines)


def overlap_of(a, b):
    meet = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
    return meet / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - meet + 1e-9)
