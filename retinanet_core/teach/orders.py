"""Speaking to a run at work: the empty files cancel, pause and finish in its folder, which `Control` looks for."""

from __future__ import annotations

import logging
from pathlib import Path

from retinanet_core.teach import state
from retinanet_core.teach.job import CANCEL_NAME, FINISH_NAME, PAUSE_NAME

_log = logging.getLogger(__name__)


def give(run: Path, order: str) -> bool:
    """Write an order; False if the folder cannot be written."""
    try:
        (run / order).touch()
    except OSError as error:
        _log.warning("the order %s in %s cannot be given: %s", order, run, error)
        return False
    return True


def withdraw(run: Path, order: str) -> bool:
    """Take an order back; False if it is still there."""
    try:
        (run / order).unlink(missing_ok=True)
    except OSError as error:
        _log.warning("the order %s in %s cannot be taken back: %s", order, run, error)
        return False
    return True


def clear(run: Path) -> None:
    """Make a run folder ready to be started (again): nothing is asked of it.

    That a run was cancelled is known by this file alone, so what it kept for going on goes with it.

    Raises:
        OSError: The folder cannot be written.
    """
    if (run / CANCEL_NAME).exists():
        state.clear(run)
    for name in (CANCEL_NAME, PAUSE_NAME, FINISH_NAME):
        (run / name).unlink(missing_ok=True)
