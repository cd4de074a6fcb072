"""Stands in for the teaching child: `python fake_child.py MODE RUN_FOLDER`. Imports nothing of the program."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

PARENT = os.getppid()
DEADLINE = time.monotonic() + 60


def say(run: Path, event: str, **facts: object) -> None:
    with (run / "events.jsonl").open("ab", buffering=0) as stream:
        stream.write(json.dumps({"t": time.time(), "event": event, **facts}).encode() + b"\n")


def tick() -> None:
    """Wait a moment; end like the real child when its parent does."""
    if os.getppid() != PARENT or time.monotonic() > DEADLINE:
        sys.exit(4)
    time.sleep(0.01)


def good(run: Path) -> int:
    say(run, "started", plan="Heads on frozen features.", frames=12, pinned=5)
    with (run / "events.jsonl").open("ab", buffering=0) as stream:
        for step in range(20):
            line = json.dumps({"t": 0.0, "event": "progress", "step": step, "fraction": step / 20}).encode()
            stream.write(line[:17])
            tick()
            stream.write(line[17:] + b"\n")
    say(run, "finished", verdict="better", sentence="It finds 9 of 10 platelets (was 4 of 10).")
    return 0


def patient(run: Path) -> int:
    say(run, "started", plan="", frames=1, pinned=0)
    while not (run / "cancel").exists():
        tick()
    say(run, "cancelled")
    return 3


def obedient(run: Path) -> int:
    """Pauses, goes on, and finishes early, as it is told."""
    say(run, "started", plan="", frames=1, pinned=0)
    while not (run / "finish").exists():
        if (run / "pause").exists():
            say(run, "paused")
            while (run / "pause").exists():
                tick()
            say(run, "resumed")
        tick()
    say(run, "finished", verdict="better", sentence="Done early.")
    return 0


def interrupted(run: Path) -> int:
    """Is killed after it has saved its state; started again, it goes on and finishes."""
    goes_on = (run / "state" / "state.json").exists()
    say(run, "started", plan="", frames=1, pinned=0, goes_on=goes_on)
    if goes_on:
        say(run, "finished", verdict="better", sentence="Done.")
        return 0
    save_state(run)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def short_of_memory(run: Path) -> int:
    save_state(run)
    say(run, "failed", message="There is not enough free memory to teach.", detail="")
    return 1


def save_state(run: Path) -> None:
    facts = {
        "key": "k",
        "file": "1.pt",
        "sha256": "0",
        "step": 12,
        "seconds": 6.0,
        "at": time.time(),
    }
    (run / "state").mkdir()
    (run / "state" / "state.json").write_text(json.dumps(facts))


def deaf(run: Path) -> int:
    """Sees no cancel file; the system's request ends it."""
    say(run, "started", plan="", frames=1, pinned=0)
    while True:
        tick()


def stubborn(run: Path) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return deaf(run)


def too_late(run: Path) -> int:
    """Has finished by the time it is cancelled."""
    say(run, "started", plan="", frames=1, pinned=0)
    while not (run / "cancel").exists():
        tick()
    say(run, "finished", verdict="better", sentence="Done.")
    return 0


def fails(run: Path) -> int:
    say(run, "failed", message="There is not one reviewed frame to learn from.", detail="frames=0")
    return 1


def silent(run: Path) -> int:
    print("RuntimeError: caffè", file=sys.stderr)
    return 1


def no_disk(run: Path) -> int:
    """Could not even write why it failed."""
    save_state(run)
    print("OSError: [Errno 28]", file=sys.stderr)
    return 4


def wordless(run: Path) -> int:
    """Has finished, and the disk had no room for its last word."""
    (run / "report.json").write_text("{}")
    return 0


def claims(run: Path) -> int:
    """Ends well without having finished."""
    say(run, "started", plan="", frames=1, pinned=0)
    return 0


def aborts(run: Path) -> int:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    say(run, "started", plan="", frames=1, pinned=0)
    os.abort()


def garbage(run: Path) -> int:
    with (run / "events.jsonl").open("ab", buffering=0) as stream:
        stream.write(b'\xff\xfe\n[1]\n{"t": 1}\n{"event": 3}\n\n{"event": "progress", "t": 1, "step"\n')
    return good(run)


def surroundings(run: Path) -> int:
    while os.nice(0) == 0 and time.monotonic() < DEADLINE:
        tick()
    say(run, "started", environment=dict(os.environ), niceness=os.nice(0))
    print("to standard output")
    say(run, "finished", verdict="first", sentence="Done.")
    return 0


if __name__ == "__main__":
    sys.exit(globals()[sys.argv[1]](Path(sys.argv[2])))
