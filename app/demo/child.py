"""Teaching in the real child process, watched without Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import app
from app.demo.project import DemoError

_POLL_SECONDS = 0.2

Event = dict[str, Any]
"""{"t": unix seconds, "event": kind, ...}, as `retinanet_core.teach.job` writes them."""


def teach(run: Path, tell: Callable[[Event], object]) -> None:
    """Carry out the run in a folder, telling each of its events.

    Raises:
        DemoError: The child failed or crashed.
    """
    log = run / "child.log"
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    root = str(Path(app.__file__).resolve().parent.parent)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
    }
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*program, "teach", str(run)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as child,
    ):
        last: Event = {}
        try:
            for last in _events(run / "events.jsonl", lambda: child.poll() is not None):
                tell(last)
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        message = last.get("message") or f"Teaching ended unexpectedly (exit code {child.returncode})."
        raise DemoError(message, detail=str(last.get("detail") or log.read_text(errors="replace")[-4000:]))


def _events(path: Path, has_ended: Callable[[], bool]) -> Iterator[Event]:
    """The lines of a growing file of JSON until its writer has ended."""
    offset, ended = 0, False
    while not ended:
        ended = has_ended()
        if path.exists():
            with path.open("rb") as stream:
                stream.seek(offset)
                whole, _, _ = stream.read().rpartition(b"\n")
            for line in whole.splitlines():
                yield json.loads(line)
            offset += len(whole) + 1 if whole else 0
        if not ended:
            time.sleep(_POLL_SECONDS)
