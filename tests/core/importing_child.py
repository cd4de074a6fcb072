"""What a child that reads weights may do wrong. Imports no torch, so that it starts quickly."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def sleep(started: Path) -> None:
    """Never ends; `started` appears once it is at work."""
    started.touch()
    time.sleep(600)


def crash(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fill_memory(_: Path) -> None:
    """Takes 10 MB more each hundredth of a second."""
    held = []
    for _ in range(100):
        held.append(b"x" * 10_000_000)
        time.sleep(0.01)
    time.sleep(600)


def reserve_memory(_: Path) -> None:
    """Asks for more than the limit that it set itself, without ever touching it."""
    from retinanet_core.importing.child import limit_memory

    limit_memory(1 << 30)
    bytearray(1 << 40)
