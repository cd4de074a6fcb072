"""The table of actions, and every action in every state."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from app.project import edits
from app.project.records import Edit
from app.project.rows import change
from app.ui.action_spec import When
from app.ui.actions import MENUS
from app.ui.canvas import Canvas
from app.ui.commands import ACTIONS, SUBJECTS
from app.ui.conditions import possible
from app.ui.icons import icon_names
from tests.ui.conftest import Hand


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
