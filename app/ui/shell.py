"""What belongs to the program rather than to a project: its keys, its settings, finding anything by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QDialog

from app.setting import Setting
from app.settings import DEVICE, FONT_SCALE, LANGUAGE, SCHEME, SCORE_THRESHOLD, TEACH_MINUTES
from app.ui import theme
from app.ui.actions import plain_words
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.shortcut_sheet import ShortcutSheet
from app.ui.guide import Chapter, read_chapters
from app.ui.keys import shown_key
from app.ui.language import apply_language, language_of
from app.ui.palette import Palette
from app.ui.palette_entries import Entries

if TYPE_CHECKING:
    from app.ui.dialogs.guide_window import GuideWindow
    from app.ui.workbench import Workbench


class ShellController(QObject):
    """Opens the dialogs that are about the program, and lets its settings take effect."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._guide: GuideWindow | None = None
        self._effects = {
            SCHEME.key: self._dress,
            FONT_SCALE.key: self._scale_text,
            LANGUAGE.key: self._speak,
            TEACH_MINUTES.key: self._show_minutes,
            SCORE_THRESHOLD.key: bench.threshold.start_anew,
            DEVICE.key: bench.services.detection.load_again,
        }
        bench.settings.subscribe(self._on_setting)

    def show_keys(self) -> None:
        """The sheet of all keys."""
        _run(ShortcutSheet(self._bench.keymap, self._bench.window))

    def show_settings(self) -> None:
        """All settings."""
        _run(SettingsDialog(self._bench.settings, self._bench.window))

    def show_guide(self) -> None:
        """The guide, beside the work."""
        if self._guide is None:
            from app.ui.dialogs.guide_window import GuideWindow

            self._guide = GuideWindow(self.chapters, self._bench.window)
            self._bench.keymap.changed.connect(self._guide.refresh)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def chapters(self) -> tuple[str, list[Chapter]]:
        """The guide in the language of now, with the keys and words of now."""
        actions, window = self._bench.actions, self._bench.window
        language = language_of(self._bench.settings.get(LANGUAGE), QLocale.system())
        words = {
            "key": lambda name: f"**{shown_key(actions[name]) or self.tr('no key')}**",
            "do": lambda name: f"*{plain_words(actions.words(name))}*",
            "panel": lambda name: f"*{window.dock(name).windowTitle()}*",
        }
        return language, read_chapters(language, words)

    def show_weights(self) -> None:
        """Weights that others have published."""
        from app.ui.dialogs.weights_dialog import WeightsDialog

        _run(WeightsDialog(self._bench.services.tasks, self._bench.window))

    def show_palette(self) -> None:
        """A line to type in, for whatever can be found by name."""
        Palette(Entries(self._bench).find, self._bench.window).show()

    def _on_setting(self, setting: Setting[Any]) -> None:
        effect = self._effects.get(setting.key)
        if effect is not None:
            effect()
            self._bench.refresh_soon()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply_theme(app, self._bench.settings.get(SCHEME))

    def _scale_text(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.scale_text(app, self._bench.settings.get(FONT_SCALE))

    def _speak(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_language(app, self._bench.settings.get(LANGUAGE))

    def _show_minutes(self) -> None:
        self._bench.teach_panel.ready.minutes.setValue(self._bench.settings.get(TEACH_MINUTES))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
