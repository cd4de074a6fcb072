"""`python -m retinanet_core detect` and `evaluate`, through their real entry, without any project."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from retinanet_core.__main__ import main
from retinanet_core.checkpoint import save
from retinanet_core.commands import detect as detect_command
from retinanet_core.commands import evaluate as evaluate_command
from retinanet_core.types import Detections, Image, ObjectClass
from tests.core.pictures import scene, tiny_info, tiny_network, write_png
from tests.shared_data import require_shared_data

Said = pytest.CaptureFixture[str]

STATS = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]
DISC, SQUARE = 40, 7
"""Category ids of the files here; the model calls its classes 1 and 5."""

CATEGORIES = [{"id": DISC, "name": "disc"}, {"id": SQUARE, "name": "square"}]


def run(*words: object) -> int:
    return main([str(word) for word in words])


def put(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def box(image: int, category: int, bbox: Sequence[float], **more: Any) -> dict[str, Any]:
    return {"image_id": image, "category_id": category, "bbox": list(bbox), **more}


def instances(*annotations: dict[str, Any], images: Sequence[int] = (1, 2, 3)) -> dict[str, Any]:
    return {
        "images": [{"id": number, "file_name": f"{number}.png"} for number in images],
        "categories": CATEGORIES,
        "annotations": list(annotations),
    }


TRUTH = instances(
    box(1, DISC, [10, 10, 20, 20]), box(1, SQUARE, [50, 50, 20, 20]), box(2, DISC, [5, 5, 40, 40])
)
FOUND = [
    box(1, DISC, [10, 10, 20, 20], score=0.9),
    box(2, SQUARE, [70, 70, 10, 10], score=0.8),
    box(3, SQUARE, [1, 1, 10, 10], score=0.3),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network that knows nothing, but is not as sure of that as a fresh one."""
    folder = tmp_path_factory.mktemp("model")
    network = tiny_network()
    with torch.no_grad():
        network.class_head.output.bias.fill_(-1.0)  # type: ignore[operator, union-attr]
    save(folder, network, tiny_info(network))
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> tuple[Path, Path]:
    """Three pictures with red discs and blue squares in a folder, and the COCO file of what is on them."""
    folder = tmp_path / "photos"
    folder.mkdir()
    content = instances()
    for image in content["images"]:
        pixels, objects = scene(image["id"])
        write_png(folder / image["file_name"], pixels)
        image["height"], image["width"] = pixels.shape[:2]
        for (x1, y1, x2, y2), label in objects:
            category = DISC if label == 1 else SQUARE
            content["annotations"].append(box(image["id"], category, [x1, y1, x2 - x1, y2 - y1]))
    return folder, put(folder / "truth.json", content)


