"""The tour: the whole loop, on a project of drawn pictures that is this person's own copy of the demo.

It only looks: a step is over when the project shows that it was done. It can be left, taken up where it was, and
begun again on a new copy.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from app.demo import material
from app.services.tasks import Task, TaskControl
from app.ui import tour_steps
from app.ui.class_keys import keys_of
from app.ui.keymap import native
from app.ui.keys import shown_key
from app.ui.notices import Level, Notice
from app.ui.questions import agreed
from app.ui.tour_steps import STEPS, Facts, Step
from app.ui.words import translate
from retinanet_core.errors import Cancelled, PlainError

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

log = logging.getLogger(__name__)

ACTIVITY = "tour"
NOTICE = "tour"
STEP, LEFT = "tour_step", "tour_left"
"""Settings of the project: how many steps are over; "1" if a person left the tour."""


class TourController(QObject):
    """Knows which step is at hand, and makes and opens the tour's project.

    Signals:
        changed: Another step, other words, or the tour was taken up or left.
        moved: Another step is at hand.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._facts = Facts()
        self._number = 0
        self._left = True
        self._drawing: Task | None = None
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look)
        bench.session.project_changed.connect(self._on_project_changed)
        bench.session.changed.connect(lambda _change: self._look_later())
        bench.session.draw_class_changed.connect(self._look_later)
        bench.teaching.busy_changed.connect(self._look_later)
        bench.keymap.changed.connect(self.changed)
        bench.welcome.tour.cancelled.connect(self._stop_drawing)

    # --- where it is -------------------------------------------------------------------------------------

    @property
    def here(self) -> bool:
        """The tour's project is open."""
        store = self._bench.session.store
        return store is not None and store.folder == self._project

    @property
    def shown(self) -> bool:
        """A person is on the tour."""
        return self.here and not self._left

    @property
    def number(self) -> int:
        """How many steps are over."""
        return self._number

    @property
    def step(self) -> Step | None:
        """The step at hand; None when all are over."""
        return STEPS[self._number] if self._number < len(STEPS) else None

    @property
    def action(self) -> QAction | None:
        """What does the step at hand."""
        step = self.step
        if step is None:
            return self._bench.actions["open-images"]
        if step.name == "teach" and self._bench.teaching.busy:
            return None
        if step.name == "use" and self._facts.refused:
            return self._bench.actions["teach"]
        return self._bench.actions[step.action] if step.action else None

    @property
    def sentence(self) -> str:
        """What is to be done now."""
        step = self.step
        if step is None:
            return translate("Tour", tour_steps.FINISHED)
        text = step.text
        if self._bench.teaching.busy and step.name in ("teach", "use"):
            text = tour_steps.WHILE_TEACHING
        elif step.name == "use" and self._facts.refused:
            text = tour_steps.NOT_BETTER
        action = self.action
        return translate("Tour", text).format(
            key=shown_key(action) if action is not None else "",
            reject=shown_key(self._bench.actions["reject"]),
            next=shown_key(self._bench.actions["next-frame"]),
            class_key=self._class_key(),
            left=max(0, tour_steps.WANTED - self._facts.drawn),
        )

    def _class_key(self) -> str:
        classes = self._bench.session.classes
        new = next((item.id for item in classes if item.name == material.NEW_CLASS), 0)
        return native(keys_of(classes, self._bench.keymap).get(new, ""))

    @property
    def _project(self) -> Path:
        return (material.home() / material.PROJECT_NAME).absolute()

    # --- noticing ----------------------------------------------------------------------------------------

    def _on_project_changed(self) -> None:
        store = self._bench.session.store
        if store is not None and self.here:
            told = store.setting(STEP)
            self._number = min(int(told), len(STEPS)) if told.isdecimal() else 0
            self._left = store.setting(LEFT) == "1"
            self._look()
        self.changed.emit()

    def _look_later(self) -> None:
        if self.here:
            self._look_soon.start()

    def _look(self) -> None:
        store = self._bench.session.store
        if store is None or not self.here:
            return
        chosen = self._bench.session.draw_class
        self._facts = tour_steps.facts_of(store, chosen.name if chosen is not None else "")
        before = self._number
        if not self._left:
            while self.step is not None and self.step.done(self._facts):
                self._number += 1
        if self._number != before:
            self._keep(STEP, str(self._number))
            self.moved.emit()
        self.changed.emit()

    def _keep(self, key: str, value: str) -> None:
        store = self._bench.session.store
        if store is None or store.read_only:
            return
        try:
            store.set_setting(key, value)
        except PlainError as error:
            # Only the place in the tour is lost.
            log.warning("tour: %s (%s)", error.message, error.detail)

    # --- taking and leaving ------------------------------------------------------------------------------

    def take(self) -> None:
        """Take the tour up where it was; the first time, its project is made."""
        if self.here or (self._project / "project.sqlite").is_file():
            self._open()
        else:
            self._draw(anew=False)

    def leave(self) -> None:
        """Go on without it; the project stays open."""
        self._left = True
        self._keep(LEFT, "1")
        self._bench.canvas.setFocus()
        self.changed.emit()

    def begin_again(self) -> None:
        """Make the project anew, and begin with the first step."""
        if self._drawing is not None or not self._may_begin_again():
            return
        if self.here:
            self._bench.opening.close_project()
            if self._bench.session.store is not None:
                return
        self._draw(anew=True)

    def _may_begin_again(self) -> bool:
        return agreed(
            self._bench.window,
            "tourQuestion",
            self.tr("Begin the tour again"),
            self.tr("The tour gets a new copy of its pictures. The boxes and versions of this one go."),
            act=self.tr("Begin again"),
            stay=self.tr("Keep this one"),
        )

    def _open(self) -> None:
        if not self._bench.opening.open_project(self._project):
            return
        self._left = False
        self._keep(LEFT, "")
        self._look()

    def _draw(self, *, anew: bool) -> None:
        if self._drawing is not None:
            return
        folder = material.home()

        def draw(control: TaskControl) -> Path:
            from app.demo.project import prepare, renew

            def tell(done: int, total: int) -> None:
                if control.cancelled():
                    raise Cancelled
                control.report(done / total)

            return (renew if anew else prepare)(folder, progress=tell)

        self._bench.notices.withdraw(NOTICE)
        self._show_drawing(0.0)
        self._drawing = self._bench.services.tasks.submit(
            draw, done=lambda _project: self._drawn(), failed=self._not_drawn, progress=self._show_drawing
        )

    def _show_drawing(self, fraction: float) -> None:
        words = self.tr("Drawing the pictures of the tour")
        self._bench.activity.show_activity(ACTIVITY, words, fraction, self._stop_drawing)
        self._bench.welcome.tour.show_progress(fraction)

    def _end_drawing(self) -> None:
        self._drawing = None
        self._bench.activity.end(ACTIVITY)
        self._bench.welcome.tour.show_progress(None)

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._end_drawing()

    def _drawn(self) -> None:
        self._end_drawing()
        self._open()

    def _not_drawn(self, error: PlainError) -> None:
        self._end_drawing()
        self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
