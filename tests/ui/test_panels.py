"""The lists beside the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.project import edits
from app.project.records import BoxState, Frame
from app.project.store import BoxCounts
from app.ui.frame_state import FrameState, state_of
from app.ui.panels.classes_panel import Column
from app.ui.panels.frames_model import Kind, Role
from tests.shared_data import require_shared_data
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
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_the_models_keep_the_rules_of_models(opened: Hand) -> None:
    strict = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(model, strict)
        for model in (opened.bench.frames.model, opened.bench.box_list.model, opened.bench.classes.model)
    ]
    opened.draw(20, 20, 80, 80)
    opened.suggest(2)
    opened.key(Qt.Key.Key_Space)
    opened.bench.frames.unreviewed.setChecked(True)
    opened.key(Qt.Key.Key_Z)
    opened.add_class("weed")
    opened.bench.frames.filter.setText("_2")
    opened.bench.opening.close_project()
    assert len(testers) == 3


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


def test_arrows_move_a_selected_box_instead(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.click(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_Right)
    opened.settle()
    assert [round(value) for value in opened.boxes[0].rect] == [21, 20, 81, 80]
    frame = opened.bench.session.frame
    assert frame is not None
    assert frame.id == opened.store.frame_ids()[0]


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


def test_the_list_of_boxes_and_the_picture_select_together(opened: Hand) -> None:
    opened.suggest()
    opened.draw(150, 150, 200, 200)
    panel = opened.bench.box_list
    names = [panel.model.data(panel.model.index(row)) for row in range(panel.model.rowCount())]
    assert names == ["shell", "shell", "shell"]
    assert panel.header.text() == "2 suggested, 1 confirmed; 1 below the slider."
    panel.list.setCurrentIndex(panel.model.index(1))
    chosen = panel.model.boxes[1]
    assert opened.bench.canvas.selection() == {chosen.id}
    opened.click(50, 50)
    (selected,) = opened.bench.canvas.selection()
    rows = [index.row() for index in panel.list.selectionModel().selectedIndexes()]
    assert [panel.model.boxes[row].id for row in rows] == [selected]


def test_classes_are_added_renamed_hidden_and_chosen(opened: Hand) -> None:
    panel = opened.bench.classes
    opened.draw(20, 20, 80, 80)
    assert panel.model.data(panel.model.index(0, Column.COUNT)) == "1"
    assert panel.model.data(panel.model.index(1, Column.KEY)) == "2"
    panel.model.setData(panel.model.index(0, Column.NAME), "clam")
    assert opened.store.classes()[0].name == "clam"
    assert opened.bench.canvas.boxes()[0].class_name == "clam"
    panel.model.setData(
        panel.model.index(0, Column.SHOWN), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert opened.bench.canvas.boxes() == ()
    place = panel.table.visualRect(panel.model.index(1, Column.NAME)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    drawing = opened.bench.session.draw_class
    assert drawing is not None
    assert drawing.name == "crab"


def test_a_name_that_is_taken_is_refused_aloud(opened: Hand) -> None:
    opened.add_class("shell")
    assert opened.notice() == "There is a class named shell already."
    assert opened.bench.classes.adding.text() == "shell", "what was typed is not lost"
    assert len(opened.store.classes()) == 2


def test_recolouring_shows_at_once(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    shell = opened.store.classes()[0]
    opened.bench.session.perform(lambda store: edits.recolour_class(store, shell.id, "#123456"))
    assert opened.bench.canvas.boxes()[0].colour == "#123456"


def test_sorted_by_state_then_score(opened: Hand) -> None:
    opened.draw(150, 150, 200, 200)
    opened.suggest()
    assert [box.state for box in opened.bench.box_list.model.boxes] == [
        BoxState.SUGGESTED,
        BoxState.SUGGESTED,
        BoxState.CONFIRMED,
    ]


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
    assert model.data(model.index(1), Role.SUBTITLE) == "25 frames"
    rect = hand.bench.frames.view.visualRect(model.index(1))
    QTest.mouseClick(hand.bench.frames.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QApplication.processEvents()
    assert model.rowCount() == 27
    assert hand.bench.frames.selected_frames() == (hand.store.frame_ids()[1],)
