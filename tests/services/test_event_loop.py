"""The window stays alive while the services work: each piece of work ends only once the loop went round again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.services.detection import DetectionService
from app.services.frames import FrameLoader
from app.services.sources import MediaKind
from retinanet_core.types import Image
from tests.services.fakes import FakeDetector, FakeSource, ref

ROUNDS = 5


class Loop(QObject):
    """Counts the rounds of the event loop; others can wait for more of them."""

    def __init__(self) -> None:
        super().__init__()
        self._rounds = 0
        self._went_round = threading.Condition()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count)
        self._timer.start(1)

    def _count(self) -> None:
        with self._went_round:
            self._rounds += 1
            self._went_round.notify_all()

    def wait_for_rounds(self) -> bool:
        """From another thread: whether the loop goes round while this thread works."""
        with self._went_round:
            goal = self._rounds + ROUNDS
            return self._went_round.wait_for(lambda: self._rounds >= goal, timeout=20)


class WaitingSource(FakeSource):
    """Whose reads last until the loop went round."""

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self.loop = loop
        self.alive: list[bool] = []

    def open(self) -> WaitingSource:
        super().open()
        return self

    def read(self, path: Path, kind: MediaKind, index: int) -> Image:
        self.alive.append(self.loop.wait_for_rounds())
        return super().read(path, kind, index)


def test_the_loop_goes_round_while_frames_are_detected_and_read(qtbot: QtBot) -> None:
    loop = Loop()
    source = WaitingSource(loop)
    in_detection: list[bool] = []
    in_thumbnails: list[bool] = []

    def while_detecting(_: Sequence[Image]) -> None:
        in_detection.append(loop.wait_for_rounds())

    def thumbnail(image: Image) -> Image:
        in_thumbnails.append(loop.wait_for_rounds())
        return np.ascontiguousarray(image[::8, ::8])

    detector = FakeDetector(before=while_detecting)
    service = DetectionService(source.open, load_detector=lambda _: detector)
    loader = FrameLoader(source.open, make_thumbnail=thumbnail)
    refs = [ref(n) for n in range(20)]
    with qtbot.waitSignal(service.finished, timeout=60000):
        service.set_model(1, Path("/models/1"))
        service.detect(refs)
        loader.prefetch(refs)
        loader.request_thumbnails(refs)
    qtbot.waitUntil(lambda: len(in_thumbnails) == len(refs), timeout=60000)
    assert loader.shutdown()
    assert service.shutdown()
    assert len(source.alive) >= 2 * len(refs)
    assert in_detection
    assert all(source.alive + in_detection + in_thumbnails)
    assert threading.get_ident() not in detector.threads
