"""The class names of a YOLO data set: data.yaml, classes.txt or obj.names.

Of YAML only the forms in which tools write `names` are understood: a list or a mapping from numbers, on one
line or one name a line. Anything else is refused rather than guessed: a wrong list swaps classes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from app.interchange.labels import (
    InterchangeError,
    class_name_fault,
    read_label_text,
    shown_path,
)

LISTS = ("classes.txt", "obj.names")
_YAML = (".yaml", ".yml")
_MAX_BYTES = 1 << 20
_MAX_LINE = 100_000
_KEY = re.compile(r"names[ \t]*:(?:[ \t]+(.*))?$")
_COUNT = re.compile(r"nc[ \t]*:[ \t]+(\d{1,6})[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_ENTRY = re.compile(r"[ \t]+(\d{1,6})[ \t]*:[ \t]+(.*)$")
_QUOTED = r"""\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^']|'')*)')"""
_BLOCK_VALUE = re.compile(_QUOTED + r"""\s*(?:#.*)?$|\s*(?P<plain>[^\s"'].*?)(?:\s+#.*)?$""")
_FLOW_VALUE = re.compile(_QUOTED + r"""\s*|\s*(?P<plain>[^\s"',\[\]{}][^,\[\]{}]*)""")
_INDICATOR = re.compile(r"[\[\]{}#&*!|>%@`,]|[-?:](?:\s|$)")
_NOT_PLAIN = re.compile(r"\n|:\s|:$|\s#")
_NUMBER = re.compile(r"\s*(\d{1,6})\s*:(?=\s)")


def find_names(source: Path) -> dict[int, str]:
    """The class names by number, for a YOLO folder, its `labels` folder, or a .yaml file itself.

    Raises:
        InterchangeError: There is no list of names, two lists differ, or one cannot be understood.
    """
    if source.is_file():
        return read_names(source, source)
    found = [(path, read_names(path, source)) for path in _candidates(source)]
    if not found:
        raise InterchangeError(
            f"There are no class names in {source}: YOLO labels need a data.yaml or classes.txt beside them."
        )
    first_path, names = found[0]
    for path, others in found[1:]:
        if others != names:
            raise InterchangeError(
                f"{shown_path(first_path, source)} and {shown_path(path, source)} name different classes; "
                "remove the wrong one, or give the right .yaml file as the source."
            )
    return names


def read_names(path: Path, source: Path) -> dict[int, str]:
    """The class names in one file, by number.

    Raises:
        InterchangeError: It cannot be understood; the sentence names file and line.
    """
    shown = shown_path(path, source)
    text = read_label_text(path, limit=_MAX_BYTES)
    long = next((number for number, line in enumerate(text.splitlines(), 1) if len(line) > _MAX_LINE), None)
    if long is not None:
        raise InterchangeError(f"{shown}, line {long}: this is too long for class names.")
    names = _from_yaml(text, shown) if path.suffix.lower() in _YAML else _from_list(text, shown)
    if not names:
        raise InterchangeError(f"{shown} names no classes.")
    for number, name in names.items():
        fault = class_name_fault(name)
        if fault is not None:
            raise InterchangeError(f"{shown}, class {number}: {fault}.")
    return names


def names_yaml(names: list[str]) -> str:
    """The `nc` and `names` of a data.yaml; quoted, so that no name is taken for a number or a yes."""
    lines = [f"nc: {len(names)}", "names:"]
    lines += [f"  {number}: {json.dumps(name, ensure_ascii=False)}" for number, name in enumerate(names)]
    return "\n".join(lines) + "\n"


def _candidates(folder: Path) -> Iterator[Path]:
    folders = [folder, folder / "labels"]
    if "labels" in (folder.name, folder.parent.name):
        folders.append(folder.parent)
        if folder.parent.name == "labels":
            folders.append(folder.parent.parent)
    for place in folders:
        if not place.is_dir():
            continue
        try:
            paths = sorted(path for path in place.iterdir() if path.is_file())
        except OSError as error:
            raise InterchangeError(f"The folder {place} cannot be read.", detail=str(error)) from error
        for path in paths:
            if path.name in LISTS or path.suffix.lower() == ".names" or _is_yaml_with_names(path):
                yield path


def _is_yaml_with_names(path: Path) -> bool:
    return path.suffix.lower() in _YAML and any(
        map(_KEY.match, read_label_text(path, limit=_MAX_BYTES).splitlines())
    )


def _from_list(text: str, shown: str) -> dict[int, str]:
    lines = [line.strip() for line in text.rstrip().splitlines()]
    for number, line in enumerate(lines, 1):
        if not line:
            raise InterchangeError(f"{shown}, line {number}: an empty line among the class names.")
    return dict(enumerate(lines))


def _from_yaml(text: str, shown: str) -> dict[int, str]:
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if _KEY.match(line)]
    if len(starts) != 1:
        reason = "has no names" if not starts else "has names twice"
        raise InterchangeError(f"{shown} {reason}.")
    start = starts[0]
    match = _KEY.match(lines[start])
    rest = (match.group(1) or "").strip() if match else ""
    if rest.startswith(("[", "{")):
        names = _flow("\n".join([rest, *lines[start + 1 :]]), shown, start + 1)
    elif not rest or rest.startswith("#"):
        names = _block(lines, start + 1, shown)
    else:
        raise _unclear(shown, start + 1)
    _check_count(lines, names, shown)
    return names


