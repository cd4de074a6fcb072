"""What the arrow keys do: move and resize boxes, and draw new ones with a cursor. No Qt."""

from __future__ import annotations

import numpy as np

from app.ui.canvas.geometry import Point, Rect, Rects, moved_together
from app.ui.canvas.gestures import InteractionHost, Nudge, Place, Refusal
from app.ui.canvas.interaction import Interaction


class KeyboardHand:
    """Gestures of the keyboard; they live in the interaction, as those of the pointer do."""

    def __init__(self, host: InteractionHost, interaction: Interaction) -> None:
        self._host, self._interaction = host, interaction
        self._last: Point | None = None

    # Changing boxes

    def nudge(self, dx: float, dy: float) -> bool:
        """Move the selected boxes by frame pixels; False if there is nothing to move."""
        gesture = self._begin()
        if gesture is None:
            return False
        if gesture.ids:
            gesture.after = moved_together(gesture.after, dx, dy, *self._size())
            self._show(gesture)
        return True

    def grow(self, dx: float, dy: float, *, upper_left: bool) -> bool:
        """Move the right and lower edges of the selected boxes, or the left and upper ones, by frame pixels.

        An edge stops at the border, and before the box becomes too small. False if there is nothing to resize.
        """
        gesture = self._begin()
        if gesture is None:
            return False
        if gesture.ids:
            gesture.after = self._grown(gesture.after, dx, dy, upper_left)
            self._show(gesture)
        return True

    def _begin(self) -> Nudge | None:
        interaction = self._interaction
        if isinstance(interaction.gesture, Nudge):
            return interaction.gesture
        selection = self._host.selection()
        if interaction.read_only or interaction.gesture is not None or not selection:
            return None
        ids = interaction.changeable(selection)
        before = self._host.rects_of(ids)
        if not ids:
            self._host.refuse(Refusal.LOCKED)
            return Nudge(ids, before, before)
        interaction.gesture = Nudge(ids, before, before)
        return interaction.gesture

    def _grown(self, rects: Rects, dx: float, dy: float, upper_left: bool) -> Rects:
        grown = rects.copy()
        for axis, delta, limit in ((0, dx, self._size()[0]), (1, dy, self._size()[1])):
            low, high = rects[:, axis], rects[:, axis + 2]
            least = np.minimum(self._interaction.min_side, high - low)
            if upper_left:
                grown[:, axis] = np.clip(low + delta, min(0.0, low.min()), high - least)
            else:
                grown[:, axis + 2] = np.clip(high + delta, low + least, max(limit, high.max()))
        return grown

    def _show(self, gesture: Nudge) -> None:
        if len(gesture.ids) == 1:
            x1, y1, x2, y2 = gesture.after[0].tolist()
            self._host.follow((x1, y1, x2, y2))
        self._host.update()

    # Drawing boxes

    @property
    def placing(self) -> bool:
        """A cursor is shown that the arrows move."""
        return isinstance(self._interaction.gesture, Place)

    def enter(self) -> bool:
        """Show the cursor, then set one corner, then the other, which draws the box; False if not drawing."""
        interaction = self._interaction
        if interaction.mode != "draw" or interaction.read_only or not self._host.viewport.image_width:
            return False
        gesture = interaction.gesture
        if gesture is None:
            gesture = interaction.gesture = Place(self._start())
        elif not isinstance(gesture, Place):
            return False
        elif gesture.corner is None:
            gesture.corner = gesture.cursor
        else:
            rect = gesture.rect(*self._size())
            assert rect is not None
            if interaction.hand_over(rect):
                # Drawing may have asked for a class, which ends the gesture.
                gesture.corner = None
        self._tell(gesture)
        return True

    def move_cursor(self, dx: float, dy: float) -> bool:
        """Move the cursor by frame pixels, within the frame; False if there is none."""
        gesture = self._interaction.gesture
        if not isinstance(gesture, Place):
            return False
        width, height = self._size()
        x, y = gesture.cursor[0] + dx, gesture.cursor[1] + dy
        gesture.cursor = self._last = (min(max(x, 0.0), width), min(max(y, 0.0), height))
        self._tell(gesture)
        return True

    def step_back(self) -> bool:
        """Take the first corner back, or the cursor away; False if there is none."""
        gesture = self._interaction.gesture
        if not isinstance(gesture, Place):
            return False
        if gesture.corner is None:
            return self._interaction.cancel()
        gesture.cursor, gesture.corner = gesture.corner, None
        self._tell(gesture)
        return True

    def _start(self) -> Point:
        """Where the cursor was last if that is in view, else the middle of what is seen of the frame."""
        viewport, (width, height) = self._host.viewport, self._size()
        left, top = viewport.transform.to_image(0, 0)
        right, bottom = viewport.transform.to_image(viewport.view_width, viewport.view_height)
        seen: Rect = (max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))
        if self._last is not None:
            x, y = self._last
            if seen[0] <= x <= seen[2] and seen[1] <= y <= seen[3]:
                return self._last
        return (round((seen[0] + seen[2]) / 2), round((seen[1] + seen[3]) / 2))

    def _tell(self, gesture: Place) -> None:
        rect = gesture.rect(*self._size())
        x, y = gesture.cursor
        self._host.follow(rect if rect is not None else (x, y, x, y))
        self._host.update()

    def _size(self) -> tuple[float, float]:
        return (float(self._host.viewport.image_width), float(self._host.viewport.image_height))
