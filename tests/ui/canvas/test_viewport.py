"""Fitting, zooming at a point, panning, and the limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.canvas.viewport import MAX_ZOOM, Viewport

ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])


def viewport(ratio: float = 1.0, image: tuple[int, int] = (640, 480)) -> Viewport:
    view = Viewport()
    view.set_view_size(900, 600, ratio)
    view.set_image_size(*image, keep=False)
    return view


@given(ratios, st.integers(1, 30000), st.integers(1, 30000))
def test_a_fitted_frame_is_seen_whole_and_centred(ratio: float, width: int, height: int) -> None:
    view = viewport(ratio, (width, height))
    x1, y1, x2, y2 = view.transform.rect_to_view((0, 0, width, height))
    assert x1 >= 0
    assert y1 >= 0
    assert x2 <= 900
    assert y2 <= 600
    assert x1 == pytest.approx(900 - x2, abs=1.01)
    assert y1 == pytest.approx(600 - y2, abs=1.01)


@given(ratios, st.lists(st.tuples(st.floats(0.01, 100), st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_zooming_at_a_point_of_the_frame_keeps_it_under_the_pointer(
    ratio: float, steps: list[tuple[float, float, float]]
) -> None:
    view = viewport(ratio)
    for zoom, across, down in steps:
        x1, y1, x2, y2 = view.transform.rect_to_view((0, 0, 640, 480))
        at = (
            max(0.0, x1) + across * (min(900.0, x2) - max(0.0, x1)),
            max(0.0, y1) + down * (min(600.0, y2) - max(0.0, y1)),
        )
        under, before = view.transform.to_image(*at), view.zoom
        view.zoom_to(zoom, at)
        # Half a device pixel of snapping before, magnified, and half a one after.
        tolerance = (0.5 * max(1.0, view.zoom / before) + 0.51) / ratio
        assert view.transform.to_view(*under) == pytest.approx(at, abs=tolerance)
        assert view.min_zoom - 1e-9 <= view.zoom <= MAX_ZOOM


@pytest.mark.parametrize("zoom", [0.1, 0.5, 1.0, 2.0, 7.3, 64.0])
def test_many_small_zooms_do_not_drift(zoom: float) -> None:
    view = viewport()
    at = (411.0, 297.0)
    under = view.transform.to_image(*at)
    for _ in range(40):
        view.zoom_to(zoom, at)
        view.zoom_to(1.37, at)
    again = view.transform.to_view(*under)
    assert again == pytest.approx(at, abs=1.0)


@given(ratios, st.floats(0.05, 64), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_panning_never_loses_the_frame_and_stays_on_whole_pixels(
    ratio: float, zoom: float, dx: float, dy: float
) -> None:
    view = viewport(ratio)
    view.zoom_to(zoom)
    view.pan(dx, dy)
    x1, y1, x2, y2 = view.transform.rect_to_view((0, 0, 640, 480))
    assert x2 > 0
    assert y2 > 0
    assert x1 < 900
    assert y1 < 600
    assert view.transform.dx * ratio == pytest.approx(round(view.transform.dx * ratio), abs=1e-6)


def test_zoom_counts_device_pixels() -> None:
    view = viewport(2.0)
    view.zoom_to(1.0)
    assert view.transform.scale == 0.5


def test_a_frame_of_the_same_size_can_keep_the_view() -> None:
    view = viewport()
    view.zoom_to(3.0, (100, 100))
    before = view.transform
    view.set_image_size(640, 480, keep=True)
    assert view.transform == before
    view.set_image_size(641, 480, keep=True)
    assert view.zoom == view.fit_zoom


def test_resizing_refits_until_somebody_zoomed_and_then_keeps_the_middle() -> None:
    view = viewport()
    view.set_view_size(450, 300, 1.0)
    assert view.zoom == view.fit_zoom
    view.zoom_to(4.0, (200, 100))
    middle = view.transform.to_image(225, 150)
    view.set_view_size(700, 500, 1.0)
    assert view.zoom == 4.0
    assert view.transform.to_image(350, 250) == pytest.approx(middle, abs=0.5)


def test_the_zoom_stays_when_the_screen_changes_its_ratio() -> None:
    view = viewport(1.0)
    view.zoom_to(3.0)
    view.set_view_size(900, 600, 2.0)
    assert view.zoom == pytest.approx(3.0)


def test_the_buttons_stop_at_round_zooms_and_at_the_limits() -> None:
    view = viewport()
    view.zoom_to(1.1)
    assert view.next_stop(1) == 1.5
    assert view.next_stop(-1) == 1
    view.zoom_to(1000)
    assert view.zoom == MAX_ZOOM
    assert view.next_stop(1) == MAX_ZOOM


def test_a_box_is_shown_in_the_middle_and_revealed_when_outside() -> None:
    view = viewport()
    view.show_rect((100, 100, 140, 120))
    x1, y1, x2, y2 = view.transform.rect_to_view((100, 100, 140, 120))
    assert ((x1 + x2) / 2, (y1 + y2) / 2) == pytest.approx((450, 300), abs=1)
    assert x2 - x1 == pytest.approx(450)
    view.reveal((500, 400, 540, 440))
    x1, y1, x2, y2 = view.transform.rect_to_view((500, 400, 540, 440))
    assert 0 <= x1 < 900
    assert 0 <= y1 < 600
    seen = view.transform
    view.reveal((500, 400, 540, 440))
    assert view.transform == seen
