"""The undo journal: every edit with the rows before and after, in the same file and transaction as the rows."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from app.project.records import Edit, Row, Table
from app.project.rows import COLUMNS, RECORDS, Delta

Statement = tuple[str, tuple[Any, ...]]
"""SQL and its values."""

_COMPRESS_FROM = 4096


class Entry(NamedTuple):
    """One line of the history."""

    seq: int
    kind: str
    count: int  # type: ignore[assignment]  # The field's name matters more than tuple.count.
    time: float


class Stored(msgspec.Struct, array_like=True):
    """Changes as stored: rows as arrays, with the columns named once, so that a later schema can still read them."""

    columns: dict[Table, tuple[str, ...]]
    changes: Sequence[tuple[Table, Sequence[Any] | None, Sequence[Any] | None]]


def encode(deltas: Sequence[Delta]) -> bytes:
    """Changes as compact bytes."""
    tables = {delta.table for delta in deltas}
    changes = [(table, _values(before), _values(after)) for table, before, after in deltas]
    return encode_stored(Stored({table: COLUMNS[table] for table in tables}, changes))


def encode_stored(stored: Stored) -> bytes:
    """As bytes: a tag (0 plain, 1 deflated) and msgpack."""
    data = msgspec.msgpack.encode(stored)
    return b"\x01" + zlib.compress(data, 1) if len(data) >= _COMPRESS_FROM else b"\x00" + data


def decode_stored(data: bytes) -> Stored:
    """What is stored, before it is made into records.

    Raises:
        msgspec.MsgspecError, zlib.error: The bytes are damaged.
    """
    plain = zlib.decompress(data[1:]) if data[:1] == b"\x01" else data[1:]
    return msgspec.msgpack.decode(plain, type=Stored)


def decode(data: bytes) -> list[Delta]:
    """The opposite of `encode`.

    Raises:
        msgspec.MsgspecError, zlib.error: The bytes are damaged.
    """
    stored = decode_stored(data)
    return [
        Delta(table, _row(table, stored.columns[table], before), _row(table, stored.columns[table], after))
        for table, before, after in stored.changes
    ]


def _values(row: Row | None) -> tuple[Any, ...] | None:
    return None if row is None else msgspec.structs.astuple(row)


def _row(table: Table, columns: Sequence[str], values: Sequence[Any] | None) -> Row | None:
    if values is None:
        return None
    return msgspec.convert(dict(zip(columns, values, strict=True)), RECORDS[table])


class Journal:
    """Entries 1 .. `last`; those up to `cursor` are in force, those after it can be redone.

    The methods that change it only return the SQL to run; `moved` is told once that is durable.
    """

    def __init__(self, connection: sqlite3.Connection, cursor: int) -> None:
        self._connection = connection
        self.cursor = cursor
        (self.last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        self._boxes_of: dict[int, frozenset[int]] = {}

    def push(self, kind: str, count: int, deltas: Sequence[Delta]) -> list[Statement]:
        """A new edit goes on top; what could be redone is gone."""
        values = (self.cursor + 1, kind, count, time.time(), encode(deltas))
        return [
            *self.drop_tail(),
            ("INSERT INTO journal VALUES (?, ?, ?, ?, ?, 0)", values),
            self.point_to(self.cursor + 1),
        ]

    def point_to(self, seq: int) -> Statement:
        """`seq` is the last entry in force."""
        return ("UPDATE meta SET value = ? WHERE key = 'cursor'", (seq,))

    def drop_tail(self) -> list[Statement]:
        """Forget what could be redone."""
        return [("DELETE FROM journal WHERE seq > ?", (self.cursor,))] if self.last > self.cursor else []

    def replace(self, seq: int, deltas: Sequence[Delta]) -> Statement:
        """Give an entry other row images."""
        return ("UPDATE journal SET changes = ? WHERE seq = ?", (encode(deltas), seq))

    def moved(self, cursor: int, last: int) -> None:
        """What has been written."""
        if cursor > self.cursor:
            self._boxes_of.clear()
        self.cursor, self.last = cursor, last

    def changes(self, seq: int) -> list[Delta]:
        """What an entry changed.

        Raises:
            msgspec.MsgspecError, zlib.error: It is damaged, or is not there.
        """
        row = self._connection.execute("SELECT changes FROM journal WHERE seq = ?", (seq,)).fetchone()
        if row is None:
            raise msgspec.DecodeError(f"entry {seq} of the journal is missing")
        return decode(row[0])

    def label(self, seq: int) -> Edit | None:
        """An entry without its changes, or None when there is none."""
        row = self._connection.execute("SELECT kind, count FROM journal WHERE seq = ?", (seq,)).fetchone()
        return None if row is None else Edit(kind=row[0], count=row[1], changes=())

    def entries(self, limit: int) -> list[Entry]:
        """The newest entries in force, newest first."""
        rows = self._connection.execute(
            "SELECT seq, kind, count, time FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT ?",
            (self.cursor, limit),
        )
        return [Entry(*row) for row in rows]

    def tail_touches(self, box_ids: frozenset[int]) -> bool:
        """Whether a redo would touch one of these boxes."""
        if not box_ids:
            return False
        return any(
            not box_ids.isdisjoint(self._boxes_in(seq)) for seq in range(self.cursor + 1, self.last + 1)
        )

    def _boxes_in(self, seq: int) -> frozenset[int]:
        if seq not in self._boxes_of:
            self._boxes_of[seq] = frozenset(delta.id for delta in self.changes(seq) if delta.table == "box")
        return self._boxes_of[seq]
