"""Fetching published weights into a part file, so that a dropped connection or a stopped program loses nothing."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

from retinanet_core.errors import Cancelled, WeightsError
from retinanet_core.published.http_answer import ConnectionLost, HttpAnswer, host_of
from retinanet_core.published.part_file import Origin, PartFile
from retinanet_core.published.sentences import elsewhere, in_mebibytes, writing
from retinanet_core.published.table import PublishedWeights

Progress = Callable[[int, int], None]
"""Called with bytes that are here and bytes in all (as the publisher states, while the server has not said)."""

_WORTH_ANOTHER_TRY = {408, 429, 500, 502, 503, 504}
_RANGE = re.compile(r"bytes (\d{1,15})-\d+/(\d{1,15})", re.ASCII)
_LENGTH = re.compile(r"\d{1,15}", re.ASCII)
_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Patience:
    """How much to bear from a server.

    Attributes:
        stall: Seconds without a byte until the connection counts as lost.
        tries: How often to connect, the first time included.
        pause: Seconds before the second try; each later pause is twice as long as the one before.
    """

    stall: float = 30.0
    tries: int = 5
    pause: float = 1.0


PATIENCE = Patience()


def download(
    entry: PublishedWeights,
    part: PartFile,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    patience: Patience = PATIENCE,
) -> None:
    """Make `part` whole, keeping what an earlier call fetched. Nothing is said about what is in it.

    Raises:
        Cancelled: `cancelled` said so; what has arrived is kept.
        WeightsError: The file cannot be had, or is larger or smaller than its publisher states.
    """
    stopped = cancelled or (lambda: False)
    report = progress or (lambda done, total: None)
    reached = False
    for attempt in range(1, patience.tries + 1):
        try:
            _attempt(entry, part, report, stopped, patience.stall)
        except ConnectionLost as lost:
            reached = reached or lost.reached
            if not reached:
                raise _offline(entry, lost) from lost
            if attempt == patience.tries:
                raise _gave_up(entry, lost, patience.tries) from lost
            _pause(patience.pause * 2 ** (attempt - 1), stopped)
        else:
            return


def _attempt(
    entry: PublishedWeights,
    part: PartFile,
    progress: Progress,
    cancelled: Callable[[], bool],
    stall: float,
) -> None:
    here, origin = part.resumable(entry.url)
    if here and here == origin.total:
        return
    wanted = {"Range": f"bytes={here}-", "If-Range": origin.validator} if here else {}
    with HttpAnswer(entry.url, wanted, stall=stall, cancelled=cancelled) as answer:
        if answer.status == 200:
            here, origin = 0, _origin(entry.url, answer.headers)
            _require_size(entry, origin.total)
        elif not here or answer.status not in {206, 416}:
            raise _refused(entry, answer.status)
        if not here or _continues(answer, here, origin):
            _receive(entry, part, answer, here, origin, progress)
            return
    with writing(entry, part.path.parent):
        part.discard()
    _attempt(entry, part, progress, cancelled, stall)  # for the whole file, so not a third time


def _receive(
    entry: PublishedWeights,
    part: PartFile,
    answer: HttpAnswer,
    here: int,
    origin: Origin,
    progress: Progress,
) -> None:
    """Put the body of an answer behind the bytes that are here."""
    with writing(entry, part.path.parent), part.path.open("ab" if here else "wb") as stream:
        if not here:
            part.note(origin)
        for chunk in answer:
            here += len(chunk)
            if here > (origin.total or entry.largest_bytes):
                break
            stream.write(chunk)
            progress(here, origin.total or entry.stated_bytes)
        stream.flush()
        os.fsync(stream.fileno())
    if here > (origin.total or entry.largest_bytes):
        with writing(entry, part.path.parent):
            part.discard()
        raise WeightsError(
            f"{host_of(entry.url)} sent more for {entry.name} than the {in_mebibytes(entry.stated_bytes)} that its "
            f"publisher states, so it was thrown away; {elsewhere(entry)}."
        )
    if here < (origin.total or entry.smallest_bytes):
        raise ConnectionLost("the connection broke off", detail=f"{here} of {origin.total} bytes")


def _continues(answer: HttpAnswer, here: int, origin: Origin) -> bool:
    """Whether an answer goes on with the very file that the bytes here are from."""
    place = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    return (
        answer.status == 206
        and place is not None
        and (int(place[1]), int(place[2])) == (here, origin.total)
        and _validator(answer.headers) in {"", origin.validator}
    )


def _origin(url: str, headers: Message) -> Origin:
    length = headers.get("Content-Length", "")
    return Origin(url, _validator(headers), int(length) if _LENGTH.fullmatch(length) else 0)


def _validator(headers: Message) -> str:
    """What tells this very file from a later one; a weak ETag does not."""
    tag = headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")


def _require_size(entry: PublishedWeights, total: int) -> None:
    if total and not entry.smallest_bytes <= total <= entry.largest_bytes:
        raise WeightsError(
            f"{host_of(entry.url)} offers {in_mebibytes(total)} for {entry.name}, but its publisher states "
            f"{in_mebibytes(entry.stated_bytes)}, so nothing was fetched; {elsewhere(entry)}.",
            detail=f"{total} bytes from {entry.url}",
        )


def _refused(entry: PublishedWeights, status: int) -> Exception:
    if status in _WORTH_ANOTHER_TRY:
        return ConnectionLost(f"it answered with error {status}")
    return WeightsError(
        f"{host_of(entry.url)} answered with error {status} instead of sending {entry.name}; update Foveate in case "
        f"the file has moved, or {elsewhere(entry)}."
    )


def _offline(entry: PublishedWeights, lost: ConnectionLost) -> WeightsError:
    return WeightsError(
        f"{host_of(entry.url)} cannot be reached, so {entry.name} was not fetched; check the network and the proxy, "
        f"or {elsewhere(entry)}.",
        detail=lost.detail,
    )


def _gave_up(entry: PublishedWeights, lost: ConnectionLost, tries: int) -> WeightsError:
    return WeightsError(
        f"{host_of(entry.url)} did not send {entry.name} in {tries} tries ({lost.why} at the last); what has arrived "
        f"is kept, so try again later, or {elsewhere(entry)}.",
        detail=lost.detail,
    )


def _pause(seconds: float, cancelled: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not cancelled() and time.monotonic() < until:
        time.sleep(_POLL_SECONDS)
    if cancelled():
        raise Cancelled
