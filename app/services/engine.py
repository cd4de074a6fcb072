"""Importing torch beside the window, in a way that can be stopped, and loading the real detector."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QCoreApplication

from app.services.detection_types import DetectorLike, LoadDetector
from retinanet_core.errors import Cancelled, PlainError

ImportEngine = Callable[[Callable[[], bool]], None]
"""Imports what the detector needs. Raises `Cancelled` soon after its argument has become true."""


def import_engine(stopping: Callable[[], bool]) -> None:
    """Import torch and the detector on this thread: several seconds the first time.

    Raises:
        Cancelled: `stopping` became true. What was imported so far is of no use: the program is ending.
        PlainError: It cannot be imported.
    """
    try:
        with _stoppable_imports(stopping):
            importlib.import_module("retinanet_core.detect.detector")
    except _Stopped:
        raise Cancelled from None
    except (ImportError, OSError) as error:
        sentence = QCoreApplication.translate(
            "services", "PyTorch cannot be loaded, so nothing can be detected. Install Foveate again."
        )
        raise PlainError(sentence, detail=f"{type(error).__name__}: {error}") from error


def import_nothing(stopping: Callable[[], bool]) -> None:
    """What a detector needs that brings its own engine."""


def load_detector(folder: Path, device: str = "auto") -> DetectorLike:
    """Load a model folder. `import_engine` comes before. Raises `PlainError` if it cannot be used."""
    from retinanet_core.detect.detector import Detector

    return Detector.load(folder, device=device)


def detector_loader(device: Callable[[], str]) -> LoadDetector:
    """A `load_detector` for the device that is asked for whenever a model is loaded, on the loading thread."""
    return lambda folder: load_detector(folder, device())


class _Stopped(BaseException):
    """No `except Exception` around an optional import may take this for a missing module."""


class _Stopper:
    """Asked by Python before every import; refuses those of its own thread once it is time to stop."""

    def __init__(self, stopping: Callable[[], bool]) -> None:
        self._stopping = stopping
        self._thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if threading.get_ident() == self._thread and self._stopping():
            raise _Stopped
        return None


@contextmanager
def _stoppable_imports(stopping: Callable[[], bool]) -> Iterator[None]:
    """torch consists of two thousand modules: between any two of them the import can be given up."""
    stopper = _Stopper(stopping)
    sys.meta_path.insert(0, stopper)
    try:
        yield
    finally:
        sys.meta_path.remove(stopper)
