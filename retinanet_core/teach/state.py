"""The state of a run at work, kept in its folder: after a crash it goes on from there.

state/ holds one file of tensors under a name of its own and state.json, which points at it, so that a state is
there whole or not at all. It belongs to one job on one manifest, and goes when the run ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from retinanet_core.errors import ManifestError
from retinanet_core.files import sha256_of, write_atomically
from retinanet_core.teach.job import JOB_NAME, STATE_NAME, load_job
from retinanet_core.version import __version__

if TYPE_CHECKING:
    from retinanet_core.teach.control import Control

HEADER_NAME = "state.json"
FORMAT = 2

_LEAST_SECONDS = 2.0
_SHARE = 0.01
"""Part of the time that may go into saving."""

UNSAVED = (
    "What was learnt until now cannot be saved, so after a crash this run would begin anew; check the disk."
)

_log = logging.getLogger(__name__)

QualityPoint = tuple[int, float, float | None]
"""Steps done, seconds of training, and AP50 on a few pinned frames."""


@dataclass(frozen=True)
class RunState:
    """Where a run is.

    Attributes:
        phase: Number of the phase that it is in.
        step: Optimizer steps done.
        seconds: Time spent training, without loading, measuring and standing still.
        trainer: Whatever the trainer needs to go on, as `state_dict` gives it: dicts with keys that are text or whole
            numbers, lists and tuples of tensors, plain numbers, text and None. Only what is learnt: the rest is in
            the parent.
        quality: How good it was on the way.
    """

    phase: int
    step: int
    seconds: float
    trainer: dict[str, Any]
    quality: tuple[QualityPoint, ...] = ()


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """state.json: what is known of a state without loading it.

    Attributes:
        key: Of the program's version, the job and the manifest that it belongs to.
        file: Name of the file with the tensors.
        sha256: Of that file.
        at: When it was saved, Unix seconds.
    """

    key: str
    file: str
    sha256: str
    step: int
    seconds: float
    at: float
    format: int = FORMAT


def saved(run: Path) -> Saved | None:
    """What the state in a run folder says of itself; None if there is none. Reads one small file."""
    try:
        found = msgspec.json.decode((run / STATE_NAME / HEADER_NAME).read_bytes(), type=Saved)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, ValueError) as error:
        _log.warning("the state of %s cannot be read: %s", run, error)
        return None
    return found if found.format == FORMAT else None


def save(run: Path, state: RunState) -> None:
    """Replace the state of a run, durably.

    Raises:
        OSError: The folder cannot be written; the state before is still there.
        ManifestError: The job cannot be read any more; likewise.
    """
    folder = run / STATE_NAME
    folder.mkdir(exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.pt"
    try:
        digest = _write(path, state)
        header = Saved(
            key=_key(run),
            file=path.name,
            sha256=digest,
            step=state.step,
            seconds=state.seconds,
            at=time.time(),
        )
        write_atomically(folder / HEADER_NAME, msgspec.json.encode(header))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    for other in folder.glob("*.pt"):
        if other != path:
            other.unlink(missing_ok=True)


def load(run: Path) -> RunState | None:
    """The state to go on from; None to begin anew: there is none, it is damaged, or it is that of another job."""
    found = saved(run)
    if found is None:
        return None
    try:
        if found.key != _key(run):
            _log.warning("the state of %s is that of another job; the run begins anew", run)
            return None
        return _read(run / STATE_NAME / Path(found.file).name, found.sha256)
    except Exception as error:  # noqa: BLE001  (a damaged file makes the unpickler raise anything)
        _log.warning("the state of %s is damaged (%s); the run begins anew", run, error)
        return None


def clear(run: Path) -> None:
    """Forget the state of a run, as far as the system lets us; state.json goes first."""
    folder = run / STATE_NAME
    with contextlib.suppress(OSError):
        (folder / HEADER_NAME).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


class StateKeeper:
    """Saves the state of a run now and then, in a small share of the time, and when it is about to be paused."""

    def __init__(
        self,
        run: Path,
        control: Control,
        clock: Callable[[], float] = time.monotonic,
        *,
        tell: Callable[[str], bool] = lambda _sentence: True,
    ) -> None:
        """`tell` says once that the state cannot be saved; whether that was heard."""
        self._run = run
        self._tell = tell
        self._told = False
        self._control = control
        self._clock = clock
        self._next = clock() + _LEAST_SECONDS

    def follow(self, state: Callable[[], RunState]) -> None:
        """Save what `state` gives if it is time to: call it after each step, before `Control.check`.

        A disk that is full costs the state, not the run.
        """
        begin = self._clock()
        if begin < self._next and not self._control.pause_wanted():
            return
        try:
            save(self._run, state())
        except (OSError, ManifestError) as error:
            _log.warning("the state of %s cannot be saved: %s", self._run, error)
            self._told = self._told or self._tell(UNSAVED)
        now = self._clock()
        self._next = now + max(_LEAST_SECONDS, (now - begin) / _SHARE)


def _write(path: Path, state: RunState) -> str:
    """Write the state and return the SHA-256 of the file."""
    import torch

    with path.open("xb") as stream:
        torch.save(vars(state), stream)
        stream.flush()
        os.fsync(stream.fileno())
    return sha256_of(path)


def _read(path: Path, sha256: str) -> RunState:
    import torch

    if sha256_of(path) != sha256:
        raise ValueError("its content is not what was written")
    return RunState(**torch.load(path, map_location="cpu", weights_only=True))


def _key(run: Path) -> str:
    """Of all that the meaning of a state depends on: another program, job or manifest must not go on from it."""
    digest = hashlib.sha256(__version__.encode())
    for name in (JOB_NAME, load_job(run).manifest):
        digest.update(hashlib.sha256((run / name).read_bytes()).digest())
    return digest.hexdigest()
