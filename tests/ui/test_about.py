"""The version is the same wherever it is said."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.cli.main import main
from app.ui.dialogs.about import AboutDialog


def test_the_about_box_info_and_version_agree(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    said = capsys.readouterr().out.strip()
    assert main(["info", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    parent = QWidget()
    qtbot.addWidget(parent)
    about = AboutDialog("CPU", parent)
    texts = [label.text() for label in about.findChildren(QLabel)]
    assert said == f"Foveate {facts['foveate']}"
    assert said in texts
    runs_on = next(line for text in texts for line in text.splitlines() if line.startswith("Python "))
    assert runs_on == (
        f"Python {facts['python']} · Qt {facts['packages']['PySide6-Essentials']} · SQLite {facts['sqlite']}"
    )
    for folder in (facts["folders"]["data"], facts["folders"]["log"].rpartition("/")[0]):
        assert any(folder in text for text in texts)
