"""Two versions on the same pinned frames, and the history of the versions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton

from app.project import edits
from app.project.class_going import ClassGoing
from app.project.records import BoxState, Version, VersionStatus
from app.ui.compare.compare_window import CompareWindow
from retinanet_core.types import Detections, Image
from tests.project.building import apply
from tests.ui.conftest import FakeDetector, Hand
from tests.ui.lessons import teach

TRUE = [(20, 20, 80, 80), (120, 40, 200, 120)]
ELSEWHERE = (220, 150, 300, 220)


def detections(boxes: list[tuple[int, int, int, int]], class_id: int) -> Detections:
    return Detections(
        boxes=np.array(boxes, np.float32).reshape(-1, 4),
        scores=np.full(len(boxes), 0.9, np.float32),
        labels=np.full(len(boxes), class_id, np.int64),
    )


@pytest.fixture
def two_versions(labelled: Hand, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Versions 1 and 2 and three pinned frames, each with the two true boxes.

    Version 1 finds the first one and sees another where nothing is; version 2 finds both, but on the last frame both
    see the same.
    """
    hand = labelled
    teach(hand, "first")
    hand.press("cardClose")
    teach(hand, "better")
    hand.press("cardUse")
    hand.press("cardClose")
    frames = hand.store.frame_ids()[3:]
    for number in range(3, 6):
        hand.go_to(number)
        for box in TRUE:
            hand.draw(*box)
        hand.key(Qt.Key.Key_Space)
        hand.settle()
    hand.store.mark_pinned(frames)

    def detect(detector: FakeDetector, images: list[Image]) -> list[Detections]:
        old = detector.folder.name == "1" and int(images[0][20, 20, 2]) != 30 + 10 * 5
        return [detections([TRUE[0], ELSEWHERE] if old else TRUE, detector.class_id) for _ in images]

    monkeypatch.setattr(FakeDetector, "detect", detect)
    return hand


def opened_window(hand: Hand) -> CompareWindow:
    """The comparison, once both versions have looked at everything and the picture is here."""
    window = hand.bench.lessons.comparing.window
    assert window is not None
    hand.qtbot.waitUntil(lambda: not window.bar.bar.isVisible() and bool(window.view.boxes[1]))
    window.activateWindow()
    hand.qtbot.waitUntil(window.isActiveWindow)
    return window


def states(window: CompareWindow) -> tuple[list[str], list[str]]:
    left, right = window.view.boxes
    return sorted(box.state for box in left), sorted(box.state for box in right)


def test_a_frame_before_and_after_under_one_divider(two_versions: Hand) -> None:
    two_versions.bench.lessons.comparing.open(2, 1)
    window = opened_window(two_versions)
    assert window.windowTitle() == "Version 1 and version 2"
    assert not window.isModal()
    assert window.left.text() == "Version 1: finds 1 of 2, 1 extra"
    assert window.right.text() == "Version 2: finds 2 of 2"
    assert states(window) == (
        [BoxState.CONFIRMED, BoxState.REJECTED, BoxState.SUGGESTED],
        [BoxState.CONFIRMED, BoxState.CONFIRMED],
    )
    # The detector in use was not disturbed: it is still the one that was loaded for version 2.
    assert two_versions.bench.services.detection.version_id == 2


def test_what_they_find_of_a_merged_class_counts_as_the_class_it_became(two_versions: Hand) -> None:
    store = two_versions.store
    learned = store.boxes(store.frame_ids()[3])[0].class_id
    apply(store, edits.add_class(store, "coin"))
    ClassGoing(store, learned, store.classes()[-1].id, complete=True).go_on()
    two_versions.bench.lessons.comparing.open(1, 2)
    window = opened_window(two_versions)
    assert window.left.text() == "Version 1: finds 1 of 2, 1 extra"
    assert window.right.text() == "Version 2: finds 2 of 2"
    assert {box.class_name for side in window.view.boxes for box in side} == {"coin"}


def test_frames_where_they_differ_come_first_and_keys_lead_through_them(two_versions: Hand) -> None:
    two_versions.bench.lessons.comparing.open(1, 2)
    window = opened_window(two_versions)
    assert window.bar.place.text() == "1 of 3  ·  find_3.png"
    for _ in range(2):
        QTest.keyClick(window.slider, Qt.Key.Key_PageDown)
    two_versions.qtbot.waitUntil(lambda: window.left.text() == "Version 1: finds 2 of 2")
    assert window.bar.place.text() == "3 of 3  ·  find_5.png"
    QTest.keyClick(window.slider, Qt.Key.Key_PageUp)
    assert window.bar.place.text() == "2 of 3  ·  find_4.png"


