"""A run at work as a person sees it: what the child says becomes words, curves and a bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.services.teach_events import Event
from app.services.teaching import TeachingService
from app.ui.activity import ActivityBar
from app.ui.panels.teach_panel import TeachPanel
from app.ui.run_preparing import PreparedRun
from app.ui.sentences import said
from app.ui.words import Durations

ACTIVITY = "teach"


class RunFollower(QObject):
    """Shows the events of the run at work in the teach panel and in the status line.

    Attributes:
        run: The run that was prepared last.
    """

    def __init__(
        self,
        service: TeachingService,
        panel: TeachPanel,
        activity: ActivityBar,
        cancel: Callable[[], None],
        parent: QObject,
    ) -> None:
        """`cancel` is what Cancel in the status line does."""
        super().__init__(parent)
        self._service, self._panel = service, panel
        self._activity, self._cancel = activity, cancel
        self._durations = Durations(self)
        self.run: PreparedRun | None = None
        self._fraction: float | None = None
        service.event_received.connect(self._on_event)

    def say(self, words: str, activity: str, *, paused: bool = False) -> None:
        """Where the run stands, in the panel and in the status line."""
        self._panel.work.show_state(words, paused=paused)
        # A bar that runs to and fro says that something is happening, which is not so in a pause.
        self.show_activity(activity, (self._fraction or 0.0) if paused else None)

    def show_activity(self, text: str, fraction: float | None = None) -> None:
        """What the status line says, and how far it is in 0..1; None while nobody knows."""
        self._activity.show_activity(ACTIVITY, text, fraction, self._cancel)

    def end(self) -> None:
        """Nothing is at work any more."""
        self.run = self._fraction = None
        self._activity.end(ACTIVITY)

    def _on_event(self, event: Event) -> None:
        work = self._panel.work
        match event["event"]:
            case "started":
                self._on_started(event)
            case "note":
                work.add_note(str(event.get("sentence", "")))
            case "phase":
                work.show_phase(self._phase(event))
            case "progress":
                self._on_progress(event)
            case "judging" if not (self._service.cancelling or self._service.finishing):
                self.say(self.tr("Comparing on pinned frames"), self.tr("Comparing on pinned frames"))
            case "quality" if event.get("ap50") is not None:
                work.quality.add(float(event.get("seconds", 0.0)), float(event["ap50"]))
            case "before" if event.get("ap50") is not None:
                work.quality.set_baseline(float(event["ap50"]), self._before_name())
            case "paused" if self._service.pause_wanted:
                self.say(self.tr("Paused"), self.tr("Teaching is paused"), paused=True)
            case "resumed" if not self._service.pause_wanted and not self._service.finishing:
                self.say("", self.tr("Teaching"))

    def _on_started(self, event: dict[str, Any]) -> None:
        work = self._panel.work
        self._panel.show_work(str(event.get("plan", "")))
        if self.run is not None:
            work.left_out.show_lines(self.run.left_out)
            work.show_notes(self.run.notes)
        going_on = not self._service.cancelling
        work.allow_orders(cancel=going_on, others=going_on)
        self.show_activity(self.tr("Teaching"))

    def _phase(self, event: dict[str, Any]) -> str:
        words = self.tr("Step {number} of {count}: {what}")
        return words.format(
            number=event.get("number"), count=event.get("of"), what=said(str(event.get("sentence", "")))
        )

    def _on_progress(self, event: dict[str, Any]) -> None:
        if event.get("loss") is not None:
            self._panel.work.loss.add(float(event.get("step", 0)), float(event["loss"]))
        if self._service.cancelling or self._service.pause_wanted or self._service.finishing:
            return
        fraction, seconds = event.get("fraction"), event.get("seconds_left")
        left = "" if seconds is None else self._durations.left(float(seconds))
        self._fraction = fraction
        self._panel.work.show_progress(fraction, left)
        words = self.tr("Teaching")
        self.show_activity(f"{words} · {left}" if left else words, fraction)

    def _before_name(self) -> str:
        """Of the version that the run is compared with, whichever is in use meanwhile."""
        parent = None if self.run is None else self.run.parent_id
        return "" if parent is None else self.tr("version {id}").format(id=parent)
