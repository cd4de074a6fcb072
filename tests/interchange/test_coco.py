from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.interchange import coco
from app.interchange.labels import InterchangeError, LabelledBox, LabelledImage

CATEGORIES = [{"id": 3, "name": "cat"}, {"id": 9, "name": "dog"}]
IMAGES = [{"id": 1, "file_name": "a/1.jpg", "width": 100, "height": 80}, {"id": 2, "file_name": "2.jpg"}]


def annotation(number: int = 1, **other: Any) -> dict[str, Any]:
    return {"id": number, "image_id": 1, "category_id": 3, "bbox": [1, 2, 10, 20]} | other


def write(folder: Path, value: Any = None, *, text: str = "", **other: Any) -> Path:
    path = folder / "x.json"
    document = {"images": IMAGES, "categories": CATEGORIES, "annotations": [annotation()]} | other
    path.write_text(text or json.dumps(document if value is None else value))
    return path


def test_categories_keep_their_meaning_by_name(tmp_path: Path) -> None:
    write(tmp_path, annotations=[annotation(), annotation(2, category_id=9, image_id=2)])
    (first, second), report = coco.read(tmp_path)
    assert [(b.class_name, b.rect) for b in first.boxes] == [("cat", (1, 2, 11, 22))]
    assert [b.class_name for b in second.boxes] == ["dog"]
    assert (first.file_name, first.width, second.width) == ("a/1.jpg", 100, None)
    assert (report.images, report.boxes, report.refused) == (2, 2, [])


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"bbox": [1, 2, 0, 5]}, "no area"),
    ({"bbox": [1, 2, -3, 5]}, "no area"),
    ({"bbox": [1, 2, 3]}, "four numbers"),
    ({"bbox": None}, "four numbers"),
    ({"bbox": [1, 2, "3", 5]}, "finite numbers"),
    ({"bbox": [1, 2, True, 5]}, "finite numbers"),
    ({"bbox": [1, 2, 10**400, 5]}, "finite numbers"),
    ({"bbox": [1e308, 2, 1e308, 5]}, "not a finite number"),
    ({"category_id": 4}, "not among the categories"),
    ({"category_id": [3]}, "not among the categories"),
    ({"image_id": 77}, "not among the images"),
    ({"iscrowd": 1}, "crowd"),
]


def test_unusable_annotations_are_listed_by_index(tmp_path: Path) -> None:
    entries: list[Any] = [annotation(number, **change) for number, (change, _) in enumerate(UNUSABLE, 10)]
    write(tmp_path, annotations=[*entries, 5, annotation()])
    (first, _), report = coco.read(tmp_path)
    assert [labelled.place for labelled in first.boxes] == [f"annotations[{len(UNUSABLE) + 1}]"]
    assert [problem.place for problem in report.refused] == [
        f"annotations[{number}]" for number in range(len(UNUSABLE) + 1)
    ]
    for problem, (_, reason) in zip(report.refused, UNUSABLE, strict=False):
        assert reason in problem.reason


def test_an_infinite_coordinate_is_listed(tmp_path: Path) -> None:
    write(tmp_path, text=json.dumps(annotations_of([annotation()])).replace("20", "1e999"))
    _, report = coco.read(tmp_path)
    assert [problem.place for problem in report.refused] == ["annotations[0]"]


def annotations_of(entries: list[Any]) -> dict[str, Any]:
    return {"images": IMAGES, "categories": CATEGORIES, "annotations": entries}


@pytest.mark.parametrize(
    "name", ["../x.jpg", "/etc/passwd", "C:/x.jpg", "a/../../x.jpg", "..\\..\\x.jpg", "", "a\nb"]
)
def test_a_picture_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, images=[{"id": 1, "file_name": name}, IMAGES[1]])
    images, report = coco.read(tmp_path)
    assert [image.file_name for image in images] == ["2.jpg"]
    assert [(problem.place, "does not stay inside" in problem.reason) for problem in report.refused] == [
        ("images[0]", True)
    ]


WHOLE = json.dumps(annotations_of([annotation()]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WHOLE.replace("20", "NaN"), "contains NaN"),
        (WHOLE.replace("20", "-Infinity"), "contains -Infinity"),
        (WHOLE.replace("20", "9" * 5000), "absurd length"),
        (WHOLE.replace('"image_id"', '"id"'), "appears twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"images": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("[]", "not an object"),
        ("{", "not valid JSON"),
        ("\xff", "not valid JSON"),
        ("{}", "no list 'categories'"),
        ('{"categories": [], "annotations": []}', "no list 'images'"),
        (json.dumps(annotations_of([annotation(), annotation()])), "annotations[1]: the id 1 appears twice"),
        (json.dumps(annotations_of([]) | {"images": IMAGES + IMAGES}), "images[2]: the id 1 appears twice"),
        (
            json.dumps(annotations_of([]) | {"categories": [*CATEGORIES, {"id": 9, "name": "cow"}]}),
            "categories[2]: the id 9 appears twice",
        ),
        (json.dumps(annotations_of([]) | {"categories": [{"id": 1, "name": " "}]}), "needs an id and a name"),
        (
            json.dumps(annotations_of([]) | {"categories": [{"id": 1.5, "name": "a"}]}),
            "needs an id and a name",
        ),
    ],
)
def test_a_file_that_is_not_coco_is_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    write(tmp_path, text=text)
    with pytest.raises(InterchangeError) as caught:
        coco.read(tmp_path)
    assert sentence in caught.value.message
    assert "x.json" in caught.value.message


def test_a_binary_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InterchangeError, match="UTF-8"):
        coco.read(tmp_path)


def test_several_json_files_are_not_guessed_between(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "y.json").write_text("{}")
    with pytest.raises(InterchangeError, match="2 JSON files"):
        coco.read(tmp_path)
    assert coco.read(tmp_path / "x.json")[1].boxes == 1


def test_frames_of_a_video_carry_index_and_time(tmp_path: Path) -> None:
    frame = LabelledImage(
        "clip_000012.png",
        64,
        48,
        (LabelledBox("cat", 1, 2, 3, 4, score=0.5),),
        video="clip.mp4",
        frame_index=12,
        timestamp_ms=400.5,
        reviewed=True,
    )
    coco.write([frame], [(3, "cat")], tmp_path / "x.json")
    entry = json.loads((tmp_path / "x.json").read_text())["images"][0]
    assert (entry["video"], entry["frame_index"], entry["timestamp_ms"]) == ("clip.mp4", 12, 400.5)
    (back,), _ = coco.read(tmp_path)
    assert (back.video, back.frame_index, back.timestamp_ms, back.reviewed) == ("clip.mp4", 12, 400.5, True)
    assert back.boxes[0].score == 0.5
