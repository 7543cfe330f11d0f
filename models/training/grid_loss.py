"""The detector's loss: cells are given to objects by cost (SimOTA), boxes learn by GIoU, scores by cross-entropy."""

import torch
from torch.nn import functional as F

from grid_detector import decode_boxes


def detection_loss(raw, grid, targets):
    """Mean loss per object of a batch, and its parts. `raw` [B, N, 5+C] logits; `targets` a list of float [n, 5] rows
    (x1, y1, x2, y2, class) in pixels."""
    boxes = decode_boxes(raw, grid)
    objectness_target = torch.zeros_like(raw[..., 4])
    box_loss = raw.new_zeros(())
    class_loss = raw.new_zeros(())
    objects = 0
    for i, target in enumerate(targets):
        if len(target) == 0:
            continue
        chosen, owner, overlap = assign(boxes[i].detach(), raw[i].detach(), grid, target)
        if len(chosen) == 0:
            continue
        objects += len(chosen)
        box_loss = box_loss + (1 - giou(boxes[i][chosen], target[owner, :4])).sum()
        wanted = F.one_hot(target[owner, 4].long(), raw.shape[-1] - 5).float() * overlap[:, None].clamp(min=0.1)
        class_loss = class_loss + F.binary_cross_entropy_with_logits(raw[i][chosen, 5:], wanted, reduction='sum')
        objectness_target[i, chosen] = 1.0
    score_loss = F.binary_cross_entropy_with_logits(raw[..., 4], objectness_target, reduction='sum')
    share = max(objects, 1)
    parts = {'box': 5 * box_loss / share, 'score': score_loss / max(share, len(targets)), 'class': class_loss / share}
    return sum(parts.values()), {name: float(value) for name, value in parts.items()}


@torch.no_grad()
def assign(boxes, raw, grid, target, candidates=10, reach=2.5):
    """Which cells answer for which object: indices [k], owners [k], overlaps [k].

    A cell may answer for an object when its centre lies in the object's box and within `reach` strides of its centre;
    of those each object takes its cheapest, as many as its best overlaps add up to (OTA's dynamic k).
    """
    stride = grid[:, 2]
    centre = (grid[:, :2] + 0.5) * stride[:, None]
    x1, y1, x2, y2 = (target[:, i : i + 1] for i in range(4))
    inside = (centre[:, 0] > x1) & (centre[:, 0] < x2) & (centre[:, 1] > y1) & (centre[:, 1] < y2)
    near = ((centre[:, 0] - (x1 + x2) / 2).abs() < reach * stride) & ((centre[:, 1] - (y1 + y2) / 2).abs() < reach * stride)
    possible = (inside | near).any(0).nonzero().flatten()
    if len(possible) == 0:
        return possible, possible, boxes.new_zeros(0)
    best = (inside & near)[:, possible]
    overlap = iou(target[:, :4], boxes[possible])
    score = (raw[possible, 4:5].sigmoid() * raw[possible, 5:].sigmoid()).sqrt()
    right_class = score[:, target[:, 4].long()].t().clamp(1e-6, 1 - 1e-6)
    others = -torch.log1p(-score.clamp(max=1 - 1e-6))
    cost = -torch.log(right_class) + others.sum(1)[None] + torch.log1p(-right_class) - 3 * torch.log(overlap + 1e-8)
    cost = cost + 1e5 * (~best).float()
    taken = torch.zeros_like(cost, dtype=torch.bool)
    k = min(candidates, cost.shape[1])
    wanted = overlap.topk(k, dim=1).values.sum(1).int().clamp(min=1)
    for row in range(len(target)):
        taken[row, cost[row].topk(int(min(wanted[row], k)), largest=False).indices] = True
    contested = taken.sum(0) > 1
    if contested.any():
        winner = cost[:, contested].argmin(0)
        taken[:, contested] = False
        taken[winner, contested.nonzero().flatten()] = True
    owner, column = taken.nonzero(as_tuple=True)
    return possible[column], owner, overlap[owner, column]


def iou(a, b):
    """Overlap of every box of `a` [n, 4] with every box of `b` [m, 4], corners."""
    meet = (torch.min(a[:, None, 2:], b[None, :, 2:]) - torch.max(a[:, None, :2], b[None, :, :2])).clamp(min=0).prod(-1)
    return meet / (area(a)[:, None] + area(b)[None] - meet + 1e-7)


def giou(a, b):
    """Generalised overlap of boxes pair by pair, -1..1."""
    meet = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0).prod(-1)
    both = area(a) + area(b) - meet + 1e-7
    hull = (torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])).prod(-1) + 1e-7
    return meet / both - (hull - both) / hull


def area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
