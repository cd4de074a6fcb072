"""What is said of files that changed outside of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject

from app.ui.words import pick


class OutsideWords(QObject):
    """The sentences of its bars."""

    def missing(self, names: Sequence[str]) -> str:
        """Files are not where they were."""
        one = self.tr("{name} is not where it was.").format(name=names[0])
        return pick(len(names), one, self.tr("%Ln files are not where they were.", "", len(names)))

    def replaced(self, names: Sequence[str]) -> str:
        """Files have other content than they had."""
        one = self.tr("{name} was replaced by another file; its boxes may not fit any more.").format(
            name=names[0]
        )
        many = self.tr("%Ln files were replaced by others; their boxes may not fit any more.", "", len(names))
        return pick(len(names), one, many)

    def unreachable(self, drives: Sequence[str]) -> str:
        """Drives are not connected."""
        if len(drives) == 1:
            return self.tr("The drive {name} is not connected.").format(name=drives[0])
        return self.tr("These drives are not connected: {names}.").format(names=", ".join(drives))

    def found(self, found: int, of: int) -> str:
        """Files were found again."""
        if found == of:
            return pick(
                found,
                self.tr("The file was found again."),
                self.tr("All %Ln files were found again.", "", of),
            )
        return self.tr("{found} of {count} files were found again.").format(
            found=QLocale().toString(found), count=QLocale().toString(of)
        )
