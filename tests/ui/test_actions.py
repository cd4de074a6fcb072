"""The table of actions, and every action in every state."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QScrollBar,
    QWidget,
)

from app.demo import project
from app.demo.project import DemoError
from app.project import edits
from app.project.records import Edit
from app.project.rows import change
from app.ui.action_spec import When
from app.ui.actions import MENUS
from app.ui.canvas import Canvas
from app.ui.commands import ACTIONS, SUBJECTS
from app.ui.conditions import possible
from app.ui.icons import icon_names
from tests.ui.conftest import Hand, MakeHand

UNUSED = {"quit"}
"""Closes the window, which the tests of starting do."""
LAST = "close-project"


def test_ids_and_keys_are_told_apart() -> None:
    ids = Counter(spec.id for spec in ACTIONS)
    assert [name for name, count in ids.items() if count > 1] == []
    keys = Counter(key for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    for key in keys:
        assert QKeySequence.fromString(key).toString() != "", key


def test_every_row_leads_somewhere() -> None:
    menus = {name for name, _ in MENUS}
    for spec in ACTIONS:
        assert spec.menu.lstrip("-") in menus | {""}, spec.id
        assert spec.icon in {"", *icon_names()}, spec.id
        assert spec.menu or spec.keys, f"nobody can reach {spec.id}"


def test_of_each_condition_one_subject_says_whether_it_holds(hand: Hand) -> None:
    said = Counter(fact for subject in SUBJECTS for fact in subject.facts(hand.bench))
    assert [fact for fact, count in said.items() if count > 1] == []
    for spec in ACTIONS:
        assert set(spec.when) <= set(said), spec.id


def test_the_facts_of_boxes_and_frames(opened: Hand) -> None:
    bench, editing = opened.bench, When.WRITABLE | When.FRAME
    assert possible(bench) & (editing | When.LISTED | When.PREVIOUS) == editing | When.LISTED
    opened.go_to(1)
    assert When.PREVIOUS in possible(bench)
    opened.suggest()
    (first, *_) = opened.boxes
    locked = change(first, msgspec.structs.replace(first, locked=True))
    bench.session.perform(lambda _store: Edit(kind="lock", changes=(locked,)))
    bench.canvas.set_selection({first.id})
    assert possible(bench) & (When.SELECTION | When.MULTI | When.LOCKED) == When.SELECTION | When.LOCKED
    bench.boxes.select_all()
    assert When.MULTI in possible(bench)
    frame = bench.session.frame
    assert frame is not None
    assert When.HAS_NOTE not in possible(bench)
    bench.session.perform(lambda store: edits.set_note(store, frame.id, "blurred"))
    assert When.HAS_NOTE in possible(bench)


@pytest.fixture
def no_questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs are given up at once; which ones were asked."""
    asked: list[str] = []

    def no_room(folder: Path, **_: object) -> Path:
        raise DemoError(f"The demo cannot be written to {folder}.")

    monkeypatch.setattr(project, "prepare", no_room)  # drawing its pictures takes its time

    def give_up(dialog: QDialog) -> int:
        asked.append(type(dialog).__name__)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", give_up)
    monkeypatch.setattr(QMessageBox, "exec", give_up)
    for name, answer in (
        ("getOpenFileNames", ([], "")),
        ("getOpenFileName", ("", "")),
        ("getSaveFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, _n=name, _v=answer, **_k: asked.append(_n) or _v)
    return asked


def press_everything(hand: Hand) -> set[str]:
    """Trigger all actions that are enabled, without an error; which ones they were."""
    done = set()
    for spec in sorted(ACTIONS, key=lambda spec: spec.id == LAST):
        QApplication.processEvents()
        action = hand.bench.actions[spec.id]
        if spec.id in UNUSED or not action.isEnabled():
            continue
        action.trigger()
        hand.qtbot.waitUntil(lambda: not hand.bench.adding.busy and not hand.bench.detection.busy)
        if hand.bench.teaching.busy:
            hand.qtbot.waitUntil(lambda: not hand.bench.teaching.busy, timeout=20_000)
        hand.settle()
        done.add(spec.id)
    return done


def test_everything_with_nothing_open(hand: Hand, no_questions: list[str]) -> None:
    assert "draw" not in press_everything(hand)
    assert "AboutDialog" in no_questions
    assert "getOpenFileNames" in no_questions


def test_everything_on_a_frame_with_suggestions(opened: Hand, model: Path, no_questions: list[str]) -> None:
    opened.bench.models.import_model(model)
    opened.qtbot.waitUntil(lambda: opened.bench.services.tasks.running == 0)
    opened.suggest()
    opened.click(50, 50)
    done = press_everything(opened)
    assert {"draw", "delete", "close-project", "undo"} <= done
    assert {"ImportDialog", "ExportDialog"} <= set(no_questions)


def test_everything_on_a_read_only_project(
    make_hand: MakeHand, pictures: Path, no_questions: list[str]
) -> None:
    first = make_hand()
    first.open(pictures)
    second = make_hand()
    second.open(first.store.folder)
    done = press_everything(second)
    assert not done & {"draw", "delete", "complete", "detect", "teach", "import-labels", "undo"}


def test_every_control_is_named_and_has_a_way_in(opened: Hand) -> None:
    opened.suggest()
    kinds = (QAbstractButton, QLineEdit, QAbstractSlider, QAbstractSpinBox, QComboBox, Canvas)
    nameless = []
    for widget in opened.bench.window.findChildren(QWidget):
        if not isinstance(widget, kinds) or widget.objectName().startswith("qt_"):
            continue
        # Parts of a control, which goes by the name of the whole.
        part = isinstance(widget.parentWidget(), (QAbstractSpinBox, QLineEdit)) or isinstance(
            widget, QScrollBar
        )
        if part or not widget.isVisible():
            continue
        spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not spoken or not widget.objectName():
            nameless.append((type(widget).__name__, widget.objectName(), spoken))
    assert nameless == []


def test_both_schemes_can_be_chosen_at_once(opened: Hand, home: Path) -> None:
    for scheme in ("dark", "light"):
        opened.bench.actions[f"colours-{scheme}"].trigger()
        opened.settle()
        assert opened.bench.actions[f"colours-{scheme}"].isChecked()
        assert f'"scheme": "{scheme}"' in (home / "data" / "settings.json").read_text()
    opened.bench.actions["colours-system"].trigger()
