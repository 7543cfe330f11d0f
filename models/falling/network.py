"""The falling-object network: five luma frames in, a heat-map of what has just moved like a thrown thing out.

It sees time, not shapes: how the newest frame differs from each of the four before, measured against how
much the whole picture differs (noise, shake, rain), so that an object of two pixels stands out by its motion.
"""

import copy

import torch
from torch import nn
from torch.nn import functional

FRAMES, STRIDE = 5, 4


def block(inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    """3×3 convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, dilation, dilation, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def separable(channels: int, dilation: int) -> nn.Sequential:
    """A wide look at little cost: depthwise 3×3 with dilation, then 1×1."""
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, 1, dilation, dilation, groups=channels, bias=False), nn.BatchNorm2d(channels), nn.ReLU(),
        nn.Conv2d(channels, channels, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(),
    )  # fmt: skip


class TemporalStem(nn.Module):
    """Half-size features of change: a convolution over newest minus each older frame, in units of restlessness.

    The differences are linear in the frames, so `folded` turns them into one convolution over the frames
    themselves: a full-size picture is read once, and no difference is ever stored.
    """

    def __init__(self, channels: int):
        super().__init__()
        self.conv = nn.Conv2d(FRAMES - 1, channels, 3, 2, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.folded = False

    def fold(self) -> None:
        """Rewrites the weights for inference on the frames themselves."""
        past = -self.conv.weight.data
        merged = nn.Conv2d(FRAMES, past.shape[0], 3, 2, 1, bias=False)
        merged.weight.data = torch.cat([past, -past.sum(1, keepdim=True)], 1)
        self.conv, self.folded = merged, True

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        x = frames.float()
        sparse = x[:, FRAMES - 2 :, ::4, ::4]
        restless = (sparse[:, 1:] - sparse[:, :1]).abs().mean(dim=(1, 2, 3), keepdim=True)
        x = x * (1 / (2.0 * restless + 2.0))
        if not self.folded:
            x = x[:, FRAMES - 1 :] - x[:, : FRAMES - 1]
        return self.norm(self.conv(x)).clamp(0, 6)


class FallingNetwork(nn.Module):
    """uint8 [n, 5, h, w], oldest first → heat [n, 1, h/4, w/4] and offset [n, 2, h/4, w/4] in cells from the cell's centre."""

    def __init__(self, width: int = 16):
        super().__init__()
        self.stem = TemporalStem(width)
        self.quarter = block(width, width * 2, stride=2)
        self.near = separable(width * 2, 1)
        self.eighth = block(width * 2, width * 3, stride=2)
        self.wide = nn.Sequential(separable(width * 3, 1), separable(width * 3, 2), separable(width * 3, 3), separable(width * 3, 1))
        self.lift = nn.Sequential(nn.Conv2d(width * 3, width * 2, 1, bias=False), nn.BatchNorm2d(width * 2))
        self.merge = block(width * 2, width * 2)
        self.head = nn.Conv2d(width * 2, 3, 1)
        nn.init.constant_(self.head.bias[:1], -4.6)
        nn.init.constant_(self.head.bias[1:], 0.0)

    def logits(self, frames: torch.Tensor) -> torch.Tensor:
        """Raw [n, 3, h/4, w/4]: heat logit, then offset."""
        quarter = self.near(self.quarter(self.stem(frames)))
        eighth = self.lift(self.wide(self.eighth(quarter)))
        up = functional.interpolate(eighth, size=quarter.shape[-2:], mode="nearest")
        return self.head(self.merge(functional.relu(quarter + up)))

    def forward(self, frames: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        raw = self.logits(frames)
        return torch.sigmoid(raw[:, :1]), raw[:, 1:3]


def export(network: FallingNetwork, path: str) -> None:
    """Writes the ONNX file (opset 17) with inputs `frames` and outputs `heat`, `offset`."""
    network = copy.deepcopy(network).eval()
    network.stem.fold()
    example = torch.zeros(1, FRAMES, 360, 640, dtype=torch.uint8)
    torch.onnx.export(network, example, path, opset_version=17, input_names=["frames"], output_names=["heat", "offset"])
