"""Real pictures for benchmarks, and a detector taught on them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from defusedxml import ElementTree

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.job import CANDIDATE_NAME, Events
from retinanet_core.teach.run import teach
from retinanet_core.types import Image
from tests.shared_data import shared_data

CLASSES = ("RBC", "WBC", "Platelets")


def bccd() -> Path:
    """The folder of blood cells."""
    folder = shared_data()
    if folder is None:
        raise SystemExit("The real pictures are absent: set FOVEATE_SHARED_DATA to their folder.")
    return folder / "bccd"


def bccd_names(count: int, split: str = "train") -> list[str]:
    """The first names of a split."""
    return (bccd() / "ImageSets" / "Main" / f"{split}.txt").read_text(encoding="utf-8").split()[:count]


def bccd_pictures(count: int, split: str = "train") -> list[Image]:
    """Photographs of a split, 640x480."""
    files = [bccd() / "JPEGImages" / f"{name}.jpg" for name in bccd_names(count, split)]
    return [
        np.asarray(cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR_RGB), np.uint8)
        for file in files
    ]


def bccd_model(folder: Path | None, minutes: float) -> tuple[RetinaNet, ModelInfo]:
    """A detector of blood cells: the one in a folder, or one that is taught now, from 60 photographs."""
    if folder is not None:
        return checkpoint.load(folder)
    with tempfile.TemporaryDirectory() as name:
        run = Path(name)
        (run / "manifest.json").write_text(json.dumps(_manifest()), encoding="utf-8")
        (run / "job.json").write_text(json.dumps({"minutes": minutes, "preset": "lite"}), encoding="utf-8")
        events = Events(run)
        teach(run, events)
        events.close()
        return checkpoint.load(run / CANDIDATE_NAME)


def _manifest() -> dict[str, Any]:
    images, annotations = [], []
    named = [("train", name) for name in bccd_names(60)]
    named += [("pinned", name) for name in bccd_names(12, "val")]
    for number, (split, name) in enumerate(named):
        tree = ElementTree.parse(bccd() / "Annotations" / f"{name}.xml").getroot()
        width, height = (int(tree.findtext(f"size/{side}")) for side in ("width", "height"))
        images.append(
            {
                "id": number,
                "file_name": str(bccd() / "JPEGImages" / f"{name}.jpg"),
                "width": width,
                "height": height,
                "split": split,
            }
        )
        for item in tree.iter("object"):
            x1, y1, x2, y2 = (float(item.findtext(f"bndbox/{c}")) for c in ("xmin", "ymin", "xmax", "ymax"))
            category = CLASSES.index(item.findtext("name")) + 1
            annotations.append(
                {"image_id": number, "category_id": category, "bbox": [x1, y1, x2 - x1, y2 - y1]}
            )
    categories = [{"id": number, "name": name} for number, name in enumerate(CLASSES, 1)]
    return {"categories": categories, "images": images, "annotations": annotations}
