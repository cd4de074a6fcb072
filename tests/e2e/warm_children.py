"""Teaching children that begin with all imports done: for tests that start many, of which each would need seconds.

A process that has imported everything and computed nothing forks them; what they do is what the real child does.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from pathlib import Path

from retinanet_core.teach import orders, process

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["retinanet_core.teach.run", "torch._dynamo", "pytest", __name__])


class Child:
    """One child, with the words of `subprocess.Popen`."""

    def __init__(self, run: Path) -> None:
        self._process = _context.Process(target=_teach, args=(run,))
        self._process.start()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()
        self._process.close()

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it is alive."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int | None:
        """The same, once it has ended or the time is over."""
        self._process.join(seconds)
        return self.poll()

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()


def start(run: Path) -> Child:
    """As `small_project.start_child`."""
    orders.clear(run)
    (run / "events.jsonl").unlink(missing_ok=True)
    return Child(run)


def stop() -> None:
    """End the process that forks, which would otherwise stay as long as this one."""
    forkserver._forkserver._stop()


def _teach(run: Path) -> None:
    with (run / "child.log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.exit(process.run(run, as_child=True))
