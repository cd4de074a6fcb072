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
    """One line of the history: a step, which may have been written in several parts.

    Attributes:
        seq: The journal's entry that ends it: `Store.travel(seq)` goes to the moment after it, and
            `Store.travel(first - 1)` to that before it.
        time: Unix seconds.
        first: The journal's entry that begins it.
    """

    seq: int
    kind: str
    count: int  # type: ignore[assignment]  # The field's name matters more than tuple.count.
    time: float
    first: int


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

    An entry is a step of its own, or the first part of one, or a further part, which comes right after the others.
    The methods that change it only return the SQL to run; `moved` is told once that is durable.
    """

    def __init__(self, connection: sqlite3.Connection, cursor: int) -> None:
        self._connection = connection
        self.cursor = cursor
        self.last: int
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

    def extend(self, first: int, count: int, deltas: Sequence[Delta]) -> list[Statement]:
        """A further part of the last step, which entry `first` began."""
        top = self.cursor + 1
        sql = "INSERT INTO journal SELECT ?, kind, ?, ?, ?, seq FROM journal WHERE seq = ?"
        return [
            (sql, (top, count, time.time(), encode(deltas), first)),
            self.point_to(top),
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

    def first_of(self, seq: int) -> int:
        """The entry that began the step that `seq` is a part of."""
        row = self._connection.execute("SELECT part_of FROM journal WHERE seq = ?", (seq,)).fetchone()
        return row[0] if row is not None and row[0] else seq

    def end_of(self, seq: int) -> int:
        """The last part of the step that `seq` is a part of."""
        first = self.first_of(seq)
        sql = "SELECT seq FROM journal WHERE seq > ? AND part_of <> ? ORDER BY seq LIMIT 1"
        row = self._connection.execute(sql, (seq, first)).fetchone()
        return self.last if row is None else int(row[0]) - 1

    def label(self, top: int) -> Edit | None:
        """The newest step up to the entry `top` without its changes, or None when there is none."""
        return next((Edit(kind=step.kind, count=step.count, changes=()) for step in self.steps(1, top)), None)

    def steps(self, limit: int, top: int) -> list[Entry]:
        """The newest steps up to the entry `top`, newest first; one that goes on after it ends with it."""
        sql = "SELECT seq, kind, count, time FROM journal WHERE seq <= ? AND part_of = 0 ORDER BY seq DESC LIMIT ?"
        steps: list[Entry] = []
        for first, kind, count, when in self._connection.execute(sql, (top, limit)):
            whole = count if top == first else self._count(first, top)
            steps.append(Entry(top, kind, whole, when, first))
            top = first - 1
        return steps

    def _count(self, first: int, end: int) -> int:
        sql = "SELECT sum(count) FROM journal WHERE seq BETWEEN ? AND ?"
        (count,) = self._connection.execute(sql, (first, end)).fetchone()
        return int(count)

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
