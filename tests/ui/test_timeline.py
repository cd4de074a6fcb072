"""Videos: the time line, and how they are listed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.panels.frames_model import Kind, Role
from tests.shared_data import require_shared_data
from tests.ui.conftest import Hand


@pytest.fixture
def video() -> Path:
    return require_shared_data() / "video" / "fire2.mp4"


def test_a_video_has_a_time_line_and_is_stepped(hand: Hand, video: Path, tmp_path: Path) -> None:
    clip = tmp_path / "clips" / "fire2.mp4"
    clip.parent.mkdir()
    clip.write_bytes(video.read_bytes())
    hand.open(clip)
    timeline = hand.bench.timeline
    assert timeline.isVisible()
    assert timeline.place.text().endswith("frame 0 of 25")
    hand.key(".")
    hand.settle()
    hand.key(".")
    hand.settle()
    frame = hand.bench.session.frame
    assert frame is not None
    assert frame.index == 2
    hand.key(",")
    hand.settle()
    assert timeline.place.text().endswith("frame 1 of 25")
    track = timeline.track
    QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(track.width() - 8, track.height() // 2))
    hand.settle()
    frame = hand.bench.session.frame
    assert frame is not None
    assert frame.index == 24
    hand.key(".")
    assert hand.bench.session.frame == frame, "the video ends here"


def test_a_video_among_pictures_is_one_line_until_it_is_opened(
    hand: Hand, video: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "b.mp4").write_bytes(video.read_bytes())
    Pillow.fromarray(np.zeros((9, 9, 3), np.uint8)).save(folder / "a.png")
    hand.open(folder)
    model = hand.bench.frames.model
    assert [model.row(n).kind for n in range(model.rowCount())] == [Kind.FRAME, Kind.TITLE]
    assert not hand.bench.timeline.isVisible()
    assert len(model.order) == 26
    hand.key(Qt.Key.Key_Right)
    hand.settle()
    assert hand.bench.timeline.isVisible()
    assert hand.bench.frames.view.currentIndex().row() == 1
    assert model.data(model.index(1, 0), Role.SUBTITLE) == "25 frames"
    rect = hand.bench.frames.view.visualRect(model.index(1, 0))
    QTest.mouseClick(hand.bench.frames.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QApplication.processEvents()
    assert model.rowCount() == 27
    assert hand.bench.frames.selected_frames() == (hand.store.frame_ids()[1],)
