"""From nothing to a window on the screen, and orderly back."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import logs, paths
from app.settings import DEVICE, FONT_SCALE, LANGUAGE, SCHEME, Settings
from app.ui import failures, theme
from app.ui.canvas import accessible
from app.ui.language import apply_language
from app.ui.notices import Level, Notice
from app.ui.services import Services, make_services
from app.ui.workbench import Workbench

SETTINGS_FILE = "settings.json"


def run(given: Sequence[str]) -> int:
    """Show the window, on the project, folder, images or videos that are given; returns the exit code."""
    app = make_application()
    with logs.recording():
        relay = failures.FailureRelay()
        restore = failures.install(relay)
        settings = own_settings()
        bench = start(app, make_services(device=lambda: settings.get(DEVICE)), settings)
        relay.failed.connect(bench.say_failure)
        bench.window.painted.connect(lambda: QTimer.singleShot(0, bench, lambda: bench.begin_work(given)))
        code = app.exec()
        ended = bench.shut_down()
        restore()
    if not ended:
        # A thread is still inside a library: Python would abort while it takes the interpreter down.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def make_application() -> QApplication:
    """The one QApplication."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("foveate")
    app.setApplicationDisplayName("Foveate")
    app.setDesktopFileName("foveate")
    app.setWindowIcon(theme.icon("foveate"))
    return app


def own_settings() -> Settings:
    """The settings of the person whose program this is."""
    return Settings(paths.data_dir() / SETTINGS_FILE)


def start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The window, shown. Nothing slow has happened yet: no project is open and no detector is imported."""
    settings = settings or own_settings()
    apply_language(app, settings.get(LANGUAGE))
    theme.apply_theme(app, settings.get(SCHEME))
    theme.scale_text(app, settings.get(FONT_SCALE))
    accessible.install()
    bench = Workbench(settings, services)
    if settings.problem:
        bench.notices.show_notice(Notice("settings", settings.problem, Level.WARNING))
    bench.window.restore_layout()
    bench.window.show()
    return bench
