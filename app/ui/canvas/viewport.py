"""What part of the frame is seen, and how large: fitting, zooming at a point, panning, and their limits. No Qt."""

from __future__ import annotations

from app.ui.canvas.geometry import Point, Rect, ViewTransform

MAX_ZOOM = 64.0
"""Device pixels per frame pixel at most."""

STOPS = (0.01, 0.02, 0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Where the zoom buttons stop."""

_FIT_MARGIN = 12.0
_STAYS_SEEN = 24.0
_BOX_SHARE = 0.5


class Viewport:
    """The view transform of one widget.

    `zoom` counts device pixels per frame pixel, so that 1 shows the frame's own pixels on any screen. As long
    as nobody zoomed or panned, the frame stays fitted when the widget changes its size.
    """

    def __init__(self) -> None:
        self._exact = ViewTransform()
        self._snapped = ViewTransform()
        self.view_width = 1.0
        self.view_height = 1.0
        self.ratio = 1.0
        self.image_width = 0
        self.image_height = 0
        self.fitted = True

    @property
    def transform(self) -> ViewTransform:
        """Frame to view, with the frame's origin on a whole device pixel."""
        return self._snapped

    @property
    def zoom(self) -> float:
        """Device pixels per frame pixel."""
        return self._exact.scale * self.ratio

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole frame is seen."""
        if not self.image_width or not self.image_height:
            return 1.0
        margin = min(_FIT_MARGIN, self.view_width / 8, self.view_height / 8)
        across = (self.view_width - 2 * margin) / self.image_width
        down = (self.view_height - 2 * margin) / self.image_height
        return min(max(min(across, down) * self.ratio, 1e-6), MAX_ZOOM)

    @property
    def min_zoom(self) -> float:
        """The smallest zoom: a quarter of the fitted frame, or of its own size if that is less."""
        return min(self.fit_zoom, 1.0) / 4

    def set_image_size(self, width: int, height: int, *, keep: bool) -> None:
        """Show a frame of another size; with `keep` and the same size the view stays where it is."""
        same = (width, height) == (self.image_width, self.image_height)
        self.image_width, self.image_height = width, height
        if not (keep and same):
            self.fit()

    def set_view_size(self, width: float, height: float, ratio: float) -> None:
        """The widget's size in logical pixels, and its device pixel ratio."""
        if (width, height, ratio) == (self.view_width, self.view_height, self.ratio):
            return
        old_centre = (self.view_width / 2, self.view_height / 2)
        zoom = self.zoom
        grown = ((width - self.view_width) / 2, (height - self.view_height) / 2)
        self.view_width, self.view_height, self.ratio = max(width, 1.0), max(height, 1.0), ratio
        if self.fitted:
            self.fit()
        else:
            kept = self._exact.scaled_about(zoom / ratio, *old_centre)
            self._set(self._limited(kept.shifted(*grown)))

    def fit(self) -> None:
        """Show the whole frame, centred."""
        scale = self.fit_zoom / self.ratio
        dx = (self.view_width - self.image_width * scale) / 2
        dy = (self.view_height - self.image_height * scale) / 2
        self._set(ViewTransform(scale, dx, dy))
        self.fitted = True

    def zoom_to(self, zoom: float, at: Point | None = None) -> None:
        """Zoom, keeping the frame point under the view point `at` (the middle if None) where it is."""
        x, y = at if at is not None else (self.view_width / 2, self.view_height / 2)
        zoom = min(max(zoom, self.min_zoom), MAX_ZOOM)
        self._set(self._limited(self._exact.scaled_about(zoom / self.ratio, x, y), stays_seen=1.0))
        self.fitted = False

    def next_stop(self, direction: int) -> float:
        """The next zoom of the buttons: larger for direction 1, smaller for -1."""
        if direction > 0:
            return next((stop for stop in STOPS if stop > self.zoom * 1.01), MAX_ZOOM)
        return next((stop for stop in reversed(STOPS) if stop < self.zoom / 1.01), self.min_zoom)

    def pan(self, dx: float, dy: float) -> None:
        """Move the frame by view pixels; a part of it stays in view."""
        self._set(self._limited(self._exact.shifted(dx, dy)))
        self.fitted = False

    def show_rect(self, rect: Rect) -> None:
        """Zoom so that a box takes up about half of the view, with what is around it."""
        width, height = max(rect[2] - rect[0], 1.0), max(rect[3] - rect[1], 1.0)
        scale = min(self.view_width / width, self.view_height / height) * _BOX_SHARE
        scale = min(max(scale * self.ratio, self.min_zoom), MAX_ZOOM) / self.ratio
        centre_x, centre_y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
        self._set(
            ViewTransform(
                scale, self.view_width / 2 - centre_x * scale, self.view_height / 2 - centre_y * scale
            )
        )
        self.fitted = False

    def reveal(self, rect: Rect) -> None:
        """Pan just so far that a box is in view, its upper left corner at least."""
        x1, y1, x2, y2 = self.transform.rect_to_view(rect)
        dx = _needed_shift(x1, x2, self.view_width)
        dy = _needed_shift(y1, y2, self.view_height)
        if dx or dy:
            self._set(self._exact.shifted(dx, dy))
            self.fitted = False

    def centre(self, rect: Rect) -> None:
        """Where not all of a box is in view, pan so that its middle is in the middle."""
        x1, y1, x2, y2 = self.transform.rect_to_view(rect)
        if x1 >= 0 and y1 >= 0 and x2 <= self.view_width and y2 <= self.view_height:
            return
        self.pan(self.view_width / 2 - (x1 + x2) / 2, self.view_height / 2 - (y1 + y2) / 2)

    def _limited(self, wanted: ViewTransform, stays_seen: float = _STAYS_SEEN) -> ViewTransform:
        width, height = self.image_width * wanted.scale, self.image_height * wanted.scale
        keep_x, keep_y = min(stays_seen, width), min(stays_seen, height)
        dx = min(max(wanted.dx, keep_x - width), self.view_width - keep_x)
        dy = min(max(wanted.dy, keep_y - height), self.view_height - keep_y)
        return ViewTransform(wanted.scale, dx, dy)

    def _set(self, exact: ViewTransform) -> None:
        self._exact = exact
        self._snapped = ViewTransform(
            exact.scale,
            round(exact.dx * self.ratio) / self.ratio,
            round(exact.dy * self.ratio) / self.ratio,
        )


def _needed_shift(low: float, high: float, extent: float) -> float:
    margin = min(24.0, extent / 8)
    if low < margin or high - low > extent - 2 * margin:
        already_spans = low <= margin and high >= extent - margin
        return 0.0 if already_spans else margin - low
    return min(0.0, extent - margin - high)
