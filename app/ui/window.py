"""The window: where everything is. It knows no project; the workbench brings it to life."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.centre import Centre
from app.ui.dock import Dock, dock_name
from app.ui.dragging import held, loose_picture
from app.ui.key_buttons import KeyToolButton
from app.ui.keys import keeps_key
from app.ui.language import Retranslated
from app.ui.menus import MenuButton
from app.ui.naming import named
from app.ui.notices import NoticeBar
from app.ui.parts import Part, Place

LAYOUT_VERSION = 2
ROOMY_HEIGHT = 860
ROOMY_WIDTH = 1000
ARROW_WIDTH = 28
SMALLEST = QSize(640, 340)
"""A screen of 1280x720 pixels at 200 %, without the frame of the window."""
HEIGHTS = (360, 220, 300)
"""Shares of the docks of the right column, from above."""
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class Form(NamedTuple):
    """How the docks stand, for want of room.

    Attributes:
        low: Those of the right share one place, as tabs.
        narrow: Those of the left are among them.
    """

    low: bool
    narrow: bool


class Window(Retranslated, QMainWindow):
    """Toolbar, notices, picture, docks, status line.

    Signals:
        painted: The window was painted for the first time.
        dragged: Something is held over the window; carries it as `Dragged`.
        drag_ended: It is over it no longer.
        closing: A person closes the window, and nothing stands in the way.
        dropped: It was dropped; carries it as `Dragged`, and a picture in no file as `LoosePicture`, else None.
    """

    painted = Signal()
    dragged = Signal(object)
    drag_ended = Signal()
    closing = Signal()
    dropped = Signal(object, object)

    def __init__(self, layout_file: Path) -> None:
        super().__init__()
        self.setObjectName("window")
        self._layout_file = layout_file
        self._was_painted = False
        self._form: Form | None = None
        self._wordy: list[QToolButton] = []
        self._may_close: Callable[[], bool] = lambda: True
        self._left: list[Dock] = []
        self._right: list[Dock] = []
        self._unshared = True
        # Room can be shared only once the docks have been laid out.
        self._share_soon = QTimer(self, singleShot=True, interval=0)
        self._share_soon.timeout.connect(self._share_room)
        self.toolbar = named(QToolBar(self, movable=False), "toolbar")
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.toolbar.toggleViewAction().setVisible(False)
        self.addToolBar(self.toolbar)
        self.position = named(QLabel(), "position")
        self.position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = named(QStackedWidget(), "pages")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        for corner, area in (
            (Qt.Corner.TopLeftCorner, LEFT),
            (Qt.Corner.BottomLeftCorner, LEFT),
            (Qt.Corner.TopRightCorner, RIGHT),
            (Qt.Corner.BottomRightCorner, RIGHT),
        ):
            self.setCorner(corner, area)
        self.setTabPosition(RIGHT, QTabWidget.TabPosition.North)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focus)
        self.say()

    def say(self) -> None:
        """The name of its toolbar."""
        self.toolbar.setWindowTitle(self.tr("Tools"))

    # --- parts -------------------------------------------------------------------------------------------

    def set_centre(self, notices: NoticeBar, welcome: QWidget, parts: Sequence[QWidget]) -> None:
        """Notices over the upper edge of everything else: the welcome, or the picture (the first part) and its bars."""
        workspace = named(QWidget(), "workspace")
        inner = QVBoxLayout(workspace)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for number, part in enumerate(parts):
            inner.addWidget(part, 1 if number == 0 else 0)
        self._pages.addWidget(welcome)
        self._pages.addWidget(workspace)
        self.setCentralWidget(Centre(notices, self._pages))

    def add_dock(self, part: Part, widget: QWidget) -> None:
        """A dock at its side, below the ones before or in the tabs of one of them."""
        dock = Dock(part, widget, self)
        if part.place is Place.LEFT:
            self.addDockWidget(LEFT, dock)
            self._left.append(dock)
        else:
            self.addDockWidget(RIGHT, dock)
            self._right.append(dock)

    def dock(self, part_name: str) -> Dock:
        """The dock of a part."""
        return next(dock for dock in self.docks if dock.objectName() == dock_name(part_name))

    @property
    def docks(self) -> list[Dock]:
        """All docks."""
        return self.findChildren(Dock)

    def show_project(self, shown: bool) -> None:
        """The picture and the docks, or the welcome."""
        self._pages.setCurrentIndex(1 if shown else 0)
        for dock in self.docks:
            dock.setVisible(shown and dock.wanted)
        self.toolbar.setVisible(shown)
        self.statusBar().setVisible(shown)
        if shown:
            self.raise_front()
            if self._unshared:
                self._share_soon.start()

    def raise_dock(self, part_name: str) -> None:
        """Show the dock of a part, in front of those that share its place; the focus stays where it is."""
        dock = self.dock(part_name)
        dock.show()
        dock.raise_()

    def raise_front(self) -> None:
        """In each group of tabs, the one that is wanted most."""
        if self._form is not None and self._form.low:
            self._right[0].raise_()
        else:
            for front, _ in self._tabs():
                front.raise_()

    def add_menu_button(self, text: str, menu: QMenu, name: str, spoken: str) -> QToolButton:
        """A button of the toolbar that opens a menu; its words are marked as "Toolbar"."""
        button = MenuButton(text, menu, name, spoken)
        if not text:
            button.setFixedWidth(ARROW_WIDTH)
        self.toolbar.addWidget(button)
        return button

    def add_tool(self, action: QAction, name: str, *, words: bool = False) -> QToolButton:
        """A button of the toolbar: the icon, or the icon with words and key."""
        button = KeyToolButton(action, name) if words else named(QToolButton(), name)
        if words and not action.icon().isNull():
            self._wordy.append(button)
        if not words:
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            action.changed.connect(lambda: button.setAccessibleName(action.toolTip()))
            button.setAccessibleName(action.toolTip())
        self.toolbar.addWidget(button)
        return button

    def add_stretch(self) -> None:
        """Room between the buttons of the toolbar."""
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(room)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt lets Tab walk into docks behind another's tab: the one that has the focus comes to the front."""
        if now is None:
            return
        for dock in self.docks:
            if dock.isAncestorOf(now) and dock.visibleRegion().isEmpty():
                dock.raise_()

    # --- arranging ---------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Docks below each other where there is room, else in tabs, so that the picture stays large.

        Where there is hardly room beside the picture either, those of the left stand among the tabs of the right.
        """
        form = self._form_now()
        if form == self._form or any(dock.isFloating() for dock in self.docks):
            return
        self._form = form
        self._show_words(not form.narrow)
        shown = [dock for dock in self.docks if not dock.isHidden()]
        first, *rest = self._right
        for dock in [*self._right, *self._left]:
            self.removeDockWidget(dock)
            self.addDockWidget(LEFT if dock in self._left and not form.narrow else RIGHT, dock)
        if form.low:
            for dock in rest:
                self.tabifyDockWidget(first, dock)
        else:
            for front, dock in self._tabs():
                self.tabifyDockWidget(front, dock)
        if form.narrow:
            for dock in self._left:
                self.tabifyDockWidget(first, dock)
        for dock in shown:
            dock.show()
        self.raise_front()
        self._share_soon.start()

    def restore_geometry(self) -> None:
        """Be where the window was last; a place that is off every screen is not used."""
        kept = QSettings(str(self._layout_file), QSettings.Format.IniFormat)
        geometry = kept.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry) and self._on_a_screen()):
            self._take_usual_place()

    def restore_layout(self) -> None:
        """Be where the window was last, with its docks as they were."""
        self.restore_geometry()
        state = QSettings(str(self._layout_file), QSettings.Format.IniFormat).value("state")
        if isinstance(state, QByteArray) and self.restoreState(state, LAYOUT_VERSION):
            self._form = self._form_now()
            self._show_words(not self._form.narrow)
            self._unshared = False
        else:
            self.arrange()
        if self._pages.currentIndex() == 0:
            self.show_project(False)  # what was kept may have had a project

    def reset_layout(self) -> None:
        """All docks where they began, and open or closed as they began."""
        project_shown = self._pages.currentIndex() == 1
        for dock in self.docks:
            dock.setFloating(False)
            dock.wanted = dock.begins_open
            self.removeDockWidget(dock)
            self.addDockWidget(RIGHT if dock in self._right else LEFT, dock)
            dock.setVisible(project_shown and dock.begins_open)
        self._form = None
        self.arrange()

    def _take_usual_place(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.setGeometry(room.adjusted(40, 40, -40, -40))
        self.setWindowState(Qt.WindowState.WindowMaximized)

    def _share_room(self) -> None:
        """How wide the columns are, and how high the docks of the right one."""
        left = [dock for dock in self.docks if self.dockWidgetArea(dock) == LEFT]
        self._unshared = self._unshared and not self._right[0].isVisible()
        form = self._form or self._form_now()
        width, right = 272 if form.low else 288, 276 if form.narrow else 312
        self.resizeDocks([*left, self._right[0]], [width] * len(left) + [right], Qt.Orientation.Horizontal)
        if not form.low:
            column = [dock for dock in self._right if not dock.behind]
            self.resizeDocks(column[: len(HEIGHTS)], HEIGHTS, Qt.Orientation.Vertical)

    def _show_words(self, shown: bool) -> None:
        """Beside the icons of the toolbar."""
        style = Qt.ToolButtonStyle
        for button in self._wordy:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)

    def _form_now(self) -> Form:
        return Form(low=self.height() < ROOMY_HEIGHT, narrow=self.width() < ROOMY_WIDTH)

    def _tabs(self) -> list[tuple[Dock, Dock]]:
        """Where there is room: the docks at the right that share a place, each with the one in front of it."""
        named_so = {dock.objectName(): dock for dock in self._right}
        return [(named_so[dock.behind], dock) for dock in self._right if dock.behind]

    def _on_a_screen(self) -> bool:
        title = self.frameGeometry().adjusted(40, 0, -40, 0)
        title.setHeight(24)
        return any(screen.availableGeometry().intersects(title) for screen in QGuiApplication.screens())

    def keep_layout(self) -> None:
        """Remember where the window and its docks are."""
        self._layout_file.parent.mkdir(parents=True, exist_ok=True)
        kept = QSettings(str(self._layout_file), QSettings.Format.IniFormat)
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("state", self.saveState(LAYOUT_VERSION))

    # --- events ------------------------------------------------------------------------------------------

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """`may_close` decides when a person closes the window."""
        self._may_close = may_close

    def event(self, event: QEvent) -> bool:
        """Let the control with the focus keep its keys from the shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and keeps_key(QApplication.focusWidget(), event)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell when the first picture of the window is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Rearrange when there is much more or less room."""
        super().resizeEvent(event)
        if self._form is not None and self.isVisible():
            self.arrange()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask, remember the layout, go."""
        if not self._may_close():
            event.ignore()
            return
        self.keep_layout()
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Whatever may be meant to be opened may be dropped anywhere."""
        dragged = held(event.mimeData())
        if dragged.paths or dragged.picture or dragged.address:
            event.acceptProposedAction()
            self.dragged.emit(dragged)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It was taken elsewhere."""
        super().dragLeaveEvent(event)
        self.drag_ended.emit()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Pass on what was dropped."""
        event.acceptProposedAction()
        self.drag_ended.emit()
        data = event.mimeData()
        dragged = held(data)
        self.dropped.emit(dragged, loose_picture(data) if dragged.bare_picture else None)
