"""Where the program keeps what belongs to no project: its data, cache and log folders.

The folders are the system's own (platformdirs). Setting FOVEATE_HOME puts all of them below that one folder.
Nothing is created here: whoever writes creates, and copes with a folder that cannot be written.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

from retinanet_core.paths import NAME, below_home, cache_dir, data_dir

__all__ = ["cache_dir", "data_dir", "log_dir", "thumbnails_file", "video_index_dir"]


def log_dir() -> Path:
    """The program's log and crash traces."""
    return below_home("logs", platformdirs.user_log_dir(NAME, appauthor=False))


def video_index_dir() -> Path:
    """Where indexes of videos are kept: beside the program, so that read-only projects have them too."""
    return cache_dir() / "videos"


def thumbnails_file() -> Path:
    """Where thumbnails are kept. It may be deleted: they are made again."""
    return cache_dir() / "thumbnails.sqlite"
