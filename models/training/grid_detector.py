"""A small anchor-free detector: plain 3x3 convolutions, a light feature pyramid, one shared head at strides 8/16/32.

Channel widths are multiples of 16 and the activation is ReLU, because that is what one CPU core runs fastest.
The output row of a cell is (cx, cy, w, h, objectness, classes...) and is not decoded:
x = (cx + column) * stride, width = exp(w) * stride; objectness and classes are logits while training.
"""

import torch
from torch import nn

STRIDES = (8, 16, 32)


class GridDetector(nn.Module):
    """`forward(float NCHW in 0..1)` -> logits [B, N, 5 + classes], N cells of strides 8, 16, 32 in this order, row-major."""

    def __init__(self, classes, width=1.0):
        super().__init__()
        self.classes, self.width = classes, width
        c1, c2, c3, c4, c5 = (max(16, int(round(c * width / 16)) * 16) for c in (16, 32, 64, 128, 160))
        neck = c3
        self.stem = conv(3, c1, stride=2)
        self.stage4 = nn.Sequential(conv(c1, c2, stride=2), Residual(c2))
        self.stage8 = nn.Sequential(conv(c2, c3, stride=2), Residual(c3), Residual(c3))
        self.stage16 = nn.Sequential(conv(c3, c4, stride=2), Residual(c4), Residual(c4))
        self.stage32 = nn.Sequential(conv(c4, c5, stride=2), Residual(c5), WideView(c5))
        self.lateral8, self.lateral16, self.lateral32 = conv(c3, neck, 1), conv(c4, neck, 1), conv(c5, neck, 1)
        self.smooth8, self.smooth16 = conv(neck, neck), conv(neck, neck)
        self.down16, self.down32 = separable(neck, neck, stride=2), separable(neck, neck, stride=2)
        self.box_tower = nn.Sequential(separable(neck, neck), separable(neck, neck))
        self.class_tower = nn.Sequential(separable(neck, neck), separable(neck, neck))
        self.box_out = nn.Conv2d(neck, 5, 1)
        self.class_out = nn.Conv2d(neck, classes, 1)
        self.box_scale = nn.Parameter(torch.ones(len(STRIDES)))
        nn.init.constant_(self.box_out.bias[4:], -4.6)
        nn.init.constant_(self.class_out.bias, -2.0)

    def forward(self, pictures):
        f8 = self.stage8(self.stage4(self.stem(pictures)))
        f16 = self.stage16(f8)
        f32 = self.stage32(f16)
        p32 = self.lateral32(f32)
        p16 = self.smooth16(self.lateral16(f16) + up(p32))
        p8 = self.smooth8(self.lateral8(f8) + up(p16))
        p16 = p16 + self.down16(p8)
        p32 = p32 + self.down32(p16)
        rows = [self._head(level, scale) for level, scale in zip((p8, p16, p32), self.box_scale)]
        return torch.cat(rows, dim=1)

    def _head(self, level, scale):
        box = self.box_out(self.box_tower(level))
        classes = self.class_out(self.class_tower(level))
        box = torch.cat([box[:, :4] * scale, box[:, 4:]], dim=1)
        return torch.cat([box, classes], dim=1).flatten(2).permute(0, 2, 1)


class Residual(nn.Module):
    """A bottleneck whose input is added back."""

    def __init__(self, channels):
        super().__init__()
        self.squeeze, self.spread = conv(channels, channels // 2, 1), conv(channels // 2, channels)

    def forward(self, x):
        return x + self.spread(self.squeeze(x))


class WideView(nn.Module):
    """Max-pools of growing reach beside each other, so that the last stage sees a bus as a whole."""

    def __init__(self, channels):
        super().__init__()
        half = channels // 2
        self.squeeze, self.join = conv(channels, half, 1), conv(half * 3, channels, 1)
        self.pool = nn.MaxPool2d(5, stride=1, padding=2)

    def forward(self, x):
        x = self.squeeze(x)
        near = self.pool(x)
        return self.join(torch.cat([x, near, self.pool(near)], dim=1))


def conv(inputs, outputs, size=3, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs, momentum=0.03, eps=1e-3),
        nn.ReLU(inplace=True),
    )


def separable(inputs, outputs, stride=1):
    return nn.Sequential(conv(inputs, inputs, 3, stride, groups=inputs), conv(inputs, outputs, 1))


def up(x):
    return nn.functional.interpolate(x, scale_factor=2.0, mode='nearest')


def cells(height, width, device=None):
    """Column, row and stride of each output row: float [N, 3]."""
    parts = []
    for stride in STRIDES:
        rows, columns = torch.meshgrid(
            torch.arange(height // stride), torch.arange(width // stride), indexing='ij'
        )
        parts.append(torch.stack([columns, rows, torch.full_like(rows, stride)], dim=-1).reshape(-1, 3))
    return torch.cat(parts).float().to(device)


def decode_boxes(raw, grid):
    """Corner boxes (x1, y1, x2, y2) in pixels from raw rows [..., N, >=4]."""
    stride = grid[:, 2:3]
    centre = (raw[..., :2] + grid[:, :2]) * stride
    half = torch.exp(raw[..., 2:4].clamp(max=6.0)) * stride / 2
    return torch.cat([centre - half, centre + half], dim=-1)
