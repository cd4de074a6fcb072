"""The window as a whole: what it is put together from, and what stays as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from app.ui import parts, workbench
from app.ui.panels.classes_panel import ClassesPanel
from app.ui.parts import Part, Place
from tests.ui.conftest import Hand, MakeHand


class Extra(QLabel):
    """A panel of no use."""


@pytest.fixture
def with_extra(make_hand: MakeHand, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A window with one more dock, closed at first, and one more controller."""
    more = (
        Part("extra", lambda _bench: Extra("extra"), Place.RIGHT, "Extra", behind="boxes", begins_open=False),
        Part("worker", QObject, Place.NOWHERE),
    )
    monkeypatch.setattr(workbench, "PARTS", parts.PARTS + more)
    return make_hand()


def test_parts_are_found_by_their_class(with_extra: Hand) -> None:
    bench = with_extra.bench
    assert bench.part(ClassesPanel) is bench.classes
    assert bench.part(Extra).text() == "extra"


def test_a_dock_is_open_or_closed_as_it_was_left(with_extra: Hand, pictures: Path) -> None:
    window, opening = with_extra.bench.window, with_extra.bench.opening
    extra, classes = window.dock("extra"), window.dock("classes")
    with_extra.open(pictures)
    assert extra.isHidden()
    assert not classes.isHidden()
    extra.toggleViewAction().trigger()
    classes.close()
    assert window.tabifiedDockWidgets(extra) == [window.dock("boxes")]
    opening.close_project()
    assert extra.isHidden()
    with_extra.open(pictures)
    assert not extra.isHidden()
    assert classes.isHidden()
