"""What is done with whole classes: moved, given keys, merged, deleted, piece by piece where there is much of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QMenu

from app.project import class_edits
from app.project.class_going import ClassGoing, half_reviewed
from app.project.class_impact import class_impact, versions_that_know
from app.project.records import ObjectClass
from app.project.store import Store
from app.ui.class_keys import why_not_key
from app.ui.dialogs.class_impact_dialog import ClassImpactDialog, Going, Sample, SampleStrip
from app.ui.naming import named
from app.ui.notices import Level, Notice
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIVITY = "class"
NOTICE = "class"
ROWS_AT_ONCE = 250
"""What one piece changes, about; the window lives between two of them."""

MENU = (
    ("class-rename", "class-recolour", "class-key"),
    ("class-up", "class-down"),
    ("class-merge", "class-delete"),
)


class ClassesController(QObject):
    """From the panel and the menus to edits of classes.

    Signals:
        busy_changed: A class is going, or has gone.
    """

    busy_changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench, self._session, self._panel = bench, bench.session, bench.classes
        self._going: ClassGoing | None = None
        self._store: Store | None = None
        self._cursor = 0
        self._words = ""
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        panel = self._panel
        panel.asked.connect(self._on_asked)
        panel.menu_wanted.connect(self._show_menu)
        panel.chosen_changed.connect(bench.refresh_soon)
        panel.model.key_given.connect(self.give_key)
        # After the drop is over: the rows move then.
        panel.model.dragged.connect(self.move_to, Qt.ConnectionType.QueuedConnection)
        self._session.project_changed.connect(self._on_project_changed)
        self.busy_changed.connect(bench.refresh_soon)

    @property
    def busy(self) -> bool:
        """A class is going."""
        return self._going is not None

    # --- small edits -----------------------------------------------------------------------------------------

    def rename(self) -> None:
        """Type another name for the class at hand."""
        chosen = self._shown()
        if chosen is not None:
            self._panel.edit_name(self._panel.row_of(chosen.id))

    def recolour(self) -> None:
        """Choose another colour for the class at hand."""
        chosen = self._shown()
        if chosen is not None:
            self._panel.recolour(self._panel.row_of(chosen.id))

    def ask_for_key(self) -> None:
        """Press another key for the class at hand."""
        chosen = self._shown()
        if chosen is not None:
            self._panel.edit_key(self._panel.row_of(chosen.id))

    def add(self) -> None:
        """Type the name of a new class."""
        self._bench.window.dock("classes").show()
        self._bench.window.dock("classes").raise_()
        self._panel.adding.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shown(self) -> ObjectClass | None:
        """The class at hand, with its panel in sight."""
        dock = self._bench.window.dock("classes")
        dock.show()
        dock.raise_()
        return self._panel.chosen

    def give_key(self, class_id: int, key: str) -> None:
        """Give a class a key of its own, "" for none; refused aloud where something else has it."""
        refusal = why_not_key(key, class_id, self._session.classes, self._bench.keymap)
        if refusal:
            self._bench.notices.show_notice(Notice(NOTICE, refusal, Level.WARNING))
            return
        self._bench.notices.withdraw(NOTICE)
        self._session.perform(lambda store: class_edits.set_class_key(store, class_id, key))

    def move(self, step: int) -> None:
        """Move the class at hand up (-1) or down (1) in the list."""
        chosen = self._panel.chosen
        if chosen is None:
            return
        places = [item.id for item in self._session.classes]
        place = places.index(chosen.id) + step
        if 0 <= place < len(places):
            self._panel.row_of(chosen.id)
            self.move_to(chosen.id, place)

    def move_to(self, class_id: int, place: int) -> None:
        """Move a class to a place in the list, from 0."""
        self._session.perform(lambda store: class_edits.move_class(store, class_id, place))

    # --- classes that go ---------------------------------------------------------------------------------------

    def ask_to_go(self, *, merges: bool) -> None:
        """Show what there is of the class at hand, and let it go if a person says so."""
        chosen, store = self._panel.chosen, self._session.store
        if chosen is None or store is None or self.busy or not self._session.writable:
            return
        try:
            dialog = self._make_dialog(store, chosen, merges=merges)
        except PlainError as error:
            self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
            return
        decided = dialog.exec() == QDialog.DialogCode.Accepted
        choice = dialog.choice()
        dialog.deleteLater()
        if decided and store is self._session.store:
            self.let_go(chosen, choice)

    def _make_dialog(self, store: Store, chosen: ObjectClass, *, merges: bool) -> ClassImpactDialog:
        impact = class_impact(store, chosen.id)
        samples = [
            Sample(
                store.frame(frame_id),
                tuple(box for box in store.boxes(frame_id) if box.class_id == chosen.id),
            )
            for frame_id in impact.samples
        ]
        loader = self._bench.services.loader
        strip = SampleStrip(samples, chosen.colour, loader.get_thumbnail)
        dialog = ClassImpactDialog(
            chosen,
            [item for item in store.classes() if item.id != chosen.id],
            impact,
            strip,
            lambda other: len(half_reviewed(store, chosen.id, other)),
            merges=merges,
            parent=self._bench.window,
        )
        loader.thumbnail.connect(strip.take)
        loader.request_thumbnails([self._bench.view.ref(sample.frame) for sample in samples])
        folder, versions = store.models_dir, [version.id for version in store.versions()]
        if versions:
            task = self._bench.services.tasks.submit(
                lambda _control: versions_that_know(folder, versions, impact.learned_as),
                done=dialog.say_versions,
                failed=lambda _error: None,
                pool="project",
            )
            dialog.finished.connect(task.cancel)
        return dialog

    def let_go(self, chosen: ObjectClass, choice: Going) -> None:
        """Delete or merge a class, beside the work where it takes long."""
        store = self._session.store
        if store is None or self.busy:
            return
        locale = QLocale()
        try:
            self._going = ClassGoing(store, chosen.id, choice.into, complete=choice.complete, initiator=self)
        except PlainError as error:
            self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
            return
        self._store, self._cursor = store, store.cursor
        if choice.into is None:
            words = self.tr("Deleting {name}: {done} of {total} frames")
        else:
            words = self.tr("Merging {name}: {done} of {total} frames")
            if self._session.draw_class == chosen:
                self._session.set_draw_class(choice.into)
        self._words = words.replace("{name}", chosen.name.replace("{", "{{").replace("}", "}}"))
        self._words = self._words.replace("{total}", locale.toString(self._going.total))
        self.busy_changed.emit()
        self._go_on()

    def stop(self) -> None:
        """Leave the rest as it is; undo takes back what was done."""
        if self._going is not None:
            self._end()

    def _go_on(self) -> None:
        """One piece; more of them when the window has had its turn."""
        going, store = self._going, self._store
        if going is None or store is None:
            return
        if store.cursor < self._cursor:  # Undone meanwhile: whoever does that does not want the rest either.
            self._end()
            return
        try:
            more = going.go_on(ROWS_AT_ONCE)
        except PlainError as error:
            self._end()
            self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
            return
        self._session.saved.emit()
        if self._going is None:  # Somebody who was told of the change stopped it.
            return
        self._cursor = store.cursor
        if not more:
            self._end()
            self._mend_filter(going)
            return
        text = self._words.format(done=QLocale().toString(going.done))
        self._bench.activity.show_activity(ACTIVITY, text, going.done / max(1, going.total), self.stop)
        self._next.start()

    def _mend_filter(self, gone: ClassGoing) -> None:
        """The list of frames asks no longer for a class that is not there, but for what became of it."""
        bar = self._bench.frames.bar
        classes = bar.asked.classes
        if gone.class_id in classes:
            became = set() if gone.into is None else {gone.into}
            bar.set_asked(replace(bar.asked, classes=classes - {gone.class_id} | became))

    def _end(self) -> None:
        self._going = self._store = None
        self._next.stop()
        self._bench.activity.end(ACTIVITY)
        self.busy_changed.emit()

    def _on_project_changed(self) -> None:
        if self._store is not None and self._store is not self._session.store:
            self._end()

    # --- panel -------------------------------------------------------------------------------------------------

    def make_menu(self) -> QMenu:
        """What can be done with the class at hand, from the table of actions."""
        menu = named(QMenu(self._panel), "classMenu", self.tr("Class"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for group in MENU:
            menu.addSeparator()
            for name in group:
                menu.addAction(self._bench.actions[name])
        return menu

    def _show_menu(self, at: QPoint) -> None:
        self.make_menu().popup(at)

    def _on_asked(self, what: str) -> None:
        if what == "delete":
            self.ask_to_go(merges=False)
        else:
            self.move(-1 if what == "up" else 1)
