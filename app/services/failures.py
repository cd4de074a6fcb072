"""Turning whatever a job raised into one plain sentence."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import QCoreApplication

from retinanet_core.errors import Cancelled, PlainError

_log = logging.getLogger(__name__)


def as_plain_error(error: BaseException, doing: str) -> PlainError:
    """The error as something a person can be shown; logged here, once.

    Args:
        error: What a job raised. A `PlainError` is returned as it is.
        doing: What the job was, for the log ("reading /a/b.png").

    Returns:
        A sentence, with the traceback as its detail unless the error already was a sentence.
    """
    if isinstance(error, PlainError):
        _log.warning("%s: %s %s", doing, error.message, error.detail)
        return error
    if isinstance(error, Cancelled):
        return PlainError(QCoreApplication.translate("services", "The work was stopped."))
    detail = "".join(traceback.format_exception(error))
    _log.error("%s failed\n%s", doing, detail)
    if isinstance(error, MemoryError):
        sentence = QCoreApplication.translate(
            "services", "There is not enough memory for this. Close other programs and try again."
        )
    else:
        sentence = QCoreApplication.translate(
            "services", "Something went wrong inside Foveate. The log has the details."
        )
    return PlainError(sentence, detail=detail)
