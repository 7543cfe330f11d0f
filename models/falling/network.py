"""The second look at what moves before a façade: is this crop, seen over a quarter of a second, a thrown thing?

A crop is uint8 [8, 32, 32]: five moments close by, then three moments of the surroundings at a quarter of the scale
(`server/detect/motion/crops.ts`). The thing lies in the middle of the third plane.
"""

import copy

import torch
from torch import nn

PLANES, SIDE, REFERENCE = 8, 32, 2


def block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """3×3 convolution, batch norm, ReLU."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class FallingNetwork(nn.Module):
    """uint8 [n, 8, 32, 32] → probability [n] that it is thrown."""

    def __init__(self, width: int = 16):
        super().__init__()
        self.look = nn.Sequential(
            block(PLANES, width, 2), block(width, width * 3 // 2), block(width * 3 // 2, width * 5 // 2, 2),
            block(width * 5 // 2, width * 5 // 2), block(width * 5 // 2, width * 4, 2),
        )  # fmt: skip
        self.judge = nn.Sequential(nn.Flatten(), nn.Dropout(0.2), nn.Linear(width * 4 * (SIDE // 8) ** 2, 32), nn.ReLU(), nn.Linear(32, 1))

    def logits(self, crops: torch.Tensor) -> torch.Tensor:
        """Raw verdicts [n]; brightness and contrast of the place are taken out first."""
        x = crops.float()
        now = x[:, REFERENCE : REFERENCE + 1]
        mean = now.mean(dim=(2, 3), keepdim=True)
        spread = ((now - mean) ** 2).mean(dim=(2, 3), keepdim=True).sqrt()
        return self.judge(self.look((x - mean) / (spread + 8.0)))[:, 0]

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.logits(crops))


def export(network: FallingNetwork, path: str) -> None:
    """Writes the ONNX file (opset 17) with input `crops` [n, 8, 32, 32] and output `thrown` [n]."""
    network = copy.deepcopy(network).eval()
    example = torch.zeros(2, PLANES, SIDE, SIDE, dtype=torch.uint8)
    torch.onnx.export(
        network, example, path, opset_version=17, input_names=["crops"], output_names=["thrown"],
        dynamic_axes={"crops": {0: "n"}, "thrown": {0: "n"}},
    )  # fmt: skip
