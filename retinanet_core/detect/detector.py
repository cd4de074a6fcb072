"""The detector as its callers use it: pictures in, boxes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import torch

from retinanet_core import checkpoint, device
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig
from retinanet_core.detect.postprocess import select
from retinanet_core.detect.preprocess import InputSize, input_size, resize, to_batch
from retinanet_core.network.anchors import anchors_for, level_sizes
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.types import Detections, Image, ObjectClass

MIN_SCORE = 0.05
"""Scores below are never reported; sliders filter above it without detecting again."""


class Detector:
    """A network on a device, with what its answers mean. Not for use by two threads at once.

    Attributes:
        info: What model.json says of it.
        compute: The device and precision it runs on.
    """

    def __init__(self, network: RetinaNet, info: ModelInfo, compute: device.Compute) -> None:
        self.info = info
        self.compute = compute
        self._network = network.to(compute.device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]
        self._class_ids = np.array([c.id for c in info.classes], dtype=np.int64)

    @classmethod
    def load(cls, folder: Path, *, device: str = "auto", precision: str = "auto") -> Self:
        """Load a model folder.

        Raises:
            CheckpointError: The folder is not a usable model.
            DeviceError: This computer has no such device.
        """
        from retinanet_core.device import choose

        compute = choose(device, precision)
        network, info = checkpoint.load(folder)
        return cls(network, info, compute)

    @property
    def classes(self) -> tuple[ObjectClass, ...]:
        """The classes it knows."""
        return self.info.classes

    def describe(self) -> str:
        """Where and how it computes, in words: "CPU, PyTorch bfloat16"."""
        return self.compute.describe()

    def detect(self, images: Sequence[Image], *, min_score: float = MIN_SCORE) -> list[Detections]:
        """Find objects.

        Args:
            images: Pictures of any sizes, (height, width, 3) uint8 RGB.
            min_score: Lowest score reported, more than 0 and less than 1.

        Returns:
            For each picture its detections, boxes in its own pixels.

        Raises:
            DeviceError: The device ran out of memory.
        """
        results: list[Detections | None] = [None] * len(images)
        for size, positions in _by_size(images, self.info.network).items():
            for position, found in zip(
                positions,
                self._detect_same_size([images[p] for p in positions], size, min_score),
                strict=True,
            ):
                results[position] = found
        return [found for found in results if found is not None]

    @torch.inference_mode()
    def _detect_same_size(
        self, images: Sequence[Image], size: InputSize, min_score: float
    ) -> list[Detections]:
        network = self.info.network
        batch = to_batch([resize(image, size) for image in images], network, self.compute.device)
        height, width = batch.shape[-2:]
        with self.compute.autocast():
            logits, offsets = self._network(batch)
        anchors = anchors_for(height, width, network).to(self.compute.device)
        lengths = [
            rows * columns * network.anchors_per_location for rows, columns in level_sizes(height, width)
        ]
        found = []
        for image, image_logits, image_offsets in zip(images, logits, offsets, strict=True):
            boxes, scores, classes = select(image_logits, image_offsets, anchors, lengths, size, min_score)
            scale = np.array(
                [image.shape[1] / size.width, image.shape[0] / size.height] * 2, dtype=np.float32
            )
            found.append(
                Detections(
                    boxes=boxes.float().cpu().numpy() * scale,
                    scores=scores.cpu().numpy(),
                    labels=self._class_ids[classes.cpu().numpy()],
                )
            )
        return found


def _by_size(images: Sequence[Image], network: NetworkConfig) -> dict[InputSize, list[int]]:
    groups: dict[InputSize, list[int]] = {}
    for position, image in enumerate(images):
        groups.setdefault(input_size(image.shape[0], image.shape[1], network), []).append(position)
    return groups
