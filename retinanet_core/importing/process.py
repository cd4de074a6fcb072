"""The parent's side: a child reads what strangers wrote, within limits, and is ended whatever comes."""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TypeVar

import msgspec
import psutil

from retinanet_core.errors import Cancelled, CheckpointError
from retinanet_core.importing import child
from retinanet_core.importing.child import Answer

J = TypeVar("J")

GIB = 1 << 30
_TORCH_ITSELF = 2 * GIB
_POLL_SECONDS = 0.05
_LAST_BREATH_SECONDS = 5.0


@dataclass(frozen=True)
class Limits:
    """What reading a file may take.

    Attributes:
        seconds: From the start of the process to its answer.
        memory: Bytes beyond the file's own size and what torch itself takes. The largest network, ResNet-152, is
            held up to four times at once, in 0.3 GiB each.
    """

    seconds: float = 300.0
    memory: int = 3 * GIB


LIMITS = Limits()


def run(
    work: Callable[[J], None],
    job: J,
    *,
    source: Path,
    seconds: float,
    memory: int,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Call `work(job)` in a child; returns when it has said that all went well.

    Works on any thread. A program that is frozen must call `multiprocessing.freeze_support` at its start.

    Args:
        work: A function of a module that imports no torch.
        job: Its argument, which can be pickled.
        source: The file that it is about, for the sentences.
        seconds: How long it may take.
        memory: Bytes that it may take beyond what torch itself does.
        cancelled: Asked many times a second.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: `work` refused the file, took too long or too much memory, or crashed.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=child.main, args=(sender, work, job), name="importing", daemon=True)
    with receiver:
        try:
            with sender:
                process.start()
        except OSError as error:
            raise CheckpointError(
                f"The process that reads {source} cannot be started; close other programs and try again.",
                detail=str(error),
            ) from error
        try:
            answer = _answer(process, receiver, source, seconds, memory, cancelled)
        finally:
            process.kill()
            process.join()
            process.close()
    _raise_unless_done(answer, source)


def _answer(
    process: SpawnProcess,
    receiver: Connection,
    source: Path,
    seconds: float,
    memory: int,
    cancelled: Callable[[], bool] | None,
) -> Answer:
    deadline = time.monotonic() + seconds
    try:
        while not receiver.poll(_POLL_SECONDS):  # on Windows it raises when the child has ended
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise CheckpointError(
                    f"Reading {source} took longer than {seconds:.0f} s and was stopped; "
                    "close other programs, or fetch or save the file again."
                )
            if _resident(process) > memory + _TORCH_ITSELF:
                return Answer("memory", detail="It was ended at its limit.")
        return msgspec.json.decode(receiver.recv_bytes(child.MAX_ANSWER_BYTES), type=Answer)
    except (EOFError, OSError, msgspec.MsgspecError) as error:
        process.join(_LAST_BREATH_SECONDS)
        return Answer("fault", detail=f"exit code {process.exitcode}: {error!r}")


def _resident(process: SpawnProcess) -> int:
    """Bytes of memory that the child has now."""
    with contextlib.suppress(psutil.Error):  # it has just ended: the pipe will tell
        return int(psutil.Process(process.pid).memory_info().rss)
    return 0


def _raise_unless_done(answer: Answer, source: Path) -> None:
    if answer.outcome == "refused":
        raise CheckpointError(answer.message, detail=answer.detail)
    if answer.outcome == "memory":
        raise CheckpointError(
            f"Reading {source} takes more memory than such weights need, or than is free; "
            "close other programs, or fetch or save the file again.",
            detail=answer.detail,
        )
    if answer.outcome == "fault":
        raise CheckpointError(
            f"{source} made the process that reads it fail, so it was not imported; fetch or save it again.",
            detail=answer.detail,
        )