def test_arrows_and_mouse_move_the_divider_and_escape_closes(two_versions: Hand) -> None:
    two_versions.bench.lessons.comparing.open(1, 2)
    window = opened_window(two_versions)
    view = window.view
    QTest.keyClick(window.slider, Qt.Key.Key_Right)
    assert view.divider == pytest.approx(0.52)
    QTest.keyClick(window.slider, Qt.Key.Key_Left)
    QTest.keyClick(window.slider, Qt.Key.Key_Left)
    assert view.divider == pytest.approx(0.48)
    # The picture is fitted into the middle of the view: its middle is that of the view.
    middle = view.rect().center()
    left, right = view.viewport.transform.rect_to_view((0, 0, 320, 240))[::2]
    start = QPoint(round(left + 0.48 * (right - left)), middle.y())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, middle)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle)
    assert view.divider == pytest.approx(0.5, abs=0.01)
    assert window.slider.value() == pytest.approx(500, abs=10)
    QTest.keyClick(window.slider, Qt.Key.Key_Escape)
    assert two_versions.bench.lessons.comparing.window is None


def test_left_and_right_of_the_divider_are_different_boxes(two_versions: Hand) -> None:
    """What is painted: the extra box of version 1 is seen only while the divider is right of it."""
    two_versions.bench.lessons.comparing.open(1, 2)
    window = opened_window(two_versions)
    view = window.view

    def around_the_extra_box() -> bytes:
        x1, y1, x2, y2 = (round(value) for value in view.viewport.transform.rect_to_view(ELSEWHERE))
        picture = view.grab().toImage().copy(x1 - 4, y1 - 4, x2 - x1 + 8, y2 - y1 + 8)
        return bytes(picture.constBits())

    window.slider.setValue(1000)
    with_it = around_the_extra_box()
    window.slider.setValue(0)
    assert around_the_extra_box() != with_it


def test_it_says_when_there_is_no_difference(two_versions: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        FakeDetector, "detect", lambda fake, images: [detections(TRUE, fake.class_id) for _ in images]
    )
    two_versions.bench.lessons.comparing.open(1, 2)
    assert opened_window(two_versions).bar.busy.text() == "No difference on any frame"


