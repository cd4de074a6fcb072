"""How the teaching child is started: its command and its surroundings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import app
from retinanet_core.teach.guards import PARENT_VARIABLE

CHILD_LOG = "child.log"
"""In a run folder: all that the child wrote to its two outputs."""

LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LIBPATH")
UNWANTED = (
    # A python that waits for a person, or runs their start-up file, is no child of ours.
    "PYTHONINSPECT",
    "PYTHONSTARTUP",
    "PYTHONBREAKPOINT",
    "PYTHONOPTIMIZE",
    "PYTHONWARNINGS",
    # The child has no window; other packages point these at a Qt of their own.
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QT_QPA_FONTDIR",
)


def teach_command(run_folder: Path) -> list[str]:
    """The command that teaches the run: this very program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "teach", str(run_folder)]
    return [sys.executable, "-m", "app", "teach", str(run_folder)]


def child_environment(parent: Mapping[str, str]) -> dict[str, str]:
    """The environment for the child, made from that of this process.

    The search paths for libraries that a frozen program sets for itself go back to what they were, variables
    that would change how Python or Qt behaves are left out, text is UTF-8, a crash writes its traceback, and the child
    is told which process to end with.
    """
    environment = {name: value for name, value in parent.items() if name not in UNWANTED}
    for name in LIBRARY_PATHS:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)
    environment |= {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1"}
    environment[PARENT_VARIABLE] = str(os.getpid())
    if not getattr(sys, "frozen", False):
        # `-m app` must find this very copy of the program, wherever it was started.
        root = str(Path(app.__file__).resolve().parent.parent)
        rest = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = root + (os.pathsep + rest if rest else "")
    return environment


def last_lines(path: Path, limit: int = 4000) -> str:
    """The end of a text file, at most about `limit` bytes; empty if it cannot be read."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - limit))
            return stream.read().decode("utf-8", errors="replace").strip()
    except OSError:
        return ""
