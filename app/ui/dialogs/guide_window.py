"""The guide in a window of its own: contents, a line to search in, and the chapter; the work goes on beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.guide import Chapter, folder_of
from app.ui.language import Retranslated
from app.ui.naming import named

SIZE = (900, 680)
CONTENTS_WIDTH = 240
MARGIN = 20


class Page(QTextBrowser):
    """A chapter; its pictures are never wider than the page.

    Signals:
        widened: The page has another width: its pictures are to be laid out anew.
    """

    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """A picture, made smaller where the page is narrow."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or found is None:
            return found
        image = found if isinstance(found, QImage) else QImage.fromData(found)
        ratio = self.devicePixelRatioF()
        bar = self.verticalScrollBar().sizeHint().width()
        room = max(120, self.width() - bar - 2 * (MARGIN + self.frameWidth()) - 4)
        wide = min(room, image.width())
        shown = image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        return shown


class GuideWindow(Retranslated, QDialog):
    """Shows one chapter at a time. Searching keeps the chapters with the words, and marks them."""

    def __init__(self, chapters: Callable[[], tuple[str, list[Chapter]]], parent: QWidget) -> None:
        """`chapters` gives the language and its chapters, as they read now."""
        super().__init__(parent)
        self.setObjectName("guideWindow")
        self.setModal(False)
        self.resize(*SIZE)
        self._read = chapters
        self._chapters: list[Chapter] = []
        self.search = named(QLineEdit(clearButtonEnabled=True), "guideSearch")
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.returnPressed.connect(self._next_place)
        self.contents = named(QListWidget(), "guideContents")
        self.contents.setSpacing(3)
        self.contents.currentItemChanged.connect(lambda _new, _old: self._show())
        self.page = named(Page(), "guidePage")
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(MARGIN)
        self._lay_out_soon = QTimer(self, singleShot=True, interval=60)
        self._lay_out_soon.timeout.connect(self._lay_out_anew)
        self.page.widened.connect(self._lay_out_soon.start)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 6, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(side)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([CONTENTS_WIDTH, SIZE[0] - CONTENTS_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(halves)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        theme.notifier().changed.connect(self._show)
        self.say()

    def say(self) -> None:
        """All words, and the chapters in the language of now."""
        self.setWindowTitle(self.tr("Guide"))
        self.search.setPlaceholderText(self.tr("Find in the guide"))
        self.search.setAccessibleName(self.tr("Find in the guide"))
        self.contents.setAccessibleName(self.tr("Chapters"))
        self.page.setAccessibleName(self.tr("Chapter"))
        self.refresh()

    def refresh(self) -> None:
        """Read the chapters anew: keys or words have changed."""
        language, self._chapters = self._read()
        self.page.setSearchPaths([str(folder_of(language))])
        self._list()

    @property
    def chapter(self) -> Chapter | None:
        """The one that is shown."""
        item = self.contents.currentItem()
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        return next((chapter for chapter in self._chapters if chapter.name == name), None)

    def _list(self) -> None:
        before = self.chapter
        wanted = self.search.text()
        self.contents.blockSignals(True)
        self.contents.clear()
        for chapter in self._chapters:
            if chapter.has(wanted):
                item = QListWidgetItem(chapter.title, self.contents)
                item.setData(Qt.ItemDataRole.UserRole, chapter.name)
                if before is not None and chapter.name == before.name:
                    self.contents.setCurrentItem(item)
        if self.contents.currentItem() is None and self.contents.count():
            self.contents.setCurrentRow(0)
        self.contents.blockSignals(False)
        self._show()

    def _show(self) -> None:
        chapter = self.chapter
        if chapter is None:
            self.page.setPlainText(self.tr("No chapter has these words."))
            return
        self.page.setMarkdown(chapter.text)
        self._mark()

    def _lay_out_anew(self) -> None:
        bar = self.page.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._show()
        bar.setValue(round(share * bar.maximum()))

    def _places(self) -> list[QTextCursor]:
        """Where the words looked for stand in the chapter."""
        found = []
        for word in self.search.text().split():
            cursor = self.page.document().find(word)
            while not cursor.isNull():
                found.append(cursor)
                cursor = self.page.document().find(word, cursor)
        return sorted(found, key=lambda cursor: cursor.selectionStart())

    def _mark(self) -> None:
        colours = theme.current()
        marks = []
        for cursor in self._places():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(colours.soft))
            mark.format.setForeground(QColor(colours.on_soft))
            marks.append(mark)
        self.page.setExtraSelections(marks)

    def _next_place(self) -> None:
        """Go to the next place in the chapter, from the last to the first."""
        places = self._places()
        if not places:
            return
        now = self.page.textCursor().selectionStart()
        here = next((cursor for cursor in places if cursor.selectionStart() > now), places[0])
        self.page.setTextCursor(here)
        self.page.ensureCursorVisible()
