"""The teaching child: carries out one run folder. Imports no more than it needs."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

from retinanet_core.teach import process
from retinanet_core.teach.job import CANCEL_NAME


def carry_out(run: Path) -> int:
    """Teach as the run folder says, and end when the process that started this one ends.

    Ctrl-C cancels it in order, as the file `cancel` does; a second one ends it at once. SIGTERM ends it at once too,
    but leaves what it needs to go on from there when it is started again.

    Returns:
        0 finished, 3 cancelled, 1 failed.
    """
    cancel = run / CANCEL_NAME

    def ask(number: int, frame: FrameType | None) -> None:
        if cancel.exists():
            raise KeyboardInterrupt
        cancel.touch()

    before = signal.signal(signal.SIGINT, ask)
    try:
        return process.run(run, as_child=True)
    finally:
        signal.signal(signal.SIGINT, before)
