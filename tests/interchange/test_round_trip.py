"""What is exported comes back: the same pictures, classes and boxes to a hundredth of a pixel."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings

from app.interchange import coco, voc, yolo
from app.interchange.labels import LabelledImage
from tests.interchange.strategies import data_sets

TOLERANCE = 0.01


def check_same(written: Sequence[LabelledImage], read: Sequence[LabelledImage]) -> None:
    by_stem = {image.file_name.removesuffix(".jpg"): image for image in read}
    assert by_stem.keys() == {image.file_name.removesuffix(".jpg") for image in written}
    for image in written:
        back = by_stem[image.file_name.removesuffix(".jpg")]
        scale = (image.width, image.height) if back.normalised else (1, 1)
        assert [box.class_name for box in back.boxes] == [box.class_name for box in image.boxes]
        for mine, theirs in zip(image.boxes, back.boxes, strict=True):
            pixels = [value * scale[side % 2] for side, value in enumerate(theirs.rect)]
            assert all(abs(a - b) <= TOLERANCE for a, b in zip(mine.rect, pixels, strict=True))


@settings(deadline=None, max_examples=60)
@given(data_sets())
def test_voc_comes_back(data: tuple[list[str], list[LabelledImage]]) -> None:
    _, images = data
    with tempfile.TemporaryDirectory() as folder:
        voc.write(images, Path(folder))
        read, report = voc.read(Path(folder))
    check_same(images, read)
    assert report.refused == []
    assert report.boxes == sum(len(image.boxes) for image in images)
    assert {(image.width, image.height) for image in read} == {
        (image.width, image.height) for image in images
    }


@settings(deadline=None, max_examples=60)
@given(data_sets())
def test_coco_comes_back(data: tuple[list[str], list[LabelledImage]]) -> None:
    names, images = data
    with tempfile.TemporaryDirectory() as folder:
        coco.write(images, [(7 + number, name) for number, name in enumerate(names)], Path(folder, "x.json"))
        read, report = coco.read(Path(folder))
    check_same(images, read)
    assert report.refused == []
    assert [image.file_name for image in read] == [image.file_name for image in images]


@settings(deadline=None, max_examples=60)
@given(data_sets())
def test_yolo_comes_back(data: tuple[list[str], list[LabelledImage]]) -> None:
    names, images = data
    with tempfile.TemporaryDirectory() as folder:
        yolo.write(images, names, Path(folder))
        read, report = yolo.read(Path(folder))
    assert report.refused == []
    inside = [
        LabelledImage(
            image.file_name.removeprefix("images/"), None, None, image.boxes, normalised=image.normalised
        )
        for image in read
    ]
    check_same(images, inside)
