"""The key that shows the loupe while it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.keys import HeldKey

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class Loupe(HeldKey):
    """Magnifies what is at the pointer until its key is let go of."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench.actions["magnify"], bench.canvas.set_magnified, bench)
