"""foveate self-test: what the program does for a person, done by itself; a packaged program proves itself so."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import offline
from app.cli.arguments import add_command
from app.cli.console import note, say
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.cli.arguments import Commands

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class SelfTestError(PlainError):
    """A step did not do what it should."""


def register(commands: Commands) -> None:
    """Declare the command."""
    add_command(
        commands,
        "self-test",
        _self_test,
        summary="Prove that this program works on this computer; about a minute.",
        details="Opens the window, reads a picture and a video that it makes itself, detects with each engine,\n"
        "teaches in a child process, changes versions, survives the end of the child, and speaks both languages,\n"
        "in a folder of its own and without a network. Where there is no screen, the window is not shown.",
        example="foveate self-test --verbose",
    )


def _self_test(arguments: argparse.Namespace) -> int:
    began = time.monotonic()
    os.environ[offline.VARIABLE] = "1"
    offline.stay_offline_if_asked()
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # A name with a space and letters beyond ASCII, as a person's own folder may have.
    with tempfile.TemporaryDirectory(prefix="foveate è prova ", ignore_cleanup_errors=True) as temporary:
        os.environ["FOVEATE_HOME"] = str(Path(temporary) / "home")
        count = _walk(Path(temporary))
    say(f"All {count} steps work ({time.monotonic() - began:.1f} s).")
    return 0


def _walk(folder: Path) -> int:
    """Carry the steps out, saying each with its time; returns how many there are."""
    from app.cli.self_testing import Walk

    walk = Walk(folder)
    try:
        for name, step in walk.steps:
            began = time.monotonic()
            try:
                found = step()
            except Exception as error:
                say(f"FAILED  {name} ({time.monotonic() - began:.1f} s)")
                if isinstance(error, PlainError):
                    raise
                raise SelfTestError(f"The step '{name}' failed: {error or type(error).__name__}.") from error
            say(f"ok {time.monotonic() - began:6.1f} s  {name}{f': {found}' if found else ''}")
    except PlainError as error:
        if not walk.end():
            # Python would abort while it takes the interpreter down.
            note("\n".join(filter(None, (error.message, error.detail))))
            os._exit(1)
        raise
    return len(walk.steps)
