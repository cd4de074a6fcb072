"""Sentences of the layers that know no Qt (errors, findings, what the teaching child tells), in the person's language.

Those layers speak English, and some of what they say is kept in projects. So it is translated where it is shown:
`resources/translations/sentences.json` has the constant parts of all that they can say, with {0}, {1} for the facts;
a sentence is laid over them, what fits best is translated, and the facts, which may be such clauses themselves, are
put back. What fits nothing stays as it is. `.ci/translations.py` keeps the parts and their translations complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from PySide6.QtCore import QLocale

from app.ui.words import QT_TRANSLATE_NOOP, translate

CONTEXT = "Sentences"
WORDS = frozenset(
    (
        QT_TRANSLATE_NOOP("Sentences", "box"),
        QT_TRANSLATE_NOOP("Sentences", "boxes"),
        QT_TRANSLATE_NOOP("Sentences", "class"),
        QT_TRANSLATE_NOOP("Sentences", "classes"),
        QT_TRANSLATE_NOOP("Sentences", "computer"),
        QT_TRANSLATE_NOOP("Sentences", "frame"),
        QT_TRANSLATE_NOOP("Sentences", "frames"),
        QT_TRANSLATE_NOOP("Sentences", "minute"),
        QT_TRANSLATE_NOOP("Sentences", "minutes"),
        QT_TRANSLATE_NOOP("Sentences", "object"),
        QT_TRANSLATE_NOOP("Sentences", "objects"),
        QT_TRANSLATE_NOOP("Sentences", "processor"),
    )
)
"""Single words that stand for a fact."""
JOINTS = (
    QT_TRANSLATE_NOOP("Sentences", "{0} and {1}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} or {1}"),
)
"""Between names: translated only where neither can be a file."""
AND_MORE = QT_TRANSLATE_NOOP("Sentences", "and {0} more")

FEW_LETTERS = 6
"""A part with fewer letters fits nearly everything: most of its facts, the first among them, must be known."""
MANY_LETTERS = 12
"""A part with so many letters is tried before the text is taken apart at its commas."""
DEEPEST = 6
_FACT = re.compile(r"\{\d+\}")
_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_FILE = re.compile(r"[/\\]|\.[A-Za-z]")
_AND_MORE = re.compile(r"(.+) and (\d[\d,]*) more")
_COUNTED = re.compile(r"(\d[\d,]*) (.+)")
_END_OF_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z{“])")


@dataclass(frozen=True)
class Template:
    """A constant part: `literals` are what stands before, between and after its facts."""

    text: str
    literals: tuple[str, ...]

    @property
    def letters(self) -> int:
        """How much of it is fixed."""
        return sum(map(len, re.findall(r"[^\W\d_]+", " ".join(self.literals))))

    def may_fit(self, text: str) -> bool:
        """Quickly, whether laying it over a text is worth the trouble."""
        first, *_, last = self.literals
        return text.startswith(first) and text.endswith(last) and all(part in text for part in self.literals)


def said(text: str) -> str:
    """A sentence in the language of the window."""
    return _said(text, _spoken()) if text else text


def _spoken() -> str:
    """What tells languages apart: how one of the words is said."""
    return translate(CONTEXT, "boxes")


@lru_cache(maxsize=1024)
def _said(text: str, spoken: str) -> str:
    if spoken == "boxes":
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    parts = _END_OF_SENTENCE.split(line)
    rendered = [_phrase(part, 0) for part in parts]
    if None in rendered and (whole := _phrase(line, 0)) is not None:
        return whole
    return " ".join(new or old for new, old in zip(rendered, parts, strict=True))


def _phrase(text: str, depth: int) -> str | None:
    """A sentence or a clause of one, or a fact; None if it is not known."""
    if not text or depth > DEEPEST:
        return None
    if _NUMBER.fullmatch(text):
        return _number(text)
    words, templates = _known()
    if text in words:
        return translate(CONTEXT, text)
    fitting = [template for template in templates if template.may_fit(text)]
    return (
        _fitted((one for one in fitting if one.letters >= MANY_LETTERS), text, depth)
        or _joined(text, depth)
        or _ended(text, depth)  # or the full stop would belong to its last fact
        or _fitted((one for one in fitting if one.letters < MANY_LETTERS), text, depth)
        or _counted(text, depth)
    )


def _fitted(templates: Iterable[Template], text: str, depth: int) -> str | None:
    for template in templates:
        facts = _lay_over(template, text, depth)
        if facts is not None:
            return translate(CONTEXT, template.text).format(*facts)
    return None


def _lay_over(template: Template, text: str, depth: int) -> list[str] | None:
    """The facts of a text in the person's language; None if the template does not fit."""
    for facts in _splits(template.literals, text, depth):
        rendered = [_phrase(fact, depth + 1) for fact in facts]
        known = sum(new is not None for new in rendered)
        if template.letters >= FEW_LETTERS or (rendered[0] is not None and 2 * known >= len(facts)):
            return [new or old for new, old in zip(rendered, facts, strict=True)]
    return None


