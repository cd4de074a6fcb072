"""Filtering, sorting and grouping the list of frames, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu

from app.project import edits
from app.project.class_edits import rename_class
from app.project.frame_order import Order
from app.ui.panels.frames_model import Kind, Role
from app.ui.panels.queue_chooser import CHOICES
from tests.ui.conftest import Hand, make_model, make_picture


def listed(hand: Hand) -> list[int]:
    return [hand.store.frame_position(frame_id) for frame_id in hand.bench.frames.model.order]


def ask(hand: Hand, line: str) -> None:
    """Type into the line and press Enter."""
    hand.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = hand.bench.frames.filter
    assert box.hasFocus()
    QTest.keyClicks(box, line)
    QTest.keyClick(box, Qt.Key.Key_Return)
    wait_for_boxes(hand)


def wait_for_boxes(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: hand.bench.frames.keeper._task is None)
    hand.settle()


def chips(hand: Hand) -> list[str]:
    found = hand.bench.frames.bar.findChildren(QAbstractButton)
    return [
        chip.text().removesuffix("  ✕") for chip in found if chip.property("chip") and not chip.isHidden()
    ]


@pytest.fixture
def varied(opened: Hand) -> Hand:
    """Suggestions with scores 0.875, 0.625 and 0.25 on 1 and 4, a box of the second class on 2, 3 is reviewed."""
    opened.suggest(1)
    opened.suggest(4)
    ids, crab = opened.store.frame_ids(), opened.store.classes()[1].id
    opened.store.apply(edits.draw_box(opened.store, ids[2], crab, (5, 5, 50, 50)))
    opened.bench.session.perform(lambda store: edits.complete_frame(store, ids[3], 0.3))
    opened.settle()
    return opened


@pytest.mark.parametrize(
    ("line", "expected", "chip"),
    [
        ("state:suggested", [1, 4], "suggested"),
        ("state:empty", [0, 1, 2, 3, 4, 5], None),
        ("score:<0.3", [1, 4], "score < 0.3"),
        ("score:>0.9", [], "score > 0.9"),
        ("class:crab", [2], "crab"),
        ("boxes:0", [0, 3, 5], "boxes = 0"),
        ("boxes:>=3", [1, 4], "boxes ≥ 3"),
        ("pinned:no", [0, 1, 2, 3, 4, 5], "not pinned"),
        ("size:<100", [], "< 100 px"),
    ],
)
def test_a_term_is_asked_and_becomes_a_chip(
    varied: Hand, line: str, expected: list[int], chip: str | None
) -> None:
    ask(varied, line)
    assert listed(varied) == expected
    assert chips(varied) == ([] if chip is None else [chip])
    assert varied.bench.frames.bar.problem.isVisible() == (chip is None)


def test_chips_and_words_hold_together_and_a_chip_goes_with_a_click(varied: Hand) -> None:
    ask(varied, "state:suggested find_4")
    assert listed(varied) == [4]
    assert varied.bench.frames.filter.text() == "find_4"
    varied.press("chip-state")
    assert listed(varied) == [4]
    assert chips(varied) == []
    varied.bench.frames.filter.clear()
    assert listed(varied) == [0, 1, 2, 3, 4, 5]


def test_a_chip_follows_the_name_of_its_class(varied: Hand) -> None:
    ask(varied, "class:crab")
    crab = varied.store.classes()[1]
    varied.bench.session.perform(lambda store: rename_class(store, crab.id, "lobster"))
    varied.settle()
    assert chips(varied) == ["lobster"]
    assert listed(varied) == [2]


def test_the_filter_follows_the_boxes(varied: Hand) -> None:
    ask(varied, "score:<0.3")
    varied.suggest(5)
    varied.go_to(1)
    assert listed(varied) == [1, 4, 5]


def test_filter_and_order_come_back_with_the_project(varied: Hand) -> None:
    ask(varied, "class:crab,shell")
    choose(varied, Order.MOST_BOXES)
    assert listed(varied) == [1, 4, 2]
    varied.qtbot.waitUntil(lambda: varied.store.setting("frames_sorting") == Order.MOST_BOXES)
    folder = varied.store.folder
    varied.bench.opening.close_project()
    assert chips(varied) == []
    varied.open(folder)
    wait_for_boxes(varied)
    assert chips(varied) == ["shell, crab"]
    assert listed(varied) == [1, 4, 2]
    assert varied.bench.frames.chooser.currentText() == "Most boxes first"
    varied.bench.actions["filter-clear"].trigger()
    assert len(listed(varied)) == 6


def choose(hand: Hand, order: Order | None) -> None:
    hand.bench.frames.chooser.activated.emit(CHOICES.index(order))
    wait_for_boxes(hand)


def test_orders_and_back_to_files(varied: Hand) -> None:
    choose(varied, Order.LEAST_SURE)
    assert listed(varied) == [1, 4, 0, 2, 3, 5]
    choose(varied, Order.STATE)
    assert listed(varied) == [0, 5, 1, 4, 2, 3]
    varied.go_to(4)
    varied.key(Qt.Key.Key_Right)
    varied.settle()
    frame = varied.bench.session.frame
    assert frame is not None
    assert varied.store.frame_position(frame.id) == 2
    choose(varied, None)
    assert listed(varied) == [0, 1, 2, 3, 4, 5]


def submenu(menu: QMenu, title: str) -> QMenu:
    (found,) = [action.menu() for action in menu.actions() if action.text() == title]
    assert isinstance(found, QMenu)
    return found


def test_the_menu_counts_and_checks(varied: Hand) -> None:
    bar = varied.bench.frames.bar
    menu = bar.add.menu()
    menu.aboutToShow.emit()
    states = submenu(menu, "State")
    words = [action.text() for action in states.actions()]
    assert words[:2] == ["not looked at (2)", "suggested (2)"]
    states.actions()[1].trigger()
    assert listed(varied) == [1, 4]
    menu.aboutToShow.emit()
    states = submenu(menu, "State")
    assert states.actions()[1].isChecked()
    states.actions()[1].trigger()
    assert len(listed(varied)) == 6


@pytest.fixture
def folders(hand: Hand, tmp_path: Path) -> Hand:
    """Two folders with two pictures each."""
    for number, name in enumerate(("day/a", "day/b", "night/c", "night/d")):
        path = tmp_path / "sea" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        make_picture(path, number)
    hand.open(tmp_path / "sea")
    return hand


def kinds(hand: Hand) -> list[Kind]:
    model = hand.bench.frames.model
    return [model.row(number).kind for number in range(model.rowCount())]


def test_folders_are_groups_that_fold(folders: Hand) -> None:
    model, view = folders.bench.frames.model, folders.bench.frames.view
    group = [Kind.FOLDER, Kind.FRAME, Kind.FRAME]
    assert kinds(folders) == group + group
    assert model.index(0, 0).data().endswith("day")
    assert model.index(3, 0).data(Role.SUBTITLE) == "2 frames"
    rect = view.visualRect(model.index(3, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QApplication.processEvents()
    assert kinds(folders) == [*group, Kind.FOLDER]
    assert len(model.order) == 4, "folded frames are walked through all the same"
    ids = folders.store.frame_ids()
    frame = folders.bench.session.frame
    assert frame is not None
    assert frame.id == ids[2], "one looks at the first of the folder"
    assert folders.bench.frames.selected_frames() == tuple(ids[2:])
    folders.bench.frames.filter.setText("/d.png")
    assert kinds(folders) == [Kind.FOLDER]
    folders.bench.frames.filter.clear()
    model.toggle_group(model.row(3))
    assert kinds(folders) == group + group


def test_looking_stays_where_it_is_when_rows_go(varied: Hand) -> None:
    varied.go_to(3)
    before = varied.bench.session.frame
    ask(varied, "state:suggested")
    assert varied.bench.session.frame == before
    assert varied.bench.window.position.text().startswith("–")  # noqa: RUF001


def test_detection_runs_on_what_is_listed(opened: Hand, tmp_path: Path) -> None:
    opened.bench.models.import_model(make_model(tmp_path / "m", [(1, "shell")]))
    opened.qtbot.waitUntil(lambda: opened.store.active_version() is not None)
    opened.bench.frames.filter.setText("nowhere")
    opened.settle()
    assert not opened.bench.actions["detect-listed"].isEnabled(), "nothing is listed"
    opened.bench.frames.filter.setText("find_2")
    opened.settle()
    opened.bench.actions["detect-listed"].trigger()
    opened.qtbot.waitUntil(lambda: not opened.bench.detection.busy)
    assert set(opened.store.counts()) == {opened.store.frame_ids()[2]}


def test_the_next_unreviewed_frame_is_one_of_those_listed(varied: Hand) -> None:
    ask(varied, "state:suggested,in-progress")
    varied.go_to(2)
    visited = []
    for _ in range(3):
        varied.key("n")
        varied.settle()
        frame = varied.bench.session.frame
        assert frame is not None
        visited.append(varied.store.frame_position(frame.id))
    assert visited == [4, 1, 2], "round the end of the list, and none of the others"
    varied.bench.actions["filter-clear"].trigger()
    ask(varied, "state:verified-empty")
    varied.key("n")
    assert varied.notice() == "Every frame that is listed is reviewed; others are not."
    varied.press("noticeOffer")
    assert listed(varied) == [0, 1, 2, 3, 4, 5]


def test_what_is_folded_stays_so_with_the_project(folders: Hand) -> None:
    model, view = folders.bench.frames.model, folders.bench.frames.view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(3, 0)).center()
    )
    folded = [Kind.FOLDER, Kind.FRAME, Kind.FRAME, Kind.FOLDER]
    assert kinds(folders) == folded
    folder = folders.store.folder
    folders.bench.opening.close_project()  # At once: what is about to be kept is kept.
    folders.open(folder)
    assert kinds(folders) == folded


def test_the_list_is_where_it_was(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(40):
        make_picture(tmp_path / "many" / f"{number:02}.png", 1)
    hand.open(tmp_path / "many")
    hand.go_to(23)
    view = hand.bench.frames.view
    view.scrollTo(view.model().index(20, 0), QListView.ScrollHint.PositionAtTop)
    top = view.first_in_sight()
    assert top
    folder = hand.store.folder
    hand.bench.opening.close_project()
    hand.open(folder)
    assert view.first_in_sight() == top
