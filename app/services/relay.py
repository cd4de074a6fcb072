"""The one way from a worker thread to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Relay(QObject):
    """Carries messages from any thread to a slot on the thread where the relay was made.

    Which thread a PySide6 slot runs in depends on who owns the signal: one owned by a worker runs plain
    functions and lambdas in the *worker*. So the signal belongs to this object, which is made on the thread
    of the window. The connection is always queued: a message never arrives inside the call that sends it.
    """

    _message = Signal(object)

    def __init__(self, receive: Callable[[object], None]) -> None:
        """Deliver every message to `receive`, a bound method of a QObject of the current thread."""
        super().__init__()
        self._message.connect(receive, Qt.ConnectionType.QueuedConnection)

    def post(self, message: object) -> None:
        """Send `message` (from any thread). It must not be changed afterwards by the sender."""
        self._message.emit(message)
