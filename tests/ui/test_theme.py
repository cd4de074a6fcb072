"""The look: contrast, both schemes, class colours, icons that follow the palette."""

from __future__ import annotations

import gc
import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.project.colours import OKABE_ITO, class_colour
from app.ui import icons, theme
from app.ui.theme import DARK, LIGHT, Palette, contrast

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
NEEDED = [
    "accept",
    "accept-all",
    "check",
    "class",
    "clock",
    "close",
    "complete",
    "delete",
    "detect",
    "draw",
    "empty",
    "error",
    "export",
    "filter",
    "fit",
    "folder",
    "foveate",
    "history",
    "import",
    "info",
    "more",
    "next",
    "open",
    "pan",
    "pause",
    "pin",
    "play",
    "previous",
    "project",
    "redo",
    "reject",
    "search",
    "select",
    "settings",
    "step-back",
    "step-forward",
    "teach",
    "undo",
    "video",
    "warning",
    "zoom-in",
    "zoom-out",
]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    theme.apply_theme(qapp, "light")


@SCHEMES
def test_every_text_reads_on_every_ground_it_is_put_on(colours: Palette) -> None:
    grounds = [colours.window, colours.surface, colours.raised]
    texts = [
        colours.text,
        colours.muted,
        colours.accent,
        colours.danger,
        colours.success,
        colours.warning,
        colours.suggestion,
    ]
    pairs = list(itertools.product(texts, grounds))
    pairs += [(colours.on_accent, colours.accent), (colours.on_soft, colours.soft)]
    pairs += [(colours.canvas_text, colours.canvas), (colours.canvas_muted, colours.canvas)]
    pairs += [(colours.on_shade, colours.shade), (colours.text, colours.border)]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


@SCHEMES
def test_edges_focus_and_what_is_off_can_still_be_seen(colours: Palette) -> None:
    for ground in (colours.window, colours.surface, colours.raised):
        assert contrast(colours.outline, ground) >= 3
        assert contrast(colours.accent, ground) >= 3
        assert contrast(colours.disabled, ground) >= 3
    assert contrast(colours.accent, colours.soft) >= 3, "icons on a checked button"


@SCHEMES
def test_qt_roles_read_on_each_other(colours: Palette) -> None:
    palette = theme.qt_palette(colours)
    role = QPalette.ColorRole
    for text, ground in [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
        (role.BrightText, role.Window),
    ]:
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            pair = palette.color(group, text).name(), palette.color(group, ground).name()
            assert contrast(*pair) >= 4.5, (text, ground)


@SCHEMES
def test_greys_around_the_picture_are_neutral(colours: Palette) -> None:
    for grey in (colours.window, colours.surface, colours.raised, colours.border, colours.canvas):
        assert grey[1:3] == grey[3:5] == grey[5:7]


