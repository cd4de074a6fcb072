"""One run, from its folder to its report: load, measure, train, measure again, compare."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import torch

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import AUTO
from retinanet_core.config import preset
from retinanet_core.detect.detector import Detector
from retinanet_core.device import Compute, choose
from retinanet_core.errors import Cancelled, ManifestError
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.files import write_atomically
from retinanet_core.network.pretrained import has_imagenet
from retinanet_core.network.retinanet import RetinaNet, build
from retinanet_core.published.installed import COCO_MODEL, installed_model
from retinanet_core.teach.dataset import Manifest, ManifestFrame, load_manifest, read_frame, truth_of
from retinanet_core.teach.gate import Decision, decide
from retinanet_core.teach.job import CANCEL_NAME, CANDIDATE_NAME, REPORT_NAME, Events, Job, load_job
from retinanet_core.teach.plan import Plan, make_plan
from retinanet_core.teach.trainer import StepReport, Trainer

_PROGRESS_SECONDS = 0.5
_MIN_TRAINING_SECONDS = 5.0
_WATCHED_FRAMES = 24
_QUALITY_SHARE = 0.1
"""Part of the time that may go into the quality curve."""


@dataclass(frozen=True)
class Start:
    """What a run starts from.

    Attributes:
        network: For the manifest's classes.
        info: What describes it.
        parent: The version that it was, if any.
        pretrained: Its backbone knows pictures.
    """

    network: RetinaNet
    info: ModelInfo
    parent: ModelInfo | None
    pretrained: bool


def teach(run: Path, events: Events) -> dict[str, Any]:
    """Carry out the run in a folder, writing candidate/ and report.json; returns the report.

    Raises:
        Cancelled: A file named `cancel` appeared in the folder.
        PlainError: Anything a person must know: damaged files, no frames, a loss that is not finite.
    """
    started = time.monotonic()
    job = load_job(run)
    manifest = load_manifest(run / job.manifest)
    if not any(len(frame.boxes) for frame in manifest.train):
        raise ManifestError("There is nothing to learn from: confirm a few boxes first.")
    compute = choose(job.device, job.precision)
    torch.manual_seed(job.seed)
    start = _start(run, job, manifest, compute)
    plan = _plan(start, manifest, job)
    events.say(
        "started",
        plan=plan.sentence,
        frames=len(manifest.train),
        pinned=len(manifest.pinned),
        device=compute.device.type,
        precision=compute.precision,
    )
    check = _cancel_check(run)
    before = _measure_parent(run, job, start, manifest, compute, check)
    events.say("before", ap50=before["ap50"] if before else None)
    trainer = Trainer(start.network, manifest.train, plan, compute, job.seed)
    steps = _train(
        trainer, start, manifest, compute, job.minutes * 60 - (time.monotonic() - started), events, check
    )
    after = measure(
        Detector(trainer.averaged, start.info, compute, unchanged=True), manifest.pinned, manifest, check
    )
    decision = decide(before, after)
    report = _report(decision, before, after, manifest, steps, time.monotonic() - started)
    info = _describe(start, run, job, manifest, compute, report)
    check()
    checkpoint.save(run / CANDIDATE_NAME, trainer.averaged, info)
    check()
    _write_report(run, report)
    events.say("finished", verdict=decision.verdict, sentence=decision.sentence)
    return report


def measure(
    detector: Detector, frames: Sequence[ManifestFrame], manifest: Manifest, check: Callable[[], None]
) -> dict[str, Any]:
    """Detect on frames and compare with their confirmed boxes; `check` is called before each frame."""
    found = []
    for frame in frames:
        check()
        found.append(detector.detect([read_frame(frame)])[0])
    return evaluate_detections(
        [truth_of(frame, manifest.classes) for frame in frames], found, manifest.classes
    )


def _start(run: Path, job: Job, manifest: Manifest, compute: Compute) -> Start:
    if job.parent is None:
        return _first_start(job, manifest, compute)
    network, parent = checkpoint.load(run / job.parent)
    network.change_classes(class_rows(parent, manifest))
    info = msgspec.structs.replace(parent, classes=manifest.classes, backbone_source="", created=0.0)
    return Start(network, info, parent, pretrained=True)


def _first_start(job: Job, manifest: Manifest, compute: Compute) -> Start:
    """A new detector; the preset coco starts from the published one where that was fetched."""
    name = suitable_preset(compute) if job.preset == AUTO else job.preset
    config = preset(name, job.backbone)
    info = ModelInfo(network=config, classes=manifest.classes, preset=name)
    published = installed_model(COCO_MODEL) if name == "coco" else None
    if published is None:
        network = build(config, len(manifest.classes))
        return Start(network, info, None, pretrained=has_imagenet(config.backbone))
    network, known = checkpoint.load(published)
    network.change_classes(_rows_by_name(known, manifest))
    info = msgspec.structs.replace(info, network=known.network, parent=COCO_MODEL)
    return Start(network, info, None, pretrained=True)


def suitable_preset(compute: Compute) -> str:
    """What a first version begins from: the large detector only where it is quick and knows something already."""
    has_graphics_card = compute.device.type != "cpu"
    return "coco" if has_graphics_card and installed_model(COCO_MODEL) is not None else "lite"


def _rows_by_name(known: ModelInfo, manifest: Manifest) -> list[int | None]:
    """As `class_rows`, for a detector whose ids are not the project's."""
    by_name = {c.name.casefold(): position for position, c in enumerate(known.classes)}
    return [by_name.get(c.name.casefold()) for c in manifest.classes]


