"""A whole run in its own process: finish, cancel, crash, and the end of the parent."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from retinanet_core.checkpoint import load_info, save
from retinanet_core.config import preset
from retinanet_core.errors import ManifestError
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.job import CANCELLED, FAILED, FINISHED
from retinanet_core.teach.process import run as run_child
from retinanet_core.teach.start import class_rows
from tests.core.pictures import tiny_info, tiny_network, write_run


def events(run: Path) -> list[dict[str, Any]]:
    path = run / "events.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def start(run: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "retinanet_core", "teach", str(run)])


def wait_for(condition: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A run from a small parent that has finished."""
    folder = tmp_path_factory.mktemp("finished")
    network = tiny_network()
    save(folder / "parent", network, tiny_info(network))
    run = write_run(folder / "run", range(8), range(8, 11), parent="../parent", minutes=0.1)
    assert start(run).wait(180) == FINISHED, events(run)
    yield run
    shutil.rmtree(folder)


def test_a_run_tells_its_story_in_order(finished: Path) -> None:
    story = [e["event"] for e in events(finished)]
    assert story[:2] == ["started", "before"]
    assert story[-1] == "finished"
    assert set(story[2:-1]) <= {"phase", "progress", "quality", "judging"}
    progress = [e for e in events(finished) if e["event"] == "progress"]
    assert progress
    assert all(0 <= e["fraction"] <= 1 and e["seconds_left"] >= 0 for e in progress)
    assert [e["step"] for e in progress] == sorted(e["step"] for e in progress)


def test_a_run_leaves_a_report_and_a_model(finished: Path) -> None:
    report = json.loads((finished / "report.json").read_text())
    assert report["verdict"] in ("better", "not better", "undecided")
    assert (report["frames_trained"], report["frames_pinned"]) == (8, 3)
    assert report["before"]["frames"] == report["after"]["frames"] == 3
    assert [c["name"] for c in report["after"]["classes"]] == ["disc", "square"]
    assert [row["id"] for row in report["comparison"]] == [1, 5]
    assert report["blend"] in (1.0, 0.75, 0.5, 0.25)
    assert (report["needed"]["frames"] > 0) == (report["verdict"] == "undecided")
    assert isinstance(report["advice"], str)
    info = load_info(finished / "candidate")
    assert [(c.id, c.name) for c in info.classes] == [(1, "disc"), (5, "square")]
    assert info.quality == report["after"]
    assert info.parent == "../parent"
    assert len(info.recipe["manifest_sha256"]) == 64


def test_a_run_adds_a_class_that_its_parent_lacks(tmp_path: Path) -> None:
    network = tiny_network(classes=1)
    save(tmp_path / "parent", network, tiny_info(network))
    run = write_run(tmp_path / "run", range(6), [6], parent="../parent", minutes=0.1)
    assert run_child(run) == FINISHED, events(run)
    assert [(c.id, c.name) for c in load_info(run / "candidate").classes] == [(1, "disc"), (5, "square")]
    before = json.loads((run / "report.json").read_text())["before"]
    assert [row["found"] for row in before["classes"] if row["name"] == "square"] == [0]


def test_a_renamed_class_keeps_its_weights_for_itself(tmp_path: Path) -> None:
    """Class 1 was called "disc" and is now "ring"; the new class 9 took the old name, not what was learnt."""
    run = write_run(tmp_path / "run", [0], [])
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["categories"] = [{"id": 1, "name": "ring"}, {"id": 9, "name": "disc"}]
    manifest["annotations"] = []
    (run / "manifest.json").write_text(json.dumps(manifest))
    parent = tiny_info(tiny_network())
    assert class_rows(parent, load_manifest(run / "manifest.json")) == [0, None]


def test_cancelling_leaves_no_model(tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path / "parent", network, tiny_info(network))
    run = write_run(tmp_path / "run", range(4), range(4, 6), parent="../parent", minutes=10)
    child = start(run)
    wait_for(lambda: any(e["event"] == "progress" for e in events(run)))
    (run / "cancel").touch()
    assert child.wait(60) == CANCELLED
    assert events(run)[-1]["event"] == "cancelled"
    assert not (run / "candidate").exists()
    assert not (run / "report.json").exists()


