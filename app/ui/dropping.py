"""What is dropped on the window, and where it goes: projects, models, labels, lists of classes, pictures and videos."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Qt
from PySide6.QtWidgets import QLabel

from app.project.errors import ProjectError
from app.services.tasks import TaskControl
from app.ui import places
from app.ui.class_lists import ClassLists
from app.ui.dragging import Dragged, LoosePicture
from app.ui.model_controller import WEIGHTS_SUFFIXES
from app.ui.naming import named
from app.ui.notices import Level, Notice
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.interchange.telling import Held
    from app.ui.workbench import Workbench

MODEL_FILE = "model.json"
LABEL_SUFFIXES = frozenset({".json", ".xml", ".yaml", ".yml", ".txt"})
CLASS_SUFFIX = ".names"
NOTICE = "drop"
MARGIN = 16


class Dropped(Enum):
    """What is taken for what."""

    PROJECT = auto()
    MODEL = auto()
    LABELS = auto()
    CLASSES = auto()
    LABELS_OR_CLASSES = auto()
    """The content decides."""
    MEDIA = auto()
    PICTURE = auto()
    """One that is in no file yet."""
    ADDRESS = auto()
    """Somewhere in the net, and nothing besides."""
    NOTHING = auto()


def taken_for(dragged: Dragged) -> Dropped:
    """What it is, by the names, and for a folder by what is at its top."""
    paths = dragged.paths
    if not paths:
        if dragged.picture:
            return Dropped.PICTURE
        return Dropped.ADDRESS if dragged.address else Dropped.NOTHING
    if any(places.as_project(path) is not None or path.suffix == places.SUFFIX for path in paths):
        return Dropped.PROJECT
    kinds = [_kind_of(path) for path in paths]
    return Dropped.MEDIA if Dropped.MEDIA in kinds else kinds[0]


def _kind_of(path: Path) -> Dropped:
    suffix = path.suffix.lower()
    if suffix in WEIGHTS_SUFFIXES or path.name == MODEL_FILE or (path / MODEL_FILE).is_file():
        return Dropped.MODEL
    if suffix == CLASS_SUFFIX:
        return Dropped.CLASSES
    if suffix not in LABEL_SUFFIXES:
        return Dropped.MEDIA
    return Dropped.LABELS if suffix == ".xml" else Dropped.LABELS_OR_CLASSES


class DropController(QObject):
    """Says over the window what a drop would do, and does it. What is in a file is looked at beside the window."""

    def __init__(self, bench: Workbench) -> None:
        window = bench.window
        super().__init__(window)
        self._bench, self._session, self._window = bench, bench.session, window
        self.hint = named(QLabel(window), "dropHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        window.dragged.connect(self._show_hint)
        window.drag_ended.connect(self.hint.hide)
        window.dropped.connect(self.take)

    def take(self, dragged: Dragged, picture: LoosePicture | None = None) -> None:
        """Give what was dropped to whom it concerns, or say why it cannot be taken.

        Args:
            dragged: It.
            picture: Its pixels, where it is a picture in no file.
        """
        kind, paths = taken_for(dragged), dragged.paths
        if self._refused(self._problem(kind, paths)):
            return
        if kind is Dropped.PICTURE:
            self._keep(picture)
        elif kind is Dropped.LABELS_OR_CLASSES or (kind is Dropped.MEDIA and self._may_be_labels(paths)):
            self._look_into(paths[0])
        else:
            self._give(kind, paths)

    def _give(self, kind: Dropped, paths: Sequence[Path]) -> None:
        match kind:
            case Dropped.MODEL:
                self._bench.models.import_model(paths[0])
            case Dropped.LABELS:
                self._bench.labels.ask_for_import(paths[0])
            case Dropped.CLASSES:
                self._bench.part(ClassLists).import_from(paths[0])
            case Dropped.MEDIA:
                self._open_media(paths)
            case _:
                self._bench.opening.open_paths(paths)

    def _open_media(self, paths: Sequence[Path]) -> None:
        media = [path for path in paths if _kind_of(path) is Dropped.MEDIA]
        self._bench.opening.open_paths(media)
        others = len(paths) - len(media)
        if others:
            words = self.tr(
                "The pictures and videos are taken, the other files are not: drop those on their own."
            )
            self._bench.notices.show_notice(Notice(NOTICE, words, Level.WARNING))

    def _refused(self, problem: str) -> bool:
        if problem:
            self._bench.notices.show_notice(Notice(NOTICE, problem, Level.WARNING))
        else:
            self._bench.notices.withdraw(NOTICE)
        return bool(problem)

    def _say_failed(self, error: PlainError) -> None:
        self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))

    # --- what is in it -------------------------------------------------------------------------------------

    def _may_be_labels(self, paths: Sequence[Path]) -> bool:
        """A single folder, dropped on a project that has pictures, may hold labels of them."""
        store = self._session.store
        return store is not None and bool(store.totals().frames) and len(paths) == 1 and not paths[0].suffix

    def _look_into(self, path: Path) -> None:
        store = self._session.store

        def look(_control: TaskControl) -> Held:
            from app.interchange.telling import what_is_in

            return what_is_in(path)

        def found(held: Held) -> None:
            if store is not self._session.store:
                return
            kind = {"classes": Dropped.CLASSES, "labels": Dropped.LABELS}.get(held, Dropped.MEDIA)
            if not self._refused(self._problem(kind, [path])):
                self._give(kind, [path])

        self._bench.services.tasks.submit(look, done=found, failed=self._say_failed, pool="project")

    # --- pictures that are in no file ------------------------------------------------------------------------

    def _keep(self, picture: LoosePicture | None) -> None:
        """Write a picture to a file beside the project, and add that."""
        store = self._session.store
        if store is None or self._refused("" if picture is not None else self._not_given()):
            return
        assert picture is not None
        folder = store.home / self.tr("{project} dropped").format(project=places.display_name(store.folder))
        stem = picture.stem or QDateTime.currentDateTime().toString("yyyy-MM-dd HH.mm.ss")
        failure = self.tr("The picture cannot be kept in {folder}; save it elsewhere and drop the file.")

        def write(_control: TaskControl) -> Path:
            try:
                folder.mkdir(exist_ok=True)
                path = _free(folder, stem, picture.suffix)
                picture.write(path)
            except OSError as error:
                raise ProjectError(failure.format(folder=folder), detail=str(error)) from error
            return path

        def written(path: Path) -> None:
            if store is self._session.store:
                self._bench.opening.open_paths([path])

        self._bench.services.tasks.submit(write, done=written, failed=self._say_failed, pool="project")

    # --- words -----------------------------------------------------------------------------------------------

    def _show_hint(self, dragged: Dragged) -> None:
        kind = taken_for(dragged)
        self.hint.setText(self._problem(kind, dragged.paths) or self._promise(kind, dragged.paths))
        centre = self._window.centralWidget()
        assert centre is not None
        self.hint.setGeometry(centre.geometry().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.hint.raise_()
        self.hint.show()

    def _promise(self, kind: Dropped, paths: Sequence[Path]) -> str:
        name = paths[0].name if paths else ""
        if kind is Dropped.PROJECT:
            return self.tr("Drop to open the project")
        if kind is Dropped.MODEL:
            return self.tr("Drop to import the model {name}").format(name=name)
        if kind is Dropped.LABELS:
            return self.tr("Drop to import the labels in {name}").format(name=name)
        if kind is Dropped.CLASSES:
            return self.tr("Drop to import the classes in {name}").format(name=name)
        if kind is Dropped.LABELS_OR_CLASSES:
            return self.tr("Drop to import the labels or classes in {name}").format(name=name)
        store = self._session.store
        if store is None:
            return self.tr("Drop to open these pictures and videos")
        project = places.display_name(store.folder)
        if kind is Dropped.PICTURE:
            return self.tr("Drop to keep this picture and add it to {project}").format(project=project)
        return self.tr("Drop to add these to {project}").format(project=project)

    def _problem(self, kind: Dropped, paths: Sequence[Path]) -> str:
        """Why it cannot be taken now; "" if it can."""
        store = self._session.store
        if kind is Dropped.NOTHING:
            return self.tr("There is no file and no picture in this.")
        if kind is Dropped.ADDRESS:
            return self._not_given()
        if kind is Dropped.PROJECT:
            return ""
        if store is None:
            return self._needs_project(kind)
        if store.read_only:
            return self.tr("The project is open for looking only; nothing can be added to it.")
        if kind is Dropped.LABELS and not store.totals().frames:
            return self.tr("Labels belong to pictures: add the pictures first.")
        if kind is Dropped.MODEL and len(paths) > 1 and not _one_model(paths):
            return self.tr("Models are imported one at a time: drop a single one.")
        if kind in (Dropped.LABELS, Dropped.LABELS_OR_CLASSES, Dropped.CLASSES) and len(paths) > 1:
            return self.tr("These are several files of labels: drop the folder that holds them.")
        return ""

    def _needs_project(self, kind: Dropped) -> str:
        if kind is Dropped.MEDIA:
            return ""
        if kind is Dropped.PICTURE:
            return self.tr(
                "This picture is in no file, so it is kept beside a project: open a project first."
            )
        return self.tr(
            "Models, labels and classes belong to a project: open the pictures or the project first."
        )

    def _not_given(self) -> str:
        return self.tr(
            "This is no file yet, and nothing is fetched from the net. Save it, then drop the file."
        )


def _one_model(paths: Sequence[Path]) -> bool:
    """Whether these are files of one model folder."""
    return len({path.parent for path in paths}) == 1 and any(path.name == MODEL_FILE for path in paths)


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """A name that no file has."""
    numbers = iter(range(2, 1_000_000))
    path = folder / f"{stem}{suffix}"
    while path.exists():
        path = folder / f"{stem} {next(numbers)}{suffix}"
    return path
