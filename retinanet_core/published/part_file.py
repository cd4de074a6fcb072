"""A file that is still being fetched: its beginning, and where that comes from."""

from __future__ import annotations

from pathlib import Path

import msgspec

from retinanet_core.files import write_atomically


class Origin(msgspec.Struct, frozen=True):
    """Where the bytes of a part file come from.

    Attributes:
        url: The address.
        validator: The server's ETag or date of that very file; "" if it sent neither.
        total: How many bytes the whole file has; 0 if the server did not say.
    """

    url: str
    validator: str = ""
    total: int = 0


class PartFile:
    """The beginning of a file, and a note beside it that allows fetching only the rest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._note = path.with_name(f"{path.name}.json")

    def discard(self) -> None:
        """Remove the file and its note.

        Raises:
            OSError: It cannot be removed.
        """
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def note(self, origin: Origin) -> None:
        """Write down where the bytes come from.

        Raises:
            OSError: It cannot be written.
        """
        write_atomically(self._note, msgspec.json.encode(origin))

    def resumable(self, url: str) -> tuple[int, Origin]:
        """How many bytes of `url` are here and what they belong to; 0 if it has to be fetched from its start."""
        try:
            here = self.path.stat().st_size
            origin = msgspec.json.decode(self._note.read_bytes(), type=Origin)
        except (OSError, msgspec.MsgspecError):
            return 0, Origin(url)
        if origin.url == url and origin.validator and here <= origin.total:
            return here, origin
        return 0, Origin(url)
