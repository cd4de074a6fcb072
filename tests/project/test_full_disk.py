"""A full or write-protected disk: the edit is refused in a sentence, and the project stays as it was."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project import edits
from app.project.errors import ProjectError
from app.project.records import FrameSuggestions, Suggestion
from app.project.store import Store
from tests.project.building import add_images, apply, assert_same_on_disk, content, draw, new_store
from tests.shared_data import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on file sizes, or mount")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB; only the administrator can have one."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "foveate-test", mounted], capture_output=True
    )
    if mount.returncode:
        pytest.skip("mounting is not allowed here")
    yield mounted
    subprocess.run(["umount", "-l", mounted], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on a disk."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    return filler


def integrity(folder: Path) -> tuple[str]:
    with contextlib.closing(sqlite3.connect(folder / "project.sqlite")) as connection:
        result: tuple[str] = connection.execute("PRAGMA integrity_check").fetchone()
        return result


@pytest.mark.parametrize("allowance", [0, 20_000, 100_000])
def test_a_file_that_may_not_grow(tmp_path: Path, allowance: int) -> None:
    with new_store(tmp_path) as store:
        folder = store.folder
        draw(store, store.frame_ids()[0])
    command = [sys.executable, "-m", "tests.project.limited_child", str(folder), str(allowance)]
    child = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert child.returncode == 0, child.stderr
    said = json.loads(child.stdout)
    assert len(said["refused"]) == 3
    assert all("is full" in sentence and "not made" in sentence for sentence in said["refused"])
    assert not said["read_only"]
    assert integrity(folder) == ("ok",)
    with Store.open(folder) as again:
        assert again.frames()[0].note == "room again"
        assert len(again.history(5000)) == said["drawn"] + 3  # Adding media, drawing, and the last note.
        assert again.counts() == {again.frame_ids()[0]: (0, 1, 0)}


def test_a_full_disk_refuses_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    with new_store(small_disk) as store:
        first, second, _ = store.frame_ids()
        draw(store, first)
        draw(store, second)
        store.undo()
        filler = fill(small_disk)
        before = content(store)
        redo = store.redo_edit()
        box = edits.draw_box(store, first, 1, (1, 1, 2, 2))
        many = [Suggestion(1, x, y, x + 1, y + 1, 0.5) for x in range(100) for y in range(0, 100, 2)]
        for attempt in (
            lambda: store.apply(box),
            store.undo,
            store.redo,
            lambda: store.travel(0),
            lambda: store.set_suggestions([FrameSuggestions(first, 1, many)]),
            lambda: store.mark_taught([first]),
            lambda: store.set_setting("key", "value"),
            lambda: add_images(store, 500),
        ):
            with pytest.raises(ProjectError, match="full"):
                attempt()
            assert content(store) == before
            assert store.setting("key") == ""
            assert store.redo_edit() == redo
        assert not store.read_only
        filler.unlink()
        assert_same_on_disk(store)
        store.apply(box)
        store.undo()
        assert_same_on_disk(store)
    assert integrity(store.folder) == ("ok",)


def test_no_project_is_left_where_it_does_not_fit(small_disk: Path) -> None:
    filler = fill(small_disk)
    with pytest.raises(ProjectError):
        Store.create(small_disk / "p.foveate")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
    filler.unlink()
    Store.create(small_disk / "p.foveate").close()


def test_a_full_disk_can_still_be_looked_at(small_disk: Path) -> None:
    with new_store(small_disk) as store:
        draw(store, store.frame_ids()[0])
        before = content(store)
    fill(small_disk)
    with Store.open(store.folder) as again:
        assert content(again) == before


def test_a_write_protected_disk_is_opened_for_looking(small_disk: Path) -> None:
    with new_store(small_disk) as store:
        draw(store, store.frame_ids()[0])
        before = content(store)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with Store.open(store.folder) as again:
        assert again.read_only
        assert "cannot be written" in again.read_only_reason
        assert content(again) == before
        with pytest.raises(ProjectError, match="looking only"):
            draw(again, again.frame_ids()[0])
        with pytest.raises(ProjectError, match="looking only"):
            again.undo()
        with pytest.raises(ProjectError, match="looking only"):
            again.set_setting("x", "y")
        assert content(again) == before
    with pytest.raises(ProjectError):
        Store.create(small_disk / "other.foveate")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind the administrator"
)
def test_a_folder_without_permission_is_opened_for_looking(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        before = content(store)
    store.folder.chmod(0o500)
    try:
        with Store.open(store.folder) as again:
            assert again.read_only
            assert content(again) == before
    finally:
        store.folder.chmod(0o700)


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        before = content(store)
        (store.folder / "project.sqlite").unlink()
        with pytest.raises(ProjectError):
            apply(store, edits.draw_box(store, store.frame_ids()[0], 1, (1, 1, 5, 5)))
        assert content(store) == before
