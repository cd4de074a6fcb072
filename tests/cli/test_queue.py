"""foveate queue: which frames to look at next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import MISUSED
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("home")


def asked(foveate: Run, capsys: pytest.CaptureFixture[str], *words: object) -> list[dict]:
    capsys.readouterr()
    assert foveate("queue", *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_unreviewed_frames_are_listed_with_the_reason(
    foveate: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (entry,) = asked(foveate, capsys, project)
    assert (entry["file"], entry["index"], entry["why"]) == ("pictures/4.png", 0, "unseen")
    assert foveate("queue", project) == 0
    assert capsys.readouterr().out.split() == ["pictures/4.png", "no", "model", "has", "looked", "at", "it"]
    assert asked(foveate, capsys, project, "--limit", 0) == []


def test_the_lists_against_the_model_speak_of_what_it_looked_at(
    foveate: Run, project: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert foveate("models", project, "import", model) == 0
    assert foveate("models", project, "activate", 1) == 0
    capsys.readouterr()
    assert foveate("queue", project, "--kind", "extra") == 0
    said = capsys.readouterr()
    assert said.out == "No frames.\n"
    assert "3 reviewed frames have not been looked at" in said.err
    assert foveate("detect", project, "--frames", "all") == 0
    extra = asked(foveate, capsys, project, "--kind", "extra")
    # It is sure of nothing, so it sees none of the boxes; 2.png is verified empty.
    assert [(entry["file"], entry["boxes"]) for entry in extra] == [
        ("pictures/3.png", 2),
        ("pictures/1.png", 1),
    ]
    assert extra[1]["class"] == "cat"
    assert asked(foveate, capsys, project, "--kind", "missed") == []
    assert foveate("queue", project, "--kind", "extra") == 0
    assert "1 box likely extra, first cat" in capsys.readouterr().out


def test_there_is_no_such_list(foveate: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert foveate("queue", project, "--kind", "best") == MISUSED
    assert "invalid choice" in capsys.readouterr().err