def _unclear(shown: str, line: int) -> InterchangeError:
    return InterchangeError(
        f"{shown}, line {line}: the class names are written in a form that is not understood; "
        "write them below 'names:', one a line, each after '- '."
    )


def _check_count(lines: list[str], names: dict[int, str], shown: str) -> None:
    for number, line in enumerate(lines, 1):
        match = _COUNT.match(line)
        if match and int(match.group(1)) != len(names):
            raise InterchangeError(
                f"{shown}, line {number}: nc is {match.group(1)}, but there are {len(names)} class names."
            )


def _block(lines: list[str], start: int, shown: str) -> dict[int, str]:
    """Names below the key: "- name" or "0: name" a line."""
    names: dict[int, str] = {}
    form = _ITEM
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] not in " \t-":
            break  # the next key
        if not names:
            form = _ITEM if _ITEM.match(line) else _ENTRY
        match = form.match(line)
        if match is None:
            raise _unclear(shown, number)
        key = len(names) if form is _ITEM else int(match[1])
        scalar = _BLOCK_VALUE.match(match[match.lastindex or 1])
        if scalar is None or key in names:
            raise _unclear(shown, number)
        names[key] = _value(scalar, shown, number)
    return names


def _flow(text: str, shown: str, line: int) -> dict[int, str]:
    """Names in brackets, "[a, b]", or braces, "{0: a, 1: b}"; they may go on over several lines."""
    mapping = text[0] == "{"
    closing = "}" if mapping else "]"
    names: dict[int, str] = {}
    end = re.compile(rf"\s*{re.escape(closing)}")
    at = 1
    while not end.match(text, at):
        here = line + text.count("\n", 0, at)
        key = len(names)
        if mapping:
            number = _NUMBER.match(text, at)
            if number is None:
                raise _unclear(shown, here)
            key, at = int(number.group(1)), number.end()
        scalar = _FLOW_VALUE.match(text, at)
        if scalar is None or key in names:
            raise _unclear(shown, here)
        names[key] = _value(scalar, shown, here)
        at = scalar.end()
        if text[at : at + 1] == ",":
            at += 1
        elif text[at : at + 1] != closing:
            raise _unclear(shown, here)
    return names


def _value(scalar: re.Match[str], shown: str, line: int) -> str:
    if scalar["double"] is not None:
        try:
            return str(json.loads(f'"{scalar["double"]}"'))
        except ValueError as error:
            raise _unclear(shown, line) from error
    if scalar["single"] is not None:
        return scalar["single"].replace("''", "'")
    plain = scalar["plain"].strip()
    if _INDICATOR.match(plain) or _NOT_PLAIN.search(plain):
        raise _unclear(shown, line)
    return plain
