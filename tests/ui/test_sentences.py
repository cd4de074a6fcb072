"""What the layers without Qt say, in the language of the window."""
# ruff: noqa: E501, RUF001  (sentences are whole, in the letters of their language)

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import language
from app.ui.sentences import CONTEXT, said

FOLDER = resources.files("resources") / "translations"
TEMPLATES: list[str] = json.loads((FOLDER / "sentences.json").read_text(encoding="utf-8"))


class Marked(QTranslator):
    """Puts every sentence into brackets, so that one sees what was found."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # type: ignore[override]
        return f"[{text}]" if context == CONTEXT else None


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[QApplication]:
    """The application, which speaks English again afterwards."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    yield app
    language.apply_language(app, "system")


@pytest.fixture
def italian(app: QApplication) -> None:
    """The window speaks Italian."""
    language.apply_language(app, "it")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "/data/cats and dogs/a.png is damaged or incomplete; copy it again from where it came from.",
            "/data/cats and dogs/a.png è danneggiato o incompleto; copialo di nuovo da dove è venuto.",
        ),
        (
            "On pinned frames the new version finds 26 of 26 starfish (was 0 of 26).",
            "Sui fotogrammi fissati la nuova versione trova 26 starfish su 26 (prima 0 su 26).",
        ),
        (
            "On pinned frames the new version finds 9 of 10 cells (was 4 of 10) and 5 of 6 red blood cell (was 5 of 6); "
            "everything else as before.",
            "Sui fotogrammi fissati la nuova versione trova 9 cells su 10 (prima 4 su 10) e 5 red blood cell su 6 "
            "(prima 5 su 6); tutto il resto come prima.",
        ),
        (
            "The new version loses 3 of 10 cells, tells WBC less surely from the rest (AP50 0.52, was 0.61) and is worse "
            "at 2 more classes on pinned frames.",
            "La nuova versione perde 3 cells su 10, distingue WBC con meno sicurezza dal resto (AP50 0,52, prima 0,61) e "
            "peggiora in altre 2 classi sui fotogrammi fissati.",
        ),
        (
            "The heads and the pyramid are trained on 40 frames, for 5 minutes on the processor. The frames have an up and "
            "a down, so they are mirrored only sideways.",
            "Si addestrano le teste e la piramide su 40 fotogrammi, per 5 minuti (processore). I fotogrammi hanno un sopra "
            "e un sotto, perciò vengono specchiati solo di lato.",
        ),
        (
            "12,345 things are likely missing on 3 reviewed frames: the version in use is sure of them, and no box is there.",
            "12.345 oggetti risultano senza riquadro su 3 fotogrammi rivisti: la versione in uso ne è sicura, e lì non c’è "
            "alcun riquadro.",
        ),
        (
            "2 frames could not be read and were left out: a and b.png, c.png and 3 more.",
            "2 fotogrammi non si sono potuti leggere e sono stati tralasciati: a and b.png, c.png e altri 3.",
        ),
        (
            "12 file non si possono leggere. Il primo: x.png is empty (0 bytes); copy it again from where it came from.",
            "12 file non si possono leggere. Il primo: x.png è vuoto (0 byte); copialo di nuovo da dove è venuto.",
        ),
        (
            "The change was not made. The folder /a/b cannot be written, so the project is open for looking only.",
            "La modifica non è stata fatta. La cartella /a/b non si può scrivere, perciò il progetto è aperto in sola lettura.",
        ),
        ("Nothing of this kind is known.", "Nothing of this kind is known."),
    ],
)
def test_a_sentence_is_said_in_italian_with_its_facts(italian: None, sentence: str, expected: str) -> None:
    assert said(sentence) == expected


def test_every_sentence_that_can_be_made_is_found_again(app: QApplication) -> None:
    language.install(app, [Marked(app)], QLocale(QLocale.Language.English))
    lost = []
    for template in TEMPLATES:
        facts = [f"fact{number}" for number in range(len(re.findall(r"\{\d+\}", template)))]
        # Facts with only a space between them are numbers and what is counted.
        made = re.sub(r"\{\d+\} (?=\{)", "7 ", template).format(*facts)
        letters = re.sub(r"\{\d+\}", "", template)
        if len(re.findall(r"[A-Za-z]", letters)) >= 6 and not said(made).startswith("["):
            lost.append(made)
    assert not lost


def test_english_stays_as_it_is(app: QApplication) -> None:
    language.apply_language(app, "en")
    sentence = "1,234 frames show pictures that are pinned and were learned from too, so versions look better than they are."
    assert said(sentence) == sentence
