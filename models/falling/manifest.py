"""Writes models/falling/model.json beside its model: `python3 -m models.falling.manifest models/falling/model.onnx`."""

import hashlib
import json
import os
import sys

THRESHOLD = 0.3


def manifest_of(model_path: str) -> dict:
    """What the detector needs to run the exported network; peaks belong to the newest of the five pictures."""
    with open(model_path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {
        "name": "falling",
        "version": "1.0.0",
        "task": "falling",
        "file": os.path.basename(model_path),
        "sha256": digest,
        "licence": "Apache-2.0",
        "card": "card.md",
        "input": {
            "name": "frames", "width": 640, "height": 360, "layout": "NCHW", "dtype": "uint8", "colour": "grey", "fit": "stretch",
            "frames": 5, "frameStride": 1, "referenceFrame": 4, "everyFrames": 2,
        },
        "output": {"family": "heat-map", "heat": "heat", "offset": "offset", "stride": 4, "maxPeaks": 8, "boxSide": 8},
        "classes": ["falling-object"],
        "thresholds": {"score": THRESHOLD},
    }  # fmt: skip


if __name__ == "__main__":
    path = sys.argv[1]
    with open(os.path.join(os.path.dirname(path), "model.json"), "w", encoding="utf-8") as out:
        json.dump(manifest_of(path), out, indent=2)
        out.write("\n")
