"""Which processes a test has left behind."""

from __future__ import annotations

import psutil


def children() -> list[psutil.Process]:
    """The children of this process, but for the one that Python itself keeps for as long as it has ever spawned one."""
    return [child for child in psutil.Process().children() if not _is_pythons_own(child)]


def _is_pythons_own(child: psutil.Process) -> bool:
    try:
        return any("multiprocessing.resource_tracker" in word for word in child.cmdline())
    except psutil.Error:  # a zombie has no command line, and is somebody's
        return False
