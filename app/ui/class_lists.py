"""Lists of classes from and to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.project import class_edits
from app.services.tasks import TaskControl
from app.ui import places
from app.ui.class_keys import why_not_key
from app.ui.notices import Level, Notice
from app.ui.words import pick
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.interchange.class_list import ListedClass
    from app.ui.workbench import Workbench

NOTICE = "class-list"


class ClassLists(QObject):
    """Reads and writes beside the window; an import is one step."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench, self._session = bench, bench.session

    def ask_for_import(self) -> None:
        """Choose a file and bring its classes in."""
        store = self._session.store
        if store is None:
            return
        filters = (
            f"{self.tr('Lists of classes')} (*.json *.yaml *.yml *.txt *.names);;{self.tr('All files')} (*)"
        )
        name, _ = QFileDialog.getOpenFileName(
            self._bench.window, self.tr("Import classes"), str(store.home), filters
        )
        if name:
            self.import_from(Path(name))

    def ask_for_export(self) -> None:
        """Choose a file and write the classes to it."""
        store = self._session.store
        if store is None:
            return
        filters = ";;".join(
            (
                f"{self.tr('Names, colours and keys')} (*.json)",
                f"{self.tr('Names as YOLO has them')} (*.yaml)",
                f"{self.tr('A name a line')} (*.txt)",
            )
        )
        start = store.home / f"{places.display_name(store.folder)}-classes.json"
        name, chosen = QFileDialog.getSaveFileName(
            self._bench.window, self.tr("Export classes"), str(start), filters
        )
        if name:
            path = Path(name)
            suffix = next((item for item in (".json", ".yaml", ".txt") if f"(*{item})" in chosen), ".json")
            self.export_to(path if path.suffix else path.with_name(path.name + suffix))

    def import_from(self, path: Path) -> None:
        """Bring the classes of a file in, and say what came of it."""
        store = self._session.store

        def read(_control: TaskControl) -> list[ListedClass]:
            from app.interchange.class_list import read_class_list

            return read_class_list(path)

        def take(listed: list[ListedClass]) -> None:
            if store is self._session.store:
                self._take(path, listed)

        self._bench.services.tasks.submit(read, done=take, failed=self._say_failed, pool="project")

    def export_to(self, path: Path) -> None:
        """Write the classes to a file."""
        from app.interchange.class_list import ListedClass, write_class_list

        listed = [ListedClass(item.name, item.colour, item.key) for item in self._session.classes]
        count = len(listed)

        def say(_nothing: object) -> None:
            text = pick(
                count,
                self.tr("Wrote 1 class to {file}."),
                self.tr("Wrote %Ln classes to {file}.", "", count),
            )
            self._bench.notices.show_notice(Notice(NOTICE, text.format(file=path)))

        self._bench.services.tasks.submit(
            lambda _control: write_class_list(path, listed), done=say, failed=self._say_failed, pool="project"
        )

    def _take(self, path: Path, listed: Sequence[ListedClass]) -> None:
        before = {item.name for item in self._session.classes}
        named = {item.name for item in listed}
        others = [item for item in self._session.classes if item.name not in named]
        free = [
            item if not why_not_key(item.key, 0, others, self._bench.keymap) else item._replace(key="")
            for item in listed
        ]
        taken = [item.name for item, kept in zip(listed, free, strict=True) if item.key != kept.key]
        self._bench.notices.withdraw(NOTICE)
        changed = self._session.perform(lambda store: class_edits.import_classes(store, free))
        told = self._bench.notices.current
        if not changed and told is not None and told.key == "refused":
            return
        after = {item.name for item in self._session.classes}
        added = len(after - before)
        text = pick(
            added,
            self.tr("1 class of {file} was added."),
            self.tr("%Ln classes of {file} were added.", "", added),
        )
        if not added:
            text = self.tr("Nothing new: all classes of {file} are in the project already.")
        text = text.format(file=path.name)
        if taken:
            text += " " + self.tr("Keys that something else has were left out: {names}.").format(
                names=", ".join(taken)
            )
        self._bench.notices.show_notice(Notice(NOTICE, text, Level.WARNING if taken else Level.INFO))

    def _say_failed(self, error: PlainError) -> None:
        self._bench.notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
