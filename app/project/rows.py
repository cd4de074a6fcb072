"""Rows as records, as SQL, and as the changes an edit is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from app.project.records import (
    Box,
    BoxOrigin,
    BoxState,
    Frame,
    Media,
    ObjectClass,
    Row,
    RowChange,
    Table,
    Version,
    VersionStatus,
)

RECORDS: dict[Table, type[Row]] = {"class": ObjectClass, "media": Media, "frame": Frame, "box": Box}
"""Parents before children: rows are written in this order and removed in the opposite one."""

TABLE_OF: dict[type[Row], Table] = {record: table for table, record in RECORDS.items()}
COLUMNS: dict[Table, tuple[str, ...]] = {table: record.__struct_fields__ for table, record in RECORDS.items()}


Delta = RowChange
"""One row as it is and as it shall be."""


def _upsert_sql(table: Table) -> str:
    columns = COLUMNS[table]
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    updates = ", ".join(f'"{column}" = excluded."{column}"' for column in columns[1:])
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}'  # noqa: S608


def _select_sql(table: Table) -> str:
    return f'SELECT {", ".join(f"{chr(34)}{column}{chr(34)}" for column in COLUMNS[table])} FROM "{table}"'  # noqa: S608


# Built from the fields of the records alone, so nothing from outside can get into them.
UPSERT: dict[Table, str] = {table: _upsert_sql(table) for table in RECORDS}
DELETE: dict[Table, str] = {table: f'DELETE FROM "{table}" WHERE id = ?' for table in RECORDS}  # noqa: S608
SELECT: dict[Table, str] = {table: _select_sql(table) for table in RECORDS}


def write(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> None:
    """Carry out changes of rows: children go before their parents, parents come before their children."""
    for table in reversed(RECORDS):
        gone = [(delta.id,) for delta in deltas if delta.table == table and delta.after is None]
        if gone:
            connection.executemany(DELETE[table], gone)
    for table in RECORDS:
        put = [
            msgspec.structs.astuple(delta.after)
            for delta in deltas
            if delta.table == table and delta.after is not None
        ]
        if put:
            connection.executemany(UPSERT[table], put)


def box_of(row: Sequence[Any]) -> Box:
    """A box from a row of SELECT["box"]."""
    return Box(
        id=row[0], frame_id=row[1], class_id=row[2], x1=row[3], y1=row[4], x2=row[5], y2=row[6],
        state=BoxState(row[7]), origin=BoxOrigin(row[8]), score=row[9], version_id=row[10],
        edited=bool(row[11]), changed_at=row[12], locked=bool(row[13]),
    )  # fmt: skip


def frame_of(row: Sequence[Any]) -> Frame:
    """A frame from a row of SELECT["frame"]."""
    return Frame(
        id=row[0], media_id=row[1], index=row[2], width=row[3], height=row[4], timestamp_ms=row[5],
        reviewed=bool(row[6]), pinned=bool(row[7]), taught=bool(row[8]), detected_by=row[9], note=row[10],
        reviewed_classes=row[11],
    )  # fmt: skip


def media_of(row: Sequence[Any]) -> Media:
    """A file from a row of SELECT["media"]."""
    return Media(
        id=row[0], kind=row[1], path=row[2], size=row[3], mtime_ns=row[4], fingerprint=row[5],
        width=row[6], height=row[7], frame_count=row[8], problem=row[9], seen=row[10],
    )  # fmt: skip


def class_of(row: Sequence[Any]) -> ObjectClass:
    """A class from a row of SELECT["class"]."""
    return ObjectClass(id=row[0], name=row[1], colour=row[2], position=row[3], key=row[4])


def version_of(row: Sequence[Any]) -> Version:
    """A version from (id, parent_id, created_at, status, run, report as JSON, note)."""
    return Version(
        id=row[0], parent_id=row[1], created_at=row[2], status=VersionStatus(row[3]), run=row[4],
        report=msgspec.json.decode(row[5], type=dict[str, Any]), note=row[6],
    )  # fmt: skip


def version_values(version: Version) -> tuple[Any, ...]:
    """The opposite of `version_of`."""
    report = msgspec.json.encode(version.report).decode()
    return (
        version.id,
        version.parent_id,
        version.created_at,
        str(version.status),
        version.run,
        report,
        version.note,
    )


FROM_SQL: dict[Table, Callable[[Sequence[Any]], Row]] = {
    "class": class_of,
    "media": media_of,
    "frame": frame_of,
    "box": box_of,
}


def change(before: Row | None, after: Row | None) -> Delta:
    """The change of one row, as an edit carries it: from None it appears, to None it goes."""
    row = after if after is not None else before
    assert row is not None
    return Delta(TABLE_OF[type(row)], before, after)


def check(deltas: Iterable[Delta]) -> None:
    """See to it that each is a change of one row.

    Raises:
        ValueError: Both sides are empty, one is not a row of that table, or the id changes.
    """
    for table, before, after in deltas:
        kinds = {type(row) for row in (before, after) if row is not None}
        if kinds != {RECORDS[table]} or (before and after and before.id != after.id):
            raise ValueError(f"not a change of one row of {table}: {before!r} to {after!r}")
