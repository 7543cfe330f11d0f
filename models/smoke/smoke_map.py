"""The network: the detectors' backbone and pyramid, and for every 8×8 cell how surely it shows smoke and flame.

Smoke has no outline that a box could follow; a map learns from every cell of a plume instead of from its middle.
"""

import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / 'training')]
from grid_detector import GridDetector, separable, up  # noqa: E402

CLASSES = ('smoke', 'flame')
STRIDE = 8
TEMPTING_CELLS = 12


class SmokeMap(nn.Module):
    """`forward(float NCHW in 0..1)` -> logits [B, 2, H/8, W/8]."""

    def __init__(self, width=0.5):
        super().__init__()
        whole = GridDetector(len(CLASSES), width)
        neck = whole.lateral8[0].out_channels
        self.stem, self.stage4, self.stage8, self.stage16, self.stage32 = whole.stem, whole.stage4, whole.stage8, whole.stage16, whole.stage32
        self.lateral8, self.lateral16, self.lateral32 = whole.lateral8, whole.lateral16, whole.lateral32
        self.smooth8, self.smooth16 = whole.smooth8, whole.smooth16
        self.tower = nn.Sequential(separable(neck, neck), separable(neck, neck))
        self.out = nn.Conv2d(neck, len(CLASSES), 1)
        nn.init.constant_(self.out.bias, -3.0)

    def forward(self, pictures):
        f8 = self.stage8(self.stage4(self.stem(pictures)))
        f16 = self.stage16(f8)
        f32 = self.stage32(f16)
        p16 = self.smooth16(self.lateral16(f16) + up(self.lateral32(f32)))
        p8 = self.smooth8(self.lateral8(f8) + up(p16))
        return self.out(self.tower(p8))


def map_loss(logits, targets, weights):
    """Cross-entropy over the cells anybody could judge, once more over each picture's most tempting quiet cells, and the overlap (Dice).

    A picture alarms by its worst cell: without the second term a network learns to be a little wrong in every picture.
    """
    error = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    cells = (error * weights * (1 + targets)).sum() / weights.sum().clamp(min=1)
    tempting = (error * weights * (1 - targets)).flatten(2).topk(TEMPTING_CELLS, dim=2).values.mean()
    sure = logits.sigmoid() * weights
    shared, both = (sure * targets).sum((0, 2, 3)), (sure + targets * weights).sum((0, 2, 3))
    dice = (1 - (2 * shared + 8) / (both + 8)).mean()
    return 6 * cells + dice + 0.5 * tempting, {'cells': float(cells), 'dice': float(dice), 'tempting': float(tempting)}


class Deployed(nn.Module):
    """As it ships: `image` uint8 [1, H, W, 3] -> `map` [1, 2, H/8, W/8], probabilities."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        return self.model(image.permute(0, 3, 1, 2).float() * (1 / 255)).sigmoid()


def load_map(checkpoint, width):
    """The averaged network of a checkpoint."""
    model = SmokeMap(width)
    model.load_state_dict(torch.load(checkpoint, map_location='cpu')['average'])
    return model.eval()


def export_map(model, path, width=640, height=384, opset=17):
    """Writes the ONNX file and checks its graph."""
    import onnx

    image = torch.zeros((1, height, width, 3), dtype=torch.uint8)
    torch.onnx.export(Deployed(model).eval(), image, str(path), opset_version=opset, input_names=['image'], output_names=['map'], do_constant_folding=True)
    onnx.checker.check_model(onnx.load(str(path)))
