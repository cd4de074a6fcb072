"""foveate teach: the parent with a child that plays a part, and the whole of it once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from app.cli import teaching
from app.project import edits
from app.project.records import VersionStatus
from app.project.store import Store
from tests.cli.conftest import Run, draw_picture, voc_text

Said = pytest.CaptureFixture[str]

PLAYED = """
import json, os, pathlib, shutil, signal, sys, time
run = pathlib.Path(sys.argv[1])
events = (run / "events.jsonl").open("w")
def say(event, **facts):
    events.write(json.dumps({"t": time.time(), "event": event, **facts}) + "\\n")
    events.flush()
def measure(ap50):
    row = {"id": 1, "name": "cat", "ap50": ap50, "ap": ap50, "truth": 4, "found": 2, "missed": 2, "extra": 1}
    return {"ap50": ap50, "ap": ap50, "threshold": 0.4, "classes": [row], "frames": 2}
def finish(verdict, before=None):
    shutil.copytree(MODEL, run / "candidate")
    report = {"verdict": verdict, "sentence": "It finds 2 of 4 cats.", "before": before and measure(before),
              "after": measure(0.75)}
    (run / "report.json").write_text(json.dumps(report))
    say("finished", verdict=verdict, sentence=report["sentence"])
say("started", plan="Everything is taught.", frames=2, pinned=1, device="cpu", precision="float32")
"""


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, model: Path) -> Any:
    """Puts a script in the place of the teaching child."""

    def play(part: str) -> None:
        script = f"MODEL = {str(model)!r}\n{PLAYED}\n{textwrap.dedent(part)}"
        monkeypatch.setattr(teaching, "teach_command", lambda run: [sys.executable, "-c", script, str(run)])

    return play


def versions(project: Path) -> list[tuple[int, VersionStatus, bool]]:
    with Store.open(project) as store:
        active = store.active_version()
        return [
            (item.id, item.status, active is not None and item.id == active.id) for item in store.versions()
        ]


def test_the_first_version_becomes_active(
    foveate: Run, project: Path, tmp_path: Path, child: Any, capsys: Said
) -> None:
    child("say('note', sentence='Measuring takes long.'); finish('first')")
    capsys.readouterr()
    report = tmp_path / "report.json"
    assert foveate("teach", project, "--minutes", "0.5", "--seed", "3", "--report", report) == 0
    said = capsys.readouterr()
    assert "Everything is taught." in said.err
    assert "Measuring takes long." in said.err
    assert said.out.splitlines()[0].split() == [
        *("class", "AP50", "before", "AP50", "after", "boxes", "found", "missed", "extra"),
    ]
    assert said.out.splitlines()[1].split() == ["cat", "-", "75.0", "%", "4", "2", "2", "1"]
    assert said.out.splitlines()[-1] == "Version 1 is active."
    assert versions(project) == [(1, VersionStatus.ACCEPTED, True)]
    document = json.loads(report.read_text())
    assert (document["verdict"], document["version"], document["active"]) == ("first", 1, True)
    job = json.loads((project / "runs/0001/job.json").read_text())
    assert (job["minutes"], job["seed"], job["parent"]) == (0.5, 3, None)


@pytest.mark.parametrize(
    ("verdict", "status", "active"),
    [
        ("better", VersionStatus.ACCEPTED, True),
        ("not better", VersionStatus.KEPT_OUT, False),
        ("undecided", VersionStatus.WAITING, False),
    ],
)
def test_the_gate_decides_which_version_is_active(
    foveate: Run, project: Path, child: Any, capsys: Said, verdict: str, status: VersionStatus, active: bool
) -> None:
    child("finish('first')")
    assert foveate("teach", project) == 0
    child(f"finish({verdict!r}, before=0.5)")
    capsys.readouterr()
    assert foveate("teach", project) == 0
    assert versions(project) == [(1, VersionStatus.ACCEPTED, not active), (2, status, active)]
    out = capsys.readouterr().out
    assert out.splitlines()[1].split() == ["cat", "50.0", "%", "75.0", "%", "4", "2", "2", "1"]
    assert "It finds 2 of 4 cats." in out
    words = {
        "better": "Version 2 is better and is active.",
        "not better": "Version 2 is not better and is kept; 'foveate models",
        "undecided": "Version 2 cannot be told apart yet and is kept; 'foveate models",
    }
    assert out.splitlines()[-1].startswith(words[verdict])
    assert json.loads((project / "runs/0002/job.json").read_text())["parent"] == "../../models/1"


def test_a_new_detector_of_another_kind_can_be_begun(
    foveate: Run, project: Path, child: Any, capsys: Said
) -> None:
    child("finish('first')")
    assert foveate("teach", project) == 0
    assert foveate("teach", project, "--preset", "standard", "--backbone", "resnet18") == 0
    job = json.loads((project / "runs/0002/job.json").read_text())
    assert (job["preset"], job["backbone"], job["parent"]) == ("standard", "resnet18", None)
    assert versions(project)[0] == (1, VersionStatus.ACCEPTED, True)  # it does not push out the one in use
    capsys.readouterr()
    assert foveate("teach", project, "--backbone", "resnet18") == 1
    assert foveate("teach", project, "--preset", "lite", "--from", "1") == 1
    assert capsys.readouterr().err.splitlines() == [
        "--backbone goes with --preset standard.",
        "Either --from, to go on from a version, or --preset, to begin a new detector.",
    ]


def test_teaching_can_start_from_an_earlier_version(
    foveate: Run, project: Path, child: Any, capsys: Said
) -> None:
    child("finish('better')")
    for _ in range(2):
        assert foveate("teach", project) == 0
    assert foveate("teach", project, "--from", "1") == 0
    assert json.loads((project / "runs/0003/job.json").read_text())["parent"] == "../../models/1"
    capsys.readouterr()
    assert foveate("teach", project, "--from", "9") == 1
    assert "has no version 9" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("say('failed', message='The disk is full.', detail='errno 28'); sys.exit(1)", "The disk is full."),
        ("os.kill(os.getpid(), signal.SIGKILL)", "Teaching ended unexpectedly (exit code -9)"),
        ("sys.exit(0)", "Teaching ended unexpectedly (exit code 0)"),
        ("finish('first'); sys.exit(1)", "Teaching ended unexpectedly (exit code 1)"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_child_that_fails_changes_nothing(
    foveate: Run, project: Path, child: Any, capsys: Said, part: str, sentence: str
) -> None:
    child(part)
    capsys.readouterr()
    assert foveate("teach", project) == 1
    assert sentence in capsys.readouterr().err
    assert versions(project) == []


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_cancels_the_child_in_order(foveate: Run, project: Path, child: Any, capsys: Said) -> None:
    child(
        f"""
        os.kill({os.getpid()}, signal.SIGINT)
        while not (run / "cancel").exists():
            time.sleep(0.02)
        say("cancelled")
        sys.exit(3)
        """
    )
    capsys.readouterr()
    assert foveate("teach", project) == 130
    assert capsys.readouterr().err.splitlines()[-1] == "Stopped."
    assert versions(project) == []


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_a_child_that_ignores_being_cancelled_is_ended(
    foveate: Run, project: Path, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "_PATIENCE_SECONDS", 0.3)
    child(f"os.kill({os.getpid()}, signal.SIGINT)\nwhile True: time.sleep(0.1)")
    assert foveate("teach", project) == 130
    assert versions(project) == []


KEEP_STATE = """
(run / "state").mkdir(exist_ok=True)
(run / "state" / "state.json").write_text(
    json.dumps({"key": "k", "file": "1.pt", "sha256": "0", "step": 9, "seconds": 4.0, "at": time.time()})
)
"""

INTERRUPTED = f"""
if (run / "state").exists():
    assert not (run / "pause").exists()
    finish("first")
