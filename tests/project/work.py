"""How much is done, whatever the computer: lines of Python that run and instructions that SQLite carries out."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from app.project.store import Store

_SQLITE_AT_ONCE = 50


def work_of(store: Store, act: Callable[[], object]) -> int:
    """Lines and SQLite instructions (in fifties) that `act` needs on a store."""
    count = 0

    def one(*_: object) -> int:
        nonlocal count
        count += 1
        return 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        one()
        return trace

    connection: sqlite3.Connection = store._db.connection
    before = sys.gettrace()
    connection.set_progress_handler(one, _SQLITE_AT_ONCE)
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
        connection.set_progress_handler(None, 0)
    return count
