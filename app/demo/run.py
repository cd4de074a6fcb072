"""The whole loop without a window, on the demo's own pictures: detect, correct, teach, accept, compare."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from app.demo import child, corrections, material
from app.demo.child import Event
from app.demo.material import KNOWN_CLASSES, NEW_CLASS
from app.demo.project import DemoError, prepare, truth_of
from app.media.frames import FrameReader
from app.project.preparing import prepare_run
from app.project.records import BoxState, Frame, FrameSuggestions, Suggestion, Version, VersionStatus
from app.project.store import Store
from app.project.versions import accept, adopt
from retinanet_core.errors import PlainError
from retinanet_core.files import write_atomically
from retinanet_core.types import Detections, Image, ObjectClass

MINUTES = 2.5
CORRECTED = 16
"""How many of the open frames are corrected before teaching."""

THRESHOLD = 0.4
"""Score from which suggestions are judged."""

_SEED = 0
_NEWS_SECONDS = 20.0

Say = Callable[[str], object]


def headless(report: Path | None = None, progress: Say | None = None) -> int:
    """Carry the whole loop out in a temporary folder, telling its story; about three and a half minutes.

    Args:
        report: Where to write what was measured, as JSON: {"ap50_before", "ap50_after", "seconds", "verdict",
            "classes", ...}; AP50 is the mean over all three classes on the pinned frames.
        progress: Is told line after line; by default they are printed.

    Returns:
        The exit code, 0.

    Raises:
        PlainError: The project, the detector or the teaching failed; one sentence says how.
    """
    say = progress or _print
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="foveate-demo-") as temporary:
        project = prepare(Path(temporary) / "demo")
        say(f"Drew {material.PICTURES} pictures of finds from a beach ({_since(began)}).")
        with Store.open(project) as store, FrameReader(store.cache_dir) as reader:
            facts = _Loop(store, reader, say).carry_out()
    facts["seconds"] = round(time.monotonic() - began, 1)
    say(f"All in all {facts['seconds']:.0f} s.")
    if report is not None:
        _write(report, facts)
    return 0


class _Loop:
    """One pass: what a person would do in the window, by the same functions."""

    def __init__(self, store: Store, reader: FrameReader, say: Say) -> None:
        self._store = store
        self._reader = reader
        self._say = say
        self._last_news = 0.0
        self._quality: float | None = None

    def carry_out(self) -> dict[str, Any]:
        """Detect, correct, teach, accept, compare; returns what was measured."""
        first = self._store.active_version()
        if first is None:
            raise DemoError("The demo's detector is missing; install the program again.")
        self._say(f"The detector knows {' and '.join(KNOWN_CLASSES)}; it has never been shown a {NEW_CLASS}.")
        self._detect(first.id)
        self._correct()
        second = self._teach()
        before, after = self._measure(first.id), self._measure(second.id)
        self._tell_table(before, after)
        return {
            "ap50_before": before["ap50"],
            "ap50_after": after["ap50"],
            "ap_before": before["ap"],
            "ap_after": after["ap"],
            "frames_pinned": after["frames"],
            "verdict": second.report["verdict"],
            "classes": [_class_row(*rows) for rows in zip(before["classes"], after["classes"], strict=True)],
        }

    def _open_frames(self) -> list[Frame]:
        return [frame for frame in self._store.frames() if not frame.reviewed]

    def _pixels(self, frame: Frame) -> Image:
        media = self._store.media_by_id(frame.media_id)
        return self._reader.read(self._store.media_path(media), media.kind, frame.index)

    def _detect(self, version_id: int) -> None:
        from retinanet_core.detect.detector import Detector

        began = time.monotonic()
        detector = Detector.load(self._store.models_dir / str(version_id))
        frames = self._open_frames()
        results = []
        for frame in frames:
            (found,) = detector.detect([self._pixels(frame)])
            results.append(FrameSuggestions(frame.id, version_id, _suggestions(found)))
        self._store.set_suggestions(results)
        shown = sum(
            box.score is not None and box.score >= THRESHOLD
            for frame in frames
            for box in self._store.boxes(frame.id)
        )
        self._say(
            f"Detected on {len(frames)} frames ({detector.describe()}): {shown} suggestions ({_since(began)})."
        )

    def _correct(self) -> None:
        frames = self._open_frames()[:CORRECTED]
        tally = corrections.Tally()
        for frame in frames:
            picture = self._store.media_path(self._store.media_by_id(frame.media_id))
            tally += corrections.correct(self._store, frame.id, truth_of(picture), THRESHOLD)
        self._say(
            f"Corrected {len(frames)} frames: accepted {tally.accepted} suggestions, adjusted {tally.adjusted}, "
            f"rejected {tally.rejected}, drew {tally.drawn} boxes ({tally.drawn_new} of them {NEW_CLASS})."
        )

    def _teach(self) -> Version:
        store = self._store
        run = prepare_run(
            store, read_frame=self._reader.read, minutes=MINUTES, seed=_SEED, parent=store.active_version()
        )
        began = time.monotonic()
        child.teach(run, self._tell_event)
        version = adopt(store, run)
        if version.status is VersionStatus.WAITING:
            accept(store, version.id)
            self._say(f"{version.report['sentence']} Version {version.id} is in use now ({_since(began)}).")
        else:
            self._say(f"{version.report['sentence']} The version before stays in use ({_since(began)}).")
        return version

    def _tell_event(self, event: Event) -> None:
        if event["event"] == "started":
            self._say(f"Teaching in a second process on {event['frames']} frames. {event['plan']}")
        elif event["event"] == "quality":
            self._quality = event["ap50"]
        elif event["event"] == "progress" and event["t"] - self._last_news >= _NEWS_SECONDS:
            self._last_news = event["t"]
            reached = "" if self._quality is None else f", AP50 {self._quality:.2f} on the pinned frames"
            self._say(f"  {event['fraction']:4.0%}  error {event['loss']:.2f}{reached}")

    def _measure(self, version_id: int) -> dict[str, Any]:
        """What a version reaches on the pinned frames, over all classes of the project."""
        from retinanet_core.detect.detector import Detector
        from retinanet_core.evaluate import TruthFrame, evaluate_detections

        detector = Detector.load(self._store.models_dir / str(version_id))
        pinned = [frame for frame in self._store.frames() if frame.pinned]
        truth, found = [], []
        for frame in pinned:
            boxes = [box for box in self._store.boxes(frame.id) if box.state is BoxState.CONFIRMED]
            rects = np.array([box.rect for box in boxes], np.float32).reshape(-1, 4)
            labels = np.array([box.class_id for box in boxes], np.int64)
            truth.append(TruthFrame(rects, labels, frame.width, frame.height))
            found += detector.detect([self._pixels(frame)])
        classes = [ObjectClass(item.id, item.name) for item in self._store.classes()]
        return evaluate_detections(truth, found, classes)

    def _tell_table(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        self._say(f"On {after['frames']} pinned frames, which no version was taught from:")
        self._say(
            f"  {'':10}{'objects':>8}{'found before':>14}{'found after':>13}{'AP50 before':>13}{'AP50 after':>12}"
        )
        for old, new in zip(before["classes"], after["classes"], strict=True):
            self._say(
                f"  {new['name']:10}{new['truth']:8}{old['found']:14}{new['found']:13}"
                f"{old['ap50'] or 0:13.2f}{new['ap50'] or 0:12.2f}"
            )
        self._say(f"  {'all':10}{'':35}{before['ap50']:13.2f}{after['ap50']:12.2f}")


def _suggestions(found: Detections) -> list[Suggestion]:
    return [
        Suggestion(label, box[0], box[1], box[2], box[3], score)
        for box, score, label in zip(
            found.boxes.tolist(), found.scores.tolist(), found.labels.tolist(), strict=True
        )
    ]


def _class_row(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """One class before and after; a class that a version does not know, it does not find: 0."""
    row = {"id": after["id"], "name": after["name"], "truth": after["truth"]}
    for when, values in (("before", before), ("after", after)):
        row |= {f"{name}_{when}": values[name] for name in ("ap50", "found", "missed", "extra")}
    return row


def _write(report: Path, facts: dict[str, Any]) -> None:
    try:
        report.absolute().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(report, (json.dumps(facts, indent=1, allow_nan=False) + "\n").encode())
    except OSError as error:
        raise PlainError(f"The report {report} cannot be written.", detail=str(error)) from error


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
