"""Real pictures for benchmarks of detection, and a detector taught on their like."""

from __future__ import annotations

import tempfile
from pathlib import Path

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.types import Image
from tests.bench.material import BCCD_CLASSES, bccd, read_pixels
from tests.bench.teach_runs import teach
from tests.bench.teach_sets import labelled, pinned


def bccd_pictures(count: int, split: str = "train") -> list[Image]:
    """The first photographs of a split, 640x480."""
    return [read_pixels(picture) for picture in bccd(split)[:count]]


def bccd_model(folder: Path | None, minutes: float) -> tuple[RetinaNet, ModelInfo]:
    """A detector of blood cells: the one in a folder, or one that is taught now, from 60 photographs."""
    if folder is not None:
        return checkpoint.load(folder)
    with tempfile.TemporaryDirectory() as name:
        entries = labelled(bccd("train")[:60]) + pinned(bccd("val")[:12])
        taught = teach(Path(name, "run"), entries, BCCD_CLASSES, minutes=minutes, preset="lite")
        return checkpoint.load(taught.model)
