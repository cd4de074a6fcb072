"""The look of the program: Fusion with our own palette in light and dark, and the colours that go beside it.

Greys are neutral, so that nothing around a picture tints how it is judged; there is one accent colour.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.icons import icon, icon_pixmap

__all__ = [
    "DARK",
    "LIGHT",
    "Palette",
    "apply_theme",
    "contrast",
    "current",
    "icon",
    "icon_pixmap",
    "luminance",
    "notifier",
]

Scheme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, each `#rrggbb`.

    Attributes:
        window, surface, raised: Behind panels; behind lists and inputs; of buttons and menus.
        text, muted, disabled: Text on any of those three; `disabled` is for what cannot be used now.
        border, outline: A line between areas; the edge of an input (3:1 against what is beside it).
        accent, on_accent: The one accent, as a fill, a line or text, and the text on it.
        soft, on_soft: A quiet accent fill (checked, hovered row) and the text on it.
        danger, success, warning, suggestion: Text and marks with that meaning, on window, surface and raised.
        canvas, canvas_text, canvas_muted: Around the picture, and text there.
        shade, on_shade: Behind text that lies on a picture, and that text; the same in both schemes.
    """

    scheme: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    disabled: str
    border: str
    outline: str
    accent: str
    on_accent: str
    soft: str
    on_soft: str
    danger: str
    success: str
    warning: str
    suggestion: str
    canvas: str
    canvas_text: str
    canvas_muted: str
    shade: str = "#1c1c1c"
    on_shade: str = "#ffffff"


LIGHT = Palette(
    scheme="light",
    window="#f0f0f0",
    surface="#ffffff",
    raised="#fafafa",
    text="#1b1b1b",
    muted="#595959",
    disabled="#878787",
    border="#d0d0d0",
    outline="#848484",
    accent="#0a5dc2",
    on_accent="#ffffff",
    soft="#d9e7f8",
    on_soft="#10365f",
    danger="#b3261e",
    success="#1b6e3c",
    warning="#8a5300",
    suggestion="#6d4bb8",
    canvas="#d6d6d6",
    canvas_text="#1b1b1b",
    canvas_muted="#4d4d4d",
)
DARK = Palette(
    scheme="dark",
    window="#222222",
    surface="#1a1a1a",
    raised="#2e2e2e",
    text="#e8e8e8",
    muted="#ababab",
    disabled="#7c7c7c",
    border="#3d3d3d",
    outline="#808080",
    accent="#6aa9ff",
    on_accent="#08182c",
    soft="#203a5c",
    on_soft="#d6e6ff",
    danger="#ff8a80",
    success="#7bd196",
    warning="#f0b45a",
    suggestion="#c3aaff",
    canvas="#121212",
    canvas_text="#e8e8e8",
    canvas_muted="#a3a3a3",
)


class Notifier(QObject):
    """Tells those who keep colours of their own that the scheme has changed."""

    changed = Signal(object)


class _Theme:
    """What was asked for and what is applied: one per process, because so is the application."""

    def __init__(self) -> None:
        self.wanted: Scheme = "system"
        self.palette = LIGHT
        self.notifier: Notifier | None = None
        self.followed: QApplication | None = None
        self.size: float | None = None


_theme = _Theme()


def current() -> Palette:
    """The colours that are applied now (light before `apply_theme`)."""
    return _theme.palette


def notifier() -> Notifier:
    """The object whose `changed` signal carries the new `Palette`."""
    if _theme.notifier is None:
        _theme.notifier = Notifier()
    return _theme.notifier


def apply_theme(app: QApplication, scheme: Scheme) -> None:
    """Dress the application, at once; `system` goes on following the desktop's choice."""
    hints = app.styleHints()
    _theme.wanted = scheme
    if _theme.followed is not app:
        app.setStyle("Fusion")
        hints.colorSchemeChanged.connect(_follow)
        _theme.followed = app
    asked = {
        "system": Qt.ColorScheme.Unknown,
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }
    hints.setColorScheme(asked[scheme])
    _dress(app)


def scale_text(app: QApplication, percent: float) -> None:
    """Make all text larger than the system asks for, at once; 100 is as it asks."""
    if _theme.size is None:
        _theme.size = app.font().pointSizeF()
    font, size = app.font(), _theme.size * percent / 100
    if font.pointSizeF() == size:
        return
    font.setPointSizeF(size)
    app.setFont(font)
    app.setStyleSheet(app.styleSheet())  # What it dresses takes the other font only when dressed anew.
    for widget in app.allWidgets():
        # Buttons keep the size that they had worked out with the font of before.
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _follow() -> None:
    if _theme.followed is not None and _theme.wanted == "system":
        _dress(_theme.followed)


