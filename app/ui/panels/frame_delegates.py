"""How a frame looks in the list: as a row, or as a tile of the grid."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.frames import FrameLoader
from app.ui import theme
from app.ui.frame_state import FrameState
from app.ui.marks import paint_state
from app.ui.panels.frame_rows import Kind, Role

THUMB = QSize(56, 42)
ROW_HEIGHT = 54
TILE_MARGIN = 6
_SIGN = 15
_Index = QModelIndex | QPersistentModelIndex


class FrameDelegate(QStyledItemDelegate):
    """What rows and tiles have in common: thumbnail, signs, inks."""

    def __init__(self, loader: FrameLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._loader = loader

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One frame, file or title."""
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        widget = styled.widget
        style = widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, widget)
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_contents(painter, styled, index, selected)
        painter.restore()

    def _paint_contents(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, selected: bool
    ) -> None:
        raise NotImplementedError

    def _paint_signs(self, painter: QPainter, rect: QRect, index: _Index, ink: QColor | None) -> int:
        """State, pin and note at the right edge; where the room for text ends."""
        right = rect.right()
        state = index.data(Role.STATE)
        if isinstance(state, FrameState):
            paint_state(painter, QRectF(right - _SIGN, rect.center().y() - 7, _SIGN, _SIGN), state, ink)
            right -= _SIGN + 8
        if index.data(Role.KIND) in (Kind.TITLE, Kind.FOLDER):
            self._paint_chevron(painter, QPoint(right - 7, rect.center().y()), index, ink)
            right -= 16 + 8
        for role, name in ((Role.PINNED, "pin"), (Role.NOTE, "note")):
            if index.data(role):
                colour = ink.name() if ink else theme.current().muted
                sign = theme.icon_pixmap(name, 14, colour, painter.device().devicePixelRatioF())
                painter.drawPixmap(right - 12, rect.center().y() - 7, sign)
                right -= 14 + 6
        return right

    def _paint_chevron(self, painter: QPainter, centre: QPoint, index: _Index, ink: QColor | None) -> None:
        """Points to the right while the video is folded, down while its frames are shown."""
        colour = ink.name() if ink else theme.current().muted
        picture = theme.icon_pixmap("next", 16, colour, painter.device().devicePixelRatioF())
        painter.save()
        painter.translate(centre)
        painter.rotate(90 if index.data(Role.EXPANDED) else 0)
        painter.drawPixmap(-8, -8, picture)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        frame_id = index.data(Role.THUMBNAIL)
        image = self._loader.get_thumbnail(frame_id) if frame_id is not None else None
        colours = theme.current()
        painter.fillRect(rect, QColor(colours.canvas))
        if image is None:
            return
        height, width = image.shape[:2]
        picture = QImage(image.data, width, height, image.strides[0], QImage.Format.Format_RGB888)
        size = QSize(width, height).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(rect.topLeft(), size)
        target.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)

    def _inks(self, option: QStyleOptionViewItem, selected: bool) -> tuple[QColor, QColor]:
        if selected:
            ink = option.palette.color(QPalette.ColorRole.HighlightedText)
            return ink, ink
        return QColor(theme.current().text), QColor(theme.current().muted)


class RowDelegate(FrameDelegate):
    """A row: thumbnail, name, what is known in words, and the sign of the state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """All rows are equally high, so that a long list needs no measuring."""
        return QSize(120, ROW_HEIGHT)

    def _paint_contents(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, selected: bool
    ) -> None:
        rect = option.rect.adjusted(8, 6, -10, -6)
        ink, quiet = self._inks(option, selected)
        thumb = QRect(rect.topLeft(), THUMB)
        self._paint_thumbnail(painter, thumb, index)
        right = self._paint_signs(painter, rect, index, ink if selected else None)
        left = thumb.right() + 10
        upper = QRect(left, rect.top(), right - left, rect.height() // 2)
        font = QFont(option.font)
        font.setBold(index.data(Role.KIND) in (Kind.TITLE, Kind.FOLDER))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        painter.setPen(ink)
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignBottom, title)
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        painter.setPen(quiet)
        words = metrics.elidedText(str(index.data(Role.SUBTITLE)), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper.translated(0, upper.height() + 1), Qt.AlignmentFlag.AlignTop, words)


class TileDelegate(FrameDelegate):
    """A tile: the thumbnail with the name and the sign of the state below it.

    Attributes:
        side: About how wide a thumbnail is, in pixels.
        width: How wide a tile is, so that whole tiles fill the line.
    """

    def __init__(self, loader: FrameLoader, parent: QWidget) -> None:
        super().__init__(loader, parent)
        self.side = self.width = THUMB.width()  # until the view says how large they are

    def fit(self, room: int) -> None:
        """Make tiles of about `side` fill a line of so many pixels."""
        across = max(1, round(room / (self.side + 2 * TILE_MARGIN)))
        self.width = (room - 1) // across  # Qt wraps a line that is filled to its last pixel

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """All tiles are equally large."""
        text = option.fontMetrics.height() + 6
        return QSize(self.width, (self.width - 2 * TILE_MARGIN) * 3 // 4 + text + 2 * TILE_MARGIN)

    def _paint_contents(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, selected: bool
    ) -> None:
        rect = option.rect.adjusted(TILE_MARGIN, TILE_MARGIN, -TILE_MARGIN, -TILE_MARGIN)
        ink, _ = self._inks(option, selected)
        text_height = QFontMetrics(option.font).height() + 6
        self._paint_thumbnail(painter, rect.adjusted(0, 0, 0, -text_height), index)
        line = QRect(rect.left(), rect.bottom() - text_height + 1, rect.width(), text_height)
        right = self._paint_signs(painter, line, index, ink if selected else None)
        font = QFont(option.font)
        font.setBold(index.data(Role.KIND) in (Kind.TITLE, Kind.FOLDER))
        painter.setFont(font)
        painter.setPen(ink)
        room = QRect(line.left(), line.top(), right - line.left() - 4, line.height())
        name = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
