"""Where the real pictures, videos and reference results are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_data() -> Path | None:
    """The folder of real material: $FOVEATE_SHARED_DATA, else ../shared/data beside the checkout; None if absent."""
    folder = Path(os.environ.get("FOVEATE_SHARED_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


def require_shared_data() -> Path:
    """The same folder, or a skip that says what is missing."""
    folder = shared_data()
    if folder is None:
        pytest.skip("the real pictures are absent: set FOVEATE_SHARED_DATA to their folder")
    return folder
