"""What the program promises, through its commands, on real material; takes many minutes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.demo.material import DETECTOR_FOLDER
from tests.e2e.driver import wait_until
from tests.shared_data import ROOT, require_shared_data

pytestmark = pytest.mark.slow

VIDEO_FRAMES = 377
MINUTES = "5"


def start(*words: str | Path, home: Path) -> subprocess.Popen[str]:
    """Start `foveate WORDS` as a person would on a terminal, with a home of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "FOVEATE_HOME": str(home / "foveate home")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def foveate(*words: str | Path, home: Path, seconds: float = 600) -> str:
    """Run `foveate WORDS` and return what it prints; anything but success fails the test."""
    with start(*words, home=home) as process:
        printed, complaints = process.communicate(timeout=seconds)
    assert process.returncode == 0, f"foveate {' '.join(map(str, words))}: {complaints}"
    return printed


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_demo_learns_a_third_class(tmp_path: Path) -> None:
    report = tmp_path / "demo.json"
    printed = foveate("demo", "--headless", "--report", report, home=tmp_path)
    print(printed)
    facts = read(report)
    assert facts["ap50_after"] >= facts["ap50_before"] + 0.25
    assert len(facts["classes"]) == 3
    assert "starfish" in printed


def test_bccd_is_learnt_from_sixty_photographs(tmp_path: Path) -> None:
    bccd = require_shared_data() / "bccd"
    names = bccd / "ImageSets" / "Main"
    taught = project_of(tmp_path / "taught.foveate", bccd, names / "train.txt", 60, tmp_path)
    tested = project_of(tmp_path / "tested.foveate", bccd, names / "test.txt", None, tmp_path)

    report = tmp_path / "teach.json"
    print(foveate("teach", taught, "--minutes", MINUTES, "--report", report, home=tmp_path))
    foveate("models", taught, "export", "1", tmp_path / "model", home=tmp_path)
    report = tmp_path / "evaluate.json"
    words = ("--model", tmp_path / "model", "--frames", "reviewed", "--report", report)
    print(foveate("evaluate", tested, *words, home=tmp_path))

    facts = read(report)
    assert facts["frames"] == 72
    assert {row["name"] for row in facts["classes"]} == {"RBC", "WBC", "Platelets"}
    ap50 = facts["ap50"]
    print(f"BCCD, 60 photographs, {MINUTES} minutes: AP50 {ap50:.3f} on 72 test photographs")
    assert ap50 >= 0.80


def project_of(project: Path, bccd: Path, names: Path, first: int | None, home: Path) -> Path:
    """A project of the named photographs, reviewed as their labels say."""
    stems = names.read_text(encoding="utf-8").split()[:first]
    photographs = [bccd / "JPEGImages" / f"{stem}.jpg" for stem in stems]
    foveate("new", project, "--media", *photographs, home=home)
    limit = () if first is None else ("--limit", str(first))
    how = ("--format", "voc", "--as", "reviewed", "--names", names, *limit)
    foveate("import", project, bccd, *how, home=home)
    return project


def test_every_frame_of_a_video_is_detected_in_order(tmp_path: Path) -> None:
    video = require_shared_data() / "video" / "car-detection.mp4"
    out = tmp_path / "found.json"
    foveate("detect", "--media", video, "--model", DETECTOR_FOLDER, "--out", out, home=tmp_path)
    frames = read(out)["frames"]
    assert [frame["index"] for frame in frames] == list(range(VIDEO_FRAMES))
    times = [frame["timestamp_ms"] for frame in frames]
    assert times == sorted(times)
    assert len(set(times)) == VIDEO_FRAMES


def test_stopping_half_way_leaves_what_was_done(tmp_path: Path) -> None:
    video = require_shared_data() / "video" / "car-detection.mp4"
    out = tmp_path / "found.json"
    with start(
        "detect", "--media", video, "--model", DETECTOR_FOLDER, "--out", out, home=tmp_path
    ) as process:
        wait_until("some frames", lambda: process.poll() is not None or some_frames_are_done(out), 300)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode not in (0, -signal.SIGINT), complaints
    assert "Traceback" not in complaints
    found = read(out)
    frames = found["frames"]
    assert found["complete"] is False
    assert 0 < len(frames) < VIDEO_FRAMES
    assert [frame["index"] for frame in frames] == list(range(len(frames)))


def some_frames_are_done(out: Path) -> bool:
    """Whether the command has begun to write what it found, beside or into the file asked for."""
    return any(path.stat().st_size > 4_000 for path in out.parent.glob(f"*{out.stem}*") if path.is_file())
