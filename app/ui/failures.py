"""Errors nobody expected: into the log and one quiet sentence, never a traceback at the person."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FailureRelay(QObject):
    """Carries what failed, in any thread, to the GUI thread.

    Signals:
        failed: A sentence and the technical facts.
    """

    failed = Signal(str, str)

    def sentence(self, error: BaseException) -> str:
        """What a person is told."""
        if isinstance(error, PlainError):
            return error.message
        return self.tr("Something in the program failed. Your work is saved; you can go on.")

    def report(self, error: BaseException) -> None:
        """Log an error and pass it on. Any thread."""
        facts = "".join(traceback.format_exception(error))
        log.error("unexpected: %s", facts)
        if isinstance(error, PlainError) and error.detail:
            facts = f"{error.detail}\n\n{facts}"
        self.failed.emit(self.sentence(error), facts)


def install(relay: FailureRelay) -> Callable[[], None]:
    """Send uncaught errors of all threads to `relay` and Qt's own messages to the log; returns how to stop."""
    before, before_thread = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        relay.report(error.with_traceback(trace))

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            relay.report(arguments.exc_value)

    def message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)

    sys.excepthook = hook
    threading.excepthook = thread_hook
    qInstallMessageHandler(message)

    def restore() -> None:
        sys.excepthook, threading.excepthook = before, before_thread
        qInstallMessageHandler(None)

    return restore
