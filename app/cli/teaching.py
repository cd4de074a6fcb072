"""The work of `foveate teach PROJECT`: snapshot, child process, adoption, and the table of before and after."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import UsageError, opened, write_report
from app.cli.console import Progress, duration, note, say
from app.cli.measures import before_after_table, counted_from
from app.cli.stopping import stoppable
from app.media.frames import FrameReader
from app.project.claims import claimed, release
from app.project.errors import ProjectError
from app.project.manifest import read_manifest
from app.project.preparing import prepare_run
from app.project.runs import check_not_pinned, drop_leftovers, interrupted_runs, runs_over, unadopted_runs
from app.project.versions import accept, adopt
from app.services.child_process import CHILD_LOG, child_environment, last_lines, teach_command
from app.services.teach_events import Event, EventFollower
from retinanet_core.choices import AUTO
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.teach import orders, state
from retinanet_core.teach.job import CANCEL_NAME, DISK_FULL, DISK_FULL_SENTENCE, EVENTS_NAME, REPORT_NAME

if TYPE_CHECKING:
    from app.project.records import Version
    from app.project.store import Store

BETTER = "better"
_MINUTES = 5.0
_POLL_SECONDS = 0.2
_PATIENCE_SECONDS = 5.0
"""How long a child may take to end after it was cancelled before it is killed."""

_VERDICTS = {
    "better": "is better and ",
    "not better": "is not better and ",
    "undecided": "cannot be told apart yet and ",
}

Stopped = Callable[[], bool]


def teach_project(arguments: argparse.Namespace) -> int:
    """Teach, adopt what came of it, and say how it compares.

    Raises:
        PlainError: There is nothing to learn from, or teaching failed.
        Cancelled: A person stopped it; the project is as before.
    """
    started = time.monotonic()
    with opened(arguments.project, to_write=True) as store, stoppable() as stopped:
        drop_leftovers(store)
        _give_back(store)
        run = _left_over(store) if arguments.resume else _prepare(store, arguments, stopped)
        if run not in unadopted_runs(store):
            try:
                _carry_out(run, stopped)
            except (PlainError, Cancelled):
                _give_back(store)
                raise
        version = adopt(store, run)
        report = version.report
        if report["verdict"] == BETTER:
            accept(store, version.id)
        active = store.active_version()
        is_active = active is not None and active.id == version.id
    say(before_after_table(report["before"], report["after"]))
    say(counted_from(report["after"]))
    say(report["sentence"])
    name = f"Version {version.id} {_VERDICTS.get(report['verdict'], '')}"
    if is_active:
        say(f"{name}is active.")
    else:
        say(f"{name}is kept; 'foveate models {arguments.project} activate {version.id}' uses it.")
    if arguments.report is not None:
        seconds = round(time.monotonic() - started, 1)
        facts = {**report, "version": version.id, "active": is_active, "seconds_in_all": seconds}
        write_report(arguments.report, facts)
    return 0


def _give_back(store: Store) -> None:
    """Frames that were marked for a run which nothing will come of can be pinned again."""
    over = runs_over(store, claimed(store))
    with contextlib.suppress(
        ProjectError
    ):  # what brought us here is the one to tell; it is tried again next time
        release(store, over)


def _prepare(store: Store, arguments: argparse.Namespace, stopped: Stopped) -> Path:
    parent = None if arguments.preset else _parent(store, arguments.parent)
    notes: list[str] = []
    with FrameReader(store.cache_dir) as reader, Progress("Preparing frames,", "frames") as progress:
        run = prepare_run(
            store,
            read_frame=reader.read,
            minutes=_MINUTES if arguments.minutes is None else arguments.minutes,
            seed=arguments.seed or 0,
            parent=parent,
            preset=arguments.preset or AUTO,
            backbone=arguments.backbone,
            progress=progress.update,
            cancelled=stopped,
            told=notes.append,
        )
    for sentence in notes:
        note(sentence)
    return run


def _left_over(store: Store) -> Path:
    """The newest run that was interrupted, or that ended when nobody was there to take its result.

    Raises:
        UsageError: There is none.
        ProjectError: A frame that the interrupted one learns from is pinned now.
    """
    interrupted = interrupted_runs(store)
    runs = sorted(interrupted + unadopted_runs(store), key=lambda run: int(run.name))
    if not runs:
        raise UsageError(f"The project {store.folder.name} has no run to go on with; teach without --resume.")
    run = runs[-1]
    if run in interrupted:
        check_not_pinned(store, read_manifest(run).ids("train"))
    return run


def _parent(store: Store, number: int | None) -> Version | None:
    if number is None:
        return store.active_version()
    found = next((item for item in store.versions() if item.id == number), None)
    if found is None:
        raise UsageError(f"The project {store.folder.name} has no version {number}.")
    return found


def _carry_out(run: Path, stopped: Stopped) -> None:
    """Run the child until it ends.

    Raises:
        PlainError: It failed.
        Cancelled: A person stopped it.
    """
    try:
        orders.clear(run)
        (run / EVENTS_NAME).unlink(missing_ok=True)
        child = _start(run)
    except OSError as error:
        raise PlainError(f"Teaching cannot start in {run}.", detail=str(error)) from error
    with child, Progress("Teaching") as progress:
        try:
            last = _follow(child, run, stopped, progress)
        except BaseException:
            child.kill()
            raise
    if child.returncode == 0 and (last.get("event") == "finished" or (run / REPORT_NAME).is_file()):
        return
    if stopped() or last.get("event") == "cancelled":
        state.clear(run)  # a child that had to be ended could not do it
        raise Cancelled
    way_on = "" if state.saved(run) is None else " To go on from where it was, use --resume."
    if child.returncode == DISK_FULL:
        raise PlainError(f"{DISK_FULL_SENTENCE}{way_on}", detail=last_lines(run / CHILD_LOG))
    if last.get("event") == "failed":
        raise PlainError(f"{last.get('message')}{way_on}", detail=str(last.get("detail", "")))
    raise PlainError(
        f"Teaching ended unexpectedly (exit code {child.returncode}); the project is as before.{way_on}",
        detail=last_lines(run / CHILD_LOG),
    )


def _start(run: Path) -> subprocess.Popen[bytes]:
    """The child, in a group of its own: Ctrl-C in the terminal is for us, who then cancel it in order."""
    group: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    with (run / CHILD_LOG).open("wb") as log:
        return subprocess.Popen(
            teach_command(run),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=child_environment(os.environ),
            **group,
        )


def _follow(child: subprocess.Popen[bytes], run: Path, stopped: Stopped, progress: Progress) -> Event:
    """Show what the child says until it ends; returns the last thing it said."""
    follower = EventFollower(run / EVENTS_NAME)
    last: Event = {}
    cancelled_at: float | None = None
    ended = False
    while not ended:
        ended = _wait(child)
        for event in follower.read_new():
            _show(event, progress)
            last = event
        if stopped() and cancelled_at is None:
            cancelled_at = time.monotonic()
            orders.give(run, CANCEL_NAME)
            progress.show("Stopping")
        if cancelled_at is not None and time.monotonic() - cancelled_at > _PATIENCE_SECONDS:
            child.kill()
    return last


def _wait(child: subprocess.Popen[bytes]) -> bool:
    """Whether the child has ended, after giving it a moment."""
    try:
        child.wait(_POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _show(event: Event, progress: Progress) -> None:
    if event["event"] == "started":
        progress.clear()
        note(str(event.get("plan", "")))
    elif event["event"] == "note":
        progress.clear()
        note(str(event.get("sentence", "")))
    elif event["event"] == "judging":
        progress.show("Comparing on pinned frames")
    elif event["event"] == "progress":
        fraction, loss, left = (event.get(key) for key in ("fraction", "loss", "seconds_left"))
        parts = [f"Teaching {100 * float(fraction or 0):.0f} %"]
        if loss is not None:
            parts.append(f"loss {float(loss):.3f}")
        if left is not None:
            parts.append(f"{duration(float(left))} left")
        progress.show(", ".join(parts))
