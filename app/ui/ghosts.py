"""Another version's boxes on the frame at hand, thin, beside the project's own."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.project.records import BoxState, ChangeSet, Version
from app.services.looking import LookingService
from app.services.tasks import Task
from app.ui import theme
from app.ui.canvas import CanvasBox
from app.ui.display import DisplayFilter
from app.ui.frame_view import FrameView
from app.ui.session import Session
from app.ui.version_words import VersionWords
from retinanet_core.errors import PlainError
from retinanet_core.merged_classes import by_present_classes
from retinanet_core.types import Detections

REST_MS = 150
"""How long one rests on a frame before the version looks at it."""
KEPT = 200
"""Frames of which it is remembered what the version sees."""
FIRST_ID = -1000
"""Ids of ghosts go down from here: no box of a project has one below zero."""


class GhostsController(QObject):
    """Which version is looked at beside, and what it sees on this frame.

    Signals:
        changed: Another version, another frame, more boxes, or none.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        looking: LookingService,
        display: DisplayFilter,
        view: FrameView,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._looking, self._display = session, looking, display
        self._view, self._window = view, window
        self._words = VersionWords(self)
        self._version: int | None = None
        self._alone = False
        self._task: Task | None = None
        self._error = ""
        self._found: OrderedDict[int, Detections] = OrderedDict()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        session.project_changed.connect(lambda: self.choose(None))
        session.current_changed.connect(self._follow)
        session.changed.connect(self._on_changed)
        display.changed.connect(self._show)

    @property
    def version(self) -> int | None:
        """The number of the version whose boxes are shown; None for none."""
        return self._version

    @property
    def boxes(self) -> list[CanvasBox]:
        """What it sees on this frame, from the slider's score on, but for the classes that are hidden."""
        found = self._here
        if found is None:
            return []
        classes = {item.id: item for item in self._session.classes}
        ghosts = []
        for number in range(len(found)):
            score, class_id = float(found.scores[number]), int(found.labels[number])
            if score < self._display.threshold or class_id in self._display.hidden_classes:
                continue
            known = classes.get(class_id)
            x1, y1, x2, y2 = (float(value) for value in found.boxes[number])
            ghosts.append(
                CanvasBox(
                    id=FIRST_ID - number,
                    rect=(x1, y1, x2, y2),
                    class_id=class_id,
                    class_name=known.name if known is not None else "?",
                    colour=known.colour if known is not None else theme.current().outline,
                    state=BoxState.SUGGESTED,
                    score=score,
                    ghost=True,
                )
            )
        return ghosts

    @property
    def sentence(self) -> str:
        """What is seen, and how to look at it; "" while no version is chosen."""
        if self._version is None:
            return ""
        name = self.tr("Version {id}").format(id=self._version)
        if self._error:
            return f"{name}: {self._error}"
        if self._session.frame is None:
            return name
        if self._here is None:
            return self.tr("{name} is looking at this frame…").format(name=name)
        count = len(self.boxes)
        if not count:
            return self.tr("{name} sees nothing here above the slider.").format(name=name)
        one = self.tr("{name} sees 1 box here, painted thin.")
        words = one if count == 1 else self.tr("{name} sees %Ln boxes here, painted thin.", "", count)
        return words.format(name=name)

    @property
    def _here(self) -> Detections | None:
        store, frame = self._session.store, self._session.frame
        found = self._found.get(frame.id) if frame is not None else None
        return by_present_classes(found, store.became()) if found is not None and store is not None else None

    def choose(self, version_id: int | None) -> None:
        """Show the boxes of this version, or of none."""
        if version_id == self._version:
            return
        self._stop()
        if version_id is None:
            self._looking.let_go()
        self._version, self._alone = version_id, False
        self._found.clear()
        self._follow()

    def set_alone(self, alone: bool) -> None:
        """Show its boxes in place of the project's own, or beside them."""
        self._alone = alone and self._version is not None
        self._show()

    def ask(self, at: QPoint) -> None:
        """A menu of the versions, at a place on the screen."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self) -> QMenu:
        """The versions, newest first, and none."""
        menu = QMenu(self._window)
        menu.setObjectName("ghostsMenu")
        none = menu.addAction(self.tr("No other version"))
        none.setCheckable(True)
        none.setChecked(self._version is None)
        none.triggered.connect(lambda _checked=False: self.choose(None))
        menu.addSeparator()
        store = self._session.store
        for version in reversed(store.versions() if store is not None else ()):
            self._add(menu, version)
        return menu

    def _add(self, menu: QMenu, version: Version) -> None:
        number = version.id
        text = f"{self._words.name(version)} · {self._words.facts(version)}"
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(number == self._version)
        action.triggered.connect(lambda _checked=False: self.choose(number))

    # --- looking -------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Another frame: what is known of it at once, else as soon as the version has looked."""
        self._stop()
        if self._version is not None and self._session.frame is not None and self._here is None:
            self._rest.start()
        self._show()

    def _stop(self) -> None:
        self._rest.stop()
        self._error = ""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _look(self) -> None:
        store, frame, version = self._session.store, self._session.frame, self._version
        if store is None or frame is None or version is None:
            return
        frame_id = frame.id

        def done(found: Detections) -> None:
            self._task = None
            self._found[frame_id] = found
            while len(self._found) > KEPT:
                self._found.popitem(last=False)
            self._show()

        folder = store.models_dir / str(version)
        self._task = self._looking.look(folder, self._view.ref(frame), done=done, failed=self._on_failed)

    def _on_failed(self, error: PlainError) -> None:
        self._task, self._error = None, error.message
        self._show()

    def _on_changed(self, change: ChangeSet) -> None:
        if self._version is None:
            return
        if change.media_ids:  # Their pixels may be others.
            self._found.clear()
            self._follow()
        elif change.class_ids:
            self._show()

    def _show(self) -> None:
        self._view.set_ghosts(self.boxes, alone=self._alone)
        self.changed.emit()
