"""What is known about a frame, carried through scaling and cropping."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.teach.augment import random_affine, random_view
from retinanet_core.teach.marks import Marks


def boxes(*rows: tuple[float, float, float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(rows, dtype=np.float32).reshape(-1, 4)


def ids(*labels: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(labels, dtype=np.int64)


MOVED_LEFT = np.array([[1, 0, -50], [0, 1, 0]], dtype=np.float32)


def test_a_crop_by_hand() -> None:
    """A view of 100 x 100 whose left border is at x = 50: boxes before it go, boxes on it are cut."""
    marks = Marks(
        boxes=boxes((0, 0, 40, 10), (45, 0, 65, 10), (30, 0, 55, 10)),
        labels=ids(0, 1, 2),
        rejected=boxes((60, 0, 70, 10), (0, 0, 10, 10)),
        rejected_labels=ids(3, 4),
        soft=boxes((80, 0, 90, 10), (20, 0, 52, 10)),
        soft_labels=ids(5, 6),
        soft_weights=np.array([0.5, 0.75], dtype=np.float32),
        doubtful=boxes((20, 0, 52, 10), (0, 0, 10, 10)),
        doubtful_labels=ids(7, 8),
    ).seen_through(MOVED_LEFT, 100, 100)
    assert marks.boxes.tolist() == [[0, 0, 15, 10]]
    assert marks.labels.tolist() == [1]
    assert marks.rejected.tolist() == [[10, 0, 20, 10]]
    assert marks.rejected_labels.tolist() == [3]
    assert marks.soft.tolist() == [[30, 0, 40, 10]]
    assert marks.soft_labels.tolist() == [5]
    assert marks.soft_weights.tolist() == [0.5]
    # Even the rest of a doubtful box stays doubtful; the rests of objects say nothing.
    assert marks.doubtful.tolist() == [[0, 0, 2, 10]]
    assert marks.doubtful_labels.tolist() == [7]
    assert marks.ignored.tolist() == [[0, 0, 5, 10], [0, 0, 2, 10]]


def test_scaling_by_hand() -> None:
    marks = Marks(boxes=boxes((1, 2, 3, 4)), labels=ids(0), soft=boxes((2, 2, 4, 4)), soft_labels=ids(1))
    scaled = marks.scaled(np.array([2, 3, 2, 3], dtype=np.float32))
    assert scaled.boxes.tolist() == [[2, 6, 6, 12]]
    assert scaled.soft.tolist() == [[4, 6, 8, 12]]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(20, 300), st.integers(20, 300), st.floats(0.3, 1.0))
def test_a_part_of_a_frame_lies_in_it_and_shows_what_it_is_about(
    seed: int, width: int, height: int, share: float
) -> None:
    rng = np.random.default_rng(seed)
    canvas = (max(8, int(width * share)), max(8, int(height * share)))
    focus = (rng.random(2) * [width, height]).astype(np.float32)
    matrix = random_affine(
        rng, width, height, upside_down=True, canvas=canvas, scales=(0.4, 1.35), focus=focus
    )
    place = matrix[:, :2] @ focus + matrix[:, 2]
    assert (place >= -0.01).all()
    assert (place <= np.array(canvas) + 0.01).all()
    corners = matrix[:, :2] @ np.array([[0, width], [0, height]], dtype=np.float32) + matrix[:, 2:]
    for axis in range(2):
        low, high = sorted(corners[axis].tolist())
        inside = low >= -0.01 and high <= canvas[axis] + 0.01
        covers = low <= 0.01 and high >= canvas[axis] - 0.01
        assert inside or covers


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1000))
def test_a_marked_square_is_inside_its_box_in_every_part(seed: int) -> None:
    image = np.zeros((180, 240, 3), dtype=np.uint8)
    image[60:120, 80:160] = 255
    view = random_view(
        image,
        Marks(boxes=boxes((80, 60, 160, 120)), labels=ids(0)),
        np.random.default_rng(seed),
        fill=(0, 0, 0),
        upside_down=True,
        canvas=(128, 96),
    )
    assert view.image.shape == (96, 128, 3)
    if not len(view.marks.boxes):
        return
    ys, xs = (view.image.max(axis=2) > 120).nonzero()
    x1, y1, x2, y2 = view.marks.boxes[0]
    assert abs(xs.min() - x1) <= 1
    assert abs(xs.max() + 1 - x2) <= 1
    assert abs(ys.min() - y1) <= 1
    assert abs(ys.max() + 1 - y2) <= 1