class ColourDetector:
    """Finds everything red as a disc; it knows squares by name only."""

    def __init__(self, *_: object) -> None:
        self.classes: tuple[ObjectClass, ...] = (ObjectClass(1, "disc"), ObjectClass(5, "square"))

    def describe(self) -> str:
        return "by colour"

    def close(self) -> None:
        """Nothing to give back."""

    def prepare(self, image: Image) -> Image:
        return image

    def detect(self, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        return [self._detect(image) for image in images]

    def _detect(self, image: Image) -> Detections:
        red = ((image[:, :, 0] > 200) & (image[:, :, 2] < 60)).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(red)
        boxes = [[x, y, x + w, y + h] for x, y, w, h, area in stats[1:].tolist() if area > 50]
        return Detections(
            np.array(boxes, np.float32).reshape(-1, 4),
            np.full(len(boxes), 0.9, np.float32),
            np.ones(len(boxes), np.int64),
        )


@pytest.fixture
def by_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (detect_command, evaluate_command):
        monkeypatch.setattr(command, "load_detector", ColourDetector)


# --- evaluate ---------------------------------------------------------------------------------------------------


@pytest.mark.shared_data
def test_coco_is_measured_as_the_reference_measures_it(tmp_path: Path, capsys: Said) -> None:
    folder = require_shared_data() / "eval"
    report = tmp_path / "made/on/the/way/report.json"
    words = (folder / "coco100_ground_truth.json", folder / "coco100_detections.json", "--report", report)
    assert run("evaluate", *words) == 0
    expected = json.loads((folder / "coco100_expected.json").read_text())["stats"]
    measured = json.loads(report.read_text())
    assert list(measured["coco"]) == STATS
    np.testing.assert_allclose(list(measured["coco"].values()), expected, rtol=0, atol=1e-6)
    lines = capsys.readouterr().out.splitlines()
    assert [*lines[0].split(), *lines[2].split()] == STATS
    assert [*lines[1].split(), *lines[3].split()] == [f"{value:.3f}" for value in expected]
    assert measured["frames"] == 100
    assert len(measured["classes"]) == 80


def test_detections_are_counted_by_class_and_on_empty_images(tmp_path: Path, capsys: Said) -> None:
    report = tmp_path / "report.json"
    words = (put(tmp_path / "truth.json", TRUTH), put(tmp_path / "found.json", FOUND))
    assert run("evaluate", *words, "--score", 0.25, "--report", report) == 0
    measured = json.loads(report.read_text())
    disc, square = measured["classes"]
    assert (disc["id"], disc["truth"], disc["found"], disc["missed"], disc["extra"]) == (DISC, 2, 1, 1, 0)
    assert (square["truth"], square["found"], square["extra"], square["extra_on_empty"]) == (1, 0, 2, 1)
    assert (disc["precision"], disc["recall"]) == (1.0, 0.5)
    assert (measured["threshold"], measured["frames"], measured["empty_frames"]) == (0.25, 3, 1)
    out = capsys.readouterr().out.splitlines()
    assert out[-4].split() == ["all", "0.252", "0.252", "3", "1", "2", "2", "0.333", "0.333"]
    assert out[-1] == "Images: 3, without objects 1, extra on these 1."


def test_nothing_found_and_nothing_there_are_no_errors(tmp_path: Path, capsys: Said) -> None:
    nothing = put(tmp_path / "nothing.json", [])
    assert run("evaluate", put(tmp_path / "truth.json", TRUTH), nothing) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[0] == "0.000"
    assert run("evaluate", put(tmp_path / "empty.json", instances()), nothing) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[0] == "-"


def test_areas_and_crowds_of_the_file_count(tmp_path: Path) -> None:
    truth = put(
        tmp_path / "truth.json",
        instances(
            box(1, DISC, [10, 10, 50, 50], area=900.5, iscrowd=0, segmentation=[[1, 2, 3]], id=5),
            box(1, DISC, [100, 100, 200, 200], iscrowd=1),
        ),
    )
    found = put(
        tmp_path / "found.json",
        [box(1, DISC, [10, 10, 50, 50], score=1), box(1, DISC, [150, 150, 20, 20], score=0.9)],
    )
    assert run("evaluate", truth, found, "--report", tmp_path / "r.json") == 0
    measured = json.loads((tmp_path / "r.json").read_text())
    assert (measured["coco"]["ARs"], measured["coco"]["ARm"], measured["coco"]["ARl"]) == (1.0, None, None)
    assert (measured["classes"][0]["truth"], measured["classes"][0]["extra"]) == (1, 0)


@pytest.mark.parametrize(
    ("truth", "found", "sentence"),
    [
        ("{", [], "truth.json is damaged"),
        ("", [], "truth.json is damaged"),
        ([], [], "is not a COCO file of images, categories and annotations with boxes"),
        (instances(images=()), [], "lists no images"),
        (instances(images=(1, 2, 1)), [], "lists image 1 twice"),
        ({**TRUTH, "categories": []}, [], "lists no categories"),
        ({**TRUTH, "categories": [*CATEGORIES, CATEGORIES[0]]}, [], f"lists category {DISC} twice"),
        (instances({"image_id": 1, "category_id": DISC}), [], "missing required field `bbox`"),
        (instances(box(1, DISC, [0, 0, -3, 5])), [], "at `$.annotations[0].bbox[2]`"),
        (instances(box(1, DISC, [0, 0, float("nan"), 5])), [], "NaN and Infinity are not JSON"),
        (
            instances(box(9, DISC, [0, 0, 1, 1])),
            [],
            "boxes of an unknown image: 1 of 1, the first of image 9",
        ),
        (TRUTH, "[{]", "found.json is damaged"),
        (TRUTH, TRUTH, "is not a COCO results list"),
        (TRUTH, [box(1, DISC, [0, 0, 1, 1])], "missing required field `score`"),
        (TRUTH, [box(1, DISC, [0, 0, 1, 1], score=7)], "`float` <= 1.0 - at `$[0].score`"),
        (TRUTH, [box(1, DISC, [0, 0, 1], score=0.5)], "at `$[0].bbox`"),
        (TRUTH, [box(1, DISC, [float("nan"), 0, 1, 1], score=0.5)], "NaN and Infinity are not JSON"),
        (TRUTH, '[{"image_id":1,"category_id":7,"score":1,"bbox":[0,0,1e999,1]}]', "Number out of range"),
        (TRUTH, [box(2**70, DISC, [0, 0, 1, 1], score=0.5)], "at `$[0].image_id`"),
        (
            TRUTH,
            [*FOUND, box(99, DISC, [0, 0, 1, 1], score=0.5), box(98, DISC, [0, 0, 1, 1], score=0.5)],
            "detections of an unknown image: 2 of 5, the first of image 99",
        ),
        (
            TRUTH,
            [box(1, 3, [0, 0, 1, 1], score=0.5)],
            "of an unknown category: 1 of 1, the first of category 3",
        ),
        (TRUTH, "[" * 100_000, "found.json"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(
    tmp_path: Path, capsys: Said, truth: object, found: object, sentence: str
) -> None:
    report = tmp_path / "report.json"
    words = (put(tmp_path / "truth.json", truth), put(tmp_path / "found.json", found))
    assert run("evaluate", *words, "--report", report) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    assert said.out == ""
    assert not report.exists()


@pytest.mark.parametrize("more", [[], ["found.json", "--model", "m"]])
def test_either_detections_or_a_model_are_measured(tmp_path: Path, capsys: Said, more: list[str]) -> None:
    assert run("evaluate", put(tmp_path / "truth.json", TRUTH), *more) == 1
    assert "either a file of detections or a --model" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "1", "-1", "nan", "x"])
def test_a_score_is_a_number_between_0_and_1(tmp_path: Path, capsys: Said, value: str) -> None:
    with pytest.raises(SystemExit) as stop:
        run("evaluate", tmp_path, tmp_path, f"--score={value}")
    assert stop.value.code == 2
    assert "is not a number between 0 and 1" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_said_before_the_work(tmp_path: Path, capsys: Said) -> None:
    words = (put(tmp_path / "truth.json", TRUTH), put(tmp_path / "found.json", FOUND))
    assert run("evaluate", *words, "--report", tmp_path) == 1
    assert run("evaluate", *words, "--report", tmp_path / "truth.json" / "r.json") == 1
    said = capsys.readouterr()
    assert said.err.count("cannot be written") == 2
    assert said.out == ""


@pytest.mark.usefixtures("by_colour")
def test_a_model_is_matched_by_the_names_of_its_classes(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    report = tmp_path / "report.json"
    assert run("evaluate", photos[1], "--model", "m", "--report", report) == 0
    measured = json.loads(report.read_text())
    disc, square = measured["classes"]
    assert disc["truth"] == disc["found"] > 0
    assert disc["extra"] == square["found"] == square["extra"] == 0
    assert square["missed"] == square["truth"] > 0
    assert measured["unmatched_classes"] == measured["unreadable"] == []
    assert (measured["model"], measured["computed"]) == ("m", "by colour")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("by_colour")
def test_images_that_cannot_be_read_are_said_and_not_measured(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    folder, truth = photos
    (folder / "1.png").unlink()
    write_png(folder / "2.png", np.zeros((5, 9, 3), np.uint8))
    assert run("evaluate", truth, "--model", "m", "--report", tmp_path / "r.json") == 0
    measured = json.loads((tmp_path / "r.json").read_text())
    assert measured["frames"] == 1
    assert measured["unreadable"] == [
        f"The picture {folder / '1.png'} cannot be read: no such file or directory.",
        f"The picture {folder / '2.png'} has 9 x 5 pixels, but is listed with 128 x 96.",
    ]
    assert capsys.readouterr().err.splitlines() == measured["unreadable"]


@pytest.mark.usefixtures("by_colour")
def test_classes_that_one_side_does_not_know_are_said(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    content = json.loads(photos[1].read_text())
    content["categories"] = [{"id": DISC, "name": "disc"}, {"id": SQUARE, "name": "box"}]
    assert run("evaluate", put(photos[1], content), "--model", "m") == 0
    assert capsys.readouterr().err.splitlines() == [
        "The file has no category square: what the model calls so is left out.",
        "The model does not know box: nothing is found of it.",
    ]
    content["categories"][0]["name"] = "circle"
    assert run("evaluate", put(photos[1], content), "--model", "m") == 1
    assert (
        "name no class alike: the model knows disc, square, the file circle, box" in capsys.readouterr().err
    )


# --- detect -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("by_colour")
def test_detections_of_a_coco_file_can_be_evaluated_as_they_are(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    out, reports = tmp_path / "new/found.json", (tmp_path / "a.json", tmp_path / "b.json")
    assert run("detect", photos[1], "--model", "m", "--out", out) == 0
    assert capsys.readouterr() == ("", "")
    results = json.loads(out.read_text())
    assert {row["category_id"] for row in results} == {DISC}
    assert set(results[0]) == {"image_id", "category_id", "bbox", "score"}
    assert run("evaluate", photos[1], out, "--report", reports[0]) == 0
    assert run("evaluate", photos[1], "--model", "m", "--report", reports[1]) == 0
    first, second = (json.loads(report.read_text()) for report in reports)
    assert first["coco"] == second["coco"]
    assert first["classes"] == second["classes"]


@pytest.mark.usefixtures("by_colour")
def test_images_may_be_elsewhere_and_categories_unknown(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    content = json.loads(photos[1].read_text())
    away = put(tmp_path / "list.JSON", {"images": content["images"]})
    assert run("detect", away, "--model", "m", "--images", photos[0]) == 0
    assert {row["category_id"] for row in json.loads(capsys.readouterr().out)} == {1}
    assert run("detect", away, "--model", "m", "--images", tmp_path / "nowhere") == 1
    assert "There is no folder" in capsys.readouterr().err


@pytest.mark.usefixtures("by_colour")
def test_plain_pictures_give_a_whole_coco_document(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    deep = photos[0] / "deep"
    deep.mkdir()
    write_png(deep / "è.PNG", scene(9)[0])
    (deep / "notes.txt").write_text("no picture")
    out = tmp_path / "found.json"
    assert run("detect", photos[0] / "2.png", photos[0], "--model", "m", "--out", out) == 0
    document = json.loads(out.read_text())
    names = [Path(image["file_name"]).name for image in document["images"]]
    assert names == ["2.png", "1.png", "3.png", "è.PNG"]
    assert document["images"][0] == {
        "id": 1,
        "file_name": (photos[0] / "2.png").as_posix(),
        "width": 128,
        "height": 96,
    }
    assert document["categories"] == [{"id": 1, "name": "disc"}, {"id": 5, "name": "square"}]
    assert [row["id"] for row in document["annotations"]] == list(range(1, len(document["annotations"]) + 1))
    assert {row["score"] for row in document["annotations"]} == {0.9}
    assert capsys.readouterr() == ("", "")
    out.write_text(json.dumps(document))
    assert run("evaluate", out, put(tmp_path / "none.json", [])) == 0, "it is COCO"


@pytest.mark.usefixtures("by_colour")
def test_pictures_that_cannot_be_read_are_left_out_unless_all_are(
    tmp_path: Path, photos: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    damaged, empty = tmp_path / "damaged.png", tmp_path / "empty.jpg"
    damaged.write_bytes((photos[0] / "1.png").read_bytes()[:300])
    empty.write_bytes(b"")
    out = tmp_path / "found.json"
    assert run("detect", damaged, photos[0] / "1.png", empty, "--model", "m", "--out", out) == 0
    said = capfd.readouterr().err
    assert f"The picture {damaged} is damaged" in said
    assert f"The picture {empty} is damaged" in said
    assert [image["id"] for image in json.loads(out.read_text())["images"]] == [2]
    assert run("detect", damaged, empty, "--model", "m", "--out", out) == 1
    assert "None of the pictures can be read: 2 were tried." in capfd.readouterr().err
    assert [image["id"] for image in json.loads(out.read_text())["images"]] == [2], "the old file is kept"


@pytest.mark.usefixtures("by_colour")
def test_coordinates_are_those_of_the_stored_pixels(tmp_path: Path, capsys: Said) -> None:
    """A JPEG 120 wide and 60 high whose EXIF says that it is to be turned."""
    image = np.full((60, 120, 3), 110, np.uint8)
    cv2.rectangle(image, (80, 10), (109, 29), (30, 40, 230), -1)
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 100])
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    exif = b"\xff\xe1" + (len(tiff) + 8).to_bytes(2, "big") + b"Exif\0\0" + tiff
    path = tmp_path / "turned.jpg"
    path.write_bytes(data.tobytes()[:2] + exif + data.tobytes()[2:])
    upright = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    assert upright.shape[:2] == (120, 60), "the picture of this test is not turned by its EXIF"
    assert run("detect", path, "--model", "m") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["images"][0]["width"], document["images"][0]["height"]) == (120, 60)
    assert document["annotations"][0]["bbox"] == pytest.approx([80, 10, 30, 20], abs=2)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
@pytest.mark.usefixtures("by_colour")
def test_a_name_that_is_no_text_does_not_cost_the_detections(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.png")
    write_png(path, scene(1)[0])
    out = tmp_path / "found.json"
    assert run("detect", path, "--model", "m", "--out", out) == 0
    assert json.loads(out.read_text())["images"][0]["file_name"] == path.as_posix()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.png"], "There is no file or folder"),
        (["x" * 5000], "The system refused"),
        (["."], "There are no pictures in"),
        (["list.json"], "list.json cannot be read: no such file or directory."),
        (["a.json", "b.png"], "A COCO file is given alone"),
        (["b.png", "--images", "."], "--images is for the pictures of one COCO file"),
    ],
)
def test_mistakes_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("detect", *words, "--model", "m") == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"images": []}, "lists no images"),
        ({"images": [{"id": 3}]}, "states no usable file_name for image 3"),
        ({"images": [{"id": 3, "file_name": "a"}, {"id": 3, "file_name": "b"}]}, "lists image 3 twice"),
        ([], "is not a COCO file of images"),
    ],
)
def test_what_is_wrong_with_a_list_of_images_is_a_sentence(
    tmp_path: Path, capsys: Said, content: object, sentence: str
) -> None:
    assert run("detect", put(tmp_path / "list.json", content), "--model", "m") == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.usefixtures("by_colour")
def test_pictures_are_read_beside_and_detected_by_a_few_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    for number in range(10):
        write_png(tmp_path / f"{number}.png", np.full((8, 10 + number, 3), number, np.uint8))
    threads: set[threading.Thread] = set()
    batches: list[int] = []

    def prepare(_: ColourDetector, image: Image) -> Image:
        threads.add(threading.current_thread())
        if image[0, 0, 0] == 3:
            raise MemoryError("no room")
        return image

    def detect(self: ColourDetector, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        batches.append(len(images))
        return [self._detect(image) for image in images]

    monkeypatch.setattr(ColourDetector, "prepare", prepare)
    monkeypatch.setattr(ColourDetector, "detect", detect)
    assert run("detect", tmp_path, "--model", "m") == 0
    said = capsys.readouterr()
    assert said.err == f"The picture {tmp_path / '3.png'} cannot be made ready: no room.\n"
    widths = [image["width"] for image in json.loads(said.out)["images"]]
    assert widths == [10, 11, 12, 14, 15, 16, 17, 18, 19]
    assert batches == [4, 4, 1]
    (thread,) = threads
    assert thread is not threading.main_thread()
    assert not thread.is_alive()


def test_the_thread_ends_when_detecting_fails_and_that_is_a_sentence(
    photos: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    class Broken(ColourDetector):
        def detect(self, images: Sequence[Image], *, min_score: float) -> list[Detections]:
            raise RuntimeError("the graph is broken")

    monkeypatch.setattr(detect_command, "load_detector", Broken)
    assert run("detect", photos[0], "--model", "m") == 1
    assert capsys.readouterr().err == "Something went wrong that should not have: the graph is broken.\n"
    assert "pictures" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("device", "sentence"),
    [
        ("cpu:abc", "The device cpu:abc is not understood; use auto, cpu, cuda, cuda:1 or mps."),
        ("cpu:", "The device cpu: is not understood; use auto, cpu, cuda, cuda:1 or mps."),
        ("cpu:99", "There is no device cpu:99: the last one of this computer is cpu:0."),
    ],
)
def test_a_device_that_does_not_exist_is_a_sentence(
    model: Path, photos: tuple[Path, Path], capsys: Said, device: str, sentence: str
) -> None:
    assert run("detect", photos[0], "--model", model, "--device", device) == 1
    assert capsys.readouterr().err == f"{sentence}\n"


def test_a_folder_without_a_model_is_a_sentence(
    tmp_path: Path, photos: tuple[Path, Path], capsys: Said
) -> None:
    for words in (("detect", photos[0]), ("evaluate", photos[1])):
        assert run(*words, "--model", tmp_path / "nowhere") == 1
        said = capsys.readouterr().err
        assert "nowhere" in said
        assert said.count("\n") == 1


# --- with a real network, in a process of their own -------------------------------------------------------------


def start(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "retinanet_core", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_real_network_detects_and_is_measured(
    tmp_path: Path, model: Path, photos: tuple[Path, Path]
) -> None:
    out, report = tmp_path / "found.json", tmp_path / "report.json"
    options = ("--model", model, "--device", "cpu", "--precision", "float32")
    process = start("detect", photos[1], *options, "--out", out)
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode == 0
    results = json.loads(out.read_text())
    assert results
    assert {row["category_id"] for row in results} <= {DISC, SQUARE}
    assert all(row["score"] >= 0.05 and min(row["bbox"]) >= 0 for row in results)
    assert run("evaluate", photos[1], *options, "--report", report) == 0
    measured = json.loads(report.read_text())
    assert run("evaluate", photos[1], out, "--report", report) == 0
    assert json.loads(report.read_text())["coco"] == pytest.approx(measured["coco"], abs=0.01)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child")
def test_ctrl_c_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, model: Path, photos: tuple[Path, Path]
) -> None:
    missing_first = [{"id": 0, "file_name": "missing.png"}]
    again_and_again = [{"id": number, "file_name": "1.png"} for number in range(1, 100_000)]
    images = put(photos[0] / "list.json", {"images": missing_first + again_and_again})
    folder = tmp_path / "out"
    folder.mkdir()
    out = put(folder / "found.json", "old")
    process = start("detect", images, "--model", model, "--device", "cpu", "--out", out)
    assert process.stderr is not None
    assert "missing.png" in process.stderr.readline(), "detection has begun"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "Stopped.\n")
    assert [path.name for path in folder.iterdir()] == ["found.json"]
    assert out.read_text() == "old"


def test_teaching_without_a_run_is_a_sentence_and_leaves_the_folder_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["teach", str(tmp_path)]) == 1
    assert "is not a teaching run" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "job.json").write_text("{}")
    assert main(["teach", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"The manifest {tmp_path / 'manifest.json'} cannot be read.\n"
