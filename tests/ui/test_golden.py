"""The window looks as its golden pictures do, and what holds them against it can tell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.golden.__main__ import FONT_IS_MISSING
from tests.ui.golden.comparing import BLOCK, Pixels, differences, load, save
from tests.ui.golden.poses import POSES, Pose

BACKGROUND, INK, PANEL = QColor("#f0f0f0"), QColor("#1a1a1a"), QColor("#ffffff")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures of now."""
    folder = tmp_path_factory.mktemp("golden")
    command = [sys.executable, "-m", "tests.ui.golden", "--into", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode == FONT_IS_MISSING:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("pose", POSES, ids=lambda pose: pose.name)
def test_it_looks_as_it_should(taken: Path, pose: Pose) -> None:
    now = taken / f"{pose.name}.png"
    found = differences(load(pose.file), load(now), pose.ratio)
    again = "If it is meant to: python -m tests.ui.golden --update"
    assert found == [], f"{pose.name}: {found[0] if found else ''}; now it is {now}. {again}"


def test_there_are_ten_and_they_cover_what_they_should() -> None:
    assert len(POSES) == 10
    assert {(pose.scheme, pose.ratio) for pose in POSES} == {
        (s, r) for s in ("light", "dark") for r in (1, 2)
    }
    assert {(pose.language, pose.ratio) for pose in POSES} == {(s, r) for s in ("en", "it") for r in (1, 2)}
    kept = {path.stem for path in (Path(__file__).parent / "golden").glob("*.png")}
    assert kept == {pose.name for pose in POSES}
    assert max(pose.file.stat().st_size for pose in POSES) < 350_000


# What the comparison can tell, on a small window that is painted here.


def paint(
    *,
    at: tuple[int, int] = (220, 40),
    colour: QColor = PANEL,
    words: str = "Accept nine suggestions",
    width: int = 200,
    shift: float = 0.0,
    smooth: bool = True,
    weight: QFont.Weight = QFont.Weight.Normal,
) -> Pixels:
    """A panel with three buttons, and words that have `width` pixels of room."""
    image = QImage(400, 300, QImage.Format.Format_RGB888)
    image.fill(BACKGROUND)
    painter = QPainter(image)
    painter.setPen(QColor("#888888"))
    painter.setBrush(colour)
    painter.drawRect(QRect(*at, 379 - at[0], 220))
    for row in range(3):
        painter.drawRect(QRect(at[0] + 12, at[1] + 20 + 60 * row, 379 - at[0] - 24, 32))
    painter.setPen(INK)
    font = QFont("DejaVu Sans", 10, weight)
    if not smooth:
        font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    painter.setFont(font)
    for row in range(6):
        painter.save()
        painter.translate(shift, 0)
        painter.setClipRect(QRect(10, 40 + 30 * row, width, 20))
        painter.drawText(QRect(10, 40 + 30 * row, 300, 20), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
    painter.end()
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(300, -1)
    return lines[:, : 3 * 400].reshape(300, 400, 3).copy()


@pytest.mark.parametrize(
    "other",
    [
        lambda: paint(),
        lambda: paint(smooth=False),
        lambda: paint(shift=0.5),
        lambda: paint(shift=-0.5),
    ],
    ids=["itself", "another rasteriser", "half a pixel to the right", "half a pixel to the left"],
)
def test_other_letters_pass(qtbot: QtBot, other: Callable[[], Pixels]) -> None:
    assert differences(paint(), other()) == []


@pytest.mark.parametrize(
    "other",
    [
        lambda: paint(at=(214, 40)),
        lambda: paint(at=(220, 44)),
        lambda: paint(colour=QColor("#e2e6ff")),
        lambda: paint(width=110),
        lambda: paint(words="Accept one suggestion"),
        lambda: paint(weight=QFont.Weight.Bold),
        lambda: paint(words=""),
    ],
    ids=[
        "a wider panel",
        "a panel that moved",
        "a colour",
        "words cut off",
        "other words",
        "bold words",
        "no words",
    ],
)
def test_what_a_person_would_see_fails(qtbot: QtBot, other: Callable[[], Pixels]) -> None:
    assert differences(paint(), other()) != []


def test_another_size_fails(qtbot: QtBot) -> None:
    assert differences(paint(), paint()[:-BLOCK]) == ["it is 400 x 288 pixels, not 400 x 300"]


def test_a_small_file_is_still_the_picture(qtbot: QtBot, tmp_path: Path) -> None:
    save(tmp_path / "small.png", paint())
    assert differences(paint(), load(tmp_path / "small.png")) == []
