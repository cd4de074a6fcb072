"""Opening: the lock, damaged and foreign files, newer and older versions."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.project import edits, opening, schema
from app.project.errors import ProjectError
from app.project.lock import ProjectLock
from app.project.store import Store
from tests.project.building import add_images, apply, content, draw, new_store
from tests.shared_data import ROOT


def run_sql(file: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# -- the lock


def test_the_second_to_open_may_only_look(store: Store) -> None:
    draw(store, store.frame_ids()[0])
    with Store.open(store.folder) as second:
        assert second.read_only
        assert "another window" in second.read_only_reason
        seen = content(second)
        with pytest.raises(ProjectError, match="looking only"):
            draw(second, second.frame_ids()[0])
        draw(store, store.frame_ids()[1])  # The first is not in the least held up,
        assert content(second) == seen  # and the second sees one state, not a mixture.
    assert (store.folder / "lock").exists()
    store.close()
    assert not (store.folder / "lock").exists()
    with Store.open(store.folder) as third:
        assert not third.read_only


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_another_process_keeps_its_lock_as_long_as_it_lives(store: Store) -> None:
    store.close()
    command = [sys.executable, "-m", "tests.project.editing_child", str(store.folder), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready 0\n"
        for _ in range(20):
            with Store.open(store.folder) as second:  # While the child writes all the time.
                assert second.read_only
                seen = content(second)
                assert child.stdout.readline()
                assert content(second) == seen
        child.kill()
    with Store.open(store.folder) as heir:
        assert not heir.read_only
        draw(heir, heir.frame_ids()[0])


def lock_content(**changes: object) -> bytes:
    me = psutil.Process()
    facts = {"pid": me.pid, "started": me.create_time(), "host": socket.gethostname(), "token": "x"}
    return json.dumps({**facts, **changes}).encode()


@pytest.mark.parametrize(
    ("left", "taken_over"),
    [
        (lock_content(), False),
        (
            lock_content(started=psutil.Process().create_time() - 3600),
            True,
        ),  # The id belongs to someone else now.
        (lock_content(pid=2**22 + 1), True),
        (lock_content(host="elsewhere", pid=2**22 + 1), False),
        (b"", True),
        (b"\x00\x00\x00", True),
        (b'{"pid": "x"}', True),
    ],
)
def test_a_lock_left_behind(store: Store, left: bytes, taken_over: bool) -> None:
    folder = store.folder
    store.close()
    (folder / "lock").write_bytes(left)
    with Store.open(folder) as again:
        assert again.read_only is not taken_over
    assert (folder / "lock").exists() is not taken_over
    if not taken_over:
        assert (folder / "lock").read_bytes() == left
    assert [path.name for path in folder.glob("lock.*")] == []


def test_debris_of_killed_openers_goes(folder: Path) -> None:
    (folder / "lock.0123").write_bytes(b"{}")
    lock = ProjectLock(folder / "lock")
    assert lock.acquire() is None
    assert [path.name for path in folder.iterdir()] == ["lock"]
    other = ProjectLock(folder / "lock").acquire()
    assert other is not None
    assert other.pid == os.getpid()
    lock.release()
    assert list(folder.iterdir()) == []


def test_a_file_system_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    lock = ProjectLock(folder / "lock")
    assert lock.acquire() is None
    assert ProjectLock(folder / "lock").acquire() is not None
    lock.release()
    (folder / "lock").write_bytes(lock_content(pid=2**22 + 1))
    assert lock.acquire() is None
    lock.release()


def test_a_lock_is_released_when_opening_fails(store: Store) -> None:
    folder = store.folder
    store.close()
    (folder / "project.sqlite").write_bytes(b"not a database")
    with pytest.raises(ProjectError):
        Store.open(folder)
    assert not (folder / "lock").exists()


def test_two_writers_by_mistake_do_not_mix(store: Store) -> None:
    """Should the lock ever fail, the one who is behind is stopped at the next write."""
    (store.folder / "lock").unlink()
    frame_id = store.frame_ids()[0]
    with Store.open(store.folder) as other:
        assert not other.read_only
        draw(other, frame_id)
        before = content(store)
        with pytest.raises(ProjectError, match="Another program changed"):
            draw(store, frame_id)
        assert {**content(store), "boxes": {}} == {**before, "boxes": {}}
        assert store.read_only
        assert len(other.boxes(frame_id)) == 1


# -- damaged, foreign, newer


def damage_whole(file: Path) -> None:
    file.write_bytes(b"These are not the bytes of a database. " * 400)


def damage_start(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[:20] = bytes(20)
    file.write_bytes(data)


def damage_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 200] = b"\xa5" * 200
    file.write_bytes(data)


def cut_short(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_whole, damage_start, damage_pages, cut_short, empty])
def test_a_damaged_file_is_refused_and_left_alone(store: Store, damage: Callable[[Path], None]) -> None:
    add_images(store, 200)
    store.close()
    file = store.folder / "project.sqlite"
    damage(file)
    data = file.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        Store.open(store.folder)
    assert file.read_bytes() == data
    with pytest.raises(ProjectError, match="exists already"):
        Store.create(store.folder)
    assert file.read_bytes() == data


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=600))
def test_noise_in_the_file_ends_in_a_project_or_a_sentence(folder: Path, place: float, noise: bytes) -> None:
    whole = folder / "whole"
    if not whole.exists():
        with new_store(folder) as store:
            draw(store, store.frame_ids()[0])
        shutil.copy(store.folder / "project.sqlite", whole)
    data = bytearray(whole.read_bytes())
    start = int(place * len(data))
    data[start : start + len(noise)] = noise[: len(data) - start]
    file = folder / "p.foveate" / "project.sqlite"
    file.write_bytes(data)
    with contextlib.suppress(ProjectError), Store.open(file.parent) as opened:
        assert not opened.read_only
        for frame_id in opened.frame_ids():
            opened.boxes(frame_id)
        opened.undo()


def test_an_entry_of_the_journal_that_is_missing_is_a_sentence(folder: Path) -> None:
    with new_store(folder) as store:
        draw(store, store.frame_ids()[0])
    run_sql(store.folder / "project.sqlite", "DELETE FROM journal WHERE seq = 2")
    with Store.open(store.folder) as opened, pytest.raises(ProjectError, match="damaged"):
        opened.undo()


def test_a_folder_without_a_project(folder: Path) -> None:
    for place in (folder, folder / "absent.foveate"):
        with pytest.raises(ProjectError, match="not a Foveate project"):
            Store.open(place)
    assert list(folder.iterdir()) == []


def test_a_database_of_another_program(store: Store) -> None:
    store.close()
    file = store.folder / "project.sqlite"
    file.unlink()
    run_sql(file, "CREATE TABLE things (id INTEGER)", "PRAGMA user_version = 1")
    data = file.read_bytes()
    with pytest.raises(ProjectError, match="not a Foveate project file"):
        Store.open(store.folder)
    assert file.read_bytes() == data


def test_a_newer_project_is_refused_and_left_alone(store: Store) -> None:
    store.close()
    file = store.folder / "project.sqlite"
    run_sql(file, f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    data = file.read_bytes()
    with pytest.raises(ProjectError, match="newer version of Foveate"):
        Store.open(store.folder)
    assert file.read_bytes() == data
    assert not (store.folder / "backups").exists()


# -- older


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE setting ADD COLUMN extra TEXT NOT NULL DEFAULT 'new'")


def fail_half_way(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM box")
    connection.execute("INSERT INTO absent VALUES (1)")


def leave_orphans(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM class")


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[sqlite3.Connection], None]], None]:
    """Makes this program the next version, with a migration from the present one."""

    def make(migration: Callable[[sqlite3.Connection], None]) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION: migration})
        monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)

    return make


def test_an_older_project_is_updated_after_a_backup(store: Store, newer_program: Callable[..., None]) -> None:
    draw(store, store.frame_ids()[0])
    before = content(store)
    store.close()
    file = store.folder / "project.sqlite"
    newer_program(add_column)
    with Store.open(store.folder) as again:
        assert content(again) == before
        again.undo()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)
        assert connection.execute("SELECT DISTINCT extra FROM setting").fetchall() == [("new",)]
    (backup,) = (store.folder / "backups").iterdir()
    with contextlib.closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION - 1,)
        assert connection.execute("SELECT count(*) FROM box").fetchone() == (1,)
    # The backup is a project file: put in place, it opens.
    shutil.copy(backup, file)
    with Store.open(store.folder) as restored:
        assert content(restored) == before


@pytest.mark.parametrize("migration", [fail_half_way, leave_orphans])
def test_an_update_that_fails_changes_nothing(
    store: Store, migration: Callable[[sqlite3.Connection], None]
) -> None:
    draw(store, store.frame_ids()[0])
    before = content(store)
    store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION: migration})
        patch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        with pytest.raises(ProjectError):
            Store.open(store.folder)
    with Store.open(store.folder) as again:
        assert content(again) == before


def test_no_update_without_a_backup(store: Store, newer_program: Callable[..., None]) -> None:
    store.close()
    (store.folder / "backups").write_text("in the way")
    data = (store.folder / "project.sqlite").read_bytes()
    newer_program(add_column)
    with pytest.raises(ProjectError, match="No backup"):
        Store.open(store.folder)
    assert (store.folder / "project.sqlite").read_bytes() == data


def test_an_older_project_can_be_looked_at_while_open_elsewhere(
    store: Store, newer_program: Callable[..., None]
) -> None:
    newer_program(add_column)
    with Store.open(store.folder) as second:
        assert second.read_only
        assert content(second) == content(store)
    assert not (store.folder / "backups").exists()


def test_a_project_too_old_is_refused(store: Store) -> None:
    store.close()
    run_sql(store.folder / "project.sqlite", "PRAGMA user_version = 0")
    with pytest.raises(ProjectError, match="too old"):
        Store.open(store.folder)


def test_every_older_version_has_its_migration() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.SCHEMA_VERSION))


def test_folders_that_a_killed_program_left_are_swept(store: Store) -> None:
    store.close()
    for name in ("runs", "models"):
        (store.folder / name / ".part-abc" / "frames").mkdir(parents=True)
        (store.folder / name / "1").mkdir()
    shutil.rmtree(store.folder / "cache")
    with Store.open(store.folder):
        for name in ("runs", "models"):
            assert [path.name for path in (store.folder / name).iterdir()] == ["1"]
        assert (store.folder / "cache").is_dir()


def test_a_creation_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(opening.schema, "create_tables", fail)
    (folder / "empty.foveate").mkdir()
    for name in ("new.foveate", "empty.foveate"):
        with pytest.raises(ProjectError):
            Store.create(folder / name)
    assert [path.name for path in folder.rglob("*")] == ["empty.foveate"]


def test_a_creation_that_was_killed_is_no_obstacle(folder: Path) -> None:
    place = folder / "p.foveate"
    place.mkdir()
    (place / ".project.sqlite.part").write_bytes(b"half a file")
    (place / ".project.sqlite.part-journal").write_bytes(b"half a journal")
    with Store.create(place, ["cat"]) as store:
        assert not store.read_only
        assert sorted(path.name for path in place.iterdir()) == [
            "cache", "lock", "models", "project.sqlite", "project.sqlite-journal", "runs",
        ]  # fmt: skip


def test_the_lock_file_is_no_part_of_an_edit(store: Store) -> None:
    """Deleting it by hand, as the sentence says, does no harm."""
    (store.folder / "lock").unlink()
    apply(store, edits.add_class(store, "bird"))
    store.close()
    assert not (store.folder / "lock").exists()