def test_the_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_scheme_applies_at_once_and_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    label, edit = QLabel("text"), QLineEdit()
    qtbot.addWidget(label)
    qtbot.addWidget(edit)
    with qtbot.waitSignal(theme.notifier().changed) as told:
        theme.apply_theme(qapp, "dark")
    assert told.args == [DARK]
    assert theme.current() is DARK
    assert qapp.style().name().lower() in ("fusion", "qstylesheetstyle") or qapp.styleSheet()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text
    assert edit.palette().color(QPalette.ColorRole.Base).name() == DARK.surface
    theme.apply_theme(qapp, "light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.text


def test_system_follows_the_desktop(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.current() is (DARK if dark else LIGHT)


def test_targets_are_32_pixels_high_or_more(qtbot: QtBot) -> None:
    button, tool, edit = QPushButton("Teach"), QToolButton(), QLineEdit()
    tool.setIcon(theme.icon("teach"))
    for widget in (button, tool, edit):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() >= 30 + 2 * isinstance(widget, QPushButton | QToolButton)
    assert tool.sizeHint().width() >= 32


def test_the_focus_can_be_seen(qtbot: QtBot) -> None:
    button = QPushButton("Teach")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.activateWindow()
    button.clearFocus()
    before = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != before


def test_class_colours_begin_with_okabe_and_ito_and_differ() -> None:
    colours = [class_colour(n) for n in range(39)]
    assert colours[:7] == list(OKABE_ITO)
    assert class_colour(39) == class_colour(7)
    places = np.array([oklab(colour) for colour in colours])
    distances = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(colours))
    assert distances[:15, :15].min() > 0.08
    assert distances.min() > 0.06
    with pytest.raises(ValueError, match="from 0"):
        class_colour(-1)


def oklab(colour: str) -> NDArray[np.float64]:
    """An independent way back: sRGB to OKLab by the published forward matrices."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lms = np.cbrt(
        np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        )
        @ linear
    )
    lab: NDArray[np.float64] = (
        np.array(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        )
        @ lms
    )
    return lab


def test_further_class_colours_are_evenly_spaced_in_oklch() -> None:
    found = [oklab(class_colour(n)) for n in range(7, 15)]
    hues = np.sort([math.degrees(math.atan2(b, a)) % 360 for _, a, b in found])
    gaps = np.diff(np.append(hues, hues[0] + 360))
    assert gaps == pytest.approx(np.full(8, 45), abs=4)
    assert np.ptp([lightness for lightness, _, _ in found]) < 0.02


def ink(icon: QIcon, side: int, ratio: float, mode: QIcon.Mode, state: QIcon.State) -> NDArray[np.uint8]:
    """(H, W, 4) BGRA pixels, not premultiplied."""
    pixmap = icon.pixmap(QSize(side, side), ratio, mode, state)
    image = pixmap.toImage().convertToFormat(pixmap.toImage().Format.Format_ARGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def main_colour(pixels: NDArray[np.uint8]) -> str:
    solid = pixels[pixels[:, :, 3] > 250][:, 2::-1]
    values, counts = np.unique(solid, axis=0, return_counts=True)
    return "#" + "".join(f"{part:02x}" for part in values[counts.argmax()])


def test_every_icon_is_there_and_draws_something() -> None:
    assert set(NEEDED) <= set(icons.icon_names())
    for name in icons.icon_names():
        pixels = ink(theme.icon(name), 24, 1.0, QIcon.Mode.Normal, QIcon.State.Off)
        assert pixels.shape == (24, 24, 4)
        assert (pixels[:, :, 3] > 0).mean() > 0.02, name
        assert name == "foveate" or (pixels[[0, -1], :, 3] == 0).all(), f"{name} touches its border"
    with pytest.raises(KeyError, match="nothing-like-it"):
        theme.icon("nothing-like-it")


@pytest.mark.parametrize("name", [name for name in NEEDED if name != "foveate"])
def test_line_icons_are_of_one_make(name: str) -> None:
    source = icons.icon_source(name).decode()
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke-width="1.75"' in source
    assert 'stroke="currentColor"' in source
    assert "#" not in source


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_crisp_at_any_ratio(ratio: float) -> None:
    pixmap = theme.icon("detect").pixmap(QSize(24, 24), ratio)
    assert pixmap.width() == round(24 * ratio)
    assert pixmap.devicePixelRatio() == pytest.approx(ratio)


def test_icons_take_the_palettes_colour_for_each_mode_and_follow_the_scheme(qapp: QApplication) -> None:
    icon = theme.icon("close")
    normal, on, off = QIcon.Mode.Normal, QIcon.State.On, QIcon.State.Off
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        theme.apply_theme(qapp, scheme)  # type: ignore[arg-type]
        assert main_colour(ink(icon, 48, 1.0, normal, off)) == colours.text
        assert main_colour(ink(icon, 48, 1.0, normal, on)) == colours.accent
        assert main_colour(ink(icon, 48, 1.0, QIcon.Mode.Disabled, off)) == colours.disabled
        assert main_colour(ink(icon, 48, 1.0, QIcon.Mode.Selected, off)) == colours.on_accent


def test_an_icon_on_a_button_follows_the_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(theme.icon("close"))
    light = button.grab().toImage()
    theme.apply_theme(qapp, "dark")
    QApplication.sendPostedEvents(button, QEvent.Type.PaletteChange)
    assert button.grab().toImage() != light


def test_a_copied_icon_outlives_the_first_one() -> None:
    icon = theme.icon("open")
    copy = QIcon(icon)
    copy.addPixmap(QPixmap(4, 4))
    del icon
    gc.collect()
    assert not copy.pixmap(24).isNull()
