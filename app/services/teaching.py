"""Teaching in a child process: it can crash, run out of memory or be killed, and the program goes on."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal

from app.services.child_process import CHILD_LOG, child_environment, last_lines, teach_command
from app.services.teach_events import Event, EventFollower
from app.services.threads import SHUTDOWN_SECONDS, start_thread
from retinanet_core.errors import PlainError
from retinanet_core.teach import orders, state
from retinanet_core.teach.guards import lower_priority
from retinanet_core.teach.job import (
    CANCEL_NAME,
    CANCELLED,
    DISK_FULL,
    EVENTS_NAME,
    FINISH_NAME,
    LAST_WORDS,
    PAUSE_NAME,
    REPORT_NAME,
)

_log = logging.getLogger(__name__)

POLL_MS = 200

Outcome = Literal["finished", "cancelled", "failed", "crashed"]


class TeachingError(PlainError):
    """Teaching cannot be started."""


@dataclass(frozen=True, slots=True)
class TeachOutcome:
    """How a run ended.

    Attributes:
        outcome: `finished`: report.json and candidate/ are there. `cancelled`: a person stopped it. `failed`:
            the child says why it could not. `crashed`: it ended without saying anything.
        message: One sentence.
        detail: Technical facts; may be empty.
        resumable: `TeachingService.start` with the same folder goes on from where it was.
    """

    run_folder: Path
    outcome: Outcome
    message: str
    detail: str = ""
    resumable: bool = False


class TeachingService(QObject):
    """Runs one teaching child at a time and tells what it says.

    Signals:
        event_received(dict): Each event of the run, in order, once.
        finished(TeachOutcome): The child has ended; all its events were told before.
    """

    event_received = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        command: Callable[[Path], list[str]] = teach_command,
        terminate_after: float = 1.4,
        kill_after: float = 1.7,
    ) -> None:
        """Start nothing yet.

        Args:
            command: Program and arguments that teach a run folder.
            terminate_after: Seconds from `cancel` until the child is asked to end by the system.
            kill_after: Seconds from `cancel` until it is ended by force.
        """
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._run_folder: Path | None = None
        self._follower: EventFollower | None = None
        self._last_event: Event | None = None
        self._verdict: Event | None = None
        self._cancelled = self._pause_wanted = self._paused = self._finishing = False
        self._began = 0.0
        self._elapsed = 0.0
        self._poll = self._timer(POLL_MS, self._read_events, single=False)
        self._terminate = self._timer(round(terminate_after * 1000), self._terminate_child, single=True)
        self._kill = self._timer(round(kill_after * 1000), self._kill_child, single=True)

    @property
    def running(self) -> bool:
        """A child is at work (or being stopped)."""
        return self._process is not None

    @property
    def cancelling(self) -> bool:
        """A person asked the child to stop and it has not ended yet."""
        return self.running and self._cancelled

    @property
    def pause_wanted(self) -> bool:
        """A person paused the run, though the child may still be at its last step."""
        return self.running and self._pause_wanted

    @property
    def paused(self) -> bool:
        """The child says that it stands still."""
        return self.running and self._paused

    @property
    def finishing(self) -> bool:
        """A person wants the result of what was learnt until now."""
        return self.running and self._finishing

    @property
    def run_folder(self) -> Path | None:
        """The folder of the run at work, or of the last one."""
        return self._run_folder

    @property
    def last_event(self) -> Event | None:
        """The newest event of that run."""
        return self._last_event

    @property
    def elapsed(self) -> float:
        """Seconds since that run was started, or that it took."""
        return time.monotonic() - self._began if self.running else self._elapsed

    @property
    def process_id(self) -> int | None:
        """The system's number of the child while it runs."""
        return int(self._process.processId()) or None if self._process is not None else None

    def start(self, run_folder: Path) -> None:
        """Start teaching the run in this folder, from the state that an earlier attempt left there if it left one.

        What that attempt said is removed.

        Raises:
            TeachingError: A run is at work already, or the folder cannot be written.
        """
        if self.running:
            raise TeachingError(self.tr("Teaching is at work already. Wait until it ends, or cancel it."))
        try:
            orders.clear(run_folder)
            for name in (EVENTS_NAME, CHILD_LOG):
                (run_folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise TeachingError(
                self.tr("Teaching cannot start: the folder {0} cannot be written.").format(run_folder),
                detail=str(error),
            ) from error
        self._run_folder = run_folder
        self._follower = EventFollower(run_folder / EVENTS_NAME)
        self._last_event = self._verdict = None
        self._cancelled = self._pause_wanted = self._paused = self._finishing = False
        self._began = time.monotonic()
        self._process = self._make_process(run_folder)
        self._poll.start()
        self._process.start()

    def cancel(self) -> None:
        """Ask the child to stop; it is ended by force if it does not. `finished` follows."""
        if self._run_folder is None or not self.running or self._cancelled:
            return
        self._cancelled = True
        if orders.give(self._run_folder, CANCEL_NAME):
            self._terminate.start()
        else:
            self._terminate_child()
        self._kill.start()

    def pause(self) -> None:
        """Ask the child to stand still; the event `paused` follows when it does, within a step."""
        if self._run_folder is not None and self.running and not self._cancelled:
            self._pause_wanted = orders.give(self._run_folder, PAUSE_NAME)

    def resume(self) -> None:
        """Let a paused child go on; the event `resumed` follows."""
        if self._run_folder is not None and self.pause_wanted:
            self._pause_wanted = not orders.withdraw(self._run_folder, PAUSE_NAME)

    def finish_early(self) -> None:
        """Ask the child to learn no more, and to measure and report what it has; a pause ends."""
        if self._run_folder is not None and self.running and not self._cancelled:
            self._finishing = orders.give(self._run_folder, FINISH_NAME)
            self.resume()

    def shutdown(self, seconds: float = SHUTDOWN_SECONDS) -> bool:
        """End the child, by force if it takes longer than half the time; False if it is still there.

        What it has saved stays, so that the run can be taken up again. No signal follows.
        """
        process = self._process
        if process is None:
            return True
        process.finished.disconnect(self._child_ended)
        process.errorOccurred.disconnect(self._child_error)
        process.terminate()
        half = round(seconds * 500)
        ended = process.waitForFinished(half)
        if not ended:
            process.kill()
            ended = process.waitForFinished(half)
        # A program that never started is "not running" at once, and waiting for it returns False.
        ended = ended or process.state() == QProcess.ProcessState.NotRunning
        self._forget_process()
        return ended

    def _timer(self, milliseconds: int, slot: Callable[[], None], *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(single)
        timer.timeout.connect(slot)
        return timer

    def _make_process(self, run_folder: Path) -> QProcess:
        program, *arguments = self._command(run_folder)
        process = QProcess(self)
        process.setProgram(program)
        process.setArguments(arguments)
        environment = QProcessEnvironment()
        for name, value in child_environment(os.environ).items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.setStandardOutputFile(str(run_folder / CHILD_LOG))
        process.started.connect(self._child_started)
        process.finished.connect(self._child_ended)
        # Queued: some systems report this inside `start`, before the caller knows that a run began.
        process.errorOccurred.connect(self._child_error, Qt.ConnectionType.QueuedConnection)
        return process

    def _terminate_child(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def _kill_child(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _child_started(self) -> None:
        pid = self.process_id
        if pid is not None:
            lower_priority(pid)

    def _read_events(self) -> None:
        follower = self._follower
        if follower is None:
            return
        for event in follower.read_new():
            self._last_event = event
            if event["event"] in LAST_WORDS:
                self._verdict = event
            elif event["event"] in ("paused", "resumed"):
                self._paused = event["event"] == "paused"
            self.event_received.emit(event)

    def _child_error(self, error: QProcess.ProcessError) -> None:
        """Other errors than this one are followed by `QProcess.finished`."""
        if error != QProcess.ProcessError.FailedToStart or self._process is None:
            return
        detail = f"{self._process.program()}: {self._process.errorString()}"
        self._end("failed", self.tr("Teaching could not be started. Nothing was changed."), detail)

    def _child_ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_events()
        if self._process is None:
            return  # a slot shut this service down
        verdict = self._verdict or {}
        kind = verdict.get("event")
        normal = status == QProcess.ExitStatus.NormalExit
        if normal and code == 0 and (kind == "finished" or self._has_report()):
            self._end("finished", str(verdict.get("sentence", "")))
        elif self._cancelled or (normal and code == CANCELLED):
            self._end("cancelled", self.tr("Teaching was cancelled. Nothing was changed."))
        elif normal and kind == "failed":
            self._end("failed", str(verdict.get("message", "")), str(verdict.get("detail", "")))
        elif normal and code == DISK_FULL:
            self._end_without_disk()
        else:
            self._end_crashed(code, normal=normal)

    def _has_report(self) -> bool:
        """The result is whole, also where the disk had no room for the child's last word about it."""
        return self._run_folder is not None and (self._run_folder / REPORT_NAME).is_file()

    def _end_without_disk(self) -> None:
        assert self._run_folder is not None
        message = self.tr(
            "Teaching stopped because the disk is full or cannot be written. Nothing was changed; free some space."
        )
        self._end("failed", message, last_lines(self._run_folder / CHILD_LOG))

    def _end_crashed(self, code: int, *, normal: bool) -> None:
        assert self._run_folder is not None
        if normal:
            message = self.tr("Teaching stopped by itself without saying why. Nothing was changed.")
            how = f"exit code {code}"
        else:
            message = self.tr(
                "Teaching was ended by the system, perhaps because memory ran out. Nothing was changed."
            )
            how = f"ended by signal or exception {code}"
        self._end("crashed", message, f"{how}\n{last_lines(self._run_folder / CHILD_LOG)}".strip())

    def _end(self, outcome: Outcome, message: str, detail: str = "") -> None:
        assert self._run_folder is not None
        _log.info("%s %s: %s %s", self._run_folder, outcome, message, detail)
        resumable = outcome in ("failed", "crashed") and state.saved(self._run_folder) is not None
        result = TeachOutcome(self._run_folder, outcome, message, detail, resumable)
        self._forget_process()
        if outcome == "cancelled":
            # A child that had to be ended could not do it. Deleting may take long, and nobody waits for it.
            start_thread(partial(state.clear, self._run_folder), "clear state")
        self.finished.emit(result)

    def _forget_process(self) -> None:
        for timer in (self._poll, self._terminate, self._kill):
            timer.stop()
        if self._process is not None:
            self._elapsed = time.monotonic() - self._began
            self._process.deleteLater()
            self._process = None
