"""Writes a trained detector as ONNX: uint8 NHWC RGB in, normalised inside the graph, undecoded grid out."""

import hashlib
import json
from pathlib import Path

import torch
from torch import nn


class Deployed(nn.Module):
    """The detector as it ships: `image` uint8 [B, H, W, 3] -> `grid` [B, N, 5 + C], scores as probabilities."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        raw = self.model(image.permute(0, 3, 1, 2).float() * (1 / 255))
        return torch.cat([raw[..., :4], raw[..., 4:].sigmoid()], dim=-1)


def export_detector(model, path, width=640, height=384, opset=17):
    """Exports, checks the graph and returns its SHA-256 as hex."""
    import onnx

    image = torch.zeros((1, height, width, 3), dtype=torch.uint8)
    torch.onnx.export(
        Deployed(model).eval(), image, str(path), opset_version=opset,
        input_names=['image'], output_names=['grid'], do_constant_folding=True,
        dynamic_axes={'image': {0: 'batch'}, 'grid': {0: 'batch'}},
    )  # fmt: skip
    onnx.checker.check_model(onnx.load(str(path)))
    return sha256(path)


def write_manifest(folder, name, version, task, classes, score, iou=0.5, width=640, height=384, licence='Apache-2.0'):
    """Writes model.json beside model.onnx in `folder`."""
    manifest = {
        'name': name,
        'version': version,
        'task': task,
        'file': 'model.onnx',
        'sha256': sha256(Path(folder) / 'model.onnx'),
        'licence': licence,
        'card': 'card.md',
        'input': {
            'name': 'image', 'width': width, 'height': height, 'layout': 'NHWC', 'dtype': 'uint8', 'colour': 'rgb',
            'fit': 'letterbox-top-left', 'padValue': 114, 'frames': 1,
        },
        'output': {'family': 'yolox-grid', 'name': 'grid', 'strides': [8, 16, 32]},
        'classes': list(classes),
        'thresholds': {'score': score, 'iou': iou},
    }  # fmt: skip
    (Path(folder) / 'model.json').write_text(json.dumps(manifest, indent=2) + '\n', encoding='utf-8')


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
