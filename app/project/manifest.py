"""manifest.json of a run: COCO JSON with what was reviewed, rejected and pinned, written here and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from app.project.errors import ProjectError
from app.project.records import Box, ObjectClass
from app.project.teach_frames import SourceFrame, taught_size

MANIFEST_NAME = "manifest.json"
MANIFEST_FORMAT = 2

_NAMES_SHOWN = 3

Split = Literal["train", "pinned"]

_T = TypeVar("_T")


class PlannedFrame(SourceFrame, frozen=True, kw_only=True):
    """A frame to be taught or measured on, with its confirmed and rejected boxes.

    Attributes:
        group: Frames of one group are on one side.
        changed: The version that the run starts from, and those that it came of, have not learned from it, or it was
            corrected since.
        reviewed_classes: Of a reviewed frame, the classes it was reviewed for; None for all that there are. Boxes of
            other classes are on it too, but where there is none, nobody knows.
    """

    reviewed: bool
    split: Split
    group: str
    changed: bool
    reviewed_classes: tuple[int, ...] | None
    boxes: tuple[Box, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """A frame that could not be read."""

    id: int
    file: str
    reason: str


class ManifestInfo(msgspec.Struct, frozen=True):
    """Of a manifest: the last write of the project that it contains, Unix seconds, and what could not be read."""

    revision: int
    created: float
    left_out: tuple[LeftOut, ...] = ()


class ManifestImage(msgspec.Struct, frozen=True):
    """Of a frame in a manifest: on which side it is."""

    id: int
    split: Split


class Manifest(msgspec.Struct, frozen=True):
    """Of a run's manifest, what the project wants to know of it later."""

    info: ManifestInfo
    images: tuple[ManifestImage, ...]

    def ids(self, split: Split) -> tuple[int, ...]:
        """The frames on one side."""
        return tuple(image.id for image in self.images if image.split == split)


def read_manifest(run: Path) -> Manifest:
    """The manifest of a run folder.

    Raises:
        ProjectError: It is missing or damaged.
    """
    return read_of_run(run / MANIFEST_NAME, Manifest)


def read_of_run(path: Path, kind: type[_T]) -> _T:
    """A JSON file of a run.

    Raises:
        ProjectError: It is missing or damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise ProjectError(
            f"The run {path.parent} has no {path.name}, so it cannot be used.", detail=str(error)
        ) from error
    except msgspec.MsgspecError as error:
        raise ProjectError(
            f"The file {path} is damaged, so the run cannot be used.", detail=str(error)
        ) from error


def left_out_sentence(left_out: Sequence[LeftOut]) -> str:
    """What a person is told of frames that could not be read; "" if there are none."""
    if not left_out:
        return ""
    names = list(dict.fromkeys(Path(item.file).name for item in left_out))
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    if len(left_out) == 1:
        return f"1 frame could not be read and was left out: {shown}."
    return f"{len(left_out)} frames could not be read and were left out: {shown}{more}."


def file_name(frame: PlannedFrame) -> str:
    """Where a frame's pixels are in the run folder."""
    return f"frames/{frame.id}.png"


def manifest_bytes(
    info: ManifestInfo,
    classes: Sequence[ObjectClass],
    became: Mapping[int, int],
    frames: Sequence[PlannedFrame],
) -> bytes:
    """The content of manifest.json; `became` says of each class that was merged which one it counts as."""
    about: dict[str, Any] = {"foveate_manifest": MANIFEST_FORMAT}
    return json_bytes(
        {
            "info": about | msgspec.structs.asdict(info),
            "categories": [_category(item, became) for item in classes],
            "images": [_image(frame) for frame in frames],
            "annotations": [_annotation(frame, box) for frame in frames for box in frame.boxes],
        }
    )


def json_bytes(value: object) -> bytes:
    """JSON that people can read too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def _category(item: ObjectClass, became: Mapping[int, int]) -> dict[str, Any]:
    merged = sorted(gone for gone, now in became.items() if now == item.id)
    return {"id": item.id, "name": item.name} | ({"merged": merged} if merged else {})


def _image(frame: PlannedFrame) -> dict[str, Any]:
    size = taught_size(frame.width, frame.height)
    return {
        "id": frame.id,
        "file_name": file_name(frame),
        "width": size.width,
        "height": size.height,
        "reviewed": frame.reviewed,
        "reviewed_classes": frame.reviewed_classes,
        "split": frame.split,
        "group": frame.group,
        "changed": frame.changed,
    }


def _annotation(frame: PlannedFrame, box: Box) -> dict[str, Any]:
    size = taught_size(frame.width, frame.height)
    across, down = size.width / frame.width, size.height / frame.height
    x, y, width, height = box.x1 * across, box.y1 * down, (box.x2 - box.x1) * across, (box.y2 - box.y1) * down
    return {
        "id": box.id,
        "image_id": frame.id,
        "category_id": box.class_id,
        "bbox": [x, y, width, height],
        "area": width * height,
        "iscrowd": 0,
        "state": str(box.state),
    }
