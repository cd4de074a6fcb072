"""foveate evaluate and foveate models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.cli import evaluating
from app.project import edits, library, listing
from app.project.class_going import ClassGoing
from app.project.store import Store
from retinanet_core.types import Detections, Image
from tests.cli.conftest import Run
from tests.project.building import apply, draw

Said = pytest.CaptureFixture[str]

CAT, DOG = 7, 9
"""Class ids of the model, which are not those of the project."""


class Perfect:
    """Finds the cat at (8, 10, 40, 30) in every picture, and nothing else."""

    def __init__(self, model: Any, _: object) -> None:
        self.classes = model.info.classes

    def prepare(self, image: Image) -> Image:
        return image

    def close(self) -> None:
        pass

    def detect(self, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        cat = next(item.id for item in self.classes if item.name == "cat")
        found = Detections(
            boxes=np.array([[8, 10, 40, 30]], dtype=np.float32),
            scores=np.array([0.9], dtype=np.float32),
            labels=np.array([cat], dtype=np.int64),
        )
        return [found] * len(images)


def test_a_model_of_another_project_is_matched_by_name(
    foveate: Run, tmp_path: Path, project: Path, model: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    report = tmp_path / "report.json"
    words = ("evaluate", project, "--model", model, "--frames", "reviewed", "--report", report)
    assert foveate(*words) == 0
    document = json.loads(report.read_text())
    with Store.open(project) as store:
        ids = {item.name: item.id for item in store.classes()}
    assert {CAT, DOG}.isdisjoint(ids.values())
    rows = {row["name"]: row for row in document["classes"]}
    assert {name: row["id"] for name, row in rows.items()} == ids
    assert (rows["cat"]["truth"], rows["cat"]["found"], rows["cat"]["extra"]) == (2, 2, 1)
    assert rows["cat"]["ap50"] == pytest.approx(1.0, abs=0.35)
    assert (rows["dog"]["truth"], rows["dog"]["missed"], rows["dog"]["ap50"]) == (1, 1, 0.0)
    assert (document["frames"], document["empty_frames"], document["extra_on_empty"]) == (3, 1, 1)
    assert document["frame_set"] == "reviewed"
    assert document["coco"]["AP50"] == pytest.approx(document["ap50"])
    assert document["model"]["folder"] == str(model)
    assert document["unmatched_classes"] == []
    out = capsys.readouterr().out
    assert out.splitlines()[-5].split() == ["class", "AP50", "AP", "boxes", "found", "missed", "extra"]
    assert out.splitlines()[-2].split()[-4:] == ["3", "2", "1", "1"]


def test_what_a_frame_was_not_reviewed_for_does_not_count(
    foveate: Run, tmp_path: Path, pictures: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    foveate("new", tmp_path / "p", "--media", pictures, "--classes", "cow")
    with Store.open(tmp_path / "p.foveate") as store:
        before, after = store.frame_ids()[:2]
        for frame_id in (before, after):
            if frame_id == after:
                store.apply(edits.add_class(store, "cat"))
            edit = edits.complete_frame(store, frame_id, 0.5)
            assert edit is not None
            store.apply(edit)
    report = tmp_path / "report.json"
    words = ("evaluate", tmp_path / "p", "--model", model, "--frames", "reviewed", "--report", report)
    assert foveate(*words) == 0
    rows = {row["name"]: row for row in json.loads(report.read_text())["classes"]}
    assert rows["cat"]["extra"] == 1  # It is found on both.


def test_a_frame_with_boxes_of_classes_it_was_not_reviewed_for_is_not_empty(
    foveate: Run, tmp_path: Path, pictures: Path, model: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is reviewed for dogs and has a cat since, the second is empty, the third was reviewed for nothing."""
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    foveate("new", tmp_path / "p", "--media", pictures)
    with Store.open(tmp_path / "p.foveate") as store:
        first, empty, nothing = store.frame_ids()[:3]
        apply(store, edits.complete_frame(store, nothing, 0.5))
        apply(store, edits.add_class(store, "dog"))
        apply(store, edits.complete_frame(store, first, 0.5))
        apply(store, edits.complete_frame(store, empty, 0.5))
        apply(store, edits.add_class(store, "cat"))
        draw(store, first, store.classes()[-1].id, (1, 1, 5, 5))
    report = tmp_path / "report.json"
    words = ("evaluate", tmp_path / "p", "--model", model, "--frames", "reviewed", "--report", report)
    assert foveate(*words) == 0
    document = json.loads(report.read_text())
    assert (document["frames"], document["empty_frames"], document["extra_on_empty"]) == (2, 1, 0)
    assert [row["truth"] for row in document["classes"]] == [0, 0]
    assert "1 frame was completed before there was any of these classes" in capsys.readouterr().err


