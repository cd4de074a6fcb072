"""The numbers of an overview as bars with words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QLocale

from app.project.frame_state import STATES
from app.project.overview import GRID, Bars, Overview, Subject
from app.project.records import ObjectClass
from app.ui.frame_state import name_of
from app.ui.overview.plot import PlotBar
from app.ui.words import pick, score_text, translate

_ASPECTS = {0.25: "1:4", 0.5: "1:2", 1.0: "1:1", 2.0: "2:1", 4.0: "4:1"}
_SAME = 1e-6


class Figure(NamedTuple):
    """What one plot shows, with a line that sums it up."""

    bars: list[PlotBar]
    about: str


def figures(seen: Overview, classes: Mapping[int, ObjectClass]) -> dict[Subject, Figure]:
    """All plots, in the language of now. Classes that have gone meanwhile keep their place, without a name."""
    make: dict[Subject, Callable[[Bars], Figure]] = {
        Subject.PROGRESS: _progress,
        Subject.CLASSES: lambda bars: _classes(bars, seen, classes),
        Subject.PER_FRAME: _per_frame,
        Subject.SIZES: _sizes,
        Subject.ASPECTS: _aspects,
        Subject.POSITIONS: _positions,
        Subject.SCORES: _scores,
    }
    return {subject: make[subject](bars) for subject, bars in seen.plots.items()}


def _number(count: int) -> str:
    return QLocale().toString(count)


def frames_words(count: int) -> str:
    """So many frames."""
    return pick(count, translate("Overview", "1 frame"), translate("Overview", "%Ln frames", count))


def _boxes_words(count: int) -> str:
    return pick(count, translate("Overview", "1 box"), translate("Overview", "%Ln boxes", count))


def _says(what: str, bars: Bars, number: int) -> str:
    words = translate("Overview", "{what}: {boxes} on {frames}")
    boxes, frames = int(bars.counts[number]), int(bars.frames[number])
    return words.format(what=what, boxes=_boxes_words(boxes), frames=frames_words(frames))


def _progress(bars: Bars) -> Figure:
    counts = bars.counts.tolist()
    total = max(1, sum(counts))
    shown = []
    for state, count in zip(STATES, counts, strict=True):
        name, share = name_of(state), QLocale().toString(100 * count / total, "f", 0)
        words = translate("Overview", "{state}: {frames}, {share} %")
        shown.append(
            PlotBar(
                count,
                words.format(state=name, frames=frames_words(count), share=share),
                name,
                translate("Overview", "{count} ({share} %)").format(count=_number(count), share=share),
            )
        )
    return Figure(shown, frames_words(sum(counts)))


def _classes(bars: Bars, seen: Overview, classes: Mapping[int, ObjectClass]) -> Figure:
    shown = []
    for number, class_id in enumerate(seen.class_ids):
        item = classes.get(class_id)
        name = item.name if item is not None else "?"
        count, suggested = int(bars.counts[number]), int(seen.suggested[number])
        words = _says(name, bars, number)
        if suggested:
            words += ", " + pick(
                suggested,
                translate("Overview", "1 suggested"),
                translate("Overview", "%Ln suggested", suggested),
            )
        colour = item.colour if item is not None else ""
        shown.append(PlotBar(count, words, name, _number(count), suggested, colour))
    total = int(bars.counts.sum())
    return Figure(shown, _boxes_words(total))


def _per_frame(bars: Bars) -> Figure:
    shown = []
    for number, count in enumerate(bars.counts.tolist()):
        low, high = int(bars.low[number]), int(bars.high[number])
        if low == high:
            what = _boxes_words(low) if low else translate("Overview", "No boxes")
        else:
            what = translate("Overview", "{low} to {high} boxes").format(low=_number(low), high=_number(high))
        words = translate("Overview", "{what}: {frames}").format(what=what, frames=frames_words(count))
        shown.append(PlotBar(count, words, _number(low)))
    return Figure(shown, _most(shown))


def _sizes(bars: Bars) -> Figure:
    shown = []
    for number, count in enumerate(bars.counts.tolist()):
        low, high = float(bars.low[number]), float(bars.high[number])
        what = translate("Overview", "{low} to {high} px").format(low=_pixels(low), high=_pixels(high))
        whole = abs(low - round(low)) < _SAME
        shown.append(PlotBar(count, _says(what, bars, number), _pixels(low) if whole else ""))
    return Figure(shown, _most(shown))


def _pixels(side: float) -> str:
    return QLocale().toString(side, "f", 0 if side >= 10 or side == round(side) else 1)


def _aspects(bars: Bars) -> Figure:
    shown = []
    for number, count in enumerate(bars.counts.tolist()):
        low, high = float(bars.low[number]), float(bars.high[number])
        middle = (low * high) ** 0.5
        label = next((text for value, text in _ASPECTS.items() if abs(middle - value) < 1e-3), "")
        what = translate("Overview", "About {ratio}").format(ratio=_ratio(middle))
        shown.append(PlotBar(count, _says(what, bars, number), label))
    return Figure(shown, _most(shown))


def _ratio(share: float) -> str:
    """Width to height, the lesser as 1."""
    digits = QLocale().toString(max(share, 1 / share), "g", 2)
    return f"{digits}:1" if share >= 1 else f"1:{digits}"


def _positions(bars: Bars) -> Figure:
    shown = []
    for number, count in enumerate(bars.counts.tolist()):
        line, column = divmod(number, GRID)
        what = translate("Overview", "{across} %, {down} %").format(
            across=_number(round(100 * (column + 0.5) / GRID)), down=_number(round(100 * (line + 0.5) / GRID))
        )
        shown.append(PlotBar(count, _says(what, bars, number)))
    return Figure(shown, _most(shown))


def _scores(bars: Bars) -> Figure:
    shown = []
    for number, count in enumerate(bars.counts.tolist()):
        low, high = float(bars.low[number]), float(bars.high[number])
        what = translate("Overview", "{low} to {high}").format(low=score_text(low), high=score_text(high))
        label = score_text(low) if number % 5 == 0 else ""
        shown.append(PlotBar(count, _says(what, bars, number), label))
    return Figure(shown, _most(shown))


def _most(bars: list[PlotBar]) -> str:
    """Where most of it is."""
    if not bars:
        return ""
    highest = max(bars, key=lambda bar: bar.count)
    return translate("Overview", "Most: {words}").format(words=highest.words)
