"""Writes models/falling/model.json beside its model: `python3 -m models.falling.manifest models/falling/model.onnx`."""

import hashlib
import json
import os
import sys

LARGEST_SIDE = 1920


def manifest_of(model_path: str) -> dict:
    """What the detector needs to run the exported network; larger pictures are reduced first, and every proposal is handed on with its score."""
    with open(model_path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {
        "name": "falling",
        "version": "2.0.0",
        "task": "falling",
        "file": os.path.basename(model_path),
        "sha256": digest,
        "licence": "Apache-2.0",
        "card": "card.md",
        "input": {
            "name": "crops", "width": LARGEST_SIDE, "height": LARGEST_SIDE, "layout": "NCHW", "dtype": "uint8", "colour": "yuv",
            "fit": "within",
        },
        "output": {"family": "motion-crops", "name": "thrown", "maxCrops": 24},
        "classes": ["falling-object"],
        "thresholds": {"score": 0},
    }  # fmt: skip


if __name__ == "__main__":
    path = sys.argv[1]
    with open(os.path.join(os.path.dirname(path), "model.json"), "w", encoding="utf-8") as out:
        json.dump(manifest_of(path), out, indent=2)
        out.write("\n")
