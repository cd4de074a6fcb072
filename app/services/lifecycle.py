"""Ending all services together when the program ends."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Protocol

from app.services.threads import SHUTDOWN_SECONDS


class Service(Protocol):
    """Something with threads or a child process."""

    def shutdown(self, seconds: float = ...) -> bool: ...


def shut_down(services: Iterable[Service], seconds: float = SHUTDOWN_SECONDS) -> bool:
    """End them all within `seconds` together.

    Returns:
        False if a thread is still inside a long call of a library (importing torch, decoding a huge picture).
        The program must then end by `os._exit`: a thread cut off while Python shuts down may abort it.
    """
    deadline = time.monotonic() + seconds
    ended = True
    for service in services:
        ended = service.shutdown(max(0.1, deadline - time.monotonic())) and ended
    return ended
