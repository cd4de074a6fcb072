"""The guide: both languages, the keys and words of now, contents and search; beside the work."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.settings import LANGUAGE
from app.ui.dialogs.guide_window import GuideWindow
from app.ui.guide import folder_of
from app.ui.language import LANGUAGES
from tests.ui.conftest import Hand
from tests.ui.test_access import nameless, out_of_reach

BEGIN, TEACH = 0, 4


@pytest.fixture
def guide(opened: Hand) -> GuideWindow:
    opened.bench.actions["guide"].trigger()
    (window,) = opened.bench.window.findChildren(GuideWindow)
    assert window.isVisible()
    return window


def titles(guide: GuideWindow) -> list[str]:
    return [guide.contents.item(row).text() for row in range(guide.contents.count())]


def test_every_language_has_the_same_chapters_with_the_same_pictures_and_keys() -> None:
    def shape(language: str) -> list[tuple[str, list[str], list[str]]]:
        return [
            (
                path.name,
                re.findall(r"\]\((.*?)\)", path.read_text(encoding="utf-8")),
                sorted(re.findall(r"\{[a-z]+:[a-z-]+\}", path.read_text(encoding="utf-8"))),
            )
            for path in sorted(folder_of(language).glob("*.md"))
        ]

    first, *others = (shape(language) for language in LANGUAGES)
    assert first
    for other in others:
        assert other == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there(language: str) -> None:
    folder = folder_of(language)
    assert folder.name == language
    for path in folder.glob("*.md"):
        for name in re.findall(r"!\[[^\]]+\]\((.*?)\)", path.read_text(encoding="utf-8")):
            assert (folder / name).is_file(), f"{path.name}: {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_shown_with_keys_and_words_put_in(
    guide: GuideWindow, opened: Hand, language: str
) -> None:
    opened.bench.settings.set(LANGUAGE, language)
    QApplication.processEvents()
    for row in range(guide.contents.count()):
        guide.contents.setCurrentRow(row)
        text = guide.page.toPlainText()
        assert len(text) > 200
        assert not re.search(r"\{|\}|no key|\*\*", text), text
    opened.bench.settings.set(LANGUAGE, "en")


def test_it_speaks_the_language_of_the_window_at_once(guide: GuideWindow, opened: Hand) -> None:
    assert titles(guide)[BEGIN] == "Begin"
    guide.contents.setCurrentRow(TEACH)
    opened.bench.settings.set(LANGUAGE, "it")
    QApplication.processEvents()
    assert titles(guide)[TEACH] == "Addestrare"
    assert guide.page.toPlainText().startswith("Addestrare"), "the same chapter stays"
    opened.bench.settings.set(LANGUAGE, "en")


def test_it_says_the_keys_that_a_person_chose(guide: GuideWindow, opened: Hand) -> None:
    guide.contents.setCurrentRow(TEACH)
    assert "Press T." in guide.page.toPlainText()
    opened.bench.keymap.set_keys("teach", ("F9",))
    assert "Press F9." in guide.page.toPlainText()


def test_searching_keeps_the_chapters_with_the_words_and_marks_them(guide: GuideWindow) -> None:
    guide.search.setText("pinned undecided")
    assert titles(guide) == ["Teach"]
    marked = guide.page.extraSelections()
    assert {item.cursor.selectedText().lower() for item in marked} == {"pinned", "undecided"}
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    first = guide.page.textCursor().selectedText()
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert first.lower() == "pinned"
    guide.search.setText("xyzzy")
    assert titles(guide) == []
    assert "No chapter" in guide.page.toPlainText()
    guide.search.clear()
    assert len(titles(guide)) > 5


def test_work_goes_on_beside_it_and_it_is_one_window(guide: GuideWindow, opened: Hand) -> None:
    guide.search.setText("classes")
    opened.draw(20, 20, 80, 80)
    assert len(opened.boxes) == 1
    guide.close()
    opened.bench.actions["guide"].trigger()
    assert opened.bench.window.findChildren(GuideWindow) == [guide]
    assert guide.search.text() == "classes"


def test_its_pictures_fit_the_page(guide: GuideWindow, opened: Hand) -> None:
    for width in (900, 640):
        guide.resize(width, 500)
        opened.qtbot.waitUntil(lambda: guide.page.horizontalScrollBar().maximum() == 0)
        assert guide.page.verticalScrollBar().maximum() > 0


def test_it_is_named_and_reached_by_keyboard(guide: GuideWindow) -> None:
    assert nameless(guide) == []
    assert out_of_reach(guide) == []
