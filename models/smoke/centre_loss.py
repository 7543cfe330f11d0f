"""A loss whose cells are given to objects by place and size alone: many cells learn each plume from the first step.

The shared loss lets the network choose its cells, which needs long training to settle. Smoke has no fixed shape to
wait for: every cell in the middle of a plume answers for it, at the stride that suits its size (as FCOS does,
Tian et al. 2019, arXiv:1904.01355).
"""

import torch
from torch.nn import functional as F

from grid_detector import decode_boxes
from grid_loss import giou

LARGEST_PX = {8: 56.0, 16: 150.0, 32: 1e9}
MIDDLE = 0.3
REACH_CELLS = 2.0


def centre_loss(raw, grid, targets):
    """Mean loss per positive cell and its parts; `raw` [B, N, 5+C] logits, `targets` a list of [n, 5] (x1, y1, x2, y2, class)."""
    boxes = decode_boxes(raw, grid)
    objectness = torch.zeros_like(raw[..., 4])
    pictures, cells, wanted, labels = [], [], [], []
    for i, target in enumerate(targets):
        if len(target) == 0:
            continue
        chosen, owner = assign_by_centre(grid, target)
        pictures.append(torch.full_like(chosen, i))
        cells.append(chosen)
        wanted.append(target[owner, :4])
        labels.append(target[owner, 4].long())
        objectness[i, chosen] = 1.0
    score = F.binary_cross_entropy_with_logits(raw[..., 4], objectness, reduction='sum')
    count = max(1, sum(len(c) for c in cells))
    zero = raw.sum() * 0
    box = classes = zero
    if cells:
        picture, cell, wanted, label = torch.cat(pictures), torch.cat(cells), torch.cat(wanted), torch.cat(labels)
        box = (1 - giou(boxes[picture, cell], wanted)).mean()
        one_hot = F.one_hot(label, raw.shape[-1] - 5).float()
        classes = F.binary_cross_entropy_with_logits(raw[picture, cell, 5:], one_hot, reduction='sum') / count
    parts = {'box': 2 * box, 'score': score / max(count, 4 * len(targets)), 'class': 0.5 * classes}
    return sum(parts.values()), {name: float(value) for name, value in parts.items()}


@torch.no_grad()
def assign_by_centre(grid, target):
    """Indices of the cells that answer and the object each answers for; the smaller object wins a contested cell."""
    stride = grid[:, 2]
    centre = (grid[:, :2] + 0.5) * stride[:, None]
    size = target[:, 2:4] - target[:, :2]
    longest = size.max(1).values[:, None]
    middle = (target[:, :2] + target[:, 2:4]) / 2
    away = (centre[None] - middle[:, None]).abs()
    reach = torch.minimum(torch.maximum(size[:, None] * MIDDLE, 0.71 * stride[None, :, None]), REACH_CELLS * stride[None, :, None])
    limit = torch.tensor([LARGEST_PX[int(s)] for s in stride])
    lower = torch.tensor([0.0 if s == 8 else LARGEST_PX[int(s) // 2] for s in stride])
    answers = (away < reach).all(2) & (longest <= limit) & (longest > lower)
    area = torch.where(answers, (size[:, 0] * size[:, 1])[:, None], torch.tensor(float('inf')))
    best = area.min(0)
    chosen = torch.isfinite(best.values).nonzero().flatten()
    return chosen, best.indices[chosen]
