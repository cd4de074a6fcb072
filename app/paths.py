"""Where the program keeps what belongs to no project: its data, cache and log folders.

The folders are the system's own (platformdirs). Setting FOVEATE_HOME puts all of them below that one folder.
Nothing is created here: whoever writes creates, and copes with a folder that cannot be written.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "foveate"


def data_dir() -> Path:
    """Things worth keeping: settings, fetched weights, the demo project."""
    return _folder("data", platformdirs.user_data_dir(_NAME, appauthor=False))


def cache_dir() -> Path:
    """Things that can be made again, such as video indexes; may be deleted at any time."""
    return _folder("cache", platformdirs.user_cache_dir(_NAME, appauthor=False))


def log_dir() -> Path:
    """The program's log and crash traces."""
    return _folder("logs", platformdirs.user_log_dir(_NAME, appauthor=False))


def _folder(part: str, default: str) -> Path:
    home = os.environ.get("FOVEATE_HOME")
    return Path(home).expanduser() / part if home else Path(default)