def _splits(literals: tuple[str, ...], text: str, depth: int) -> Iterator[tuple[str, ...]]:
    """All ways to take a text apart into the literals and the facts between them.

    Facts with nothing but a space between them could end anywhere: one of the two has to be known.
    """
    first, *rest = literals
    if not text.startswith(first):
        return
    text = text[len(first) :]
    if not rest:
        if not text:
            yield ()
        return
    following = rest[0]
    if len(rest) == 1 and not following:
        if text:
            yield (text,)
        return
    place = text.find(following, 1)
    while place > 0:
        fact = text[:place]
        apart = following.strip() or len(rest) == 1 or _phrase(fact, depth + 1) is not None
        for others in _splits(tuple(rest), text[place:], depth):
            if apart or _phrase(others[0], depth + 1) is not None:
                yield (fact, *others)
        place = text.find(following, place + 1)


def _counted(text: str, depth: int) -> str | None:
    """A number and what is counted."""
    match = _COUNTED.fullmatch(text)
    what = _phrase(match[2], depth + 1) if match else None
    return None if match is None or what is None else f"{_number(match[1])} {what}"


def _joined(text: str, depth: int) -> str | None:
    """Clauses and names in a row."""
    if more := _AND_MORE.fullmatch(text):
        return f"{more[1]} {translate(CONTEXT, AND_MORE).format(_number(more[2]))}"
    if "; " not in text and depth and not _FILE.search(text):
        for joint in JOINTS:
            before, word, after = text.rpartition(joint.removeprefix("{0}").removesuffix("{1}"))
            if word:
                sides = (_phrase(side, depth + 1) or side for side in (before, after))
                return translate(CONTEXT, joint).format(*sides)
    for mark in ("; ", ": ", ", "):
        parts = re.split(rf"{mark}(?![^(]*\))", text)
        rendered = [_phrase(part, depth + 1) for part in parts] if len(parts) > 1 else []
        if any(rendered):
            return mark.join(new or old for new, old in zip(rendered, parts, strict=True))
    return None


def _ended(text: str, depth: int) -> str | None:
    """A clause that ends the sentence."""
    clause = _phrase(text[:-1], depth + 1) if text.endswith(".") else None
    return None if clause is None else f"{clause}."


def _number(text: str) -> str:
    """A number of an English text as the person writes it."""
    plain = text.replace(",", "")
    if "." in plain:
        return QLocale().toString(float(plain), "f", len(plain.partition(".")[2]))
    return QLocale().toString(int(plain)) if "," in text else text


@cache
def _known() -> tuple[frozenset[str], tuple[Template, ...]]:
    """What has no facts, and what has, that with the most fixed letters first."""
    file = resources.files("resources") / "translations" / "sentences.json"
    texts: list[str] = json.loads(file.read_text(encoding="utf-8"))
    fixed = frozenset(text for text in texts if not _FACT.search(text)) | WORDS
    open_ones = [Template(text, tuple(_FACT.split(text))) for text in texts if _FACT.search(text)]
    return fixed, tuple(sorted(open_ones, key=lambda template: (-template.letters, -len(template.literals))))
