"""The quiet bar, and what becomes of errors that nobody expected."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import failures, theme
from app.ui.notices import Level, Notice, NoticeBar, Offer
from retinanet_core.errors import PlainError
from tests.shared_data import ROOT


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_the_newest_notice_shows_and_closing_shows_the_one_before(bar: NoticeBar) -> None:
    assert bar.isHidden()
    bar.show_notice(Notice("one", "First."))
    bar.show_notice(Notice("two", "Second.", Level.ERROR))
    assert bar.current == Notice("two", "Second.", Level.ERROR)
    assert not bar.isHidden()
    bar.close_current()
    assert bar.current == Notice("one", "First.")
    bar.close_current()
    assert bar.isHidden()


def test_a_notice_takes_the_place_of_an_older_one_about_the_same(bar: NoticeBar) -> None:
    bar.show_notice(Notice("one", "First."))
    bar.show_notice(Notice("one", "Corrected."))
    bar.close_current()
    assert bar.current is None


def test_what_no_longer_holds_is_withdrawn(bar: NoticeBar) -> None:
    bar.show_notice(Notice("one", "First."))
    bar.show_notice(Notice("two", "Second."))
    bar.withdraw("one")
    bar.withdraw("three")
    bar.close_current()
    assert bar.current is None


def test_the_icon_of_an_open_notice_follows_the_scheme(bar: NoticeBar, qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    bar.show_notice(Notice("one", "First."))
    light = bar._icon.pixmap().toImage()
    try:
        theme.apply_theme(qapp, "dark")
        assert bar._icon.pixmap().toImage() != light
    finally:
        theme.apply_theme(qapp, "light")
    assert bar._icon.pixmap().toImage() == light


def test_an_offer_is_taken_once(bar: NoticeBar) -> None:
    taken: list[str] = []
    bar.show_notice(Notice("one", "First.", offers=(Offer("Do it", lambda: taken.append("done")),)))
    bar.findChild(QPushButton, "noticeOffer").click()
    assert taken == ["done"]
    assert bar.current is None


def test_details_and_copy_only_where_there_are_any(bar: NoticeBar) -> None:
    details, copy = bar.findChild(QPushButton, "noticeDetails"), bar.findChild(QPushButton, "noticeCopy")
    bar.show_notice(Notice("one", "First."))
    assert details.isHidden()
    assert copy.isHidden()
    bar.show_notice(Notice("two", "Second.", detail="errno 28"))
    assert not details.isHidden()
    facts = bar.findChild(QObject, "noticeFacts")
    assert not facts.isVisibleTo(bar)
    details.click()
    assert facts.isVisibleTo(bar)
    copy.click()
    assert QGuiApplication.clipboard().text() == "Second.\n\nerrno 28"


def fail() -> None:
    raise PlainError("The disk is gone.", detail="x")


@pytest.fixture
def relay(qtbot: QtBot) -> failures.FailureRelay:
    return failures.FailureRelay()


@pytest.mark.logs_errors
def test_errors_of_all_threads_arrive_as_a_sentence(relay: failures.FailureRelay, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    relay.failed.connect(lambda *facts: told.append(facts))
    restore = failures.install(relay)
    try:
        sys.excepthook(ValueError, ValueError("odd"), None)
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    finally:
        restore()
    (general, facts), (plain, detail) = told
    assert "Your work is saved" in general
    assert "ValueError: odd" in facts
    assert plain == "The disk is gone."
    assert detail.startswith("x\n")


def test_messages_of_qt_go_to_the_log(relay: failures.FailureRelay, caplog: pytest.LogCaptureFixture) -> None:
    restore = failures.install(relay)
    try:
        with caplog.at_level("INFO"):
            qWarning("something is odd")
    finally:
        restore()
    assert "something is odd" in caplog.text


LOGGING = """
import logging, threading, pytest
from tests.conftest import no_error_in_the_log

def log_error():
    thread = threading.Thread(target=logging.getLogger("app.ui.part").error, args=("it broke",))
    thread.start()
    thread.join()

def test_error():
    log_error()

@pytest.mark.logs_errors
def test_about_an_error():
    log_error()

def test_warning():
    logging.getLogger("app.ui.part").warning("careful")
"""

RAISING = """
from PySide6.QtCore import QTimer

def test_slot(qtbot):
    def slot():
        raise ValueError("in a slot")
    QTimer.singleShot(0, slot)
    qtbot.wait(50)
"""


def run_suite(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    """A suite of its own with these tests, under the same rules."""
    (folder / "test_alone.py").write_text(tests)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_error_that_is_only_logged_fails_the_suite(tmp_path: Path) -> None:
    done = run_suite(tmp_path, LOGGING)
    assert done.returncode == 1, done.stdout
    assert "3 passed, 1 error" in done.stdout
    assert "test_alone.py::test_error" in done.stdout
    assert "it broke" in done.stdout


def test_a_slot_that_raises_fails_the_suite(tmp_path: Path) -> None:
    done = run_suite(tmp_path, RAISING)
    assert done.returncode == 1, done.stdout
    assert "ValueError: in a slot" in done.stdout
