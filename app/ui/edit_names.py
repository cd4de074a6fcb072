"""What a step is called in the Edit menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.project.records import Edit
from app.ui.words import QT_TRANSLATE_NOOP

_CONTEXT = "EditNames"

_NAMES: dict[str, tuple[str, str]] = {
    "draw": (QT_TRANSLATE_NOOP("EditNames", "drawing a box"),) * 2,
    "move": (
        QT_TRANSLATE_NOOP("EditNames", "moving a box"),
        QT_TRANSLATE_NOOP("EditNames", "moving %Ln boxes"),
    ),
    "resize": (
        QT_TRANSLATE_NOOP("EditNames", "resizing a box"),
        QT_TRANSLATE_NOOP("EditNames", "resizing %Ln boxes"),
    ),
    "relabel": (
        QT_TRANSLATE_NOOP("EditNames", "changing the class of a box"),
        QT_TRANSLATE_NOOP("EditNames", "changing the class of %Ln boxes"),
    ),
    "delete": (
        QT_TRANSLATE_NOOP("EditNames", "deleting a box"),
        QT_TRANSLATE_NOOP("EditNames", "deleting %Ln boxes"),
    ),
    "accept": (
        QT_TRANSLATE_NOOP("EditNames", "accepting a box"),
        QT_TRANSLATE_NOOP("EditNames", "accepting %Ln boxes"),
    ),
    "reject": (
        QT_TRANSLATE_NOOP("EditNames", "rejecting a box"),
        QT_TRANSLATE_NOOP("EditNames", "rejecting %Ln boxes"),
    ),
    "paste": (
        QT_TRANSLATE_NOOP("EditNames", "pasting a box"),
        QT_TRANSLATE_NOOP("EditNames", "pasting %Ln boxes"),
    ),
    "duplicate": (
        QT_TRANSLATE_NOOP("EditNames", "duplicating a box"),
        QT_TRANSLATE_NOOP("EditNames", "duplicating %Ln boxes"),
    ),
    "same as previous": (
        QT_TRANSLATE_NOOP("EditNames", "taking over a box of the frame before"),
        QT_TRANSLATE_NOOP("EditNames", "taking over %Ln boxes of the frame before"),
    ),
    "lock": (
        QT_TRANSLATE_NOOP("EditNames", "locking a box"),
        QT_TRANSLATE_NOOP("EditNames", "locking %Ln boxes"),
    ),
    "unlock": (
        QT_TRANSLATE_NOOP("EditNames", "unlocking a box"),
        QT_TRANSLATE_NOOP("EditNames", "unlocking %Ln boxes"),
    ),
    "complete": (QT_TRANSLATE_NOOP("EditNames", "completing a frame"),) * 2,
    "reopen": (QT_TRANSLATE_NOOP("EditNames", "reopening a frame"),) * 2,
    "pin": (
        QT_TRANSLATE_NOOP("EditNames", "pinning a frame"),
        QT_TRANSLATE_NOOP("EditNames", "pinning %Ln frames"),
    ),
    "unpin": (
        QT_TRANSLATE_NOOP("EditNames", "unpinning a frame"),
        QT_TRANSLATE_NOOP("EditNames", "unpinning %Ln frames"),
    ),
    "note": (QT_TRANSLATE_NOOP("EditNames", "writing a note"),) * 2,
    "add class": (
        QT_TRANSLATE_NOOP("EditNames", "adding a class"),
        QT_TRANSLATE_NOOP("EditNames", "adding %Ln classes"),
    ),
    "rename class": (QT_TRANSLATE_NOOP("EditNames", "renaming a class"),) * 2,
    "recolour class": (QT_TRANSLATE_NOOP("EditNames", "changing a colour"),) * 2,
    "merge classes": (QT_TRANSLATE_NOOP("EditNames", "merging classes"),) * 2,
    "delete class": (QT_TRANSLATE_NOOP("EditNames", "deleting a class"),) * 2,
    "move class": (QT_TRANSLATE_NOOP("EditNames", "moving a class"),) * 2,
    "class key": (QT_TRANSLATE_NOOP("EditNames", "giving a class a key"),) * 2,
    "import classes": (QT_TRANSLATE_NOOP("EditNames", "importing a list of classes"),) * 2,
    "add media": (
        QT_TRANSLATE_NOOP("EditNames", "adding a file"),
        QT_TRANSLATE_NOOP("EditNames", "adding %Ln files"),
    ),
    "remove media": (
        QT_TRANSLATE_NOOP("EditNames", "removing a file"),
        QT_TRANSLATE_NOOP("EditNames", "removing %Ln files"),
    ),
    "relink media": (
        QT_TRANSLATE_NOOP("EditNames", "finding a file again"),
        QT_TRANSLATE_NOOP("EditNames", "finding %Ln files again"),
    ),
    "replace media": (
        QT_TRANSLATE_NOOP("EditNames", "using a file that was replaced"),
        QT_TRANSLATE_NOOP("EditNames", "using %Ln files that were replaced"),
    ),
    "import": (
        QT_TRANSLATE_NOOP("EditNames", "importing a box"),
        QT_TRANSLATE_NOOP("EditNames", "importing %Ln boxes"),
    ),
    "import labels": (
        QT_TRANSLATE_NOOP("EditNames", "importing the labels of a frame"),
        QT_TRANSLATE_NOOP("EditNames", "importing the labels of %Ln frames"),
    ),
}


def edit_name(edit: Edit) -> str:
    """A step in words; kinds that are unknown here name themselves."""
    if edit.kind not in _NAMES:
        return edit.kind
    one, many = _NAMES[edit.kind]
    return QCoreApplication.translate(_CONTEXT, one if edit.count == 1 else many, None, edit.count)
