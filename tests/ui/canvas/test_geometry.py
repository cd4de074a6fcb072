"""Rectangles, handles and the view transform as numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.canvas.geometry import (
    HANDLE_REACH,
    MIN_SIDE,
    Handle,
    Rect,
    ViewTransform,
    handle_at,
    handle_points,
    is_drawable,
    moved,
    resized,
    spanning,
    stack_at,
    touching,
)

WIDTH, HEIGHT = 640.0, 480.0
fractions = st.floats(0, 1)
far = st.floats(-2000, 2000)


@st.composite
def rects(draw: st.DrawFn) -> Rect:
    """Boxes inside the frame with sides of at least MIN_SIDE."""
    x1 = draw(fractions) * (WIDTH - MIN_SIDE)
    y1 = draw(fractions) * (HEIGHT - MIN_SIDE)
    x2 = x1 + MIN_SIDE + draw(fractions) * (WIDTH - MIN_SIDE - x1)
    y2 = y1 + MIN_SIDE + draw(fractions) * (HEIGHT - MIN_SIDE - y1)
    return (x1, y1, min(x2, WIDTH), min(y2, HEIGHT))


@given(rects(), st.sampled_from(list(Handle)), far, far)
def test_resizing_keeps_inside_and_above_the_minimum(
    rect: Rect, handle: Handle, dx: float, dy: float
) -> None:
    x1, y1, x2, y2 = resized(rect, handle, dx, dy, WIDTH, HEIGHT)
    assert 0 <= x1 < x2 <= WIDTH
    assert 0 <= y1 < y2 <= HEIGHT
    assert x2 - x1 >= MIN_SIDE - 1e-9
    assert y2 - y1 >= MIN_SIDE - 1e-9


@given(rects(), st.sampled_from(list(Handle)), far, far)
def test_resizing_leaves_the_edges_it_does_not_hold_exactly_alone(
    rect: Rect, handle: Handle, dx: float, dy: float
) -> None:
    result = resized(rect, handle, dx, dy, WIDTH, HEIGHT)
    if handle.x == 0:
        assert (result[0], result[2]) == (rect[0], rect[2])
    else:
        fixed = rect[2] if handle.x < 0 else rect[0]
        assert fixed in (result[0], result[2])
    if handle.y == 0:
        assert (result[1], result[3]) == (rect[1], rect[3])
    else:
        fixed = rect[3] if handle.y < 0 else rect[1]
        assert fixed in (result[1], result[3])


def test_a_corner_dragged_across_the_opposite_one_flips_the_box() -> None:
    assert resized((100, 100, 200, 150), Handle.NORTH_WEST, 160, 90, WIDTH, HEIGHT) == (200, 150, 260, 190)
    assert resized((100, 100, 200, 150), Handle.EAST, -130, 77, WIDTH, HEIGHT) == (70, 100, 100, 150)


def test_an_edge_stops_at_the_border_and_before_its_opposite() -> None:
    assert resized((100, 100, 200, 150), Handle.SOUTH_EAST, 9999, 9999, WIDTH, HEIGHT) == (100, 100, 640, 480)
    assert resized((100, 100, 200, 150), Handle.EAST, -99.5, 0, WIDTH, HEIGHT) == (100, 100, 101, 150)
    assert resized((100, 100, 200, 150), Handle.EAST, -100.5, 0, WIDTH, HEIGHT) == (99, 100, 100, 150)
    assert resized((0, 0, 10, 10), Handle.EAST, -10.2, 0, WIDTH, HEIGHT) == (0, 0, 1, 10)


@given(rects(), far, far)
def test_moving_keeps_the_size_and_stays_inside(rect: Rect, dx: float, dy: float) -> None:
    x1, y1, x2, y2 = moved(rect, dx, dy, WIDTH, HEIGHT)
    assert x2 - x1 == pytest.approx(rect[2] - rect[0])
    assert y2 - y1 == pytest.approx(rect[3] - rect[1])
    assert x1 >= 0
    assert y1 >= 0
    assert x2 <= WIDTH + 1e-9
    assert y2 <= HEIGHT + 1e-9


@given(far, far, far, far)
def test_spanning_takes_any_two_corners_and_clips(ax: float, ay: float, bx: float, by: float) -> None:
    rect = spanning((ax, ay), (bx, by), WIDTH, HEIGHT)
    assert rect == spanning((bx, by), (ax, ay), WIDTH, HEIGHT)
    assert 0 <= rect[0] <= rect[2] <= WIDTH
    assert 0 <= rect[1] <= rect[3] <= HEIGHT


def test_what_is_too_flat_is_not_drawable() -> None:
    assert not is_drawable((10, 10, 30, 10.5))
    assert is_drawable((10, 10, 11, 11))


def test_the_stack_has_the_smallest_first_and_the_upper_of_equals() -> None:
    table = np.array([[0, 0, 100, 100], [10, 10, 30, 30], [10, 10, 30, 30], [200, 200, 300, 300]], float)
    assert stack_at(table, 20, 20).tolist() == [2, 1, 0]
    assert stack_at(table, 60, 60).tolist() == [0]
    assert stack_at(table, 150, 150).tolist() == []
    assert stack_at(table, 102, 50).tolist() == []
    assert stack_at(table, 102, 50, tolerance=3).tolist() == [0]
    assert stack_at(np.empty((0, 4)), 1, 1).tolist() == []


def test_a_band_touches_what_it_overlaps() -> None:
    table = np.array([[0, 0, 100, 100], [150, 150, 160, 160], [300, 300, 400, 400]], float)
    assert touching(table, (90, 90, 155, 155)).tolist() == [0, 1]


@given(rects(), st.floats(0.02, 64), st.floats(-500, 500), st.floats(-500, 500))
def test_all_eight_handles_can_be_told_apart_at_every_zoom(
    rect: Rect, scale: float, dx: float, dy: float
) -> None:
    seen = ViewTransform(scale, dx, dy).rect_to_view(rect)
    points = handle_points(seen, 800, 600)
    assert set(points) == set(Handle)
    for handle, (x, y) in points.items():
        assert handle_at(points, x, y) is handle
    centre = ((seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2)
    places = list(points.values())
    for n, (ax, ay) in enumerate(places):
        for bx, by in places[n + 1 :]:
            assert max(abs(ax - bx), abs(ay - by)) > 2 * HANDLE_REACH
    if seen[2] - seen[0] < 30 and seen[3] - seen[1] < 30:
        assert handle_at(points, *centre) is None, "a tiny box can still be moved"


def test_handles_in_the_middle_of_an_edge_stay_where_they_are_seen() -> None:
    points = handle_points((-1000, 100, 500, 5000), 800, 600)
    assert points[Handle.NORTH] == (250, 100)
    assert points[Handle.EAST] == (500, 350)
    assert points[Handle.SOUTH_WEST] == (-1000, 5000)


@given(
    st.floats(0.005, 64), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0, 20000), st.floats(0, 20000)
)
def test_coordinates_survive_the_way_to_the_view_and_back(
    scale: float, dx: float, dy: float, x: float, y: float
) -> None:
    view = ViewTransform(scale, dx, dy)
    back = view.to_image(*view.to_view(x, y))
    assert math.isclose(back[0], x, abs_tol=1e-6)
    assert math.isclose(back[1], y, abs_tol=1e-6)


@given(st.floats(0.01, 64), st.floats(0.01, 64), st.floats(-1e4, 1e4), st.floats(0, 2000), st.floats(0, 2000))
def test_scaling_about_a_point_keeps_what_is_there(
    scale: float, other: float, dx: float, x: float, y: float
) -> None:
    view = ViewTransform(scale, dx, -dx)
    there = view.to_image(x, y)
    again = view.scaled_about(other, x, y).to_view(*there)
    assert again[0] == pytest.approx(x, abs=1e-4)
    assert again[1] == pytest.approx(y, abs=1e-4)
