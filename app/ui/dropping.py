"""What is dropped on the window, and where it goes: projects, models, labels, pictures and videos."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from app.ui import places
from app.ui.labels import LabelsController
from app.ui.model_controller import WEIGHTS_SUFFIXES, ModelController
from app.ui.naming import named
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.opening import OpeningController
from app.ui.session import Session
from app.ui.window import Window

MODEL_FILE = "model.json"
LABEL_SUFFIXES = frozenset({".json", ".xml", ".yaml", ".yml", ".txt"})
NOTICE = "drop"
MARGIN = 16


class Dropped(Enum):
    """What files and folders are taken for."""

    PROJECT = auto()
    MODEL = auto()
    LABELS = auto()
    MEDIA = auto()
    NO_FILES = auto()


def taken_for(paths: Sequence[Path]) -> Dropped:
    """What was dropped, by the names, and for a folder by what is at its top."""
    if not paths:
        return Dropped.NO_FILES
    if any(places.as_project(path) is not None or path.suffix == places.SUFFIX for path in paths):
        return Dropped.PROJECT
    first = paths[0]
    suffix = first.suffix.lower()
    if suffix in WEIGHTS_SUFFIXES or first.name == MODEL_FILE or (first / MODEL_FILE).is_file():
        return Dropped.MODEL
    return Dropped.LABELS if suffix in LABEL_SUFFIXES else Dropped.MEDIA


class DropController(QObject):
    """Says over the window what a drop would do, and does it."""

    def __init__(
        self,
        session: Session,
        opening: OpeningController,
        labels: LabelsController,
        models: ModelController,
        notices: NoticeBar,
        window: Window,
    ) -> None:
        super().__init__(window)
        self._session, self._opening, self._labels, self._models = session, opening, labels, models
        self._notices, self._window = notices, window
        self.hint = named(QLabel(window), "dropHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        window.dragged.connect(self._show_hint)
        window.drag_ended.connect(self.hint.hide)
        window.dropped.connect(self.take)

    def take(self, paths: Sequence[Path]) -> None:
        """Give what was dropped to whom it concerns, or say why it cannot be taken."""
        kind = taken_for(paths)
        problem = self._problem(kind)
        if problem:
            self._notices.show_notice(Notice(NOTICE, problem, Level.WARNING))
            return
        self._notices.withdraw(NOTICE)
        match kind:
            case Dropped.MODEL:
                self._models.import_model(paths[0])
            case Dropped.LABELS:
                self._labels.ask_for_import(paths[0])
            case _:
                self._opening.open_paths(paths)

    def _show_hint(self, paths: Sequence[Path]) -> None:
        kind = taken_for(paths)
        self.hint.setText(self._problem(kind) or self._promise(kind, paths))
        centre = self._window.centralWidget()
        assert centre is not None
        self.hint.setGeometry(centre.geometry().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.hint.raise_()
        self.hint.show()

    def _promise(self, kind: Dropped, paths: Sequence[Path]) -> str:
        name = paths[0].name
        if kind is Dropped.PROJECT:
            return self.tr("Drop to open the project")
        if kind is Dropped.MODEL:
            return self.tr("Drop to import the model {name}").format(name=name)
        if kind is Dropped.LABELS:
            return self.tr("Drop to import the labels in {name}").format(name=name)
        store = self._session.store
        if store is None:
            return self.tr("Drop to open these pictures and videos")
        return self.tr("Drop to add these to {project}").format(project=places.display_name(store.folder))

    def _problem(self, kind: Dropped) -> str:
        """Why it cannot be taken now; "" if it can."""
        store = self._session.store
        if kind is Dropped.NO_FILES:
            return self.tr("This is no file yet. Save it to a folder, then drop it from there.")
        if kind in (Dropped.MODEL, Dropped.LABELS) and store is None:
            return self.tr("Models and labels belong to a project: open the pictures or the project first.")
        if kind is not Dropped.PROJECT and store is not None and store.read_only:
            return self.tr("The project is open for looking only; nothing can be added to it.")
        if kind is Dropped.LABELS and store is not None and not store.totals().frames:
            return self.tr("Labels belong to pictures: add the pictures first.")
        return ""
