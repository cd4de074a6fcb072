"""What a person asks of a run while it works, and what the computer can still give: looked at between two steps."""

from __future__ import annotations

import time
from pathlib import Path

from retinanet_core.errors import Cancelled
from retinanet_core.teach.job import CANCEL_NAME, FINISH_NAME, PAUSE_NAME, Events
from retinanet_core.teach.memory import MemoryGuard

_LOOK_SECONDS = 0.1


class Control:
    """Cancel, pause and finish, which are files in the run folder, and the memory that is left.

    Args:
        run: The run folder.
        events: Where pausing and going on are told.
        memory: Watches the memory; by default that of this computer.

    Attributes:
        paused_seconds: How long the run has stood still in all: what deadlines must be moved by.
    """

    def __init__(self, run: Path, events: Events, memory: MemoryGuard | None = None) -> None:
        self._cancel = run / CANCEL_NAME
        self._pause = run / PAUSE_NAME
        self._finish = run / FINISH_NAME
        self._events = events
        self._memory = memory or MemoryGuard()
        self.paused_seconds = 0.0

    @property
    def memory_short(self) -> bool:
        """Other programs need memory: give up what can be made again, such as frames kept for later."""
        return self._memory.short

    def check(self) -> None:
        """Return soon if the run may go on; stand still while it is paused. Cheap: call it at every step and frame.

        Raises:
            Cancelled: A person stopped the run.
            MemoryShortError: Memory stayed short although `memory_short` was set for some seconds.
        """
        self._raise_if_cancelled()
        if self.pause_wanted():
            self._stand_still()
        self._memory.look()

    def pause_wanted(self) -> bool:
        """Whether the next `check` will stand still."""
        return self._pause.exists()

    def finish_wanted(self) -> bool:
        """Whether a person wants the result of what was learnt until now."""
        return self._finish.exists()

    def _stand_still(self) -> None:
        self._events.say("paused")
        began = time.monotonic()
        while self.pause_wanted():
            self._raise_if_cancelled()
            time.sleep(_LOOK_SECONDS)
        self.paused_seconds += time.monotonic() - began
        self._events.say("resumed")

    def _raise_if_cancelled(self) -> None:
        if self._cancel.exists():
            raise Cancelled
