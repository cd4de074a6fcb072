"""How much memory teaching leaves to other programs, and what to say when it was not enough."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable

import psutil

from retinanet_core.errors import PlainError

_RESERVE_BYTES = 1 << 30
_RESERVE_SHARE = 0.1
_LOOK_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0

COMPUTER_SHORT = "There is not enough free memory to teach; close other programs and teach again."
CARD_SHORT = "The graphics card has not enough memory to teach; choose the processor instead and teach again."


class MemoryShortError(PlainError):
    """Going on would take the memory that other programs need."""


def reserve() -> int:
    """Bytes that stay free for other programs: a tenth of the memory, at most 1 GB."""
    return min(_RESERVE_BYTES, int(_RESERVE_SHARE * psutil.virtual_memory().total))


def available() -> int:
    """Bytes that programs can have before the system must swap or end one."""
    return int(psutil.virtual_memory().available)


class MemoryGuard:
    """Compares the free memory with what must stay free, at most once a second.

    Attributes:
        short: It was too little when last looked at.
    """

    def __init__(
        self,
        free: Callable[[], int] = available,
        clock: Callable[[], float] = time.monotonic,
        must_stay_free: int | None = None,
    ) -> None:
        self.short = False
        self._free = free
        self._clock = clock
        self._reserve = reserve() if must_stay_free is None else must_stay_free
        self._next = self._short_since = clock()

    def look(self) -> None:
        """Look at the memory if it is time to.

        Raises:
            MemoryShortError: It has been too little for some seconds, in which caches could have been given up.
        """
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _LOOK_SECONDS
        free = self._free()
        if free >= self._reserve:
            self.short = False
            return
        if not self.short:
            self.short, self._short_since = True, now
        elif now - self._short_since >= _PATIENCE_SECONDS:
            raise MemoryShortError(
                COMPUTER_SHORT, detail=f"free: {free} bytes, to stay free: {self._reserve} bytes"
            )


def memory_sentence(error: BaseException) -> str:
    """What to tell a person of an error that memory was not enough; "" for any other error."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return COMPUTER_SHORT
    if "torch" not in sys.modules:
        return ""
    from retinanet_core.detect.memory import is_out_of_memory

    words = str(error).lower()
    if "insufficient memory" in words:  # OpenCV's words for it
        return COMPUTER_SHORT
    if not is_out_of_memory(error):
        return ""
    on_card = (
        any(name in words for name in ("cuda", "hip", "mps")) or type(error).__name__ == "OutOfMemoryError"
    )
    return CARD_SHORT if on_card else COMPUTER_SHORT
