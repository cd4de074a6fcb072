"""The lists beside the picture as models."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.conftest import Hand


def test_the_models_keep_the_rules_of_models(opened: Hand) -> None:
    strict = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(model, strict)
        for model in (opened.bench.frames.model, opened.bench.box_list.model, opened.bench.classes.model)
    ]
    opened.draw(20, 20, 80, 80)
    opened.suggest(2)
    opened.key(Qt.Key.Key_Space)
    opened.bench.frames.unreviewed.setChecked(True)
    opened.key(Qt.Key.Key_Z)
    opened.add_class("weed")
    opened.bench.frames.filter.setText("_2")
    opened.bench.opening.close_project()
    assert len(testers) == 3
