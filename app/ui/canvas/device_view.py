"""A view in the pixels of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.canvas.geometry import ViewTransform


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A view in device pixels: everything is painted in these, so that lines are whole pixels wide.

    Attributes:
        transform: Frame to device pixels; the frame's origin is on a whole one.
        ratio: Device pixels per logical pixel.
    """

    transform: ViewTransform
    width: int
    height: int
    ratio: float

    @staticmethod
    def of(view: ViewTransform, width: float, height: float, ratio: float) -> DeviceView:
        """From a view transform and a widget's size in logical pixels."""
        device = ViewTransform(
            view.scale * ratio, float(round(view.dx * ratio)), float(round(view.dy * ratio))
        )
        return DeviceView(device, max(1, round(width * ratio)), max(1, round(height * ratio)), ratio)

    def px(self, logical: float) -> int:
        """A length in logical pixels as whole device pixels, at least one."""
        return max(1, round(logical * self.ratio))

    def shift_from(self, old: DeviceView | None) -> tuple[int, int] | None:
        """By how many pixels what `old` shows is moved in this one; None where nothing of it can be kept."""
        if old is None or (old.transform.scale, old.width, old.height, old.ratio) != (
            self.transform.scale,
            self.width,
            self.height,
            self.ratio,
        ):
            return None
        dx = round(self.transform.dx - old.transform.dx)
        dy = round(self.transform.dy - old.transform.dy)
        return (dx, dy) if abs(dx) < self.width and abs(dy) < self.height else None
