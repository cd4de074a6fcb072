"""The window as a whole: what it is put together from, and what stays as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.settings import REOPEN_LAST
from app.ui import parts, workbench
from app.ui.panels.classes_panel import ClassesPanel
from app.ui.parts import Part, Place
from tests.ui.conftest import Hand, MakeHand


class Extra(QLabel):
    """A panel of no use."""


@pytest.fixture
def with_extra(make_hand: MakeHand, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A window with one more dock, closed at first, and one more controller."""
    more = (
        Part("extra", lambda _bench: Extra("extra"), Place.RIGHT, "Extra", behind="boxes", begins_open=False),
        Part("worker", QObject, Place.NOWHERE),
    )
    monkeypatch.setattr(workbench, "PARTS", parts.PARTS + more)
    return make_hand()


def test_parts_are_found_by_their_class(with_extra: Hand) -> None:
    bench = with_extra.bench
    assert bench.part(ClassesPanel) is bench.classes
    assert bench.part(Extra).text() == "extra"


def test_a_dock_is_open_or_closed_as_it_was_left(with_extra: Hand, pictures: Path) -> None:
    window, opening = with_extra.bench.window, with_extra.bench.opening
    extra, classes = window.dock("extra"), window.dock("classes")
    with_extra.open(pictures)
    assert extra.isHidden()
    assert not classes.isHidden()
    extra.toggleViewAction().trigger()
    classes.close()
    assert window.tabifiedDockWidgets(extra) == [window.dock("boxes")]
    opening.close_project()
    assert extra.isHidden()
    with_extra.open(pictures)
    assert not extra.isHidden()
    assert classes.isHidden()


def test_the_next_start_goes_on_with_the_project_that_was_open(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    first.go_to(3)
    folder, frame_id = first.store.folder, first.store.frame_ids()[3]
    first.bench.shut_down()
    second = make_hand()
    second.bench.begin_work([])
    second.settle()
    assert second.store.folder == folder
    assert not second.store.read_only
    frame = second.bench.session.frame
    assert frame is not None
    assert frame.id == frame_id


def test_a_project_that_was_closed_stays_closed(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    first.bench.opening.close_project()
    first.bench.shut_down()
    second = make_hand()
    second.bench.begin_work([])
    assert second.bench.session.store is None
    assert second.notice() == ""


def test_nothing_is_reopened_for_who_does_not_want_it(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    first.bench.shut_down()
    second = make_hand()
    second.bench.settings.set(REOPEN_LAST, False)
    second.bench.begin_work([])
    assert second.bench.session.store is None


def test_what_is_named_at_the_start_comes_before_what_was_open(
    make_hand: MakeHand, pictures: Path, tmp_path: Path
) -> None:
    first = make_hand()
    assert first.bench.opening.new_project(tmp_path / "other.foveate")
    first.bench.shut_down()
    second = make_hand()
    second.bench.begin_work([str(pictures)])
    second.qtbot.waitUntil(lambda: not second.bench.adding.busy)
    assert second.store.folder == pictures.with_name("beach.foveate")


def test_a_project_that_is_gone_is_said(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    folder = first.store.folder
    first.bench.shut_down()
    folder.rename(folder.with_name("elsewhere.foveate"))
    second = make_hand()
    second.bench.begin_work([])
    assert second.notice() == f"beach was open last, but {folder} is not there now."
    assert second.bench.session.store is None


def test_what_stands_behind_a_closed_panel_is_the_one_it_was_put_behind(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    window = hand.bench.window
    window.resize(1400, 1000)
    hand.settle()
    overview, teach = window.dock("overview"), window.dock("teach")
    overview.show()
    overview.raise_()
    hand.settle()
    assert teach.visibleRegion().isEmpty()
    overview.close()
    hand.settle()
    assert not teach.visibleRegion().isEmpty()


def test_all_panels_go_back_to_where_they_began(with_extra: Hand, pictures: Path) -> None:
    bench = with_extra.bench
    window = bench.window
    with_extra.open(pictures)
    frames, boxes, classes, extra = (window.dock(name) for name in ("frames", "boxes", "classes", "extra"))
    extra.show()
    classes.close()
    boxes.setFloating(True)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, frames)
    bench.actions["reset-layout"].trigger()
    with_extra.settle()
    assert window.dockWidgetArea(frames) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.dockWidgetArea(boxes) == Qt.DockWidgetArea.RightDockWidgetArea
    assert not boxes.isFloating()
    assert not classes.isHidden()
    assert extra.isHidden()
    assert window.tabifiedDockWidgets(window.dock("versions")) == [window.dock("teach")]


def test_a_small_screen_keeps_the_picture_in_sight_and_cuts_no_word(hand: Hand, pictures: Path) -> None:
    """1280x720 pixels at 200 % are 640x360 of the window's."""
    hand.open(pictures)
    bench, window = hand.bench, hand.bench.window
    frames, boxes = window.dock("frames"), window.dock("boxes")
    window.resize(640, 340)
    hand.settle()
    assert (window.width(), window.height()) == (640, 340)
    assert frames in window.tabifiedDockWidgets(boxes)
    assert bench.canvas.width() >= 340
    assert bench.canvas.height() >= 150
    assert not bench.bar.words.isVisible()
    for button in (bench.bar.accept_button, bench.bar.reject_button, bench.bar.complete_button):
        assert button.width() >= button.sizeHint().width()
        assert bench.bar.rect().contains(button.geometry())
    window.resize(1400, 900)
    hand.settle()
    assert window.dockWidgetArea(frames) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.tabifiedDockWidgets(frames) == []
    assert bench.bar.words.isVisible()


def test_the_button_that_empties_a_field_lies_in_it(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    field = hand.bench.frames.filter
    field.setText("a")
    (button,) = field.findChildren(QToolButton)
    assert field.rect().contains(button.geometry())
    assert abs(button.geometry().center().y() - field.rect().center().y()) <= 1
