from __future__ import annotations

from pathlib import Path

import pytest

from app.interchange import yolo
from app.interchange.labels import InterchangeError

GOOD = "0 0.5 0.5 0.2 0.4\n"


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "files",
    [
        {"data.yaml": "names: [cat, dog]", "labels/1.txt": GOOD},
        {"classes.txt": "cat\ndog\n", "labels/1.txt": GOOD},
        {"labels/classes.txt": "cat\ndog\n", "labels/1.txt": GOOD},
        {"classes.txt": "cat\ndog\n", "1.txt": GOOD, "train.txt": "1.jpg", "README.dataset.txt": "Hello"},
        {"obj.names": "cat\ndog", "obj_train_data/1.txt": GOOD, "train.txt": "1.jpg"},
        {
            "data.yaml": "names:\n  0: cat\n  1: dog\n",
            "train/labels/1.txt": GOOD,
            "valid/labels/2.txt": "1 .5 .5 1 1",
        },
    ],
)
def test_the_layouts_in_use_are_read(tmp_path: Path, files: dict[str, str]) -> None:
    images, report = yolo.read(make(tmp_path, files))
    assert report.refused == []
    first = next(image for image in images if image.file_name.endswith("1"))
    assert first.normalised
    assert first.boxes[0].class_name == "cat"
    assert first.boxes[0].rect == pytest.approx((0.4, 0.3, 0.6, 0.7))


def test_pictures_are_where_ultralytics_looks(tmp_path: Path) -> None:
    images, _ = yolo.read(
        make(tmp_path, {"classes.txt": "cat", "train/labels/a/1.txt": "", "labels/2.txt": ""})
    )
    assert [(image.file_name, image.aliases) for image in images] == [
        ("2", ()),
        ("train/images/a/1", ("a/1",)),
    ]


@pytest.mark.parametrize("number", ["2", "-1", "1.0", "cat", "9" * 30, "\u0661"])
def test_an_unknown_class_is_an_error_with_file_and_line(tmp_path: Path, number: str) -> None:
    make(tmp_path, {"classes.txt": "cat\ndog", "labels/7.txt": f"{GOOD}\n{number} 0.5 0.5 0.1 0.1"})
    with pytest.raises(InterchangeError, match=r"labels/7\.txt, line 3: class .* is unknown"):
        yolo.read(tmp_path)


def test_unusable_lines_are_listed(tmp_path: Path) -> None:
    lines = [
        "0 0.5 0.5 0 0.1",
        "0 0.5 0.5 -0.1 0.1",
        "0 nan 0.5 0.1 0.1",
        "0 0.5 inf 0.1 0.1",
        "0 0.5 x 0.1 0.1",
        "0 0.5 0.5 0.1",
        "0 320 240 50 50",
        "0 0.1 0.1 0.2 0.1 0.2 0.2",
        "0 0.5 0.5 0.1 0.1 0.9",
    ]
    make(tmp_path, {"classes.txt": "cat", "labels/1.txt": "\n".join(lines)})
    (image,), report = yolo.read(tmp_path)
    assert [(labelled.place, labelled.score) for labelled in image.boxes] == [("line 9", 0.9)]
    assert [problem.place for problem in report.refused] == [f"line {number}" for number in range(1, 9)]
    assert {problem.file for problem in report.refused} == {"labels/1.txt"}


def test_an_empty_label_file_is_a_picture_without_objects(tmp_path: Path) -> None:
    (image,), report = yolo.read(make(tmp_path, {"classes.txt": "cat", "labels/1.txt": "\n"}))
    assert (image.boxes, report.images, report.boxes) == ((), 1, 0)


def test_a_binary_label_file_is_listed_and_the_others_read(tmp_path: Path) -> None:
    make(tmp_path, {"classes.txt": "cat", "labels/1.txt": GOOD})
    (tmp_path / "labels/2.txt").write_bytes(b"\xff\xfe\x00")
    images, report = yolo.read(tmp_path)
    assert [image.file_name for image in images] == ["1"]
    assert [problem.file for problem in report.refused] == ["labels/2.txt"]


def test_two_lists_of_names_that_differ_are_not_guessed_between(tmp_path: Path) -> None:
    make(tmp_path, {"data.yaml": "names: [cat, dog]", "classes.txt": "dog\ncat", "labels/1.txt": GOOD})
    with pytest.raises(InterchangeError, match="name different classes"):
        yolo.read(tmp_path)
    images, _ = yolo.read(tmp_path / "data.yaml")
    assert images[0].boxes[0].class_name == "cat"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"labels/1.txt": GOOD}, "no class names"),
        ({"classes.txt": "cat"}, "no YOLO label files"),
        ({"classes.txt": "cat\n\ndog", "labels/1.txt": GOOD}, "line 2: an empty line"),
        ({"classes.txt": "", "labels/1.txt": GOOD}, "names no classes"),
        ({"data.yaml": "nc: 3\nnames: [a, b]", "labels/1.txt": GOOD}, "nc is 3"),
        ({"data.yaml": "names: [a]\nnames: [b]", "labels/1.txt": GOOD}, "names twice"),
        ({"data.yaml": "names: !!python/object:os.system [a]", "labels/1.txt": GOOD}, "not understood"),
        ({"data.yaml": "names: *anchor", "labels/1.txt": GOOD}, "not understood"),
        ({"data.yaml": "names:\n  - {a: b}", "labels/1.txt": GOOD}, "line 2: .* not understood"),
        ({"data.yaml": "names:\n  0: a\n  0: b", "labels/1.txt": GOOD}, "line 3: .* not understood"),
        ({"data.yaml": "names: [a, b", "labels/1.txt": GOOD}, "not understood"),
    ],
)
def test_what_cannot_be_understood_is_a_sentence(
    tmp_path: Path, files: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InterchangeError, match=sentence):
        yolo.read(make(tmp_path, files))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("names: ['a b', \"c\", d]", {0: "a b", 1: "c", 2: "d"}),
        ("names: [a,\n  b,\n]\nnc: 2", {0: "a", 1: "b"}),
        ("names: {0: a, 3: 'it''s'}", {0: "a", 3: "it's"}),
        ("path: x\nnames:\n- a\n- C#  # sharp\nval: y", {0: "a", 1: "C#"}),
        ('names:\n\n  # first\n  0: person\n  1: "x: y"', {0: "person", 1: "x: y"}),
    ],
)
def test_the_forms_of_names_in_use_are_understood(tmp_path: Path, text: str, names: dict[int, str]) -> None:
    lines = "".join(f"{number} 0.5 0.5 0.1 0.1\n" for number in names)
    make(tmp_path, {"data.yaml": text, "labels/1.txt": lines})
    (image,), _ = yolo.read(tmp_path)
    assert [labelled.class_name for labelled in image.boxes] == list(names.values())
