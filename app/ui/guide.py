"""The guide: its chapters as files of Markdown in `resources/guide/LANGUAGE`, with the keys and words of now.

In the text `{key:ID}` is the key of an action, `{do:ID}` what the action is called, and `{panel:NAME}` the title of a
panel, so that the guide says what the window says. Knows no widgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from app.ui.language import ENGLISH

_PLACE = re.compile(r"\{(key|do|panel):([a-z-]+)\}")
_MARKS = re.compile(r"[*`#_]|!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Chapter:
    """One chapter.

    Attributes:
        name: Of its file, without the suffix; the same in every language.
        text: Markdown, with keys and words put in.
    """

    name: str
    title: str
    text: str

    def has(self, wanted: str) -> bool:
        """Whether all the words looked for are in it."""
        plain = _MARKS.sub(lambda match: match.group(1) or "", self.text).casefold()
        return all(word in plain for word in wanted.casefold().split())


Words = Mapping[str, Callable[[str], str]]
"""What stands for `key`, `do` and `panel`, by an id."""


def folder_of(language: str) -> Path:
    """Where the chapters of a language are; those in English where it has none."""
    guide = Path(str(resources.files("resources"))) / "guide"
    folder = guide / language
    return folder if folder.is_dir() else guide / ENGLISH


def read_chapters(language: str, words: Words) -> list[Chapter]:
    """All chapters in their order."""
    chapters = []
    for path in sorted(folder_of(language).glob("*.md")):
        text = _PLACE.sub(
            lambda match: words[match.group(1)](match.group(2)), path.read_text(encoding="utf-8")
        )
        title = text.partition("\n")[0].lstrip("# ").strip()
        chapters.append(Chapter(path.stem, title, text))
    return chapters
