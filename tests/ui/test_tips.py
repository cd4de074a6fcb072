"""Tips: a word where something is used for the first time, once each, quiet, and off where a person wants none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.settings import TIPS, TIPS_SEEN
from app.ui import tips
from tests.ui.conftest import ALL_TIPS, Hand, MakeHand
from tests.ui.test_access import nameless, out_of_reach


@pytest.fixture(autouse=True)
def with_tips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tips, "ALL", ALL_TIPS)


def told(hand: Hand) -> str:
    hand.settle()
    label = hand.widget("tipText")
    assert isinstance(label, QLabel)
    return label.text() if hand.widget("tipLine").isVisible() else ""


def test_each_is_said_once_where_it_is_due(opened: Hand, make_hand: MakeHand) -> None:
    assert told(opened) == ""
    opened.suggest()
    assert told(opened).startswith("Dashed boxes are suggestions: A accepts")
    opened.press("tipRead")
    assert told(opened) == ""
    opened.go_to(1)
    opened.suggest()
    assert told(opened) == "", "it was said"
    opened.key(Qt.Key.Key_A)
    assert "Ctrl+Z takes it back" in told(opened)
    opened.bench.opening.close_project()
    later = make_hand()
    later.bench.opening.open_project(opened.bench.opening.recent[0])
    later.go_to(2)
    later.suggest()
    later.key(Qt.Key.Key_A)
    assert told(later) == "", "nor at the next start"


def test_teaching_is_spoken_of_when_there_is_enough_and_when_it_is_over(opened: Hand) -> None:
    opened.bench.settings.set(TIPS_SEEN, ("suggested", "corrected"))
    for number in range(tips.ENOUGH):
        assert told(opened) == "", number
        opened.draw(20, 20, 80, 80)
        opened.key(Qt.Key.Key_Space)
    assert "T teaches a new version" in told(opened)
    opened.bench.actions["teach"].trigger()
    opened.qtbot.waitUntil(lambda: "first teaching is over" in told(opened), timeout=20_000)


def test_they_can_be_switched_off_and_all_come_again_when_switched_on(opened: Hand) -> None:
    opened.suggest()
    assert told(opened) != ""
    opened.press("tipNone")
    assert told(opened) == ""
    assert not opened.bench.settings.get(TIPS)
    opened.key(Qt.Key.Key_A)
    assert told(opened) == ""
    opened.bench.settings.set(TIPS, True)
    assert told(opened) != ""


def test_it_says_the_keys_that_a_person_chose(opened: Hand) -> None:
    opened.suggest()
    opened.bench.keymap.set_keys("accept", ("F8",))
    assert "F8 accepts" in told(opened)


def test_it_is_named_and_reached_by_keyboard(opened: Hand) -> None:
    opened.suggest()
    line = opened.widget("tipLine")
    assert line.isVisible()
    assert nameless(line) == []
    assert out_of_reach(line) == []
    assert opened.widget("tipText").accessibleName() == told(opened)