def _dress(app: QApplication) -> None:
    dark = _theme.wanted == "dark" or (
        _theme.wanted == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    palette = DARK if dark else LIGHT
    changed = palette is not _theme.palette
    _theme.palette = palette
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(stylesheet(palette))
    if changed:
        notifier().changed.emit(palette)


def qt_palette(colours: Palette) -> QPalette:
    """The same colours in Qt's roles."""
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.suggestion,
        role.Light: colours.raised,
        role.Midlight: colours.border,
        role.Mid: colours.outline,
        role.Dark: colours.outline,
        role.Shadow: "#000000",
    }
    palette = QPalette()
    for name, value in roles.items():
        palette.setColor(name, QColor(value))
    disabled = QColor(colours.disabled)
    for name in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.border))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Accent, disabled)
    return palette


def stylesheet(colours: Palette) -> str:
    """Rules for what Fusion leaves too small or too loud: 32-pixel targets, quiet bars, a visible focus."""
    indicators = resources.files("resources") / "icons" / "indicators"
    return _STYLESHEET.substitute(asdict(colours), indicators=Path(str(indicators)).as_posix())


_STYLESHEET = Template("""
QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 4px;
  min-width: 20px; min-height: 20px; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton:hover { background: $border; }
QToolButton:pressed { background: $soft; color: $on_soft; }
QToolButton:checked { background: $soft; color: $on_soft; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QLineEdit > QToolButton { border: none; padding: 0; min-width: 0; min-height: 0; }
QPushButton { background: $raised; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 4px 14px; min-height: 22px; }
QPushButton:hover { background: $border; }
QPushButton:pressed, QPushButton:checked { background: $soft; color: $on_soft; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover { border-color: $text; }
QPushButton:disabled { background: $window; color: $disabled; border-color: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 13px; }
QPushButton:default:focus { border: 2px solid $text; }
QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $outline;
  border-radius: 6px; padding: 3px 7px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 6px; }
QLineEdit:disabled { background: $window; color: $disabled; border-color: $border; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0;
  background: transparent; }
QComboBox, QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 3px 7px; min-height: 22px; selection-background-color: $accent; selection-color: $on_accent; }
QComboBox { background: $raised; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 2px 6px; }
QComboBox:disabled, QAbstractSpinBox:disabled { background: $window; color: $disabled; border-color: $border; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {
  image: url("$indicators/down-$scheme.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-arrow { image: url("$indicators/up-$scheme.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QCheckBox, QRadioButton { min-height: 28px; spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
  width: 14px; height: 14px; border: 1px solid $outline; border-radius: 4px; background: $surface; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$indicators/check-$scheme.svg"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$indicators/partial-$scheme.svg"); }
QRadioButton::indicator:checked {
  background: $accent; border-color: $accent; image: url("$indicators/radio-$scheme.svg"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: $border; border-color: $border; }
QSlider { min-height: 28px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $outline; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 14px; margin: -7px 0; border-radius: 9px; border: 2px solid $accent;
  background: $raised; }
QSlider::handle:horizontal:hover { background: $soft; }
QSlider::handle:horizontal:focus { border-color: $text; }
QSlider::groove:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal:disabled { border-color: $border; }
QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; border-radius: 4px; }
QMenu::indicator:checked { background: $accent; image: url("$indicators/check-$scheme.svg"); }
QToolBar { border: none; spacing: 4px; padding: 4px; background: $window; }
QToolBar::separator { width: 1px; background: $border; margin: 6px 4px; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QDockWidget { color: $muted; font-weight: 600; }
QDockWidget::title { background: $window; padding: 8px 8px 6px 10px; text-align: left; }
QDockWidget > QWidget { font-weight: normal; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $border; }
QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; outline: none;
  selection-background-color: $accent; selection-color: $on_accent; }
QAbstractItemView:focus { border: 1px solid $accent; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 8px; }
#classNames QHeaderView::section { padding: 6px 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; min-height: 20px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar { qproperty-elideMode: ElideNone; }
QTabBar:focus { outline: 1px solid $accent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $border; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 4px 6px; }
""")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0..1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1..21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
