"""foveate detect."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.cli import detecting
from app.project.records import BoxState
from app.project.store import Store
from retinanet_core.types import Detections, Image
from tests.cli.conftest import Run, draw_picture
from tests.shared_data import require_shared_data

Said = pytest.CaptureFixture[str]


def read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text())
    assert (document["format"], document["version"]) == ("foveate-detections", 1)
    return document


class FakeDetector:
    """Finds one box of every class in the middle of each picture; `seen` counts pictures."""

    def __init__(self, classes: Sequence[Any]) -> None:
        self.classes = tuple(classes)
        self.seen = 0

    limitation = ""

    def describe(self) -> str:
        return "nothing"

    def close(self) -> None:
        pass

    def prepare(self, image: Image) -> Image:
        return image

    def detect(self, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        self.seen += len(images)
        return [self._found(image.shape[1], image.shape[0]) for image in images]

    def _found(self, width: int, height: int) -> Detections:
        ids = [item.id for item in self.classes]
        box = [width / 4, height / 4, width * 3 / 4, height * 3 / 4]
        return Detections(
            boxes=np.array([box] * len(ids), dtype=np.float32),
            scores=np.linspace(0.9, 0.5, len(ids), dtype=np.float32),
            labels=np.array(ids, dtype=np.int64),
        )


@pytest.fixture
def detector(monkeypatch: pytest.MonkeyPatch) -> list[FakeDetector]:
    """Puts a fake in the place of every detector that is loaded; the list holds those that were."""
    made: list[FakeDetector] = []

    def load(model: Any, _: object) -> FakeDetector:
        made.append(FakeDetector(model.info.classes))
        return made[-1]

    monkeypatch.setattr(detecting, "load_detector", load)
    return made


def test_a_real_detector_over_a_folder(foveate: Run, tmp_path: Path, pictures: Path, model: Path) -> None:
    (pictures / "2b.jpg").write_bytes(b"no picture")
    out = tmp_path / "out.json"
    words = ("detect", "--media", pictures, "--model", model, "--threshold", "0.001", "--out", out)
    assert foveate(*words) == 0
    document = read(out)
    assert document["complete"] is True
    assert document["classes"] == [{"id": 7, "name": "cat"}, {"id": 9, "name": "dog"}]
    assert [Path(entry["file"]).name for entry in document["frames"]] == [
        "1.png",
        "2.png",
        "2b.jpg",
        "3.png",
        "4.png",
    ]
    assert set(document["frames"][2]) == {"file", "index", "error"}
    for entry in document["frames"]:
        for box in entry.get("boxes", []):
            assert box["class"] == {7: "cat", 9: "dog"}[box["class_id"]]
            assert 0 <= box["x1"] < box["x2"] <= entry["width"]
            assert 0 <= box["y1"] < box["y2"] <= entry["height"]
            assert 0.001 <= box["score"] <= 1
    assert sum(len(entry.get("boxes", [])) for entry in document["frames"]) > 0


def test_a_frame_that_cannot_be_made_ready_is_its_own_sentence(
    foveate: Run,
    tmp_path: Path,
    pictures: Path,
    model: Path,
    detector: list[FakeDetector],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[Image] = []

    def prepare(_: FakeDetector, image: Image) -> Image:
        calls.append(image)
        if len(calls) == 1:
            raise MemoryError
        return image

    monkeypatch.setattr(FakeDetector, "prepare", prepare)
    out = tmp_path / "d.json"
    assert foveate("detect", "--media", pictures, "--model", model, "--out", out) == 0
    assert len(calls) > 1
    (error,) = [frame["error"] for frame in read(out)["frames"] if "error" in frame]
    assert error == "There is not enough memory for this picture."


def test_without_out_the_json_goes_to_stdout(
    foveate: Run, pictures: Path, model: Path, detector: list[FakeDetector], capsys: Said
) -> None:
    assert foveate("detect", "--media", pictures / "1.png", "--model", model) == 0
    (entry,) = json.loads(capsys.readouterr().out)["frames"]
    assert (entry["width"], entry["height"], len(entry["boxes"])) == (64, 48, 2)


def test_nothing_readable_is_a_failure_that_still_says_why(
    foveate: Run, tmp_path: Path, model: Path, detector: list[FakeDetector]
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    words = ("detect", "--media", tmp_path / "a.jpg", "--model", model, "--out", tmp_path / "out.json")
    assert foveate(*words) == 1
    document = read(tmp_path / "out.json")
    assert "error" in document["frames"][0]
    assert document["complete"] is True


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"--model": None}, "Say which model"),
        ({"--model": "nowhere"}, "There is no model folder"),
        ({"--model": "."}, "is not a model folder"),
        ({"--media": "nowhere"}, "There is no file or folder"),
    ],
)
def test_a_mistake_writes_nothing(
    foveate: Run,
    tmp_path: Path,
    pictures: Path,
    model: Path,
    capsys: Said,
    change: dict[str, Any],
    sentence: str,
) -> None:
    options = {"--media": pictures, "--model": model, "--out": tmp_path / "out.json"} | change
    words = [word for option in options.items() if option[1] is not None for word in option]
    assert foveate("detect", *words) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_cannot_be_written_is_a_sentence(
    foveate: Run, tmp_path: Path, pictures: Path, model: Path, detector: list[FakeDetector], capsys: Said
) -> None:
    (tmp_path / "file").write_text("")
    words = ("detect", "--media", pictures, "--model", model, "--out", tmp_path / "file" / "out.json")
    assert foveate(*words) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_a_sentence_and_keeps_the_old_file(
    foveate: Run,
    tmp_path: Path,
    pictures: Path,
    model: Path,
    detector: list[FakeDetector],
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.cli import detections_file

    out = tmp_path / "out.json"
    out.write_text("old")
    (tmp_path / "stage").symlink_to("/dev/full")
    monkeypatch.setattr(detections_file, "_beside", lambda _: tmp_path / "stage")
    assert foveate("detect", "--media", pictures, "--model", model, "--out", out) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert out.read_text() == "old"
    assert not (tmp_path / "stage").is_symlink()


def test_stopping_in_the_middle_keeps_what_was_done(
    foveate: Run,
    tmp_path: Path,
    model: Path,
    detector: list[FakeDetector],
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        draw_picture(folder / f"{number:02d}.png", number)
    whole = FakeDetector.detect

    def interrupted(self: FakeDetector, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        found = whole(self, images, min_score=min_score)
        if 8 <= self.seen < 12:
            signal.raise_signal(signal.SIGINT)
        return found

    monkeypatch.setattr(FakeDetector, "detect", interrupted)
    out = tmp_path / "out.json"
    before, handler = threading.active_count(), signal.getsignal(signal.SIGINT)
    assert foveate("detect", "--media", folder, "--model", model, "--out", out) == 130
    document = read(out)
    assert document["complete"] is False
    assert [Path(entry["file"]).stem for entry in document["frames"]] == [
        f"{number:02d}" for number in range(8)
    ]
    assert capsys.readouterr().err.splitlines()[-1] == "Stopped."
    assert threading.active_count() == before
    assert signal.getsignal(signal.SIGINT) is handler
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.shared_data
def test_every_frame_of_a_video_has_its_entry(
    foveate: Run, tmp_path: Path, model: Path, detector: list[FakeDetector]
) -> None:
    video = require_shared_data() / "video" / "car-detection.mp4"
    assert foveate("detect", "--media", video, "--model", model, "--out", tmp_path / "out.json") == 0
    frames = read(tmp_path / "out.json")["frames"]
    assert [entry["index"] for entry in frames] == list(range(377))
    times = [entry["timestamp_ms"] for entry in frames]
    assert times == sorted(set(times))
    assert {(entry["file"], entry["width"], entry["height"]) for entry in frames} == {(str(video), 768, 432)}


@pytest.mark.shared_data
@pytest.mark.parametrize(("name", "count"), [("truncated_stream.mp4", 28), ("no_duration.webm", 74)])
def test_videos_that_lie_have_the_frames_that_decode(
    foveate: Run, tmp_path: Path, model: Path, detector: list[FakeDetector], name: str, count: int
) -> None:
    video = require_shared_data() / "video" / name
    assert foveate("detect", "--media", video, "--model", model, "--out", tmp_path / "out.json") == 0
    assert len(read(tmp_path / "out.json")["frames"]) == count


@pytest.mark.shared_data
@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT to another process")
def test_ctrl_c_on_the_real_program_leaves_a_valid_file(tmp_path: Path, model: Path, home: Path) -> None:
    video = require_shared_data() / "video" / "car-detection.mp4"
    out = tmp_path / "out.json"
    words = ["detect", "--media", str(video), "--model", str(model), "--out", str(out)]
    with subprocess.Popen(
        [sys.executable, "-m", "app", *words], stderr=subprocess.PIPE, text=True
    ) as process:
        wait_for_entries(tmp_path, process)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130, said
    assert "Stopped." in said
    document = read(out)
    assert document["complete"] is False
    assert 0 < len(document["frames"]) < 377
    assert [entry["index"] for entry in document["frames"]] == list(range(len(document["frames"])))


def wait_for_entries(folder: Path, process: subprocess.Popen[str]) -> None:
    """Until the program has begun to write frames."""
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError("it ended before it could be stopped")
        parts = list(folder.glob(".out.json.*.part"))
        if parts and parts[0].stat().st_size > 4000:
            return


def test_suggestions_go_into_the_project_on_frames_nobody_reviewed(
    foveate: Run, project: Path, model: Path, detector: list[FakeDetector], capsys: Said
) -> None:
    assert foveate("detect", project) == 1
    assert "has no model yet" in capsys.readouterr().err
    assert foveate("models", project, "import", model) == 0
    assert foveate("models", project, "activate", "1") == 0
    before = confirmed(project)
    assert foveate("detect", project) == 0
    assert "1 of 1 frames detected by version 1, 2 boxes" in capsys.readouterr().out
    assert foveate("detect", project, "--frames", "all") == 0
    assert "4 of 4 frames detected by version 1, 8 boxes" in capsys.readouterr().out
    assert confirmed(project) == before
    with Store.open(project) as store:
        assert {frame.detected_by for frame in store.frames()} == {1}
        names = {item.id: item.name for item in store.classes()}
        last = store.frames()[-1]
        assert [(names[box.class_id], box.rect) for box in store.boxes(last.id)] == [
            ("cat", (16, 12, 48, 36)),
            ("dog", (16, 12, 48, 36)),
        ]


def confirmed(project: Path) -> list[Any]:
    with Store.open(project) as store:
        boxes = [box for frame in store.frames() for box in store.boxes(frame.id)]
    return [box for box in boxes if box.state is BoxState.CONFIRMED]


def test_a_folder_of_another_model_needs_a_file_to_write_to(
    foveate: Run, tmp_path: Path, project: Path, model: Path, detector: list[FakeDetector], capsys: Said
) -> None:
    assert foveate("detect", project, "--model", model) == 1
    assert "--out" in capsys.readouterr().err
    assert foveate("detect", project, "--model", model, "--out", tmp_path / "out.json") == 0
    document = read(tmp_path / "out.json")
    assert [entry["file"] for entry in document["frames"]] == [f"pictures/{n}.png" for n in range(1, 5)]
    assert document["model"]["folder"] == str(model)
