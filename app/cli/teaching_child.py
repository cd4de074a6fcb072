"""The teaching child: carries out one run folder. Imports no more than it needs."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

from retinanet_core.teach import process
from retinanet_core.teach.job import CANCEL_NAME


def carry_out(run: Path) -> int:
    """Teach as the run folder says, and end when the process that started this one ends.

    Ctrl-C and SIGTERM cancel it in order, as the file `cancel` does; a second one ends it at once.

    Returns:
        0 finished, 3 cancelled, 1 failed.
    """
    cancel = run / CANCEL_NAME

    def ask(number: int, frame: FrameType | None) -> None:
        if cancel.exists():
            raise KeyboardInterrupt
        cancel.touch()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return process.run(run, watch_parent=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
