"""What this computer can do: measured once in a child process, and remembered for this computer and version."""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from app.services.child_process import child_environment
from retinanet_core.files import write_atomically
from retinanet_core.version import __version__

log = logging.getLogger(__name__)

WAIT_MS = 1500
"""After the detector was imported: the window is used first."""


@dataclass(frozen=True)
class Speed:
    """What detects, in words, and how many seconds it takes for one picture."""

    engine: str
    seconds: float


def measure_command(device: str) -> list[str]:
    """This very program again, frozen or not."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*program, "info", "--json", "--speed", device]


class SpeedMeter(QObject):
    """Asks a child process how fast this computer detects, unless it is known.

    Signals:
        changed: It is known now, or cannot be known, or is no longer what was asked for.
    """

    changed = Signal()

    def __init__(
        self,
        kept_in: Path,
        device: Callable[[], str],
        command: Callable[[str], list[str]],
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            kept_in: The file that remembers it.
            device: What is to detect.
            command: What measures a device and prints JSON.
        """
        super().__init__(parent)
        self._kept_in, self._device, self._command = kept_in, device, command
        self._process: QProcess | None = None
        self._failed = False
        self._known = self._read()
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._begin)

    @property
    def speed(self) -> Speed | None:
        """What was measured for the device of now; None while it is not known."""
        return self._known.get(self._key())

    @property
    def failed(self) -> bool:
        """It was tried, and could not be measured."""
        return self._failed

    def measure_later(self) -> None:
        """Measure soon, if it is not known."""
        if self.speed is None and self._process is None and not self._failed:
            self._later.start()

    def start_anew(self) -> None:
        """Another device is to detect."""
        self._failed = False
        self.stop()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._later.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _begin(self) -> None:
        program, *words = self._command(self._device())
        process = self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment(os.environ).items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(program, words)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        output = bytes(process.readAllStandardOutput().data())
        try:
            facts = json.loads(output)["speed"]
            self._known[self._key()] = Speed(
                str(facts["engine"]), max(0.0001, float(facts["seconds_per_picture"]))
            )
            self._write()
        except (ValueError, KeyError, TypeError) as error:
            self._failed = True
            said = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
            log.warning("speed: not measured (%s): %s", error, said[-2000:])
        process.deleteLater()
        self.changed.emit()

    def _key(self) -> str:
        parts = (
            __version__,
            platform.node(),
            platform.machine(),
            platform.processor(),
            str(os.cpu_count()),
            self._device(),
        )
        return " | ".join(parts)

    def _read(self) -> dict[str, Speed]:
        try:
            raw = json.loads(self._kept_in.read_text(encoding="utf-8"))
            return {str(key): Speed(str(item["engine"]), float(item["seconds"])) for key, item in raw.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            # It is measured again.
            log.warning("speed %s: %s", self._kept_in, error)
            return {}

    def _write(self) -> None:
        data = {key: asdict(speed) for key, speed in self._known.items()}
        try:
            self._kept_in.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._kept_in, json.dumps(data, indent=1).encode() + b"\n")
        except OSError as error:
            log.warning("speed %s: %s", self._kept_in, error)
