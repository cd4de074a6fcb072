"""The real pictures of the benchmarks, with their true boxes: blood cells (BCCD) and circuit boards (PCB)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from defusedxml import ElementTree

from app.media.images import decode_image, probe_image
from retinanet_core.types import Image
from tests.shared_data import shared_data

Rect = tuple[float, float, float, float]
"""(x1, y1, x2, y2) in pixels of the picture."""

BCCD_CLASSES = ("RBC", "WBC", "Platelets")
PCB_CLASSES = ("open", "short", "mousebite", "spur", "copper", "pin-hole")
"""In the order of the numbers 1 to 6 in its files."""

PCB_TEST_GROUPS = ("12300", "44000", "77000", "90100")
PCB_PINNED_GROUPS = ("12100",)
"""Boards of one design look alike, so a design is on one side only; the others are learned from."""

_DESIGN_DIGITS = 5


@dataclass(frozen=True)
class TrueBox:
    """An object that is there."""

    name: str
    rect: Rect


@dataclass(frozen=True)
class Picture:
    """A picture and everything that is on it.

    Attributes:
        group: Pictures of one group look alike.
    """

    path: Path
    width: int
    height: int
    group: str
    boxes: tuple[TrueBox, ...]


def bccd(split: str) -> list[Picture]:
    """Blood cells, 640x480, in the order of a split's list: train (205), val (87) or test (72)."""
    folder = _material() / "bccd"
    names = (folder / "ImageSets" / "Main" / f"{split}.txt").read_text(encoding="utf-8").split()
    return [_bccd_picture(folder, name) for name in names]


def pcb(groups: Iterable[str] | None = None) -> list[Picture]:
    """Circuit boards, 640x640, by name: all 150, or those of some designs."""
    folder = _material() / "pcb"
    wanted = None if groups is None else frozenset(groups)
    paths = sorted((folder / "images").glob("*.jpg"))
    return [
        _pcb_picture(path, folder / "annotations" / f"{path.stem}.txt")
        for path in paths
        if wanted is None or path.stem[:_DESIGN_DIGITS] in wanted
    ]


def pcb_to_learn() -> list[Picture]:
    """The boards that are neither pinned nor tested on."""
    apart = {*PCB_TEST_GROUPS, *PCB_PINNED_GROUPS}
    return [picture for picture in pcb() if picture.group not in apart]


def read_pixels(picture: Picture) -> Image:
    """Its pixels, (height, width, 3) RGB."""
    return decode_image(picture.path)


def voc_boxes(text: str) -> tuple[TrueBox, ...]:
    """The boxes of a Pascal VOC file that have an area."""
    boxes = []
    for item in ElementTree.fromstring(text).iter("object"):
        x1, y1, x2, y2 = (float(item.findtext(f"bndbox/{side}")) for side in ("xmin", "ymin", "xmax", "ymax"))
        boxes.append(TrueBox(str(item.findtext("name")), (x1, y1, x2, y2)))
    return _with_area(boxes)


def pcb_boxes(text: str) -> tuple[TrueBox, ...]:
    """The boxes of a file with a line `x1 y1 x2 y2 number` for each defect."""
    boxes = []
    for line in text.splitlines():
        if line.strip():
            *corners, number = line.split()
            x1, y1, x2, y2 = map(float, corners)
            boxes.append(TrueBox(PCB_CLASSES[int(number) - 1], (x1, y1, x2, y2)))
    return _with_area(boxes)


def _with_area(boxes: Sequence[TrueBox]) -> tuple[TrueBox, ...]:
    return tuple(box for box in boxes if box.rect[2] > box.rect[0] and box.rect[3] > box.rect[1])


def _bccd_picture(folder: Path, name: str) -> Picture:
    path = folder / "JPEGImages" / f"{name}.jpg"
    width, height = probe_image(path)
    boxes = voc_boxes((folder / "Annotations" / f"{name}.xml").read_text(encoding="utf-8"))
    return Picture(path, width, height, name, boxes)


def _pcb_picture(path: Path, labels: Path) -> Picture:
    width, height = probe_image(path)
    boxes = pcb_boxes(labels.read_text(encoding="utf-8"))
    return Picture(path, width, height, path.stem[:_DESIGN_DIGITS], boxes)


def _material() -> Path:
    folder = shared_data()
    if folder is None:
        raise SystemExit("The real pictures are absent: set FOVEATE_SHARED_DATA to their folder.")
    return folder
