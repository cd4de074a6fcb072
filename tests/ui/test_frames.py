"""The list of frames, and going through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project import edits
from app.project.records import Frame
from app.project.store import BoxCounts
from app.settings import THUMB_SIZE
from app.ui.frame_state import FrameState, state_of
from tests.ui.conftest import Hand


@pytest.mark.parametrize(
    ("reviewed", "counts", "detected", "state"),
    [
        (False, None, None, FrameState.UNSEEN),
        (False, BoxCounts(3, 0, 0), 1, FrameState.SUGGESTED),
        (False, None, 1, FrameState.SUGGESTED),
        (False, BoxCounts(3, 1, 0), 1, FrameState.IN_PROGRESS),
        (False, BoxCounts(0, 0, 1), 1, FrameState.IN_PROGRESS),
        (True, BoxCounts(0, 2, 0), 1, FrameState.REVIEWED),
        (True, BoxCounts(0, 0, 2), 1, FrameState.VERIFIED_EMPTY),
        (True, None, None, FrameState.VERIFIED_EMPTY),
    ],
)
def test_the_state_of_a_frame(
    reviewed: bool, counts: BoxCounts | None, detected: int | None, state: FrameState
) -> None:
    frame = Frame(id=1, media_id=1, index=0, width=4, height=4, reviewed=reviewed, detected_by=detected)
    assert state_of(frame, counts) is state
    assert state_of(frame, counts, unreadable=True) is FrameState.UNREADABLE


def titles(hand: Hand) -> list[str]:
    model = hand.bench.frames.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_filter_box_and_the_check_mark(opened: Hand) -> None:
    assert titles(opened) == [f"find_{n}.png" for n in range(6)]
    opened.bench.frames.filter.setText("FIND_3")
    assert titles(opened) == ["find_3.png"]
    opened.bench.frames.filter.clear()
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    opened.bench.frames.unreviewed.setChecked(True)
    assert titles(opened) == [f"find_{n}.png" for n in range(1, 6)]
    assert opened.bench.frames.summary.text() == "1 of 6 reviewed · 5 shown"


def test_a_frame_just_completed_stays_until_one_goes_on(opened: Hand) -> None:
    opened.bench.frames.unreviewed.setChecked(True)
    frame = opened.bench.session.frame
    assert frame is not None
    opened.bench.session.perform(lambda store: edits.complete_frame(store, frame.id, 0.3))
    assert "find_0.png" in titles(opened)
    opened.go_to(2)
    assert "find_0.png" not in titles(opened)


def test_arrows_walk_through_what_the_filter_lets_through(opened: Hand) -> None:
    for number in (1, 2):
        opened.go_to(number)
        frame_id = opened.store.frame_ids()[number]
        opened.bench.session.perform(lambda store, i=frame_id: edits.complete_frame(store, i, 0.3))
    opened.go_to(0)
    opened.bench.frames.unreviewed.setChecked(True)
    visited = []
    for _ in range(3):
        opened.key(Qt.Key.Key_Right)
        opened.settle()
        frame = opened.bench.session.frame
        assert frame is not None
        visited.append(opened.store.frame_position(frame.id))
    assert visited == [3, 4, 5]
    opened.key(Qt.Key.Key_Right)
    assert opened.bench.window.position.text() == "4 / 4"
    opened.key(Qt.Key.Key_PageUp)
    opened.settle()
    assert opened.bench.window.position.text() == "3 / 4"


def test_from_a_frame_that_does_not_pass_one_goes_to_its_neighbours(opened: Hand) -> None:
    model, ids = opened.bench.frames.model, opened.store.frame_ids()
    opened.go_to(3)
    opened.bench.session.perform(lambda store: edits.complete_frame(store, ids[3], 0.3))
    opened.bench.frames.unreviewed.setChecked(True)
    assert model.position(ids[3]) is None
    assert model.neighbour(ids[3], 1) == ids[4]
    assert model.neighbour(ids[3], -1) == ids[2]
    opened.settle()
    assert opened.bench.window.position.text().startswith("–")  # noqa: RUF001


def test_n_goes_to_the_next_unreviewed(opened: Hand) -> None:
    opened.go_to(2)
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    opened.go_to(1)
    opened.key(Qt.Key.Key_N)
    opened.settle()
    frame = opened.bench.session.frame
    assert frame is not None
    assert opened.store.frame_position(frame.id) == 3


def test_thumbnails_come_for_the_rows_in_sight(opened: Hand) -> None:
    loader = opened.bench.services.loader
    first = opened.store.frame_ids()[0]
    opened.qtbot.waitUntil(lambda: loader.get_thumbnail(first) is not None)


def test_g_puts_the_frames_into_a_grid_and_back(opened: Hand) -> None:
    view = opened.bench.frames.view
    opened.go_to(4)
    opened.key(Qt.Key.Key_G)
    opened.settle()
    assert opened.bench.actions["frames-grid"].isChecked()
    model = opened.bench.frames.model
    first, second = (view.visualRect(model.index(row, 0)) for row in (0, 1))
    assert second.left() > first.right()
    assert second.top() == first.top()
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=second.center())
    assert opened.bench.session.frame == opened.store.frame(opened.store.frame_ids()[1])
    opened.key(Qt.Key.Key_G)
    opened.settle()
    assert view.visualRect(model.index(1, 0)).top() > view.visualRect(model.index(0, 0)).top()


def test_ctrl_with_the_wheel_makes_the_tiles_larger_up_to_a_bound(opened: Hand) -> None:
    opened.key(Qt.Key.Key_G)
    view, settings = opened.bench.frames.view, opened.bench.settings

    def turn(by: int, times: int) -> None:
        for _ in range(times):
            event = QWheelEvent(
                QPointF(20, 20),
                QPointF(20, 20),
                QPoint(),
                QPoint(0, by),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.ControlModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(view.viewport(), event)

    def across() -> int:
        return view.viewport().width() // view.visualRect(opened.bench.frames.model.index(0, 0)).width()

    assert across() == 2
    turn(120, 4)
    assert across() == 1
    turn(120, 40)
    assert settings.get(THUMB_SIZE) == 400
    turn(-120, 40)
    assert settings.get(THUMB_SIZE) == 80
