"""What is known of a version, as numbers and in words."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject

from app.project.learned import pinned_frames
from app.project.records import Version, VersionStatus


def measured(report: dict[str, Any]) -> float | None:
    """AP50 on the pinned frames when the version was made, or None if it was not measured."""
    after = report.get("after")
    value = after.get("ap50") if isinstance(after, dict) else None
    return float(value) if isinstance(value, int | float) else None


def exam(version: Version) -> Hashable:
    """What a version was measured on: the pinned frames and the classes. Only where it is the same, numbers compare."""
    after = version.report.get("after")
    rows = after.get("classes") or () if isinstance(after, dict) else ()
    return pinned_frames(version), frozenset(row.get("id") for row in rows)


def suitable_threshold(report: dict[str, Any]) -> float | None:
    """The score (0.05..1) at which the version was counted, to two digits; None if it was not measured."""
    after = report.get("after")
    value = after.get("threshold") if isinstance(after, dict) else None
    return min(1.0, max(0.05, round(float(value), 2))) if isinstance(value, int | float) else None


class VersionWords(QObject):
    """The sentences about a version."""

    def name(self, version: Version) -> str:
        """What it is called."""
        return self.tr("Version {id}").format(id=version.id)

    def facts(self, version: Version) -> str:
        """Quality, time, standing and origin, on one line."""
        locale = QLocale()
        when = QDateTime.fromSecsSinceEpoch(int(version.created_at))
        parts = [locale.toString(when, QLocale.FormatType.ShortFormat)]
        quality = measured(version.report)
        if quality is not None:
            parts.insert(0, self.tr("AP50 {value}").format(value=locale.toString(quality, "f", 2)))
        if version.status is VersionStatus.WAITING:
            parts.append(self.tr("waiting for you"))
        elif version.status is VersionStatus.KEPT_OUT:
            parts.append(self.tr("kept out"))
        if version.parent_id is not None:
            parts.append(self.tr("from version {id}").format(id=version.parent_id))
        elif not version.run:
            parts.append(self.tr("imported"))
        return " · ".join(parts)

    def found(self, version: Version) -> str:
        """What it found on the pinned frames, and what that came to; "" if it was not measured."""
        after = version.report.get("after")
        if not isinstance(after, dict) or measured(version.report) is None:
            return ""
        rows = after.get("classes") or ()
        locale = QLocale()
        words = self.tr("Finds {found} of {truth} boxes on {frames} pinned frames").format(
            found=locale.toString(sum(int(row.get("found") or 0) for row in rows)),
            truth=locale.toString(sum(int(row.get("truth") or 0) for row in rows)),
            frames=locale.toString(int(after.get("frames") or 0)),
        )
        verdict = self._verdict(str(version.report.get("verdict", "")))
        return f"{words}; {verdict}." if verdict else f"{words}."

    def other_exam(self, last: Version, version: Version) -> str:
        """That a version was measured on something else than the one before it on the line; "" if it was not."""
        if exam(last) == exam(version):
            return ""
        before = version.report.get("before")
        value = before.get("ap50") if isinstance(before, dict) else None
        if version.parent_id == last.id and isinstance(value, int | float):
            words = self.tr(
                "Measured on other frames or classes than version {id}, which has AP50 {value} on these."
            )
            return words.format(id=last.id, value=QLocale().toString(float(value), "f", 2))
        words = self.tr(
            "Measured on other frames or classes than version {id}; the two numbers do not compare."
        )
        return words.format(id=last.id)

    def everything(self, version: Version, *, active: bool) -> str:
        """Name, facts and what it found."""
        name = self.name(version)
        if active:
            name = self.tr("{version}, in use").format(version=name)
        return "\n".join(part for part in (name, self.facts(version), self.found(version)) if part)

    def _verdict(self, verdict: str) -> str:
        words = {
            "first": self.tr("the first one"),
            "better": self.tr("better than the one before"),
            "not better": self.tr("not better than the one before"),
            "undecided": self.tr("not told apart from the one before"),
        }
        return words.get(verdict, "")
