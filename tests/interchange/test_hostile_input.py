"""Whatever a file holds, reading it ends in labels or in a sentence, and every label is sound."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.interchange import coco, voc, yolo
from app.interchange.labels import ImportReport, LabelledBox, LabelledImage, safe_name
from retinanet_core.errors import PlainError

Read = Callable[[Path], tuple[list[LabelledImage], ImportReport]]

BOX = LabelledBox("cat", 1.5, 2, 30, 40)
IMAGES = [LabelledImage("a.jpg", 64, 48, (BOX, BOX)), LabelledImage("b/c.png", 64, 48, ())]


def real_bytes(read: Read) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if read is voc.read:
            voc.write(IMAGES, folder)
            return (folder / "Annotations/a.xml").read_bytes()
        if read is coco.read:
            coco.write(IMAGES, [(1, "cat")], folder / "x.json")
            return (folder / "x.json").read_bytes()
        yolo.write(IMAGES, ["cat"], folder)
        return (folder / "labels/a.txt").read_bytes()


def check(read: Read, files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        for file, data in files.items():
            path = Path(name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            images, report = read(Path(name))
        except PlainError:
            return
    assert report.boxes == sum(len(image.boxes) for image in images)
    for image in images:
        assert safe_name(image.file_name) == image.file_name
        for box in image.boxes:
            assert all(map(math.isfinite, box.rect))
            assert box.x2 > box.x1
            assert box.y2 > box.y1


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few places overwritten, cut out or doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        middle = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"NaN", b"1e999", b"9" * 5000, b"[" * 3000, b"<a>" * 50, b"-", b"../", b"\x00"]
                ),
                st.just(data[start:end] * 2),
            )
        )
        data = data[:start] + middle + data[end:]
    return data


@pytest.mark.parametrize(
    ("read", "name", "others"),
    [
        (voc.read, "a.xml", {}),
        (coco.read, "x.json", {}),
        (yolo.read, "labels/a.txt", {"classes.txt": b"cat\n"}),
    ],
    ids=["voc", "coco", "yolo"],
)
def test_a_damaged_file_ends_in_labels_or_a_sentence(read: Read, name: str, others: dict[str, bytes]) -> None:
    @settings(deadline=None, max_examples=250)
    @given(mutations(real_bytes(read)))
    def damaged(data: bytes) -> None:
        check(read, {name: data, **others})

    damaged()


@settings(deadline=None, max_examples=250)
@given(mutations(b"nc: 3\nnames:\n  0: cat # c\n  1: 'dog'\n  2: \"cow\"\nval: x\n"))
def test_damaged_names_end_in_labels_or_a_sentence(data: bytes) -> None:
    check(yolo.read, {"data.yaml": data, "labels/1.txt": b"0 0.5 0.5 0.1 0.1\n"})


@settings(deadline=None, max_examples=250)
@given(mutations(b"names: [cat, \"dog\", 'cow']\nnc: 3\n"))
def test_damaged_names_on_one_line_end_in_labels_or_a_sentence(data: bytes) -> None:
    check(yolo.read, {"data.yaml": data, "labels/1.txt": b"0 0.5 0.5 0.1 0.1\n"})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "image_id", "category_id", "bbox", "file_name", "name", "width", "video"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=250)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("images", "annotations", "categories"), JSON)))
def test_any_json_ends_in_labels_or_a_sentence(document: object) -> None:
    check(coco.read, {"x.json": json.dumps(document).encode("utf-8", "surrogatepass")})
