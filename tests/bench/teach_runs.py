"""Runs carried out as the program does, in a child process, and measuring what came of them."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from app.services.child_process import CHILD_LOG, child_environment, last_lines, teach_command
from app.services.teach_events import EventFollower
from retinanet_core.detect.detector import Detector
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.teach.job import CANDIDATE_NAME, EVENTS_NAME, JOB_NAME, REPORT_NAME, Job
from retinanet_core.types import ObjectClass, TruthFrame
from tests.bench.material import Picture, read_pixels
from tests.bench.teach_sets import Entry, manifest


@dataclass(frozen=True)
class Taught:
    """What came of a run.

    Attributes:
        model: Folder of the candidate.
        report: report.json.
        seconds: From starting the child to its end, which is what a person waits.
        curve: The events `quality`: step, seconds since training began, AP50 on pinned frames.
    """

    model: Path
    report: dict[str, Any]
    seconds: float
    curve: tuple[dict[str, Any], ...]

    @property
    def verdict(self) -> str:
        """What the gate said."""
        return str(self.report["verdict"])

    def facts(self) -> dict[str, Any]:
        """The run in short, for the JSON of a benchmark."""
        names = ("verdict", "sentence", "plan", "steps", "blend", "frames_trained", "frames_pinned")
        kept = {name: self.report[name] for name in names if name in self.report}
        return {"seconds": round(self.seconds, 1), **kept, "curve": list(self.curve)}


def teach(folder: Path, entries: Sequence[Entry], classes: Sequence[str], **job: Any) -> Taught:
    """Teach a run in a folder that does not exist yet.

    Args:
        folder: Becomes the run folder.
        entries: What it learns from and is measured on.
        classes: Their names, in the order of their ids.
        job: Fields of `Job`; `parent` as an absolute path.
    """
    folder.mkdir(parents=True)
    wanted = Job(**job)
    (folder / wanted.manifest).write_text(json.dumps(manifest(entries, classes)), encoding="utf-8")
    (folder / JOB_NAME).write_bytes(msgspec.json.encode(wanted))
    seconds = carry_out(folder)
    return result_of(folder, seconds)


def carry_out(run: Path) -> float:
    """Teach a run folder with the program's own child; the seconds from its start to its end."""
    started = time.perf_counter()
    with (run / CHILD_LOG).open("wb") as output:
        child = subprocess.run(
            teach_command(run),
            env=child_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if child.returncode != 0:
        said = (_events(run) or [{}])[-1]
        detail = said.get("detail") or last_lines(run / CHILD_LOG)
        raise SystemExit(f"A run ended with exit code {child.returncode}: {said.get('message')}\n{detail}")
    return time.perf_counter() - started


def result_of(run: Path, seconds: float) -> Taught:
    """What a finished run left behind."""
    report = json.loads((run / REPORT_NAME).read_text(encoding="utf-8"))
    curve = [
        {name: event.get(name) for name in ("step", "seconds", "ap50")}
        for event in _events(run)
        if event["event"] == "quality"
    ]
    return Taught(run / CANDIDATE_NAME, report, seconds, tuple(curve))


def measure(model: Path, pictures: Sequence[Picture], classes: Sequence[str]) -> dict[str, Any]:
    """`evaluate_detections` of a model on pictures, over these classes; their ids are as in a manifest."""
    detector = Detector.load(model, engine="pytorch")
    found = [detector.detect([read_pixels(picture)])[0] for picture in pictures]
    detector.close()
    wanted = tuple(ObjectClass(number, name) for number, name in enumerate(classes, 1))
    return evaluate_detections([truth_of(picture, classes) for picture in pictures], found, wanted)


def truth_of(picture: Picture, classes: Sequence[str]) -> TruthFrame:
    """The true boxes of these classes, their ids as in a manifest."""
    boxes = [box for box in picture.boxes if box.name in classes]
    return TruthFrame(
        boxes=np.array([box.rect for box in boxes], np.float32).reshape(-1, 4),
        labels=np.array([classes.index(box.name) + 1 for box in boxes], np.int64),
        width=picture.width,
        height=picture.height,
    )


def _events(run: Path) -> list[dict[str, Any]]:
    return EventFollower(run / EVENTS_NAME).read_new()
