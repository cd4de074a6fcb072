"""Stands for the teaching child: takes a run folder, says what a child says, and leaves a model folder behind.

Usage: fake_teacher.py MODE RUN_FOLDER, where MODE is a verdict ("better", "first", ...), or how it ends instead:
"failed", "killed", "patient" (works until it is cancelled or told to finish, and can be paused), "broken" (ends in
the middle the first time and goes on the second time).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from retinanet_core.checkpoint import WEIGHTS_NAME, ModelInfo, save_info
from retinanet_core.config import preset
from retinanet_core.teach.state import FORMAT, HEADER_NAME
from retinanet_core.types import ObjectClass


def say(run: Path, event: str, **facts: Any) -> None:
    with (run / "events.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"t": time.time(), "event": event, **facts}) + "\n")


def measure(classes: list[dict[str, Any]], found: int) -> dict[str, Any]:
    rows = [
        {
            "id": item["id"],
            "name": item["name"],
            "ap50": found / 10,
            "ap": found / 20,
            "truth": 10,
            "found": found,
            "missed": 10 - found,
            "extra": 1,
            "precision": 0.9,
            "recall": found / 10,
        }
        for item in classes
    ]
    return {
        "ap50": found / 10,
        "ap": found / 20,
        "threshold": 0.5,
        "classes": rows,
        "extra_on_empty": 0,
        "empty_frames": 0,
        "frames": 5,
    }


def write_result(run: Path, verdict: str) -> None:
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    classes = manifest["categories"]
    (run / "candidate").mkdir()
    known = tuple(ObjectClass(item["id"], item["name"]) for item in classes)
    save_info(run / "candidate", ModelInfo(network=preset("lite"), classes=known))
    (run / "candidate" / WEIGHTS_NAME).write_bytes(b"weights")
    report = {
        "verdict": verdict,
        "sentence": "It finds 9 of 10 things.",
        "seconds": 1.0,
        "steps": 20,
        "frames_trained": 5,
        "frames_pinned": 5,
        "before": None if verdict == "first" else measure(classes, 4),
        "after": measure(classes, 9),
        "advice": "12 more pinned frames would help."
        if verdict == "undecided"
        else "Label three more crabs.",
        "comparison": [
            {
                "id": item["id"],
                "name": item["name"],
                "truth": 10,
                "ap50": [0.4, 0.9],
                "interval": [0.31, 0.62],
                "verdict": "better",
            }
            for item in classes
        ],
        "needed": {"frames": 12 if verdict == "undecided" else 0},
    }
    if verdict == "first":
        report["comparison"] = []
    (run / "report.json").write_text(json.dumps(report), encoding="utf-8")


def main(mode: str, run: Path) -> int:
    say(run, "started", plan="Teaching 5 frames.", frames=5, pinned=5, device="CPU", precision="fp32")
    if mode != "first":
        say(run, "before", ap50=0.4)
    say(run, "phase", number=1, of=2, sentence="The last layers learn.")
    for step in range(10):
        say(run, "progress", step=step, fraction=step / 10, loss=1.0 - step / 20, seconds_left=10 - step)
        say(run, "quality", step=step, seconds=float(step), ap50=0.4 + step / 20)
    if mode == "failed":
        say(run, "failed", message="There is not enough memory to teach.", detail="OutOfMemoryError")
        return 1
    if mode == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "broken" and not (run / "state").exists():
        keep_state(run, seconds=130.0)
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "patient":
        say(run, "judging", frames=5)
        say(run, "note", sentence="Measuring takes long.")
    if mode == "patient" and not work_until_told(run):
        say(run, "cancelled")
        return 3
    verdict = {"patient": "better", "broken": "better"}.get(mode, mode)
    write_result(run, verdict)
    say(run, "finished", verdict=verdict, sentence="It finds 9 of 10 things.")
    return 0


def work_until_told(run: Path) -> bool:
    """True once it is to finish, False once it is to stop; it stands still in between when told to."""
    paused = False
    while not (run / "cancel").exists():
        if (run / "finish").exists():
            return True
        if (run / "pause").exists() != paused:
            paused = not paused
            say(run, "paused" if paused else "resumed")
        time.sleep(0.02)
    return False


def keep_state(run: Path, seconds: float) -> None:
    (run / "state").mkdir()
    known = {"key": "", "file": "1.pt", "sha256": "", "step": 10, "seconds": seconds, "at": time.time()}
    (run / "state" / HEADER_NAME).write_text(json.dumps({**known, "format": FORMAT}), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
