"""Projects that an older version of the program made: `version_N.sql` is what it wrote."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project import edits, review
from app.project.records import BoxState
from app.project.schema import SCHEMA_VERSION
from app.project.snapshot import plan_snapshot
from app.project.store import Store
from tests.project.building import assert_same_on_disk, new_store

HERE = Path(__file__).parent


def project_of_version(folder: Path, version: int) -> Path:
    project = folder / "p.foveate"
    project.mkdir()
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as connection:
        connection.executescript((HERE / f"version_{version}.sql").read_text())
    return project


@pytest.fixture
def old(folder: Path) -> Path:
    """A project of version 1 with classes 1, 2 and 3: frame 1 was completed before class 3 came, 2 and 3 after it,
    and for frame 4 that was undone."""
    return project_of_version(folder, 1)


@pytest.fixture
def updated(old: Path) -> Iterator[Store]:
    with Store.open(old) as store:
        yield store


def tables(project: Path) -> set[tuple[str, str, tuple[tuple[object, ...], ...]]]:
    """Names, kinds and columns of what is in the file."""
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as connection:
        names = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
        return {
            (kind, name, tuple(row[:4] for row in connection.execute(f"PRAGMA table_info({name})")))
            for kind, name in names
        }


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_updated_file_is_like_a_new_one(folder: Path, version: int) -> None:
    (folder / "new").mkdir()
    project = project_of_version(folder, version)
    with Store.open(project) as updated, new_store(folder / "new") as fresh:
        assert tables(updated.folder) == tables(fresh.folder)


def test_reviewed_frames_count_for_the_classes_of_that_moment(updated: Store) -> None:
    assert [frame.reviewed_classes for frame in updated.frames()] == ["1-3", "1-3", "1-3", ""]
    assert not any(review.unreviewed_classes(updated, frame) for frame in updated.frames())
    assert_same_on_disk(updated)
    updated.apply(edits.add_class(updated, "fish"))
    assert [review.unreviewed_classes(updated, frame) for frame in updated.frames()] == [{4}, {4}, {4}, set()]


def test_everything_else_is_as_it_was(updated: Store) -> None:
    assert [(frame.reviewed, frame.pinned, frame.taught, frame.note) for frame in updated.frames()] == [
        (True, False, True, ""),
        (True, True, False, ""),
        (True, False, False, ""),
        (False, False, False, "blurred"),
    ]
    assert [item.name for item in updated.classes()] == ["cat", "dog", "bird"]
    assert len(updated.judged_boxes()) == 3
    assert set(updated.corrected_frames()) == {1, 2, 3, 4}


def test_what_undo_and_redo_bring_back_says_it_too(updated: Store) -> None:
    updated.redo()  # What was undone when the file was last used.
    assert [frame.reviewed_classes for frame in updated.frames()] == ["1-3"] * 4
    while updated.undo():
        pass
    assert updated.frames() == ()
    while updated.redo():
        pass
    assert [frame.reviewed_classes for frame in updated.frames()] == ["1-3"] * 4
    updated.undo()
    assert [frame.reviewed_classes for frame in updated.frames()] == ["1-3", "1-3", "1-3", ""]
    assert_same_on_disk(updated)


def test_versions_say_what_they_were_measured_on(old: Path) -> None:
    with contextlib.closing(sqlite3.connect(old / "project.sqlite")) as connection:
        taught = '{"after": {"ap50": 0.5}, "snapshot": {"revision": 5, "created": 1.5}}'
        for row in ((1, "0001", taught), (2, "", "{}")):
            connection.execute("INSERT INTO version VALUES (?, NULL, 0, 'accepted', ?, ?, '')", row)
        connection.commit()
    with Store.open(old) as store:
        assert store.version(1).report == {
            "after": {"ap50": 0.5},
            "snapshot": {"revision": 5, "created": 1.5, "pinned": [2]},
        }
        assert store.version(2).report == {}
        assert store.measured_frames() == {2}


def test_it_can_be_taught_from(updated: Store) -> None:
    assert [(frame.id, frame.reviewed_classes) for frame in plan_snapshot(updated).frames] == [
        (1, None),
        (2, None),
        (3, None),
        (4, None),
    ][:3]


def test_the_old_file_is_kept(old: Path) -> None:
    Store.open(old).close()
    backups = sorted((old / "backups").iterdir())
    assert [backup.name[:10] for backup in backups] == ["project-v1", "project-v2"]
    with contextlib.closing(sqlite3.connect(backups[0])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM frame").fetchone() == (4,)


def test_it_can_be_looked_at_where_nothing_may_be_written(old: Path) -> None:
    (old / "lock").mkdir()  # Where a lock cannot be put, a project is opened for looking only.
    with Store.open(old) as store:
        assert store.read_only
        assert [frame.reviewed_classes for frame in store.frames()] == ["1-3", "1-3", "1-3", ""]
    with contextlib.closing(sqlite3.connect(old / "project.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


@pytest.fixture
def second(folder: Path) -> Iterator[Store]:
    """A project of version 2: frame 1 with a box whose deletion was undone, frame 2 complete with a rejected box."""
    with Store.open(project_of_version(folder, 2)) as store:
        yield store


def test_nothing_is_locked_missing_or_has_a_key_of_its_own(second: Store) -> None:
    assert {box.id: (box.state, box.locked) for box in second.judged_boxes()} == {
        1: (BoxState.CONFIRMED, False),
        2: (BoxState.REJECTED, False),
    }
    assert [item.seen for item in second.media()] == ["", ""]
    assert [(item.name, item.key) for item in second.classes()] == [("cat", ""), ("hound", "")]
    assert_same_on_disk(second)


def test_steps_of_that_time_are_undone_and_redone(second: Store) -> None:
    assert second.redo() is not None
    assert second.boxes(1) == ()
    while second.undo():
        pass
    assert not second.media()
    assert not second.judged_boxes()
    assert [item.name for item in second.classes()] == ["cat", "dog"]
    while second.redo():
        pass
    assert [box.state for box in second.judged_boxes()] == [BoxState.REJECTED]
    assert [item.name for item in second.classes()] == ["cat", "hound"]
    second.undo()
    assert [box.rect for box in second.boxes(1)] == [(20, 10, 60, 50)]
    assert_same_on_disk(second)
