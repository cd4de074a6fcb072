"""Where things are kept that belong to no project and no run.

The folders are the system's own (platformdirs). Setting FOVEATE_HOME puts all of them below that one folder.
Nothing is created here: whoever writes creates, and copes with a folder that cannot be written.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "foveate"


def data_dir() -> Path:
    """Things worth keeping: settings, fetched weights, the demo project."""
    return below_home("data", platformdirs.user_data_dir(NAME, appauthor=False))


def cache_dir() -> Path:
    """Things that can be made again, such as video indexes; may be deleted at any time."""
    return below_home("cache", platformdirs.user_cache_dir(NAME, appauthor=False))


def weights_dir() -> Path:
    """Published weights that were fetched."""
    return data_dir() / "weights"


def below_home(part: str, default: str) -> Path:
    """The folder `part` of FOVEATE_HOME, or `default` where that is not set."""
    home = os.environ.get("FOVEATE_HOME")
    return Path(home).expanduser() / part if home else Path(default)
