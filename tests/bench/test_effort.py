"""The simulated loop without a model, and the chart of its curves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtWidgets import QApplication

from tests.bench.effort import Labour, Loop, Point, chart_of
from tests.bench.effort_chart import HEIGHT, SCALE, WIDTH, Chart, Line, draw
from tests.bench.material import Picture, TrueBox
from tests.bench.open_frames import Order
from tests.bench.person import Effort
from tests.bench.projects import make_project


@pytest.fixture
def pictures(tmp_path: Path) -> list[Picture]:
    """Three pictures with 1, 2 and 3 objects."""
    made = []
    for number in (1, 2, 3):
        path = tmp_path / f"{number}.png"
        Pillow.new("RGB", (300, 200), (number, 90, 90)).save(path)
        boxes = tuple(TrueBox("cat", (60 * at, 0, 60 * at + 50, 50)) for at in range(number))
        made.append(Picture(path, 300, 200, str(number), boxes))
    return made


@pytest.mark.parametrize("order", ["file", "queue"])
def test_by_hand_every_object_is_one_action(tmp_path: Path, pictures: list[Picture], order: Order) -> None:
    with make_project(tmp_path / "pets.foveate", pictures, ["cat"]) as store:
        labour = Loop(store, pictures, seed=0, minutes=1).label(order, 3, schedule=())
        assert all(frame.reviewed for frame in store.frames())
    assert labour.effort == Effort(drawn=6, objects=6)
    assert labour.actions_per_object == 1
    assert [point.frames for point in labour.points] == [1, 2, 3]
    if order == "file":
        assert [point.objects for point in labour.points] == [1, 3, 6]


def test_the_chart_shows_the_median_of_the_seeds() -> None:
    done = {
        order: [
            Labour(
                seed, (Point(1, 10, 10), Point(2, 20, last)), Effort(drawn=last, accepted=0, objects=20), ()
            )
            for seed, last in enumerate((12, 16, 14))
        ]
        for order in ("queue", "file")
    }
    chart = chart_of("pets", done, schedule=(1,))  # type: ignore[arg-type]
    assert [(line.x, line.y) for line in chart.lines] == [([1, 2], [1.0, 0.7])] * 2


def test_a_chart_becomes_a_picture(qapp: QApplication, tmp_path: Path) -> None:
    chart = Chart("pets", [Line("one", [1, 100, 200], [1.0, 0.5, 0.25])], [20])
    draw([chart, chart], tmp_path / "curves.png")
    with Pillow.open(tmp_path / "curves.png") as picture:
        assert picture.size == (2 * WIDTH * SCALE, HEIGHT * SCALE)
        left, right = (
            picture.crop((side * WIDTH * SCALE, 0, (side + 1) * WIDTH * SCALE, HEIGHT * SCALE))
            for side in (0, 1)
        )
        assert left.tobytes() == right.tobytes()
        assert (0, 114, 178) in {colour for _, colour in left.getcolors(1 << 20) or ()}  # the curve's blue