def test_what_nobody_looked_into_is_measured_too(
    foveate: Run, tmp_path: Path, pictures: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    monkeypatch.setattr(listing, "LOOKED_INTO", 0)
    with Store.create(tmp_path / "p.foveate", ["cat", "dog"]) as store:
        for piece in listing.list_media([pictures], library.known_media(store), store.cache_dir):
            library.add_scanned(store, piece)
        frame_id = store.frame_ids()[0]
        assert not store.frame(frame_id).width
        apply(store, edits.complete_frame(store, frame_id, 0.5))
    report = tmp_path / "report.json"
    words = ("evaluate", tmp_path / "p", "--model", model, "--frames", "reviewed", "--report", report)
    assert foveate(*words) == 0
    assert json.loads(report.read_text())["frames"] == 1
    with Store.open(tmp_path / "p.foveate") as store:
        assert store.frame(frame_id).width == 64


def test_classes_that_only_one_side_knows_are_said(
    foveate: Run, tmp_path: Path, pictures: Path, model: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    foveate("new", tmp_path / "p", "--media", pictures, "--classes", "cat,cow")
    with Store.open(tmp_path / "p.foveate") as store:
        edit = edits.complete_frame(store, store.frames()[0].id, 0.5)
        assert edit is not None
        store.apply(edit)
    report = tmp_path / "r.json"
    words = ("evaluate", tmp_path / "p", "--model", model, "--frames", "reviewed", "--report", report)
    assert foveate(*words) == 0
    assert "The project has no class dog" in (said := capsys.readouterr().err)
    assert "The model does not know cow" in said
    assert len(json.loads(report.read_text())["unmatched_classes"]) == 2


def test_what_a_version_finds_of_a_merged_class_counts_as_the_class_it_became(
    foveate: Run, tmp_path: Path, project: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "load_detector", Perfect)
    assert foveate("models", project, "import", model) == 0
    report = tmp_path / "report.json"
    words = ("evaluate", project, "--model", "1", "--frames", "reviewed", "--report", report)
    with Store.open(project) as store:
        ids = {item.name: item.id for item in store.classes()}
        ClassGoing(store, ids["cat"], ids["dog"], complete=True).go_on()
    assert foveate(*words) == 0
    document = json.loads(report.read_text())
    (dog,) = document["classes"]
    assert (dog["truth"], dog["found"], dog["missed"], dog["extra"]) == (3, 2, 1, 1)
    assert document["unmatched_classes"] == []
    # A model from elsewhere calls the class by its name: nobody knows what its cats are here.
    assert foveate(*words[:3], model, *words[4:]) == 0
    document = json.loads(report.read_text())
    assert [row["found"] for row in document["classes"]] == [0]
    assert document["unmatched_classes"] == [
        "The project has no class cat: what the model calls so is left out."
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--frames", "pinned"], "has no pinned frames"),
        (["--frames", "reviewed"], "has no model yet"),
        (["--frames", "reviewed", "--model", "7"], "has no version 7"),
    ],
)
def test_nothing_to_measure_is_a_sentence(
    foveate: Run, project: Path, model: Path, capsys: Said, words: list[str], sentence: str
) -> None:
    if "pinned" in words:
        words = [*words, "--model", str(model)]
    capsys.readouterr()
    assert foveate("evaluate", project, *words) == 1
    assert sentence in capsys.readouterr().err


def test_a_real_detector_is_measured(foveate: Run, project: Path, model: Path, capsys: Said) -> None:
    assert foveate("evaluate", project, "--model", model, "--frames", "reviewed") == 0
    assert capsys.readouterr().out.splitlines()[-2].startswith("all")


def test_versions_are_listed_imported_activated_and_exported(
    foveate: Run, tmp_path: Path, project: Path, model: Path, capsys: Said
) -> None:
    capsys.readouterr()
    assert foveate("models", project) == 0
    assert capsys.readouterr().out == "No versions yet.\n"
    for _ in range(2):
        assert foveate("models", project, "import", model) == 0
    assert foveate("models", project, "activate", "2") == 0
    capsys.readouterr()
    assert foveate("models", project, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["1", "-"], ["*", "2"]]
    assert foveate("models", project, "export", "1", tmp_path / "copy") == 0
    assert (tmp_path / "copy/weights.safetensors").read_bytes() == (
        model / "weights.safetensors"
    ).read_bytes()
    assert foveate("models", project, "export", "1", tmp_path / "pets", "--format", "onnx") == 0
    assert capsys.readouterr().out.startswith(f"Version 1 is in {tmp_path / 'copy'}.\nThe model is in ")
    names = [item["name"] for item in json.loads((tmp_path / "pets.json").read_text())["classes"]]
    assert names == ["cat", "dog"]
    assert (tmp_path / "pets.onnx").is_file()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["activate"], "takes 1 words"),
        (["activate", "5"], "has no version 5"),
        (["import", "nowhere"], "There is no file or folder nowhere"),
        (["import", str(Path(__file__).parent)], "not a model folder"),
        (["export", "1", "x"], "has no version 1"),
        (["export", "1", "x", "--format", "onnx"], "has no version 1"),
        (["list", "--format", "onnx"], "--format is for"),
    ],
)
def test_mistakes_with_versions_are_sentences(
    foveate: Run, project: Path, capsys: Said, words: list[str], sentence: str
) -> None:
    capsys.readouterr()
    assert foveate("models", project, *words) == 1
    assert sentence in capsys.readouterr().err
