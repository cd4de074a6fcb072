"""kill -9 at any moment: what was acknowledged is there, the file is whole, undo goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.project.records import Box, BoxOrigin
from app.project.store import Store
from tests.project.building import assert_same_on_disk, new_store
from tests.shared_data import ROOT

KILLS = 24

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")


def edit_until_killed(folder: Path, seed: int, lines: int, extra: int) -> list[str]:
    """Let the child acknowledge `lines` edits, kill it a moment later, and return all that it acknowledged."""
    command = [sys.executable, "-m", "tests.project.editing_child", str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said = []
        for _ in range(lines + 1):
            line = child.stdout.readline().decode()
            assert line.endswith("\n"), child.stderr.read().decode()
            said.append(line.strip())
        for _ in range(extra):
            os.getpid()  # A fraction of a microsecond, so that the moment is any moment.
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().decode()
        assert child.wait() == -signal.SIGKILL
    said += rest.split("\n")[:-1]  # What comes after the last line feed was cut short.
    return said[1:]


def expected_boxes(before: list[int], said: list[str]) -> list[int]:
    """Ids of the drawn boxes that acknowledged edits leave."""
    drawn = list(before)
    for line in said:
        kind, number = line.split()
        if kind == "undid":
            assert drawn.pop() == int(number)
        elif kind in ("drew", "redid"):
            drawn.append(int(number))
    return drawn


def drawn_boxes(store: Store) -> dict[int, Box]:
    boxes = (box for frame_id in store.frame_ids() for box in store.boxes(frame_id))
    return {box.id: box for box in boxes if box.origin is BoxOrigin.PERSON}


def check_all_is_there(expected: list[int], now: set[int]) -> None:
    """The boxes are those acknowledged, but for one edit that was durable when there was no time left to say so."""
    if set(expected) == now:
        return
    one_more = len(now - set(expected)) == 1 and set(expected) <= now
    one_undone = set(expected[:-1]) == now
    assert one_more or one_undone


def check_undo_reaches_both_ends(store: Store) -> None:
    boxes, steps = drawn_boxes(store), 0
    while store.undo():
        steps += 1
    assert store.frames() == ()
    for _ in range(steps):
        assert store.redo() is not None
    assert drawn_boxes(store) == boxes


@pytest.mark.timeout(300)
def test_no_acknowledged_edit_is_lost(tmp_path: Path) -> None:
    with new_store(tmp_path, frames=4) as store:
        folder = store.folder
    chance = random.Random(0)
    there: list[int] = []
    for kill in range(KILLS):
        said = edit_until_killed(folder, kill, chance.randint(0, 20), chance.randint(0, 20_000))
        with Store.open(folder) as after:  # Plays back what was half-written, if anything was.
            assert not after.read_only, "the lock of the killed program was not taken over"
            now = drawn_boxes(after)
            check_all_is_there(expected_boxes(there, said), set(now))
            there = sorted(now)
            if kill % 4 == 3:
                check_undo_reaches_both_ends(after)
            assert_same_on_disk(after)
        with contextlib.closing(sqlite3.connect(folder / "project.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    assert len(there) > KILLS
