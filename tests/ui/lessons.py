"""Teaching in tests, as a person does it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.conftest import Hand


def teach(hand: Hand, mode: str) -> None:
    hand.teach_mode = mode
    hand.key(Qt.Key.Key_T)
    assert hand.bench.teaching.busy
    rest(hand)


def rest(hand: Hand) -> None:
    """Wait until nothing is taught and what was taught is taken over."""
    hand.qtbot.waitUntil(lambda: not hand.bench.teaching.busy, timeout=20_000)
    hand.settle()


def face(hand: Hand) -> str:
    """Which face of the panel is in sight."""
    panel = hand.bench.teach_panel
    faces = {"ready": panel.ready.news, "work": panel.work.plan, "card": panel.done.headline}
    (name,) = [name for name, part in faces.items() if part.isVisibleTo(panel)]
    return name
