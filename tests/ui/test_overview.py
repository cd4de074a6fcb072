"""The overview in the window: plots that follow the project and lead to frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project import edits
from app.project.frame_state import STATES, FrameState
from app.project.overview import GRID, Subject
from app.ui.overview.panel import OverviewPanel
from app.ui.overview.plot import Plot
from tests.ui.conftest import Hand


def panel_of(hand: Hand) -> OverviewPanel:
    return hand.bench.part(OverviewPanel)


def wait(hand: Hand) -> None:
    """Until everything is counted."""
    panel = panel_of(hand)
    hand.qtbot.waitUntil(lambda: not panel.busy and not panel._stale and panel._seen is not None)


def look(hand: Hand) -> dict[Subject, Plot]:
    """The plots, opened by their key."""
    hand.key(Qt.Key.Key_O)
    wait(hand)
    return panel_of(hand).plots


def counts(plot: Plot) -> list[int]:
    return [bar.count for bar in plot.bars]


def listed(hand: Hand) -> list[int]:
    return [hand.store.frame_ids().index(frame_id) for frame_id in hand.bench.frames.model.order]


@pytest.fixture
def filled(labelled: Hand) -> Hand:
    """Two complete frames with a box each, and suggestions on the fourth."""
    labelled.suggest(3)
    return labelled


def test_it_opens_and_closes_by_its_key(filled: Hand) -> None:
    panel, teach = panel_of(filled), filled.bench.teach_panel
    assert not panel.isVisible()
    assert not teach.visibleRegion().isEmpty()
    plots = look(filled)
    assert panel.isVisible()
    assert counts(plots[Subject.CLASSES]) == [5, 0]
    assert QApplication.focusWidget() is plots[Subject.PROGRESS]
    QTest.keyClick(plots[Subject.PROGRESS], Qt.Key.Key_O)
    QApplication.processEvents()
    assert not panel.isVisible()
    assert QApplication.focusWidget() is filled.bench.canvas
    assert not teach.visibleRegion().isEmpty(), "what was in front is again"


def test_the_plots_say_what_they_show(filled: Hand) -> None:
    plots = look(filled)
    assert plots[Subject.CLASSES].accessibleName() == "Boxes of each class"
    assert plots[Subject.CLASSES].accessibleDescription() == "5 boxes"
    assert plots[Subject.CLASSES].bars[0].words == "shell: 5 boxes on 3 frames, 3 suggested"
    assert plots[Subject.PROGRESS].accessibleDescription() == "not looked at: 3 frames, 50 %", (
        "where the keys are"
    )
    assert plots[Subject.PER_FRAME].bars[1].words == "1 box: 2 frames"
    assert sum(counts(plots[Subject.POSITIONS])) == 5
    assert sum(counts(plots[Subject.SCORES])) == 3


def test_enter_on_a_state_lists_its_frames_by_a_filter(filled: Hand) -> None:
    plot = look(filled)[Subject.PROGRESS]
    places = {state: number for number, state in enumerate(STATES)}
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for _ in range(places[FrameState.SUGGESTED]):
        QTest.keyClick(plot, Qt.Key.Key_Down)
    assert plot.at == places[FrameState.SUGGESTED]
    QTest.keyClick(plot, Qt.Key.Key_Return)
    filled.settle()
    assert listed(filled) == [3]
    assert filled.bench.frames.bar.asked.states == {FrameState.SUGGESTED}
    frame = filled.bench.session.frame
    assert frame is not None
    assert frame.id == filled.store.frame_ids()[3]


def test_enter_on_a_class_lists_its_frames_by_a_filter(filled: Hand) -> None:
    plot = look(filled)[Subject.CLASSES]
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Space)
    filled.settle()
    assert filled.bench.frames.bar.asked.classes == {filled.store.classes()[0].id}
    filled.qtbot.waitUntil(lambda: listed(filled) == [0, 1, 3])


def click(plot: Plot, number: int) -> None:
    at = plot.place(number).center()
    for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
        button = (
            Qt.MouseButton.LeftButton if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        )
        place = QPointF(plot.mapToGlobal(at))
        event = QMouseEvent(kind, at, place, button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(plot, event)


def test_a_click_on_a_bar_lists_the_frames_behind_it(filled: Hand) -> None:
    plot = look(filled)[Subject.SCORES]
    click(plot, 17)
    assert listed(filled) == [3]
    why = filled.widget("chosenWhy").text()  # type: ignore[attr-defined]
    assert why == "0.85 to 0.90: 1 box on 1 frame"
    click(plot, 0)
    assert listed(filled) == [3], "there is nothing behind an empty bar"


def test_which_boxes_count_can_be_chosen(filled: Hand) -> None:
    plots, panel = look(filled), panel_of(filled)
    panel.state.setCurrentIndex(1)
    wait(filled)
    assert counts(plots[Subject.CLASSES]) == [2, 0]
    click(plots[Subject.CLASSES], 0)
    assert listed(filled) == [0, 1]
    why = filled.widget("chosenWhy").text()  # type: ignore[attr-defined]
    assert why == "shell: 2 boxes on 2 frames (Confirmed boxes)"
    panel.of_class.setCurrentIndex(2)
    wait(filled)
    assert sum(counts(plots[Subject.SIZES])) == 0
    assert plots[Subject.SIZES].empty
    assert plots[Subject.SIZES].accessibleDescription() == "No such boxes yet"
    assert counts(plots[Subject.CLASSES]) == [2, 0], "that plot compares all classes"


def test_it_follows_the_project(filled: Hand) -> None:
    plots = look(filled)
    filled.go_to(4)
    filled.draw(20, 20, 80, 80)
    wait(filled)
    assert counts(plots[Subject.CLASSES]) == [6, 0]
    shell = filled.store.classes()[0]
    filled.bench.session.perform(lambda store: edits.rename_class(store, shell.id, "clam"))
    wait(filled)
    assert plots[Subject.CLASSES].bars[0].label == "clam"
    assert panel_of(filled).of_class.itemText(1) == "clam"
    filled.bench.session.undo()
    filled.bench.session.undo()
    wait(filled)
    assert [bar.label for bar in plots[Subject.CLASSES].bars] == ["shell", "crab"]
    assert counts(plots[Subject.CLASSES]) == [5, 0]


def test_nothing_is_counted_while_nobody_looks(filled: Hand) -> None:
    filled.go_to(4)
    filled.draw(20, 20, 80, 80)
    panel = panel_of(filled)
    assert not panel.busy
    assert panel._seen is None


def test_the_map_is_walked_in_two_directions(filled: Hand) -> None:
    plot = look(filled)[Subject.POSITIONS]
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for key, at in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, GRID + 1),
        (Qt.Key.Key_End, GRID * GRID - 1),
        (Qt.Key.Key_Right, GRID * GRID - 1),
        (Qt.Key.Key_Down, GRID * GRID - 1),
    ):
        QTest.keyClick(plot, key)
        assert plot.at == at


def test_an_empty_project_says_so(hand: Hand, tmp_path: Path) -> None:
    hand.bench.opening.new_project(tmp_path / "empty.foveate")
    look(hand)
    assert panel_of(hand).nothing.isVisible()
    assert panel_of(hand).nothing.text() == "There are no frames yet: open pictures or a video."
    assert not panel_of(hand).view.isVisible()


def test_there_is_room_for_several_plots_beside_each_other(filled: Hand) -> None:
    plots = look(filled)
    dock = filled.bench.window.dock("overview")
    dock.setFloating(True)
    dock.resize(1000, 700)
    QApplication.processEvents()
    row = [plots[subject].y() for subject in (Subject.PROGRESS, Subject.CLASSES, Subject.PER_FRAME)]
    assert row[0] == row[1] == row[2]
    dock.resize(360, 700)
    QApplication.processEvents()
    assert plots[Subject.CLASSES].y() > plots[Subject.PROGRESS].y()
