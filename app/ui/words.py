"""Counts, spans and times in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from app.marked import QT_TRANSLATE_NOOP

__all__ = [
    "QT_TRANSLATE_NOOP",
    "Durations",
    "clock",
    "pick",
    "score_text",
    "size_text",
    "translate",
]


def translate(context: str, text: str, count: int = -1) -> str:
    """A text in the language of the window, outside of a QObject, by the name the tools of Qt look for."""
    return QCoreApplication.translate(context, text, None, count)


def pick(count: int, one: str, many: str) -> str:
    """The singular for 1, else the plural. Both come from `tr`, the plural with %Ln for the number.

    English is the language of the sources, so no translation file supplies its singular.
    """
    return one if count == 1 else many


class Durations(QObject):
    """Spans of time as a person says them."""

    def left(self, seconds: float) -> str:
        """How long something will still take."""
        return self.tr("{time} left").format(time=self.about(seconds))

    def about(self, seconds: float) -> str:
        """Roughly how long, in the unit that fits."""
        if seconds < 90:
            return self.tr("%Ln s", "", max(1, round(seconds)))
        if seconds < 90 * 60:
            return self.tr("%Ln min", "", round(seconds / 60))
        return self.tr("{hours} h").format(hours=QLocale().toString(seconds / 3600, "f", 1))

    def exactly(self, seconds: float) -> str:
        """How long something took, to the second."""
        minutes, rest = divmod(max(0, round(seconds)), 60)
        parts = [self.tr("%Ln min", "", minutes)] if minutes else []
        if rest or not minutes:
            parts.append(self.tr("%Ln s", "", rest))
        return " ".join(parts)


def clock(milliseconds: float) -> str:
    """A time in a video, as 00:12.480, with hours where there are any."""
    total = max(0, round(milliseconds))
    hours, rest = divmod(total, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds, thousandths = divmod(rest, 1000)
    prefix = f"{hours}:" if hours else ""
    return f"{prefix}{minutes:02}:{seconds:02}.{thousandths:03}"


def score_text(score: float) -> str:
    """A score with two digits, in the person's locale."""
    return QLocale().toString(score, "f", 2)


def size_text(width: int, height: int) -> str:
    """A size in pixels."""
    return f"{width} × {height} px"  # noqa: RUF001  (the sign for it)