def test_the_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path / "parent", network, tiny_info(network))
    run = write_run(tmp_path / "run", range(4), range(4, 6), parent="../parent", minutes=10)
    code = (
        "import subprocess, sys; from pathlib import Path\n"
        "child = subprocess.Popen([sys.executable, '-c', 'from pathlib import Path; import sys; "
        "from retinanet_core.teach.process import run; run(Path(sys.argv[1]), as_child=True)', sys.argv[1]])\n"
        "print(child.pid, flush=True); child.wait()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(run)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    wait_for(lambda: any(e["event"] == "progress" for e in events(run)))
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE, 10)


BROKEN = {
    "no manifest": ({}, None, "cannot be read"),
    "damaged manifest": ({}, "{", "damaged"),
    "no classes": ({}, '{"categories": [], "images": [], "annotations": []}', "names no classes"),
    "no boxes": (
        {},
        '{"categories": [{"id": 1, "name": "a"}], "images": [], "annotations": []}',
        "nothing to learn from",
    ),
    "missing parent": ({"parent": "../nowhere"}, "keep", "not a model folder"),
    "unknown device": ({"device": "quantum"}, "keep", "no device quantum"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_taught_ends_in_a_sentence(case: str, tmp_path: Path) -> None:
    job, manifest, sentence = BROKEN[case]
    run = write_run(tmp_path / "run", range(2), [2], **job)
    if manifest is None:
        (run / "manifest.json").unlink()
    elif manifest != "keep":
        (run / "manifest.json").write_text(manifest)
    assert run_child(run) == FAILED
    last = events(run)[-1]
    assert last["event"] == "failed"
    assert sentence in last["message"]
    assert "\n" not in last["message"]


def test_a_frame_that_vanished_ends_in_a_sentence(tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path / "parent", network, tiny_info(network))
    run = write_run(tmp_path / "run", range(2), [2], parent="../parent")
    (run / "frames" / "2.png").unlink()
    assert run_child(run) == FAILED
    assert "2.png cannot be read" in events(run)[-1]["message"]


def test_manifest_boxes_are_cut_at_the_border_and_bad_ones_are_counted(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [0], [])
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["annotations"] = [
        {"image_id": 0, "category_id": 5, "bbox": [-10, -10, 30, 30]},
        {"image_id": 0, "category_id": 1, "bbox": [200, 200, 10, 10]},
        {"image_id": 0, "category_id": 1, "bbox": [5, 5, 0, 10]},
        {"image_id": 0, "category_id": 1, "bbox": [5, 5, 9, 9], "state": "rejected"},
    ]
    (run / "manifest.json").write_text(json.dumps(manifest))
    loaded = load_manifest(run / "manifest.json")
    frame = loaded.train[0]
    assert frame.boxes.tolist() == [[0, 0, 20, 20]]
    assert frame.labels.tolist() == [1]
    assert frame.rejected.tolist() == [[5, 5, 14, 14]]
    assert loaded.dropped == 2


def test_boxes_of_unknown_frames_and_classes_are_refused(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [0], [])
    manifest = json.loads((run / "manifest.json").read_text())
    for bad, sentence in (({"image_id": 99}, "frame 99"), ({"category_id": 99}, "class 99")):
        box = {"image_id": 0, "category_id": 1, "bbox": [1, 1, 5, 5], **bad}
        (run / "manifest.json").write_text(json.dumps({**manifest, "annotations": [box]}))
        with pytest.raises(ManifestError, match=sentence):
            load_manifest(run / "manifest.json")


def test_presets_hold_what_they_promise() -> None:
    lite, compact, standard = preset("lite"), preset("compact"), preset("standard")
    assert (lite.channels, compact.channels, standard.channels) == (128, 128, 256)
    assert (lite.head_convs, compact.head_convs, standard.head_convs) == (2, 2, 4)
    assert standard.anchors_per_location == 9
