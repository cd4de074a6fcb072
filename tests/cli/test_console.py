"""What is said on a terminal, and what is not said where there is none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.cli import console
from app.cli.console import Progress, duration, table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(console, "time", made)
    return made


def test_progress_says_rate_and_time_left_in_one_line(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)  # here, because capturing begins anew after the fixtures
    with Progress("Detecting, frame", "frames") as progress:
        clock.now += 1
        progress.update(10, 100)
        assert terminal.getvalue() == "\rDetecting, frame 10 of 100, 10.0 frames/s, 9 s left"
        clock.now += 0.01
        progress.update(11, 100)  # too soon to be worth a line
        clock.now += 8.99
        progress.update(100, 100)
    lines = terminal.getvalue().split("\r")
    assert lines[2].rstrip() == "Detecting, frame 100 of 100, 10.0 frames/s"
    assert len(lines[2]) == len(lines[1])
    assert lines[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Detecting") as progress:
        progress.update(1, 2)
        progress.show("Loading")
    assert capsys.readouterr().err == ""


def test_time_is_said_in_words() -> None:
    assert [duration(s) for s in (0.2, 59, 61, 3599, 3720)] == [
        *("0 s", "59 s", "1 min 01 s", "59 min 59 s", "1 h 02 min"),
    ]


def test_tables_are_aligned() -> None:
    rows = [["class", "AP50"], ["cat", "7.5 %"], ["elephant", "100.0 %"]]
    assert table(rows) == "class        AP50\ncat         7.5 %\nelephant  100.0 %"


def test_text_that_the_terminal_cannot_show_is_escaped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("w", encoding="ascii") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        console.say("caf\u00e9 \udcff")
    assert (tmp_path / "out").read_text() == "caf\\xe9 \\udcff\n"
