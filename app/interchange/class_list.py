"""Lists of classes from and to files: names alone as other tools have them, or with colours and keys as our own."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.interchange.class_names import read_class_names
from app.interchange.labels import InterchangeError, read_label_text
from app.interchange.yolo_names import names_yaml
from retinanet_core.files import write_atomically

SUFFIXES = (".json", ".yaml", ".yml", ".txt", ".names")
"""Files that hold lists of classes."""

_MAX_BYTES = 1 << 20
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MAX_KEY = 32


class ListedClass(NamedTuple):
    """A class in a file.

    Attributes:
        colour: #RRGGBB; "" where the file says none.
        key: The key that chooses it, as portable text; "" where the file says none.
    """

    name: str
    colour: str = ""
    key: str = ""


def read_class_list(path: Path) -> list[ListedClass]:
    """The classes in a file, in their order; each name once.

    Args:
        path: As `read_class_names` reads it, or our own JSON, which has colours and keys besides.

    Raises:
        InterchangeError: It cannot be read or understood; the sentence names the file.
    """
    names = read_class_names(path)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InterchangeError(f"{path.name} names {twice} twice; remove one of them and try again.")
    looks = _looks(path) if path.suffix.lower() == ".json" else {}
    return [looks.get(name, ListedClass(name)) for name in names]


def write_class_list(path: Path, classes: Sequence[ListedClass]) -> None:
    """Write classes as the suffix says: .txt has a name a line, .yaml is as YOLO has it, .json has everything.

    Raises:
        InterchangeError: It cannot be written, or the suffix is another; a file that was there is as it was.
    """
    names = [item.name for item in classes]
    match path.suffix.lower():
        case ".txt" | ".names":
            text = "".join(f"{name}\n" for name in names)
        case ".yaml" | ".yml":
            text = names_yaml(names)
        case ".json":
            text = json.dumps({"classes": _entries(classes)}, ensure_ascii=False, indent=2) + "\n"
        case _:
            raise InterchangeError(f"{path.name}: a list of classes is a .json, .yaml or .txt file.")
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise InterchangeError(
            f"The classes cannot be written to {path}; choose another place.", detail=str(error)
        ) from error


def _entries(classes: Sequence[ListedClass]) -> list[dict[str, Any]]:
    return [
        {"id": number, "name": item.name, "colour": item.colour, "key": item.key}
        for number, item in enumerate(classes, start=1)
    ]


def _looks(path: Path) -> dict[str, ListedClass]:
    """Colours and keys by name; nothing where the file is not our own. What is no colour or key is passed over."""
    content = json.loads(read_label_text(path, limit=_MAX_BYTES))
    entries = content.get("classes") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        return {}
    return {entry["name"]: _listed(entry) for entry in entries if isinstance(entry, dict)}


def _listed(entry: dict[str, Any]) -> ListedClass:
    colour, key = entry.get("colour"), entry.get("key")
    return ListedClass(
        entry["name"],
        colour if isinstance(colour, str) and _COLOUR.fullmatch(colour) else "",
        key if isinstance(key, str) and len(key) <= _MAX_KEY and key.isprintable() else "",
    )
