"""What the JSON says that exporting wrote beside a state dict. Imports no torch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from retinanet_core.export.placing import TORCHVISION_KIND

_MAX_BYTES = 1_000_000


class _File(msgspec.Struct):
    sha256: str


class _Description(msgspec.Struct):
    """Of NAME.json, what the weights themselves do not tell."""

    kind: str
    file: _File
    norm_eps: Annotated[float, msgspec.Meta(ge=0, le=1)]


def described_norm_eps(source: Path, digest: str) -> float | None:
    """Epsilon of the batch norms by the description beside `source`; None without one of this very file.

    Args:
        source: The state dict.
        digest: Its SHA-256.
    """
    beside = source.with_suffix(".json")
    try:
        if not beside.is_file() or beside.stat().st_size > _MAX_BYTES:
            return None
        found = msgspec.json.decode(beside.read_bytes(), type=_Description)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return found.norm_eps if (found.kind, found.file.sha256) == (TORCHVISION_KIND, digest) else None
