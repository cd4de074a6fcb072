"""Small made-up pictures, labels, models and runs for the core tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig
from retinanet_core.device import Compute
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.augment import View
from retinanet_core.teach.marks import Marks
from retinanet_core.teach.targets import FrameLabels
from retinanet_core.types import Detections, Image, ObjectClass, TruthFrame

CPU = Compute(torch.device("cpu"), torch.float32)
CLASSES = (ObjectClass(1, "disc"), ObjectClass(5, "square"))


def tiny_config(backbone: str = "resnet18", long_side: int = 128) -> NetworkConfig:
    """A network that is quick to run: narrow, short heads, small pictures, anchors from 16 px."""
    return NetworkConfig(
        backbone=backbone,
        channels=32,
        head_convs=1,
        head_norm=True,
        anchor_sizes=(16.0, 32.0, 64.0, 128.0, 256.0),
        short_side=long_side,
        long_side=long_side,
    )


def tiny_network(classes: int = 2, backbone: str = "resnet18") -> RetinaNet:
    torch.manual_seed(0)
    return RetinaNet(tiny_config(backbone), classes)


def tiny_info(network: RetinaNet) -> ModelInfo:
    return ModelInfo(network=network.config, classes=CLASSES[: network.classes], preset="tiny")


def scene(seed: int, width: int = 128, height: int = 96) -> tuple[Image, list[tuple[list[float], int]]]:
    """A noisy picture with up to four red discs (class 1) and blue squares (class 5) and their xyxy boxes."""
    rng = np.random.default_rng(seed)
    image = rng.integers(90, 130, (height, width, 3), dtype=np.uint8)
    objects = []
    for cell in rng.permutation(4)[: int(rng.integers(1, 5))].tolist():
        radius = int(rng.integers(9, 16))
        x = int(width * (cell % 2 + 0.5) / 2 + rng.integers(-8, 9))
        y = int(height * (cell // 2 + 0.5) / 2 + rng.integers(-5, 6))
        box = [float(x - radius), float(y - radius), float(x + radius), float(y + radius)]
        if rng.random() < 0.5:
            cv2.circle(image, (x, y), radius, (220, 40, 30), -1)
            objects.append((box, 1))
        else:
            cv2.rectangle(image, (x - radius, y - radius), (x + radius, y + radius), (30, 60, 220), -1)
            objects.append((box, 5))
    return image, objects


def view(width: int, height: int, boxes: list[list[float]], labels: list[int] | None = None) -> View:
    """Noise of this size with these boxes, as a training step sees it."""
    rng = np.random.default_rng(0)
    return View(
        image=rng.integers(0, 255, (height, width, 3), dtype=np.uint8),
        marks=Marks(
            boxes=np.array(boxes, dtype=np.float32).reshape(-1, 4),
            labels=np.array(labels or [0] * len(boxes), dtype=np.int64),
        ),
    )


def labels(
    boxes: Tensor | None = None,
    classes: list[int] | None = None,
    rejected: Tensor | None = None,
    rejected_classes: list[int] | None = None,
    ignored: Tensor | None = None,
    reviewed: bool = True,
) -> FrameLabels:
    """What is known about a frame; by default that there is nothing on it."""
    none = torch.zeros(0, 4)
    return FrameLabels(
        boxes=none if boxes is None else boxes,
        labels=torch.tensor(classes or [], dtype=torch.int64),
        rejected=none if rejected is None else rejected,
        rejected_labels=torch.tensor(rejected_classes or [], dtype=torch.int64),
        ignored=none if ignored is None else ignored,
        reviewed=reviewed,
    )


def truth(boxes: list[list[float]], labels: list[int]) -> TruthFrame:
    """The confirmed boxes of a frame of 100 x 100 pixels."""
    return TruthFrame(np.array(boxes, np.float32).reshape(-1, 4), np.array(labels, np.int64), 100, 100)


def found(boxes: list[list[float]], scores: list[float], labels: list[int]) -> Detections:
    """What was found on a frame."""
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32), np.array(labels, np.int64)
    )


def write_png(path: Path, image: NDArray[np.uint8]) -> None:
    ok, data = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    assert ok
    path.write_bytes(data.tobytes())


def write_run(run: Path, train: Sequence[int], pinned: Sequence[int], **job: Any) -> Path:
    """A run folder over scenes of these seeds; `job` overrides job.json."""
    (run / "frames").mkdir(parents=True)
    images, annotations = [], []
    for split, seeds in (("train", train), ("pinned", pinned)):
        for seed in seeds:
            image, objects = scene(seed)
            write_png(run / "frames" / f"{seed}.png", image)
            images.append(
                {
                    "id": seed,
                    "file_name": f"frames/{seed}.png",
                    "width": image.shape[1],
                    "height": image.shape[0],
                    "reviewed": True,
                    "split": split,
                }
            )
            for box, label in objects:
                xywh = [box[0], box[1], box[2] - box[0], box[3] - box[1]]
                annotations.append(
                    {"image_id": seed, "category_id": label, "bbox": xywh, "state": "confirmed"}
                )
    manifest = {
        "categories": [{"id": c.id, "name": c.name} for c in CLASSES],
        "images": images,
        "annotations": annotations,
    }
    (run / "manifest.json").write_text(json.dumps(manifest))
    (run / "job.json").write_text(json.dumps({"minutes": 0.2, "precision": "float32", **job}))
    return run
