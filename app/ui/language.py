"""Words that follow the language while the window is open.

A widget sets all its fixed words in `say`, and nowhere else, and calls it once when it is made:

    class Panel(Retranslated, QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.button = QPushButton()
            self.say()

        def say(self) -> None:
            self.button.setText(self.tr("Teach"))

Words that depend on what is shown are made where it is shown; `say` then shows it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object


class Retranslated(_Base):
    """Comes before the class of widget among the bases: says its words anew when the language changes."""

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
