"""What makes a project file of an older version one version newer; each step knows only the tables of its time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from app.project.history import decode_stored, encode_stored
from app.project.id_sets import pack

BOX_OF_CLASS = "CREATE INDEX box_of_class ON box (class_id, state, frame_id, score)"


def add_reviewed_classes(connection: sqlite3.Connection) -> None:
    """1 to 2: frames say for which classes they were reviewed; until now, for all that there are.

    Versions say on which frames they were measured; until now, as far as anyone knows, on those that are pinned.
    """
    classes = pack(row[0] for row in connection.execute("SELECT id FROM class"))
    connection.execute("ALTER TABLE frame ADD COLUMN reviewed_classes TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE frame SET reviewed_classes = ? WHERE reviewed", (classes,))
    for (seq,) in connection.execute("SELECT seq FROM journal").fetchall():
        _add_to_entry(connection, seq, classes)
    pinned = [row[0] for row in connection.execute("SELECT id FROM frame WHERE pinned ORDER BY id")]
    for version_id, text in connection.execute("SELECT id, report FROM version").fetchall():
        report = msgspec.json.decode(text, type=dict[str, Any])
        if "snapshot" in report:
            report["snapshot"]["pinned"] = pinned
            values = (msgspec.json.encode(report).decode(), version_id)
            connection.execute("UPDATE version SET report = ? WHERE id = ?", values)


def add_locks_and_keys(connection: sqlite3.Connection) -> None:
    """2 to 3: boxes can be locked, classes have keys, files say how they were found last, steps can have parts.

    Entries of the journal stay as they are: what they do not name has its default, which it had at that time.
    """
    connection.execute("ALTER TABLE class ADD COLUMN key TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE media ADD COLUMN seen TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE box ADD COLUMN locked INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE journal ADD COLUMN part_of INTEGER NOT NULL DEFAULT 0")
    connection.execute(BOX_OF_CLASS)


def _add_to_entry(connection: sqlite3.Connection, seq: int, classes: str) -> None:
    """Frames that undoing or redoing brings back say it too."""
    (data,) = connection.execute("SELECT changes FROM journal WHERE seq = ?", (seq,)).fetchone()
    stored = decode_stored(data)
    columns = stored.columns.get("frame")
    if columns is None:
        return
    reviewed = columns.index("reviewed")

    def longer(row: Sequence[Any] | None) -> Sequence[Any] | None:
        return None if row is None else (*row, classes if row[reviewed] else "")

    stored.columns["frame"] = (*columns, "reviewed_classes")
    stored.changes = [
        (table, longer(before), longer(after)) if table == "frame" else (table, before, after)
        for table, before, after in stored.changes
    ]
    connection.execute("UPDATE journal SET changes = ? WHERE seq = ?", (encode_stored(stored), seq))
