"""What another program drags over the window: files, or a picture that is in no file yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_ENCODED = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
}
"""Formats that are kept as they come, and the suffix of a file that holds one."""


@dataclass(frozen=True)
class Dragged:
    """What is held over the window.

    Attributes:
        paths: Of its files and folders.
        picture: There is a picture among it.
        address: Where in the net it is from; "" where that is not said.
    """

    paths: tuple[Path, ...] = ()
    picture: bool = False
    address: str = ""

    @property
    def bare_picture(self) -> bool:
        """A picture and no file of it."""
        return self.picture and not self.paths


@dataclass(frozen=True)
class LoosePicture:
    """The pixels of a picture that is in no file.

    Attributes:
        content: As it was encoded, or what Qt made of it.
        suffix: Of a file that holds it.
        stem: What it was called where it comes from; "" where nobody knows.
    """

    content: bytes | QImage
    suffix: str
    stem: str

    def write(self, path: Path) -> None:
        """Write it to a new file; any thread may do so. Raises OSError."""
        if isinstance(self.content, bytes):
            with path.open("xb") as file:
                file.write(self.content)
        elif not self.content.save(str(path)):
            raise OSError(f"{path} cannot be written")


def held(data: QMimeData) -> Dragged:
    """What it is, without fetching a picture from the program that holds it."""
    urls = data.urls()
    return Dragged(
        tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()),
        data.hasImage() or any(data.hasFormat(kind) for kind in _ENCODED),
        next((url.toString() for url in urls if not url.isLocalFile()), ""),
    )


def loose_picture(data: QMimeData) -> LoosePicture | None:
    """The picture itself; None where the other program does not give it."""
    address = held(data).address
    stem = "".join(
        c if c.isalnum() or c in "-_ ." else "_" for c in PurePosixPath(address.split("?")[0]).stem
    )[:80]
    for kind, suffix in _ENCODED.items():
        content = data.data(kind).data() if data.hasFormat(kind) else b""
        if content:
            return LoosePicture(bytes(content), suffix, stem.strip(". "))
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return LoosePicture(image, ".png", stem.strip(". "))
    return None
