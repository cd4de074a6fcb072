"""Lists of class names in files: a name a line, YAML as YOLO has it, or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.interchange.labels import InterchangeError, class_name_fault, read_label_text
from app.interchange.yolo_names import read_names

_MAX_BYTES = 1 << 20
_LISTS = ("names", "classes", "categories")


def read_class_names(path: Path) -> list[str]:
    """The class names in a file, in their order.

    Args:
        path: .yaml as YOLO has it; .json with a list of names, of objects with id and name, or with numbers and
            names, also under "names", "classes" or "categories"; otherwise a text file with a name a line.

    Raises:
        InterchangeError: It cannot be read or understood; the sentence names the file.
    """
    if path.suffix.lower() == ".json":
        names = _from_json(path)
    else:
        found = read_names(path, path)
        names = [found[number] for number in sorted(found)]
    if not names:
        raise InterchangeError(f"{path.name} names no classes.")
    for name in names:
        fault = class_name_fault(name)
        if fault is not None:
            raise InterchangeError(f"{path.name} cannot be used: {fault}.")
    return names


def _from_json(path: Path) -> list[str]:
    try:
        content = json.loads(read_label_text(path, limit=_MAX_BYTES))
        return _names(content)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InterchangeError(f"{path.name} holds no list of class names.", detail=repr(error)) from error


def _names(content: Any) -> list[str]:  # noqa: ANN401  (whatever JSON holds)
    """Raises ValueError, TypeError or KeyError where it is no list of names."""
    if isinstance(content, dict):
        inner = next((content[key] for key in _LISTS if isinstance(content.get(key), list | dict)), None)
        if inner is not None:
            return _names(inner)
        entries = sorted((int(number), name) for number, name in content.items())
    elif not isinstance(content, list):
        raise TypeError("neither a list nor an object")
    elif all(isinstance(item, dict) for item in content):
        entries = sorted((int(item["id"]), item["name"]) for item in content)
    else:
        entries = list(enumerate(content))
    if not all(isinstance(name, str) for _, name in entries):
        raise TypeError("a name is no text")
    return [name for _, name in entries]
