"""Which keys do what, and the sheet on which they are changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.settings import KEYS, Settings
from app.ui.action_spec import ActionSpec
from app.ui.commands import ACTIONS
from app.ui.dialogs.shortcut_sheet import ShortcutSheet
from app.ui.keymap import FIXED, Keymap, KeyTakenError, portable
from tests.ui.conftest import Hand, MakeHand


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_the_table_gives_no_fixed_key_away_but_for_left_and_right(settings: Settings) -> None:
    keymap = Keymap(settings, ACTIONS)
    fixed = {portable(key) for row in FIXED for key in row.keys}
    given_away = {spec.id for spec in ACTIONS if fixed & set(keymap.keys(spec.id))}
    assert given_away <= {"left", "right"}
    for spec in ACTIONS:
        assert len(keymap.keys(spec.id)) == len(spec.keys), f"a key of {spec.id} is taken"


def test_a_key_that_is_taken_is_refused_and_nothing_changes(settings: Settings) -> None:
    keymap = Keymap(settings, ACTIONS)
    for key, owner in (("D", "detect"), ("Tab", ""), ("7", ""), ("Alt+F", ""), ("Left", "left")):
        with pytest.raises(KeyTakenError) as caught:
            keymap.set_keys("accept", ("J", key))
        assert (caught.value.key, caught.value.owner.action_id) == (key, owner)
    assert keymap.keys("accept") == ("A",)
    assert settings.get(KEYS) == {}


def test_keys_that_are_given_survive_and_can_be_given_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    keymap = Keymap(Settings(file), ACTIONS)
    keymap.set_keys("detect", ("J",))
    keymap.set_keys("accept", ("D", "A"))
    again = Keymap(Settings(file), ACTIONS)
    assert (again.keys("detect"), again.keys("accept")) == (("J",), ("D", "A"))
    assert again.action_of("d") == "accept"
    with pytest.raises(KeyTakenError):
        again.reset("detect")
    again.reset("accept")
    again.reset("detect")
    assert json.loads(file.read_text()) == {}
    assert not again.any_differs


def test_the_persons_key_wins_over_one_of_a_newer_table(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Keymap(Settings(file), ACTIONS).set_keys("accept", ("F7",))
    newer = (ActionSpec("news", "News", lambda _bench: None, keys=("F7", "F8")), *ACTIONS)
    keymap = Keymap(Settings(file), newer)
    assert keymap.keys("accept") == ("F7",)
    assert keymap.keys("news") == ("F8",)
    assert keymap.differs("news")


TEXTS = st.sampled_from(["A", "B", "Ctrl+Z", "Z", "Tab", "Left", "7", "Alt+E", "", "no such key", "F1"])


@given(
    st.dictionaries(st.sampled_from([spec.id for spec in ACTIONS] + ["gone"]), st.lists(TEXTS, max_size=3))
)
def test_whatever_a_file_holds_each_key_has_one_owner(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, list[str]]
) -> None:
    file = tmp_path_factory.mktemp("keys") / "settings.json"
    file.write_text(json.dumps({"keys": raw}))
    keymap = Keymap(Settings(file), ACTIONS)
    keys = [key for spec in ACTIONS for key in keymap.keys(spec.id)]
    assert len(keys) == len(set(keys))
    for spec in ACTIONS:
        assert all(keymap.action_of(key) == spec.id for key in keymap.keys(spec.id))


# --- the window -------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(opened: Hand) -> Iterator[ShortcutSheet]:
    made = ShortcutSheet(opened.bench.keymap, opened.bench.window)
    made.show()
    yield made
    made.close()


def press(sheet: ShortcutSheet, name: str) -> None:
    button = sheet.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_new_key_works_at_once_and_stands_on_its_button(opened: Hand, sheet: ShortcutSheet) -> None:
    bench = opened.bench
    sheet.choose("draw")
    QTest.keyClick(sheet.field, Qt.Key.Key_J)
    press(sheet, "keysUse")
    sheet.close()
    assert "(J)" in bench.actions["draw"].toolTip()
    assert "(J)" in opened.widget("drawButton").accessibleName()
    opened.key(Qt.Key.Key_W)
    assert not bench.boxes.drawing
    opened.key(Qt.Key.Key_J)
    assert bench.boxes.drawing


def test_a_key_in_use_is_refused_by_name(sheet: ShortcutSheet) -> None:
    sheet.choose("draw")
    QTest.keyClick(sheet.field, Qt.Key.Key_D)
    assert sheet.problem.text() == "D belongs to “Detect on this frame”. Give that one another key first."
    assert not sheet.use.isEnabled()
    assert not sheet.add.isEnabled()
    QTest.keyClick(sheet.field, Qt.Key.Key_7)
    assert "fixed" in sheet.problem.text()
    QTest.keyClick(sheet.field, Qt.Key.Key_J)
    assert sheet.problem.text() == ""
    assert sheet.use.isEnabled()


def test_keys_are_added_taken_away_and_put_back(opened: Hand, sheet: ShortcutSheet) -> None:
    keymap = opened.bench.keymap
    sheet.choose("accept")
    QTest.keyClick(sheet.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    press(sheet, "keysAdd")
    assert keymap.keys("accept") == ("A", "Ctrl+J")
    press(sheet, "keysNone")
    assert keymap.keys("accept") == ()
    assert not sheet.none.isEnabled()
    press(sheet, "keysBack")
    assert keymap.keys("accept") == ("A",)
    sheet.choose("complete")
    press(sheet, "keysNone")
    press(sheet, "keysAllBack")
    assert keymap.keys("complete") == ("Space",)
    assert not sheet.all_back.isEnabled()


def test_the_sheet_is_searched_by_words_and_by_keys(sheet: ShortcutSheet) -> None:
    def shown() -> list[str]:
        found = sheet.tree.model()
        groups = [found.index(row, 0) for row in range(found.rowCount())]
        return [found.index(row, 0, group).data() for group in groups for row in range(found.rowCount(group))]

    everything = shown()
    assert len(everything) == len(ACTIONS) + len(FIXED)
    sheet.search.setText("frame detect")
    assert shown()
    assert all("etect" in words for words in shown())
    sheet.search.setText("ctrl+shift+d")
    assert shown() == ["Detect on everything"]
    sheet.search.setText("nothing like this")
    assert shown() == []
    sheet.search.clear()
    assert shown() == everything
    press(sheet, "keysCopy")
    assert "Detect on everything: Ctrl+Shift+D" in QGuiApplication.clipboard().text()


def test_space_does_what_has_it(opened: Hand) -> None:
    keymap, frame = opened.bench.keymap, opened.bench.session.frame
    keymap.set_keys("complete", ("J",))
    opened.key(Qt.Key.Key_Space)
    assert opened.bench.session.frame == frame
    keymap.set_keys("next-frame", ("Space",))
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    assert opened.store.frame_ids()[1] == opened.bench.session.frame.id  # type: ignore[union-attr]


def test_boxes_are_hidden_while_the_new_key_is_held(opened: Hand) -> None:
    opened.bench.keymap.set_keys("hide-boxes", ("J",))
    opened.activate()
    canvas, hold = opened.bench.canvas, opened.bench.hold
    changes: list[bool] = []
    hold._change = changes.append
    QTest.keyPress(canvas, Qt.Key.Key_J)
    QTest.keyRelease(canvas, Qt.Key.Key_E)
    assert changes == [True]
    QTest.keyRelease(canvas, Qt.Key.Key_J)
    assert changes == [True, False]


def test_keys_hold_until_the_end_where_they_cannot_be_written(
    opened: Hand, sheet: ShortcutSheet, home: Path
) -> None:
    file = home / "data" / "settings.json"
    file.unlink(missing_ok=True)
    file.mkdir()
    (file / "full").touch()
    sheet.choose("draw")
    QTest.keyClick(sheet.field, Qt.Key.Key_J)
    press(sheet, "keysUse")
    assert "cannot be written" in sheet.problem.text()
    assert opened.bench.actions["draw"].shortcut() == QKeySequence("J")


def test_a_second_window_starts_with_the_keys(make_hand: MakeHand) -> None:
    make_hand().bench.keymap.set_keys("draw", ("J",))
    assert make_hand().bench.actions["draw"].shortcut() == QKeySequence("J")
