"""The canvas: a frame, its boxes, and the gestures that draw and change them."""

from app.ui.canvas.boxes import CanvasBox
from app.ui.canvas.canvas import Canvas
from app.ui.canvas.view import CanvasView

__all__ = ["Canvas", "CanvasBox", "CanvasView"]