def test_a_class_that_the_frames_were_not_reviewed_for_does_not_count(
    two_versions: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_versions.add_class("gull")
    gull = two_versions.store.classes()[-1].id
    frame_id = two_versions.store.frame_ids()[3]
    two_versions.store.apply(edits.draw_box(two_versions.store, frame_id, gull, ELSEWHERE))

    def detect(detector: FakeDetector, images: list[Image]) -> list[Detections]:
        found = detections([*TRUE, ELSEWHERE, (5, 150, 60, 200)], detector.class_id)
        found.labels[2:] = gull
        return [found for _ in images]

    monkeypatch.setattr(FakeDetector, "detect", detect)
    two_versions.bench.lessons.comparing.open(1, 2)
    window = opened_window(two_versions)
    assert window.left.text() == "Version 1: finds 2 of 2"
    assert states(window) == ([BoxState.CONFIRMED] * 2, [BoxState.CONFIRMED] * 2)


def test_without_pinned_frames_it_says_why(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "better")
    labelled.press("cardPictures")
    window = labelled.bench.lessons.comparing.window
    assert window is not None
    assert "no pinned frame yet" in window.message.text()
    assert not window.waiting.isVisible()


def test_a_version_whose_files_are_gone_is_a_sentence(two_versions: Hand) -> None:
    (two_versions.store.models_dir / "1" / "weights.safetensors").unlink()
    two_versions.bench.lessons.comparing.open(1, 2)
    window = two_versions.bench.lessons.comparing.window
    assert window is not None
    two_versions.qtbot.waitUntil(lambda: "is damaged" in window.message.text())


def test_closing_the_project_closes_the_comparison(two_versions: Hand) -> None:
    two_versions.bench.lessons.comparing.open(1, 2)
    two_versions.bench.opening.close_project()
    assert two_versions.bench.lessons.comparing.window is None


def test_the_history_is_a_line_with_what_was_kept_out_beside_it(labelled: Hand) -> None:
    teach(labelled, "first")
    teach(labelled, "better")
    labelled.press("cardUse")
    teach(labelled, "not better")
    labelled.press("cardKeep")
    panel = labelled.bench.lessons.history
    points = panel.history.points
    assert [(point.version_id, point.quality) for point in points] == [(1, 0.9), (2, 0.9), (3, 0.9)]
    assert [point.active for point in points] == [False, True, False]
    assert [point.kept_out for point in points] == [False, False, True]
    assert "Version 2, in use" in panel.told.text()


def test_the_line_breaks_where_what_was_measured_on_changed(labelled: Hand) -> None:
    store = labelled.store
    pinned = [[1], [1], [1, 2], [1, 2]]
    for number, frames in enumerate(pinned, start=1):
        quality = {"ap50": 0.5 + number / 10, "classes": [{"id": 1}]}
        report = {"after": quality, "before": {"ap50": 0.4}, "snapshot": {"pinned": frames}}
        parent = number - 1 or None
        version = Version(
            id=number, parent_id=parent, created_at=0, status=VersionStatus.ACCEPTED, report=report
        )
        store.add_version(version, activate=True)
    labelled.settle()
    panel = labelled.bench.lessons.history
    assert list(panel.history.lines()) == [[0, 1], [2, 3]]
    told = [point.words.splitlines()[-1] for point in panel.history.points]
    assert told[2] == "Measured on other frames or classes than version 2, which has AP50 0.40 on these."
    assert "Measured on" not in told[1] + told[3]
    panel.history.show_points(panel.history.points[:1])
    assert list(panel.history.lines()) == [[0]]


def test_points_are_told_and_chosen_by_key_and_by_mouse(two_versions: Hand) -> None:
    panel = two_versions.bench.lessons.history
    two_versions.widget("versionsDock").raise_()
    history = panel.history
    history.setFocus(Qt.FocusReason.TabFocusReason)
    two_versions.qtbot.waitUntil(history.hasFocus)
    assert "Version 2, in use" in history.accessibleDescription()
    QTest.keyClick(history, Qt.Key.Key_Left)
    assert history.accessibleDescription().startswith("Version 1")
    assert "Finds 18 of 20 boxes on 5 pinned frames" in panel.told.text()
    QTest.keyClick(history, Qt.Key.Key_Return)
    more = panel.findChild(QToolButton, "moreVersion-1")
    assert isinstance(more, QToolButton)
    assert more.hasFocus()
    QTest.mouseClick(history, Qt.MouseButton.LeftButton, pos=history.place(1).toPoint())
    assert panel.findChild(QToolButton, "moreVersion-2").hasFocus()


def menu_texts(hand: Hand, version_id: int) -> list[str]:
    more = hand.bench.lessons.history.findChild(QToolButton, f"moreVersion-{version_id}")
    assert isinstance(more, QToolButton)
    return [action.text() for action in more.menu().actions()]


def choose(hand: Hand, version_id: int, text: str) -> None:
    more = hand.bench.lessons.history.findChild(QToolButton, f"moreVersion-{version_id}")
    assert isinstance(more, QToolButton)
    (action,) = [action for action in more.menu().actions() if action.text() == text]
    action.trigger()


def test_any_version_can_be_compared_with_the_one_in_use(two_versions: Hand) -> None:
    assert menu_texts(two_versions, 1) == [
        "Compare with version 2 in use",
        "What was measured",
        "Export…",
    ]
    assert menu_texts(two_versions, 2) == ["What was measured", "Export…"]
    choose(two_versions, 1, "Compare with version 2 in use")
    assert opened_window(two_versions).pair.before == 1


def test_what_was_measured_of_a_first_version_has_no_before(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardNumbers")
    window = labelled.bench.lessons.comparing.window
    assert window is not None
    assert window.windowTitle() == "Version 1"
    assert window.tabs.count() == 1
    found = window.numbers.item(0, 5)
    assert found is not None
    assert found.text() == "9"


def test_a_version_can_be_exported(
    two_versions: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dest = tmp_path / "out" / "cells"
    dest.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(dest), ""))
    choose(two_versions, 1, "Export…")
    two_versions.qtbot.waitUntil(lambda: str(dest) in two_versions.notice())
    assert sorted(path.name for path in dest.iterdir()) == ["model.json", "weights.safetensors"]
