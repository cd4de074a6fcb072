"""Why a frame is in a queue, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject

from app.project.queue import Kind, Reason, Why
from app.ui.words import pick, score_text

NameOf = Callable[[int], str]
"""The name of a class, by its id."""


class QueueWords(QObject):
    """The names of the lists, and reasons as phrases that go on from "because:"."""

    def name(self, kind: Kind | None) -> str:
        """What a list is called; None is the one in file order."""
        return {
            None: self.tr("In file order"),
            Kind.LABEL: self.tr("What teaches most first"),
            Kind.MISSED: self.tr("Likely missed"),
            Kind.EXTRA: self.tr("Likely extra"),
            Kind.MISPLACED: self.tr("Badly placed"),
        }[kind]

    def meaning(self, kind: Kind | None) -> str:
        """What a list holds, as a sentence."""
        return {
            None: self.tr("All frames, in the order of their files"),
            Kind.LABEL: self.tr("Frames to label, those first from which the next version would learn most"),
            Kind.MISSED: self.tr("Reviewed frames where the version in use sees something without a box"),
            Kind.EXTRA: self.tr("Reviewed frames with a box where the version in use sees nothing"),
            Kind.MISPLACED: self.tr("Reviewed frames with a box that the version in use places otherwise"),
        }[kind]

    def because(self, kind: Kind, phrase: str) -> str:
        """The reason as a sentence."""
        text = self.tr("Shown next because: {reason}") if kind is Kind.LABEL else self.tr("Listed: {reason}")
        return text.format(reason=phrase)

    def phrase(self, reason: Reason, name_of: NameOf) -> str:
        """One reason."""
        name = "" if reason.class_id is None else name_of(reason.class_id)
        match reason.why:
            case Why.UNSURE:
                return self._unsure(reason, name)
            case Why.FLICKER:
                text = self.tr("{name} comes and goes between neighbouring frames")
                return text.format(name=name)
            case Why.MISSED:
                return self._missed(reason, name)
            case Why.EXTRA:
                return self._extra(reason, name, name_of)
            case Why.MISPLACED:
                return self._misplaced(reason, name)
        return {
            Why.UNLIKE: self.tr("unlike the frames labelled so far"),
            Why.SURE: self.tr("next in line; the version is sure of all it sees"),
            Why.RANDOM: self.tr("drawn at random, since no version knows what it overlooks"),
            Why.UNSEEN: self.tr("no version has looked at it yet"),
        }[reason.why]

    def _unsure(self, reason: Reason, name: str) -> str:
        text = self.tr("unsure about {boxes}").format(boxes=self._boxes(reason))
        if name:
            of = self.tr("{text}, {name}") if reason.boxes == 1 else self.tr("{text}, mostly {name}")
            text = of.format(text=text, name=name)
        if reason.examples is not None:
            few = pick(
                reason.examples,
                self.tr("1 example so far"),
                self.tr("%Ln examples so far", "", reason.examples),
            )
            text = f"{text} ({few})"
        return text

    def _missed(self, reason: Reason, name: str) -> str:
        text = pick(
            reason.boxes,
            self.tr("{name} may be missing, score {score}"),
            self.tr("%Ln boxes may be missing, most surely {name}, score {score}", "", reason.boxes),
        )
        return text.format(name=name, score=score_text(reason.score or 0))

    def _extra(self, reason: Reason, name: str, name_of: NameOf) -> str:
        if reason.instead is not None:
            text = pick(
                reason.boxes,
                self.tr("{name} may be {other}"),
                self.tr("%Ln boxes may be wrong: where {name} is, {other} is seen", "", reason.boxes),
            )
            return text.format(name=name, other=name_of(reason.instead))
        text = pick(
            reason.boxes,
            self.tr("{name} may be extra, nothing is seen there"),
            self.tr("%Ln boxes may be extra, nothing is seen where {name} is", "", reason.boxes),
        )
        return text.format(name=name)

    def _misplaced(self, reason: Reason, name: str) -> str:
        text = pick(
            reason.boxes,
            self.tr("{name} may be badly placed, overlap {percent}"),
            self.tr("%Ln boxes may be badly placed, worst {name}, overlap {percent}", "", reason.boxes),
        )
        percent = QLocale().toString(round(100 * (reason.overlap or 0))) + " %"
        return text.format(name=name, percent=percent)

    def _boxes(self, reason: Reason) -> str:
        return pick(reason.boxes, self.tr("1 box"), self.tr("%Ln boxes", "", reason.boxes))
