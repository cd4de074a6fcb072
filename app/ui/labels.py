"""Labels from and to other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.project import sizes
from app.project.records import Edit, Learned
from app.project.store import Store
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui import places
from app.ui.activity import ActivityBar
from app.ui.dialogs.label_dialogs import ExportChoice, ExportDialog, ImportChoice, ImportDialog
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.one_step import OneStep
from app.ui.session import Session
from app.ui.words import pick
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.interchange.exporting import ExportReport
    from app.interchange.importing import AddingLabels, Labels, Matched
    from app.interchange.labels import ImportReport, Problem

ACTIVITY = "export"
IMPORTING = "import"
FACTS_AT_ONCE = 200


class LabelsController(QObject):
    """Import as one step that can be undone; export beside the window."""

    def __init__(
        self, session: Session, tasks: TaskRunner, notices: NoticeBar, activity: ActivityBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._tasks = session, tasks
        self._notices, self._activity, self._window = notices, activity, window
        self._export: Task | None = None
        self._import: Task | None = None
        self._adding: AddingLabels | None = None
        self._choice: ImportChoice | None = None
        self._step = OneStep(session, self)
        self._step.went_on.connect(self._on_added_more)
        self._step.ended.connect(self._on_added)
        self._step.undone.connect(self._end_import)
        self._step.failed.connect(self._on_import_failed)

    def ask_for_import(self, source: Path | None = None) -> None:
        """Choose labels, beginning with `source`, and import them."""
        dialog = ImportDialog(self._window)
        if source is not None:
            dialog.place.setText(str(source))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.import_from(dialog.choice())

    def ask_for_export(self) -> None:
        """Choose a place and export the labels there."""
        store = self._session.store
        if store is None or self._export is not None:
            return
        start = store.folder.parent / f"{places.display_name(store.folder)}-labels"
        dialog = ExportDialog(start, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.export_to(dialog.choice())

    def import_from(self, choice: ImportChoice) -> None:
        """Import labels and say what came of it."""
        store = self._session.store
        if store is None or self._import is not None or self._step.busy:
            return

        def read(_: TaskControl) -> Labels:
            from app.interchange.importing import read_labels

            return read_labels(choice.source, choice.format)

        self._activity.show_activity(IMPORTING, self.tr("Reading labels"), None, self._cancel_import)
        self._import = self._tasks.submit(
            read,
            done=lambda labels: self._on_read(store, choice, labels),
            failed=self._on_import_failed,
            pool="project",
        )

    def _cancel_import(self) -> None:
        self._step.stop()
        if self._import is not None:
            self._import.cancel()
            self._end_import()

    def _end_import(self) -> None:
        self._import = self._adding = None
        self._activity.end(IMPORTING)

    def _on_import_failed(self, error: PlainError) -> None:
        adding = self._adding
        self._end_import()
        text = error.message
        if adding is not None:
            adding.take_back()
            if adding.report.images:
                text = f"{text} {self._so_far(adding.report)}"
        self._notices.show_notice(Notice("import", text, Level.ERROR, error.detail))

    def _on_read(self, store: Store, choice: ImportChoice, labels: Labels) -> None:
        """Find the frames, and look into those that nobody has looked into: the labels need their size."""
        if store is not self._session.store:  # another project was opened meanwhile
            self._end_import()
            return
        media, frames, locator = store.media(), store.frames(), store.locator()

        def match(control: TaskControl) -> tuple[Matched, list[Learned]]:
            from app.interchange.importing import match_labels

            matched = match_labels(labels, media, frames, locator)
            pictures = sizes.unknown_among(media, frames, matched.frame_ids)
            facts = []
            for number, picture in enumerate(pictures):
                if control.cancelled():
                    break
                facts.append(sizes.look_into(picture, locator))
                control.report(number / len(pictures))
            return matched, facts

        self._import = self._tasks.submit(
            match,
            done=lambda found: self._add(store, choice, *found),
            failed=self._on_import_failed,
            progress=self._on_looking,
            pool="project",
        )

    def _on_looking(self, share: float) -> None:
        self._activity.show_activity(
            IMPORTING, self.tr("Looking into the pictures"), share, self._cancel_import
        )

    def _add(self, store: Store, choice: ImportChoice, matched: Matched, facts: Sequence[Learned]) -> None:
        from app.interchange.importing import AddingLabels

        if store is not self._session.store:
            self._end_import()
            return
        adding = AddingLabels(store, matched, as_reviewed=choice.as_reviewed)

        def work() -> Iterator[Edit | None]:
            for start in range(0, len(facts), FACTS_AT_ONCE):
                store.learn(facts[start : start + FACTS_AT_ONCE])
                yield None
            yield from adding.edits()

        self._adding, self._choice = adding, choice
        self._step.begin(store, work())

    def _on_added_more(self) -> None:
        if self._adding is not None:
            self._activity.show_activity(
                IMPORTING, self.tr("Importing labels"), self._adding.done, self._cancel_import
            )

    def _on_added(self, whole: bool) -> None:
        adding, choice = self._adding, self._choice
        self._end_import()
        if adding is None or choice is None:
            return
        if whole:
            self._say_imported(choice, adding.report)
        elif adding.report.images and self._session.store is not None:
            text = self.tr("The import was stopped.")
            self._notices.show_notice(Notice("import", f"{text} {self._so_far(adding.report)}"))

    def _so_far(self, report: ImportReport) -> str:
        return pick(
            report.images,
            self.tr("Labels of 1 frame were imported before that; Undo takes them back."),
            self.tr(
                "Labels of %Ln frames were imported before that; Undo takes them back.", "", report.images
            ),
        )

    def _say_imported(self, choice: ImportChoice, report: ImportReport) -> None:
        if report.images == 0:
            text = self.tr("No label in {source} belongs to a frame of this project.").format(
                source=choice.source
            )
        else:
            boxes = pick(report.boxes, self.tr("1 box"), self.tr("%Ln boxes", "", report.boxes))
            frames = pick(report.images, self.tr("on 1 frame"), self.tr("on %Ln frames", "", report.images))
            text = self.tr("Imported {boxes} {frames}.").format(boxes=boxes, frames=frames)
        extras = [
            (report.clipped, self.tr("%Ln clipped at the border", "", report.clipped)),
            (report.already_there, self.tr("%Ln already there", "", report.already_there)),
            (len(report.refused), self.tr("%Ln left out", "", len(report.refused))),
            (len(report.missing), self.tr("%Ln without a frame here", "", len(report.missing))),
        ]
        told = [words for count, words in extras if count]
        if told:
            text += " " + ", ".join(told) + "."
        worrying = bool(report.refused or not report.images)
        level = Level.WARNING if worrying else Level.INFO
        self._notices.show_notice(
            Notice("import", text, level, _problem_list(report.refused, report.missing))
        )

    def export_to(self, choice: ExportChoice) -> None:
        """Write labels on another thread, from a copy of the project as it is now."""
        store = self._session.store
        if store is None:
            return
        folder = store.folder

        def export(control: TaskControl) -> ExportReport:
            from app.interchange.exporting import export_labels

            # Opened a second time a project is a read-only copy in memory, which may be used on this thread.
            with Store.open(folder) as copy:
                return export_labels(
                    copy,
                    choice.dest,
                    choice.format,
                    with_suggestions=choice.with_suggestions,
                    copy_images=choice.copy_images,
                    progress=lambda done, total: control.report((done, total)),
                    cancelled=control.cancelled,
                )

        self._activity.show_activity(ACTIVITY, self.tr("Exporting"), None, self._cancel)
        self._export = self._tasks.submit(
            export,
            done=lambda report: self._on_exported(choice.dest, report),
            failed=self._on_export_failed,
            progress=self._on_export_progress,
            pool="project",
        )

    def _cancel(self) -> None:
        if self._export is not None:
            self._export.cancel()
            self._end()

    def _end(self) -> None:
        self._export = None
        self._activity.end(ACTIVITY)

    def _on_exported(self, dest: Path, report: ExportReport) -> None:
        self._end()
        boxes = pick(report.boxes, self.tr("1 box"), self.tr("%Ln boxes", "", report.boxes))
        frames = pick(report.frames, self.tr("of 1 frame"), self.tr("of %Ln frames", "", report.frames))
        text = self.tr("Exported {boxes} {frames} to {dest}.").format(boxes=boxes, frames=frames, dest=dest)
        if report.left_out:
            text += " " + pick(
                report.left_out,
                self.tr("1 frame that nobody labelled was left out."),
                self.tr("%Ln frames that nobody labelled were left out.", "", report.left_out),
            )
        self._notices.show_notice(Notice("export", text))

    def _on_export_failed(self, error: PlainError) -> None:
        self._end()
        self._notices.show_notice(Notice("export", error.message, Level.ERROR, error.detail))

    def _on_export_progress(self, value: tuple[int, int]) -> None:
        done, total = value
        self._activity.show_activity(ACTIVITY, self.tr("Exporting"), done / max(1, total), self._cancel)


def _problem_list(refused: Sequence[Problem], missing: Sequence[Problem]) -> str:
    return "\n".join(str(problem) for problem in (*refused, *missing))
