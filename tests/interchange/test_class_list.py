"""Lists of classes in files, there and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.interchange.class_list import ListedClass, read_class_list, write_class_list
from app.interchange.class_names import read_class_names
from app.interchange.labels import InterchangeError

CLASSES = [
    ListedClass("red cell", "#E69F00", "K"),
    ListedClass("weiß: 2", "#56B4E9"),
    ListedClass("no", "#009E73", "1"),
    ListedClass("12"),
]


@pytest.mark.parametrize("suffix", [".txt", ".yaml", ".yml", ".names"])
def test_names_come_back_from_lists_of_other_tools(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"classes{suffix}"
    write_class_list(path, CLASSES)
    assert read_class_list(path) == [ListedClass(item.name) for item in CLASSES]


def test_our_own_list_has_colours_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "classes.json"
    write_class_list(path, CLASSES)
    assert read_class_list(path) == CLASSES
    assert read_class_names(path) == [item.name for item in CLASSES], "it is a list of names as well"


def test_json_of_other_tools_is_read(tmp_path: Path) -> None:
    path = tmp_path / "coco.json"
    path.write_text(json.dumps({"categories": [{"id": 2, "name": "b"}, {"id": 1, "name": "a"}]}))
    assert read_class_list(path) == [ListedClass("a"), ListedClass("b")]
    path.write_text(json.dumps(["x", "y"]))
    assert read_class_list(path) == [ListedClass("x"), ListedClass("y")]


def test_what_is_no_colour_or_key_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    entries = [
        {"id": 1, "name": "a", "colour": "red", "key": 5},
        {"id": 2, "name": "b", "colour": ["#123456"], "key": "x" * 99},
        {"id": 3, "name": "c", "colour": "#12345g", "key": "\n"},
    ]
    path.write_text(json.dumps({"classes": entries}))
    assert read_class_list(path) == [ListedClass("a"), ListedClass("b"), ListedClass("c")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("twice.txt", "a\nb\na\n", "twice.txt names a twice"),
        ("none.txt", "", "none.txt names no classes"),
        ("broken.json", "{", "broken.json holds no list of class names"),
        ("number.json", "[1]", "number.json holds no list of class names"),
        ("other.yaml", "train: x\n", "other.yaml has no names"),
    ],
)
def test_files_that_are_no_lists_are_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InterchangeError, match=sentence):
        read_class_list(path)


def test_a_list_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(InterchangeError, match=r"a list of classes is a \.json"):
        write_class_list(tmp_path / "classes.csv", CLASSES)
    with pytest.raises(InterchangeError, match="cannot be written"):
        write_class_list(tmp_path / "nowhere" / "classes.txt", CLASSES)
    assert list(tmp_path.iterdir()) == []
