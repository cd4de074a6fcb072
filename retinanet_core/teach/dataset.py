"""The manifest of a run: frames, what was said about them, and which of them are pinned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from retinanet_core.config import NetworkConfig
from retinanet_core.detect.preprocess import input_size, resize
from retinanet_core.errors import ManifestError
from retinanet_core.evaluate import TruthFrame
from retinanet_core.merged_classes import Became
from retinanet_core.teach.marks import NO_MARKS, Marks
from retinanet_core.types import Image, ObjectClass


class _ManifestImage(msgspec.Struct):
    id: int
    file_name: str
    width: int
    height: int
    reviewed: bool = True
    reviewed_classes: list[int] | None = None
    split: Literal["train", "pinned"] = "train"
    group: str = ""
    changed: bool = False


class _ManifestBox(msgspec.Struct):
    image_id: int
    category_id: int
    bbox: tuple[float, float, float, float]
    state: Literal["confirmed", "rejected"] = "confirmed"


class _ManifestClass(msgspec.Struct):
    id: int
    name: str
    merged: list[int] = []


class _ManifestInfo(msgspec.Struct, frozen=True):
    left_out: list[Any] = []


class _Manifest(msgspec.Struct):
    categories: list[_ManifestClass]
    images: list[_ManifestImage]
    annotations: list[_ManifestBox]
    info: _ManifestInfo = _ManifestInfo()


@dataclass(frozen=True)
class ManifestFrame:
    """A frame and what was said about it, in its own pixels: boxes (N, 4) xyxy, labels (N,) class *positions*.

    Attributes:
        reviewed: A person completed it.
        reviewed_classes: Positions of the classes that this person was asked for; None: all of them. A class that
            was added later is not known to be absent.
        group: Frames of one group show nearly the same.
        changed: It was corrected since the version before learned.
    """

    path: Path
    width: int
    height: int
    reviewed: bool
    boxes: NDArray[np.float32]
    labels: NDArray[np.int64]
    rejected: NDArray[np.float32]
    rejected_labels: NDArray[np.int64]
    reviewed_classes: tuple[int, ...] | None = None
    group: str = ""
    changed: bool = True

    def asked(self, classes: int) -> NDArray[np.bool_]:
        """(classes,) whether a person looked for every object of each class."""
        if not self.reviewed:
            return np.zeros(classes, dtype=bool)
        if self.reviewed_classes is None:
            return np.ones(classes, dtype=bool)
        return np.isin(np.arange(classes), self.reviewed_classes)

    @property
    def marks(self) -> Marks:
        """What a person said about it."""
        return self.marks_with(NO_MARKS)

    def marks_with(self, hints: Marks) -> Marks:
        """The same, and what the version before believes where nobody looked (`retinanet_core.teach.teacher`)."""
        return replace(
            hints,
            boxes=self.boxes,
            labels=self.labels,
            rejected=self.rejected,
            rejected_labels=self.rejected_labels,
        )


@dataclass(frozen=True)
class Manifest:
    """What a run learns from and what it is measured on.

    Attributes:
        classes: In the order of the positions used by the frames.
        train: Frames to learn from.
        pinned: Reviewed frames to measure on.
        dropped: Boxes left out because they have no area inside their frame or are not finite.
        left_out: How many frames could not be read when the run was prepared.
        became: Of each class that was merged, the one of `classes` that it counts as: earlier versions may know it.
    """

    classes: tuple[ObjectClass, ...]
    train: tuple[ManifestFrame, ...]
    pinned: tuple[ManifestFrame, ...]
    dropped: int
    left_out: int = 0
    became: Became = field(default_factory=dict)

    def learned(self, *, replay: bool) -> tuple[ManifestFrame, ...]:
        """The frames that steps see: all of `train`, or without `replay` those that changed, if any did."""
        changed = tuple(frame for frame in self.train if frame.changed)
        return self.train if replay or not changed else changed


def load_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        ManifestError: It is missing or damaged, lists a class twice, or a box names an unknown frame or class.
    """
    try:
        raw = msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except OSError as error:
        raise ManifestError(f"The manifest {path} cannot be read.", detail=str(error)) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ManifestError(f"The manifest {path} is damaged.", detail=str(error)) from error
    if not raw.categories:
        raise ManifestError(f"The manifest {path} names no classes; add a class and a few boxes first.")
    position = _positions(raw, path)
    boxes = _boxes_by_frame(raw, position, path)
    frames: dict[str, list[ManifestFrame]] = {"train": [], "pinned": []}
    dropped = 0
    for image in raw.images:
        frame, bad = _frame(image, boxes.get(image.id, []), position, path.parent)
        frames[image.split].append(frame)
        dropped += bad
    return Manifest(
        classes=tuple(ObjectClass(c.id, c.name) for c in raw.categories),
        train=tuple(frames["train"]),
        pinned=tuple(frame for frame in frames["pinned"] if frame.reviewed),
        dropped=dropped,
        left_out=len(raw.info.left_out),
        became={gone: c.id for c in raw.categories for gone in c.merged if gone not in position},
    )


