"""What is running, at the foot of the window."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.notices import Notice
from tests.ui.conftest import Hand


def line(hand: Hand, key: str) -> QWidget:
    found = hand.bench.activity.findChild(QWidget, f"activity-{key}")
    assert found is not None
    return found


def test_two_run_side_by_side_and_more_are_one_chip(opened: Hand) -> None:
    activity, stopped = opened.bench.activity, list[str]()
    for number, key in enumerate(("one", "two", "three")):
        activity.show_activity(key, f"Doing {key}", number / 4, partial(stopped.append, key))
        opened.settle()
        assert activity.chip.isVisible() == (number == 2)
        assert line(opened, key).isVisible() == (number < 2)
    assert activity.chip.text() == "3 running"
    assert activity.chip.toolTip().splitlines() == ["Doing one", "Doing two", "Doing three"]
    assert not line(opened, "one").isVisible()
    activity.chip.click()
    assert all(line(opened, key).isVisible() for key in ("one", "two", "three"))
    first = activity.findChild(QPushButton, "activityCancel-one")
    assert first is not None
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert stopped == ["one"]
    activity.show_activity("two", "Doing more of two", 0.9)
    assert activity.running["two"] == "Doing more of two"
    activity.end("one")
    opened.settle()
    assert not activity.list.isVisible()
    assert not activity.chip.isVisible()
    assert all(line(opened, key).isVisible() for key in ("two", "three"))
    activity.end("two")
    activity.end("three")
    assert activity.running == {}


def test_escape_closes_the_list_and_stops_nothing(opened: Hand) -> None:
    activity = opened.bench.activity
    for key in ("one", "two", "three"):
        activity.show_activity(key, key, None, lambda: pytest.fail("nobody asked for that"))
    opened.settle()
    activity.chip.click()
    QTest.keyClick(activity.list, Qt.Key.Key_Escape)
    assert not activity.list.isVisible()
    assert len(activity.running) == 3


def test_a_notice_leaves_the_picture_where_it_is(opened: Hand) -> None:
    canvas, notices = opened.bench.canvas, opened.bench.notices
    opened.settle()
    before = canvas.mapToGlobal(opened.at(20, 20))
    notices.show_notice(Notice("test", "Something happened. " * 20, detail="facts"))
    opened.settle()
    assert canvas.mapToGlobal(opened.at(20, 20)) == before
    assert notices.isVisible()
    high = notices.height()
    assert high == notices.heightForWidth(notices.width())
    opened.press("noticeDetails")
    opened.settle()
    assert notices.height() > high + 100
    assert canvas.mapToGlobal(opened.at(20, 20)) == before
    notices.close_current()
    opened.settle()
    assert canvas.mapToGlobal(opened.at(20, 20)) == before


def test_a_narrow_notice_has_its_buttons_below_its_words(opened: Hand) -> None:
    notices = opened.bench.notices
    notices.show_notice(Notice("test", "Something happened.", detail="facts"))
    opened.settle()
    details = notices.findChild(QPushButton, "noticeDetails")
    text = notices.findChild(QWidget, "noticeText")
    assert details is not None
    assert text is not None
    for width, below in ((900, False), (320, True), (900, False)):
        notices.suit(width)
        notices.resize(width, notices.heightForWidth(width))
        layout = notices.layout()
        assert layout is not None
        layout.activate()
        top = details.mapTo(notices, details.rect().topLeft()).y()
        assert (top >= text.geometry().bottom()) == below
        assert details.width() >= details.sizeHint().width()
