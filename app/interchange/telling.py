"""What a file or folder holds that a person hands over without a word: labels, a list of classes, or neither."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from app.interchange.class_list import read_class_list
from app.interchange.labels import InterchangeError, read_label_text

Held = Literal["labels", "classes", "other"]

LABEL_SUFFIXES = frozenset({".json", ".xml", ".yaml", ".yml", ".txt"})
"""Files that hold labels; some of them may hold a list of classes instead."""

_MAX_BYTES = 1 << 20
"""A list of classes is no longer than this."""
_MOST_ENTRIES = 500
_DATA_SET_KEYS = ("path:", "train:", "val:", "test:")
_LABEL_KEYS = frozenset({"images", "annotations", "shapes", "bbox"})


def what_is_in(path: Path) -> Held:
    """What there is in a file, or at the top of a folder and of the folders in it; any thread may ask.

    A file that cannot be read counts as labels: importing those says what is wrong with it.
    """
    if path.is_dir():
        return "labels" if _only_labels(path) else "other"
    suffix = path.suffix.lower()
    if suffix == ".names":
        return "classes"
    if suffix not in LABEL_SUFFIXES:
        return "other"
    return "classes" if suffix != ".xml" and _is_class_list(path) else "labels"


def _is_class_list(path: Path) -> bool:
    try:
        if _has_labels(path):
            return False
        read_class_list(path)
    except (InterchangeError, ValueError, RecursionError):
        return False
    return True


def _has_labels(path: Path) -> bool:
    """Whether it is, or belongs to, a set of labels. What is too long for a list of classes raises."""
    text = read_label_text(path, limit=_MAX_BYTES)
    match path.suffix.lower():
        case ".json":
            return _tells_boxes(json.loads(text))
        case ".txt":
            return not text.strip() or any(map(_is_box, text.splitlines()))
        case _:
            return any(line.startswith(_DATA_SET_KEYS) for line in text.splitlines())


def _tells_boxes(content: Any) -> bool:  # noqa: ANN401  (whatever JSON holds)
    first = content[0] if isinstance(content, list) and content else content
    return isinstance(first, dict) and not _LABEL_KEYS.isdisjoint(first)


def _is_box(line: str) -> bool:
    """Whether a line is a class number and four fractions or more, as YOLO has them."""
    words = line.split()
    try:
        return len(words) >= 5 and words[0].isdecimal() and all(0 <= float(word) <= 1 for word in words[1:])
    except ValueError:
        return False


def _only_labels(folder: Path) -> bool:
    suffixes = {suffix for suffix in islice(_suffixes(folder), _MOST_ENTRIES) if suffix}
    return bool(suffixes) and suffixes <= LABEL_SUFFIXES | {".names"}


def _suffixes(folder: Path, depth: int = 1) -> Iterator[str]:
    try:
        for entry in folder.iterdir():
            if entry.is_dir():
                if depth:
                    yield from _suffixes(entry, depth - 1)
            elif not entry.name.startswith("."):
                yield entry.suffix.lower()
    except OSError:
        return
