"""What a run says of itself on its way: what it learns from, how long measuring takes, and how good it has been."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from retinanet_core import checkpoint
from retinanet_core.errors import DeviceError
from retinanet_core.teach import curve, process, state, trainer
from retinanet_core.teach import run as run_module
from retinanet_core.teach.augment import random_view
from retinanet_core.teach.control import Control
from retinanet_core.teach.job import FAILED, FINISHED
from retinanet_core.teach.wording import long_measuring
from tests.core.pictures import scene, tiny_info, tiny_network, write_png, write_run


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "_MIN_TRAINING_SECONDS", 0.05)


def prepared(folder: Path, train: int = 4, pinned: int = 2, **job: Any) -> Path:
    """A run from a small parent."""
    network = tiny_network()
    checkpoint.save(folder / "parent", network, tiny_info(network))
    ids = range(train), range(train, train + pinned)
    return write_run(folder / "run", *ids, **{"parent": "../parent", "minutes": 0.001, **job})


def change_images(run: Path, **facts: dict[int, Any]) -> None:
    """Facts about frames, by their ids, in the manifest."""
    manifest = json.loads((run / "manifest.json").read_text())
    for image in manifest["images"]:
        image.update({name: by_id[image["id"]] for name, by_id in facts.items() if image["id"] in by_id})
    (run / "manifest.json").write_text(json.dumps(manifest))


def told(run: Path, kind: str = "") -> list[dict[str, Any]]:
    """What the run has said, or what of one kind."""
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    return [event for event in events if kind in ("", event["event"])]


def report_of(run: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run / "report.json").read_text())
    return found


# --- what it learns from ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("replay", "learned"), [(True, 4), (False, 1)])
def test_what_is_not_replayed_is_not_counted(tmp_path: Path, replay: bool, learned: int) -> None:
    run = prepared(tmp_path, replay=replay)
    change_images(run, changed={0: False, 1: True, 2: False, 3: False})
    assert process.run(run) == FINISHED, told(run)
    (started,) = told(run, "started")
    assert started["frames"] == learned
    assert f"trained on {learned} frame" in started["plan"]
    assert report_of(run)["frames_trained"] == learned
    assert checkpoint.load_info(run / "candidate").recipe["frames"] == learned


def test_where_nothing_changed_everything_is_learned_from(tmp_path: Path) -> None:
    """As nothing would be left otherwise."""
    run = prepared(tmp_path, replay=False)
    change_images(run, changed=dict.fromkeys(range(4), False))
    assert process.run(run) == FINISHED, told(run)
    assert report_of(run)["frames_trained"] == 4


@pytest.mark.parametrize("sky", [False, True])
def test_frames_with_an_up_are_mirrored_only_sideways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sky: bool
) -> None:
    mirrored: set[bool] = set()

    def watched(*args: Any, **options: Any) -> Any:
        mirrored.add(options["upside_down"])
        return random_view(*args, **options)

    monkeypatch.setattr(trainer, "random_view", watched)
    run = prepared(tmp_path, train=8)
    for path in (run / "frames").iterdir():
        image, _ = scene(int(path.stem))
        if sky:
            image[:40] = 250
        write_png(path, image)
    assert process.run(run) == FINISHED, told(run)
    assert mirrored == {not sky}
    assert ("only sideways" in told(run, "started")[0]["plan"]) is sky
    assert ("only sideways" in report_of(run)["plan"]) is sky


# --- how long measuring takes -------------------------------------------------------------------------------


def test_measuring_that_leaves_no_time_is_said_before_it_begins(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    assert process.run(run) == FINISHED, told(run)
    assert [event["event"] for event in told(run)][:3] == ["started", "note", "before"]
    assert "Measuring the 2 pinned frames takes about" in told(run, "note")[0]["sentence"]
    assert [event["frames"] for event in told(run, "judging")][:1] == [2]


@pytest.mark.parametrize(("pinned", "minutes"), [(2, 30.0), (0, 0.001)])
def test_measuring_in_time_is_not_spoken_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pinned: int, minutes: float
) -> None:
    monkeypatch.setattr(Control, "finish_wanted", lambda _: True)
    run = prepared(tmp_path, pinned=pinned, minutes=minutes)
    assert process.run(run) == FINISHED, told(run)
    assert told(run, "note") == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            (300, 6.04, 3.0),
            "the 300 pinned frames takes about 6 minutes, longer than the 3 minutes for teaching",
        ),
        ((1, 1.0, 0.5), "the 1 pinned frame takes about 1 minute, longer than the 0.5 minutes for teaching"),
        ((80, 10.44, 10), "the 80 pinned frames takes about 10.4 minutes, longer than the 10 minutes"),
    ],
)
def test_long_measuring_in_words(given: tuple[int, float, float], words: str) -> None:
    assert words in long_measuring(*given)


# --- how good it has been -----------------------------------------------------------------------------------


def test_a_run_that_goes_on_shows_all_of_its_curve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The events of the first attempt are gone by then: what was saved last tells what was measured until then."""
    monkeypatch.setattr(curve, "FIRST_AFTER", 0.0)
    monkeypatch.setattr(curve, "_SHARE", 1.0)
    monkeypatch.setattr(state, "_LEAST_SECONDS", 0.0)
    monkeypatch.setattr(state, "_SHARE", 1.0)
    run = prepared(tmp_path, minutes=30.0)
    check = Control.check

    def breaks_off(self: Control) -> None:
        check(self)
        kept = state.load(run)
        if kept is not None and len(kept.quality) >= 3:
            raise DeviceError("The graphics card has too little free memory.")

    with monkeypatch.context() as patched:
        patched.setattr(Control, "check", breaks_off)
        assert process.run(run) == FAILED
    first = told(run, "quality")
    kept = state.load(run)
    assert kept is not None
    (run / "events.jsonl").unlink()
    (run / "finish").touch()
    assert process.run(run) == FINISHED, told(run)
    again = told(run, "quality")
    known = len(kept.quality)
    assert known >= 3

    def points(events: list[dict[str, Any]]) -> list[tuple[int, float, float]]:
        return [(event["step"], event["seconds"], event["ap50"]) for event in events]

    assert points(again)[:known] == points(first)[:known] == list(kept.quality)
    times = [event["seconds"] for event in again]
    assert times == sorted(times)
    assert state.saved(run) is None


# --- when it cannot go on -----------------------------------------------------------------------------------


def test_a_loss_that_stays_infinite_ends_the_run_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def infinite(logits: Tensor, *_: Any) -> tuple[Tensor, Tensor]:
        return logits.sum() * torch.inf, logits.sum()

    monkeypatch.setattr(trainer, "batch_loss", infinite)
    run = prepared(tmp_path, minutes=30.0)
    assert process.run(run) == FAILED
    last = told(run)[-1]
    assert last["event"] == "failed"
    assert last["message"] == (
        "Teaching stopped because its error became infinite; nothing was changed. Teach again, or from an earlier "
        "version."
    )
    assert state.saved(run) is None
    assert not (run / "report.json").exists()
    assert not (run / "candidate").exists()
