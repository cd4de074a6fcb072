"""The child's side: it gives an answer and ends, and it ends with its parent.

Imports no torch, so that a file which is refused for its looks is refused at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Literal, TypeVar

import msgspec
import psutil

from retinanet_core.errors import PlainError

if sys.platform != "win32":
    import resource

J = TypeVar("J")

MAX_ANSWER_BYTES = 100_000
_MAX_DETAIL = 4000


class Answer(msgspec.Struct, frozen=True):
    """How the work ended: done, refused with a sentence, or out of memory."""

    outcome: Literal["done", "refused", "memory", "fault"]
    message: str = ""
    detail: str = ""


def main(sender: Connection, work: Callable[[J], None], job: J) -> None:
    """The life of the child: `work(job)`, then an `Answer` as JSON. Nothing that it sends is ever unpickled."""
    _be_quiet()
    _leave_no_core_dump()
    _end_with_parent()
    sender.send_bytes(msgspec.json.encode(_carry_out(work, job)))
    sender.close()


def limit_memory(allowance: int) -> None:
    """Let the system refuse memory beyond what this process has now plus `allowance` bytes, where it can."""
    if sys.platform == "win32":
        return
    limit = psutil.Process().memory_info().vms + allowance
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ValueError, OSError):
        return  # macOS knows the limit but may not take it; the parent looks as well.


def encodable(text: str) -> str:
    """Text that JSON can hold: in the name of a file, bytes that are not UTF-8 are written as backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the system or torch said that there is no more memory."""
    return isinstance(error, MemoryError) or "allocate memory" in str(error)


def _carry_out(work: Callable[[J], None], job: J) -> Answer:
    try:
        work(job)
    except PlainError as error:
        return Answer("refused", encodable(error.message), encodable(error.detail[:_MAX_DETAIL]))
    except BaseException as error:  # noqa: BLE001  (whatever the file brought about, the parent gets an answer)
        if is_out_of_memory(error):
            return Answer("memory", detail=encodable(str(error)[:_MAX_DETAIL]))
        return Answer("fault", detail=encodable(traceback.format_exc()[-_MAX_DETAIL:]))
    return Answer("done")


def _be_quiet() -> None:
    """What libraries print is not for the parent's terminal, and Ctrl-C there is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _leave_no_core_dump() -> None:
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _end_with_parent() -> None:
    """A parent that is killed can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()