def _positions(raw: _Manifest, path: Path) -> dict[int, int]:
    """Where each class id is in the list."""
    result: dict[int, int] = {}
    for category in raw.categories:
        if category.id in result:
            raise ManifestError(f"The manifest {path} lists the class {category.id} twice.")
        result[category.id] = len(result)
    return result


def _boxes_by_frame(raw: _Manifest, position: dict[int, int], path: Path) -> dict[int, list[_ManifestBox]]:
    known = {image.id for image in raw.images}
    result: dict[int, list[_ManifestBox]] = {}
    for number, box in enumerate(raw.annotations):
        if box.image_id not in known:
            raise ManifestError(
                f"Box {number} in {path} belongs to frame {box.image_id}, which is not listed."
            )
        if box.category_id not in position:
            raise ManifestError(
                f"Box {number} in {path} has the class {box.category_id}, which is not listed."
            )
        result.setdefault(box.image_id, []).append(box)
    return result


def _frame(
    image: _ManifestImage, boxes: list[_ManifestBox], position: dict[int, int], folder: Path
) -> tuple[ManifestFrame, int]:
    kept: dict[str, list[tuple[list[float], int]]] = {"confirmed": [], "rejected": []}
    for box in boxes:
        rect = _inside(box.bbox, image.width, image.height)
        if rect is not None:
            kept[box.state].append((rect, position[box.category_id]))

    def arrays(state: str) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        rects = np.array([rect for rect, _ in kept[state]], dtype=np.float32).reshape(-1, 4)
        return rects, np.array([label for _, label in kept[state]], dtype=np.int64)

    confirmed, labels = arrays("confirmed")
    rejected, rejected_labels = arrays("rejected")
    frame = ManifestFrame(
        path=folder / image.file_name,
        width=image.width,
        height=image.height,
        reviewed=image.reviewed,
        boxes=confirmed,
        labels=labels,
        rejected=rejected,
        rejected_labels=rejected_labels,
        reviewed_classes=_known(image.reviewed_classes, position),
        group=image.group,
        changed=image.changed,
    )
    return frame, len(boxes) - len(confirmed) - len(rejected)


def _known(ids: list[int] | None, position: dict[int, int]) -> tuple[int, ...] | None:
    """Positions of class ids; one that is no class any more says nothing."""
    return None if ids is None else tuple(position[item] for item in ids if item in position)


def _inside(bbox: tuple[float, float, float, float], width: int, height: int) -> list[float] | None:
    """xywh as xyxy cut at the frame's borders; None if that is not finite or, in float32, has no area."""
    x, y, w, h = bbox
    if not all(np.isfinite(bbox)):  # max and min would put a limit in the place of NaN
        return None
    cut = [max(0.0, x), max(0.0, y), min(float(width), x + w), min(float(height), y + h)]
    rect: list[float] = np.array(cut, dtype=np.float32).tolist()
    return rect if rect[2] > rect[0] and rect[3] > rect[1] else None


def read_frame(frame: ManifestFrame) -> Image:
    """The pixels of a frame, RGB.

    Raises:
        ManifestError: The file is missing, damaged, or of another size than the manifest says.
    """
    try:
        data = np.fromfile(frame.path, dtype=np.uint8)
    except OSError as error:
        raise ManifestError(f"The frame {frame.path} cannot be read.", detail=str(error)) from error
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    if decoded is None or decoded.shape[:2] != (frame.height, frame.width):
        raise ManifestError(f"The frame {frame.path} is damaged or has changed since the run was prepared.")
    return np.asarray(decoded, dtype=np.uint8)


def scale_frame(
    frame: ManifestFrame, image: Image, config: NetworkConfig
) -> tuple[Image, NDArray[np.float32]]:
    """A frame at the network's scale, and what to multiply its xyxy coordinates by."""
    size = input_size(frame.height, frame.width, config)
    factor = np.array([size.width / frame.width, size.height / frame.height] * 2, dtype=np.float32)
    return resize(image, size, average=config.resize == "area"), factor


def truth_of(frame: ManifestFrame, classes: tuple[ObjectClass, ...]) -> TruthFrame:
    """The confirmed boxes of a frame, with class ids, for evaluation."""
    ids = np.array([c.id for c in classes], dtype=np.int64)
    return TruthFrame(boxes=frame.boxes, labels=ids[frame.labels], width=frame.width, height=frame.height)