def class_rows(parent: ModelInfo, manifest: Manifest) -> list[int | None]:
    """For each class of the manifest its position in the parent, by id, else by name; None for a new class.

    A class of the parent that the manifest has under its id, perhaps renamed, is not given away by its old name.
    """
    by_id = {c.id: position for position, c in enumerate(parent.classes)}
    taken = {c.id for c in manifest.classes}
    by_name = {c.name: position for position, c in enumerate(parent.classes) if c.id not in taken}
    return [by_id.get(c.id, by_name.get(c.name)) for c in manifest.classes]


def _plan(start: Start, manifest: Manifest, job: Job) -> Plan:
    return make_plan(
        len(manifest.train),
        start.info.network.backbone,
        has_parent=start.parent is not None,
        pretrained=start.pretrained,
        stages=len(start.network.backbone.stages()),
        minutes=job.minutes,
    )


def _measure_parent(
    run: Path, job: Job, start: Start, manifest: Manifest, compute: Compute, check: Callable[[], None]
) -> dict[str, Any] | None:
    if start.parent is None or job.parent is None:
        return None
    network, info = checkpoint.load(run / job.parent)
    return measure(Detector(network, info, compute, unchanged=True), manifest.pinned, manifest, check)


def _train(
    trainer: Trainer,
    start: Start,
    manifest: Manifest,
    compute: Compute,
    seconds_left: float,
    events: Events,
    check: Callable[[], None],
) -> int:
    """Train until the time for it is over; returns the number of steps."""
    reserve = _measuring_seconds(start, manifest, compute, check)
    seconds = max(_MIN_TRAINING_SECONDS, seconds_left - reserve)
    watched = manifest.pinned[:_WATCHED_FRAMES]
    curve = _QualityCurve(trainer, start.info, watched, manifest, compute, events, check)
    last_said = 0.0
    steps = 0

    def on_step(report: StepReport) -> bool:
        nonlocal last_said, steps
        check()
        steps = report.step
        now = time.monotonic()
        if now - last_said >= _PROGRESS_SECONDS:
            last_said = now
            left = max(0.0, (1 - report.fraction) * seconds) + reserve
            events.say(
                "progress",
                step=report.step,
                fraction=report.fraction,
                loss=report.loss,
                seconds_left=round(left, 1),
            )
        curve.follow(report)
        return True

    trainer.run(seconds, on_step)
    return steps


class _QualityCurve:
    """Measures the averaged weights on pinned frames now and then, within a small share of the time."""

    def __init__(
        self,
        trainer: Trainer,
        info: ModelInfo,
        frames: Sequence[ManifestFrame],
        manifest: Manifest,
        compute: Compute,
        events: Events,
        check: Callable[[], None],
    ) -> None:
        self._trainer = trainer
        self._detector = Detector(trainer.averaged, info, compute, unchanged=True)
        self._frames = frames
        self._manifest = manifest
        self._events = events
        self._check = check
        self._started = time.monotonic()
        self._next = self._started + 5

    def follow(self, report: StepReport) -> None:
        """Measure if it is time to."""
        now = time.monotonic()
        if not self._frames or now < self._next:
            return
        quality = measure(self._detector, self._frames, self._manifest, self._check)
        cost = time.monotonic() - now
        self._next = time.monotonic() + max(5.0, cost / _QUALITY_SHARE)
        self._events.say(
            "quality", step=report.step, seconds=round(now - self._started, 1), ap50=quality["ap50"]
        )


def _measuring_seconds(
    start: Start, manifest: Manifest, compute: Compute, check: Callable[[], None]
) -> float:
    """About how long measuring on all pinned frames takes, from the second of two tries on one."""
    if not manifest.pinned:
        return 1.0
    detector = Detector(start.network, start.info, compute, unchanged=True)
    seconds = 0.0
    for _ in range(2):
        begin = time.monotonic()
        measure(detector, manifest.pinned[:1], manifest, check)
        seconds = time.monotonic() - begin
    return 1.0 + 1.3 * seconds * len(manifest.pinned)


def _report(
    decision: Decision,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    manifest: Manifest,
    steps: int,
    seconds: float,
) -> dict[str, Any]:
    return {
        "verdict": decision.verdict,
        "sentence": decision.sentence,
        "seconds": round(seconds, 1),
        "steps": steps,
        "frames_trained": len(manifest.train),
        "frames_pinned": len(manifest.pinned),
        "boxes_dropped": manifest.dropped,
        "before": before,
        "after": after,
    }


def _describe(
    start: Start, run: Path, job: Job, manifest: Manifest, compute: Compute, report: dict[str, Any]
) -> ModelInfo:
    digest = hashlib.sha256((run / job.manifest).read_bytes()).hexdigest()
    recipe = {
        "seed": job.seed,
        "minutes": job.minutes,
        "steps": report["steps"],
        "frames": len(manifest.train),
        "device": compute.device.type,
        "precision": compute.precision,
        "torch": str(torch.__version__),
        "manifest_sha256": digest,
    }
    return msgspec.structs.replace(
        start.info,
        parent=job.parent or start.info.parent,
        created=time.time(),
        quality=report["after"],
        recipe=recipe,
    )


def _write_report(run: Path, report: dict[str, Any]) -> None:
    write_atomically(run / REPORT_NAME, msgspec.json.format(msgspec.json.encode(report), indent=1))


def _cancel_check(run: Path) -> Callable[[], None]:
    def check() -> None:
        if (run / CANCEL_NAME).exists():
            raise Cancelled

    return check
