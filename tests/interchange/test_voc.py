from __future__ import annotations

from pathlib import Path

import pytest

from app.interchange import voc
from app.interchange.labels import InterchangeError
from tests.shared_data import require_shared_data


def annotation(*objects: str, head: str = "<filename>1.jpg</filename>") -> str:
    lines = "\n".join(objects)
    return (
        f"<annotation>\n{head}\n<size><width>640</width><height>480</height></size>\n{lines}\n</annotation>"
    )


def box(name: str, x1: object, y1: object, x2: object, y2: object) -> str:
    corners = f"<xmin>{x1}</xmin><ymin>{y1}</ymin><xmax>{x2}</xmax><ymax>{y2}</ymax>"
    return f"<object><name>{name}</name><bndbox>{corners}</bndbox></object>"


def write(folder: Path, text: str, name: str = "1.xml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.shared_data
def test_bccd_is_read_whole() -> None:
    images, report = voc.read(require_shared_data() / "bccd")
    names = [labelled.class_name for image in images for labelled in image.boxes]
    assert report.images == len(images) == 364
    # 4888 boxes are stated; the two without an area are listed with file and line.
    assert {name: names.count(name) for name in set(names)} == {"RBC": 4153, "WBC": 372, "Platelets": 361}
    assert report.boxes == 4886
    assert [(p.file, p.place) for p in report.refused] == [
        ("Annotations/BloodImage_00338.xml", "line 158"),
        ("Annotations/BloodImage_00343.xml", "line 50"),
    ]
    assert all("no area" in problem.reason for problem in report.refused)


def test_coordinates_are_taken_as_they_stand(tmp_path: Path) -> None:
    write(tmp_path, annotation(box("cat", 1, 2, "30.5", 40)))
    (image,), _ = voc.read(tmp_path)
    assert image.boxes[0].rect == (1.0, 2.0, 30.5, 40.0)
    assert (image.width, image.height) == (640, 480)


def test_unusable_objects_are_listed_with_their_lines(tmp_path: Path) -> None:
    text = annotation(
        box("cat", 5, 5, 5, 9),
        box("cat", "nan", 0, 5, 9),
        box("cat", 0, 0, "1e999", 9),
        box("cat", 0, 0, "five", 9),
        box("cat", 0, 0, "", 9),
        box("", 0, 0, 5, 9),
        "<object><name>cat</name><polygon/></object>",
        box("cat", 9, 9, 5, 5),
        box("cat", 0, 0, 5, 5),
    )
    write(tmp_path, text)
    (image,), report = voc.read(tmp_path)
    assert [labelled.place for labelled in image.boxes] == ["line 12"]
    assert [problem.place for problem in report.refused] == [f"line {number}" for number in range(4, 12)]
    assert {problem.file for problem in report.refused} == {"1.xml"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<annotation><object>", "line 1, is not well-formed"),
        ("", "not well-formed"),
        ("<html/>", "not a Pascal VOC annotation"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><annotation/>', "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><annotation/>', "document type"),
        ("<annotation>" * 40 + "</annotation>" * 40, "not well-formed"),
        ('<?xml version="1.0" encoding="utf-7x"?><annotation/>', "not well-formed"),
    ],
)
def test_a_file_that_is_no_annotation_is_listed_and_the_others_read(
    tmp_path: Path, text: str, reason: str
) -> None:
    write(tmp_path, text, "bad.xml")
    write(tmp_path, annotation(box("cat", 0, 0, 5, 5)), "good.xml")
    images, report = voc.read(tmp_path)
    assert [image.file_name for image in images] == ["good"]
    assert [problem.file for problem in report.refused] == ["bad.xml"]
    assert reason in report.refused[0].reason


def test_the_file_itself_names_the_picture_and_a_stale_filename_only_helps(tmp_path: Path) -> None:
    write(tmp_path, annotation(head="<filename>other.jpg</filename>"), "a/5.xml")
    (image,), _ = voc.read(tmp_path)
    assert (image.file_name, image.aliases, image.boxes) == ("a/5", ("other.jpg",), ())


@pytest.mark.parametrize("name", ["../x.jpg", "/etc/passwd", "C:\\x.jpg", "a/../../x.jpg", "..\\x.jpg"])
def test_a_name_that_leaves_the_folder_is_not_believed(tmp_path: Path, name: str) -> None:
    write(tmp_path, annotation(head=f"<filename>{name}</filename>"))
    (image,), _ = voc.read(tmp_path)
    assert image.aliases == ()


def test_a_size_of_zero_means_unknown(tmp_path: Path) -> None:
    write(tmp_path, "<annotation><size><width>0</width><height>0</height></size></annotation>")
    (image,), _ = voc.read(tmp_path)
    assert (image.width, image.height) == (None, None)


def test_a_folder_without_annotations_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InterchangeError, match="no Pascal VOC files"):
        voc.read(tmp_path)
