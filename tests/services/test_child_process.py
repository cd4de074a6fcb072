"""How the child is started, as it is and frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.services.child_process import child_environment, last_lines, teach_command
from retinanet_core.teach.guards import lower_priority
from tests.shared_data import ROOT


def test_the_command_is_this_program_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Path("/p.foveate/runs/0001")
    assert teach_command(run) == [sys.executable, "-m", "app", "teach", str(run)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert teach_command(run) == [sys.executable, "teach", str(run)]


def test_a_frozen_program_gives_the_search_paths_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    environment = child_environment(
        {
            "LD_LIBRARY_PATH": "/bundle",
            "LD_LIBRARY_PATH_ORIG": "/usr/local/lib",
            "DYLD_LIBRARY_PATH": "/bundle",
        }
    )
    assert environment["LD_LIBRARY_PATH"] == "/usr/local/lib"
    assert "LD_LIBRARY_PATH_ORIG" not in environment
    assert "DYLD_LIBRARY_PATH" not in environment
    assert "PYTHONPATH" not in environment


def test_search_paths_that_a_person_set_stay_when_not_frozen() -> None:
    environment = child_environment({"LD_LIBRARY_PATH": "/opt/cuda/lib64", "PYTHONPATH": "/mine"})
    assert environment["LD_LIBRARY_PATH"] == "/opt/cuda/lib64"
    assert environment["PYTHONPATH"] == f"{ROOT}{os.pathsep}/mine"


def test_the_child_finds_the_program_from_anywhere(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import app; print(app.__file__)"],
        cwd=tmp_path,
        env=child_environment(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).resolve().parent == ROOT / "app"


def test_the_end_of_a_long_log_is_enough(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    assert last_lines(log) == ""
    log.write_text("first\n" + "è" * 5000 + "\nlast\n", encoding="utf-8")
    end = last_lines(log, 100)
    assert end.endswith("last")
    assert "first" not in end
    assert len(end.encode()) < 110


def test_a_process_that_is_gone_is_no_error() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    lower_priority(process.pid)
