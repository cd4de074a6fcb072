"""Finding anything by its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.action_spec import When
from app.ui.commands import ACTIONS
from app.ui.fuzzy import fit
from app.ui.palette import ENTRY, Palette
from app.ui.palette_entries import Entry
from app.ui.when_words import WHY_NOT, why_not
from tests.ui.conftest import Hand


def test_what_fits_better_comes_first() -> None:
    texts = ["Undetected things", "Detect on this frame", "Draw every tiny edge", "Zoom in"]
    rated = {text: value for text in texts if (value := fit("det", text)) is not None}
    assert sorted(rated, key=lambda text: -rated[text]) == [
        "Detect on this frame",
        "Undetected things",
        "Draw every tiny edge",
    ]
    assert fit("frame DETECT", "Detect on this frame") is not None
    assert fit("frame zoom", "Detect on this frame") is None


@given(st.text(), st.text())
def test_a_text_fits_itself_and_nothing_typed_fits_all(text: str, other: str) -> None:
    assert fit(text, text) is not None
    assert fit("", other) is not None


def test_every_condition_has_its_sentence() -> None:
    assert {fact for fact, _ in WHY_NOT} == set(When)
    for spec in ACTIONS:
        assert bool(why_not(spec.when, When.ALWAYS)) == bool(spec.when), spec.id
        assert why_not(spec.when, spec.when | When.PROJECT) == ""
    assert why_not(When.SELECTION, When.ALWAYS) == "No project is open"
    assert why_not(When.SELECTION | When.FRAME, When.PROJECT) == "No frame is shown"


@pytest.fixture
def palette(opened: Hand) -> Palette:
    opened.settle()
    opened.bench.actions["palette"].trigger()
    QApplication.processEvents()
    (found,) = opened.bench.window.findChildren(Palette)
    return found


def found(palette: Palette) -> list[Entry]:
    model = palette.list.model()
    return [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]


def test_an_action_is_found_and_done(opened: Hand, palette: Palette) -> None:
    assert found(palette)
    QTest.keyClicks(palette.field, "draw box")
    first = found(palette)[0]
    assert (first.words, first.keys, first.why_not) == ("Draw boxes", ("W",), "")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert opened.bench.boxes.drawing


def test_what_cannot_be_done_says_why_and_does_nothing(opened: Hand, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "cancel detection")
    first = found(palette)[0]
    assert first.why_not == "Nothing is being detected"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_pictures_and_classes_are_found(opened: Hand, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "find_4")
    assert [(entry.words, entry.kind) for entry in found(palette)] == [("find_4.png", "picture")]
    palette.field.setText("crab")
    (crab, *_) = found(palette)
    assert crab.kind == "class to draw"
    palette.field.setText("find_4")
    QTest.keyClick(palette.field, Qt.Key.Key_Enter)
    opened.settle()
    frame = opened.bench.session.frame
    assert frame is not None
    assert frame.id == opened.store.frame_ids()[4]


def test_the_arrows_walk_the_list_while_typing(palette: Palette) -> None:
    palette.field.setText("find_")
    for _ in range(2):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().data() == "find_2.png"
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().data() == "find_1.png"


def test_nothing_of_that_name_is_said(palette: Palette) -> None:
    palette.field.setText("xyzzy")
    assert palette.none.isVisible()
    assert not palette.list.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_recent_project_is_opened(opened: Hand, tmp_path: Path) -> None:
    first = opened.store.folder
    assert opened.bench.opening.new_project(tmp_path / "other.foveate")
    opened.bench.actions["palette"].trigger()
    (palette,) = opened.bench.window.findChildren(Palette)
    palette.field.setText("beach")
    palette.run_chosen()
    assert opened.store.folder == first
