"""A filter as a line of text, such as `state:suggested class:WBC score:<0.4 boxes:2..5 reviewed:no "my beach"`.

Every term must hold. Those about boxes (class, score, how many) hold together: so many boxes of those classes with
such a score.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from app.project.frame_filter import Filter, Range, Term
from app.project.frame_state import STATES, FrameState

FLAGS = ("reviewed", "pinned", "note", "problem")
RANGES = ("boxes", "score", "size")
KEYS = ("state", "class", *RANGES, *FLAGS, "folder")

_YES = {"yes": True, "no": False}
_TERM = re.compile(r'((?:[a-z]+:)?)((?:"[^"]*"?|[^\s"])+)')
_NUMBER = r"\d+(?:\.\d+)?"
_RANGE = re.compile(rf"(?:(<=|>=|<|>|=)?({_NUMBER})|({_NUMBER})\.\.({_NUMBER}))$")


class FilterError(ValueError):
    """A term means nothing; the text is one sentence."""


def parse(text: str, classes: Mapping[str, int]) -> Filter:
    """The filter that a line says.

    Args:
        text: Terms with spaces between.
        classes: Ids of classes by name.

    Raises:
        FilterError: A term means nothing.
    """
    found = Filter()
    for term in terms(text, classes):
        found = found.with_term(term)
    return found


def terms(text: str, classes: Mapping[str, int]) -> Iterator[Term]:
    """The terms of a line, one after the other. Raises FilterError as `parse`."""
    for found in _TERM.finditer(text):
        key, value = found[1].rstrip(":"), found[2]
        if found[0][-1] == ":" and found[0][:-1] in KEYS:
            raise FilterError(f"Write after {found[0]} what it is to be.")
        if key and key not in KEYS:
            key, value = "", found[0]  # A colon in a name.
        yield _term(key, value, classes)


def _term(key: str, value: str, classes: Mapping[str, int]) -> Term:
    match key:
        case "":
            return Term("text", _unquoted(value).casefold())
        case "state":
            return Term(key, frozenset(map(_state, _listed(value))))
        case "class":
            return Term(key, frozenset(_class(name, classes) for name in _listed(value)))
        case "folder":
            return Term(key, _unquoted(value))
        case _ if key in RANGES:
            return Term(key, read_range(value))
    if value not in _YES:
        raise FilterError(f"{key}:{value} means nothing: write {key}:yes or {key}:no.")
    return Term(key, _YES[value])


def _listed(value: str) -> list[str]:
    """What is between commas, which are none within quotes."""
    return [_unquoted(part) for part in re.findall(r'(?:"[^"]*"?|[^,"])+', value)]


def _unquoted(value: str) -> str:
    return value.replace('"', "")


def _state(name: str) -> FrameState:
    try:
        return FrameState(name.replace("-", " "))
    except ValueError as error:
        known = ", ".join(state.value.replace(" ", "-") for state in FrameState)
        raise FilterError(f"There is no state {name}: there are {known}.") from error


def _class(name: str, classes: Mapping[str, int]) -> int:
    if re.fullmatch(r"#\d+", name):
        return int(name[1:])
    folded = {known.casefold(): class_id for known, class_id in classes.items()}
    if name.casefold() not in folded:
        raise FilterError(f"There is no class {name}.")
    return classes.get(name, folded[name.casefold()])


def written(asked: Filter) -> str:
    """The filter as a line; classes by #id, so that it holds whatever they are called later."""
    parts = [f'"{word}"' for word in asked.text]
    if asked.states:
        names = [state.value.replace(" ", "-") for state in STATES if state in asked.states]
        parts.append("state:" + ",".join(names))
    if asked.classes:
        parts.append("class:" + ",".join(f"#{class_id}" for class_id in sorted(asked.classes)))
    for key in RANGES:
        value = getattr(asked, key)
        if value is not None:
            parts.append(f"{key}:{range_text(value)}")
    for key in FLAGS:
        value = getattr(asked, key)
        if value is not None:
            parts.append(f"{key}:{'yes' if value else 'no'}")
    if asked.folder is not None:
        parts.append(f'folder:"{asked.folder}"')
    return " ".join(parts)


def read_range(text: str) -> Range:
    """`<0.4`, `>=2`, `3`, `2..5`. Raises FilterError for anything else."""
    found = _RANGE.match(text)
    if found is None:
        raise FilterError(f"{text} is no number or range: write <0.4, >=2, 3 or 2..5.")
    sign, number, low, high = found.groups()
    if number is None:
        return Range(float(low), float(high))
    value = float(number)
    match sign:
        case "<" | "<=":
            return Range(high=value, high_open=sign == "<")
        case ">" | ">=":
            return Range(low=value, low_open=sign == ">")
    return Range(value, value)


def range_text(value: Range) -> str:
    """What `read_range` reads as this range."""
    if value.low == value.high:
        return _plain(value.low)
    if value.low == -math.inf:
        return ("<" if value.high_open else "<=") + _plain(value.high)
    if value.high == math.inf:
        return (">" if value.low_open else ">=") + _plain(value.low)
    return f"{_plain(value.low)}..{_plain(value.high)}"


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