else:
{textwrap.indent(KEEP_STATE, "    ")}
    (run / "pause").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_run_that_was_killed_goes_on_with_resume(
    foveate: Run, project: Path, child: Any, capsys: Said
) -> None:
    child(INTERRUPTED)
    capsys.readouterr()
    assert foveate("teach", project) == 1
    assert "To go on from where it was, use --resume." in capsys.readouterr().err
    assert versions(project) == []
    assert foveate("teach", project, "--resume") == 0
    assert versions(project) == [(1, VersionStatus.ACCEPTED, True)]
    assert [path.name for path in (project / "runs").iterdir()] == ["0001"]
    capsys.readouterr()
    assert foveate("teach", project, "--resume") == 1
    assert capsys.readouterr().err.splitlines() == [
        "The project pets.foveate has no run to go on with; teach without --resume."
    ]


def test_a_result_that_nobody_took_is_taken_with_resume(
    foveate: Run, project: Path, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    child("finish('first')")
    with monkeypatch.context() as patch:
        patch.setattr(teaching, "adopt", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert foveate("teach", project) == 130
    assert versions(project) == []
    child("sys.exit('the child is not needed')")
    assert foveate("teach", project, "--resume") == 0
    assert versions(project) == [(1, VersionStatus.ACCEPTED, True)]


@pytest.mark.parametrize(
    "words", [("--minutes", "2"), ("--seed", "0"), ("--from", "1"), ("--preset", "lite")]
)
def test_a_run_goes_on_as_it_was_begun(
    foveate: Run, project: Path, capsys: Said, words: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert foveate("teach", project, "--resume", *words) == 1
    assert "--resume goes on with a run as it was begun" in capsys.readouterr().err


def test_nothing_to_learn_from_is_a_sentence(
    foveate: Run, tmp_path: Path, pictures: Path, capsys: Said
) -> None:
    foveate("new", tmp_path / "empty", "--media", pictures, "--classes", "cat")
    capsys.readouterr()
    assert foveate("teach", tmp_path / "empty") == 1
    assert "nothing to learn from" in capsys.readouterr().err


def test_a_run_folder_that_makes_no_sense_fails_with_an_event(tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text("{}")
    command = [sys.executable, "-m", "app", "teach", str(tmp_path)]
    assert subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 1
    last = json.loads((tmp_path / "events.jsonl").read_text().splitlines()[-1])
    assert last["event"] == "failed"
    assert "manifest.json" in last["message"]


@pytest.mark.slow
def test_the_whole_of_it_with_the_real_child(foveate: Run, tmp_path: Path, capsys: Said) -> None:
    media, labels = tmp_path / "media", tmp_path / "labels"
    media.mkdir()
    labels.mkdir()
    for number in range(20):
        draw_picture(media / f"{number}.png", number)
        (labels / f"{number}.xml").write_text(voc_text(f"{number}.png", ("cat", 8, 10, 40, 30)))
    foveate("new", tmp_path / "p", "--media", media)
    assert foveate("import", tmp_path / "p", labels, "--format", "voc", "--as", "reviewed") == 0
    report = tmp_path / "report.json"
    assert foveate("teach", tmp_path / "p", "--minutes", "0.1", "--report", report) == 0
    assert json.loads(report.read_text())["verdict"] == "first"
    assert versions(tmp_path / "p.foveate") == [(1, VersionStatus.ACCEPTED, True)]
    words = ("evaluate", tmp_path / "p", "--report", tmp_path / "m.json")
    assert foveate(*words) == 0
    measured = json.loads((tmp_path / "m.json").read_text())
    assert measured["frames"] == len([1 for frame in frames(tmp_path / "p.foveate") if frame.pinned]) > 0


def frames(project: Path) -> tuple[Any, ...]:
    with Store.open(project) as store:
        return store.frames()


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_what_was_pinned_after_a_crash_is_not_learned_from(
    foveate: Run, project: Path, child: Any, capsys: Said
) -> None:
    child(INTERRUPTED)
    assert foveate("teach", project) == 1
    train = [frame.id for frame in frames(project) if frame.taught]
    assert train, "it is marked before it is taught"
    with Store.open(project) as store:
        edit = edits.pin_frames(store, train[:1], knowingly=True)
        assert edit is not None
        store.apply(edit)
    capsys.readouterr()
    assert foveate("teach", project, "--resume") == 1
    assert capsys.readouterr().err.splitlines() == [
        "This run cannot go on, because 1 frame that it learns from is pinned now; teach anew."
    ]
    assert versions(project) == []


def test_a_failure_that_left_a_state_hints_at_resume(
    foveate: Run, project: Path, child: Any, capsys: Said
) -> None:
    child(KEEP_STATE + "say('failed', message='There is not enough memory.', detail=''); sys.exit(1)")
    capsys.readouterr()
    assert foveate("teach", project) == 1
    assert "There is not enough memory. To go on from where it was, use --resume." in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_a_cancelled_run_leaves_no_state(foveate: Run, project: Path, child: Any) -> None:
    child(
        KEEP_STATE
        + f"""
os.kill({os.getpid()}, signal.SIGINT)
while not (run / "cancel").exists():
    time.sleep(0.02)
os._exit(3)
"""
    )
    assert foveate("teach", project) == 130
    assert not (project / "runs/0001/state").exists()
