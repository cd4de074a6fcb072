"""How well a text is what somebody types a few letters of. Knows no Qt."""

from __future__ import annotations

WORD_START, INSIDE, SCATTERED = 8.0, 4.0, 1.0
LENGTH = 0.01
"""How much a letter more counts against a text: of two that fit alike, the shorter one is meant."""


def fit(query: str, text: str) -> float | None:
    """How well a text fits; None if it does not.

    Each word of the query must be in the text: at the start of a word (best), inside one, or with its letters
    scattered in their order, the first of them at the start of a word. Upper and lower case are alike.

    Args:
        query: What was typed; nothing fits everything alike.
        text: What it may mean.
    """
    text = text.casefold()
    total = -LENGTH * len(text)
    for word in query.casefold().split():
        value = _fit_word(word, text)
        if value is None:
            return None
        total += value * len(word)
    return total


def _fit_word(word: str, text: str) -> float | None:
    place = text.find(word)
    if place < 0:
        return SCATTERED if _scattered(word, text) else None
    while place >= 0:
        if _begins_word(text, place):
            return WORD_START
        place = text.find(word, place + 1)
    return INSIDE


def _scattered(word: str, text: str) -> bool:
    for start, letter in enumerate(text):
        if letter == word[0] and _begins_word(text, start):
            rest = iter(text[start:])
            if all(wanted in rest for wanted in word):
                return True
    return False


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
