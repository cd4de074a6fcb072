"""Marking texts for translation where no Qt is known."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Mark a text of a table for translation, by the name that the tools of Qt look for.

    Qt's own function of that name is the same, but its type says that it returns any object.
    """
    return text
