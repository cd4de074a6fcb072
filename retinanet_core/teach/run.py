"""One run, from its folder to its report: load, measure, train, measure again, compare."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import torch

from retinanet_core import checkpoint, device
from retinanet_core.checkpoint import Loss, ModelInfo
from retinanet_core.detect.detector import Detector
from retinanet_core.device import Compute
from retinanet_core.errors import ManifestError
from retinanet_core.files import sha256_of, write_atomically
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.blend import Choice, blends, choose
from retinanet_core.teach.comparison import comparing_seconds
from retinanet_core.teach.control import Control
from retinanet_core.teach.course import Course
from retinanet_core.teach.curve import line_to_beat
from retinanet_core.teach.dataset import Manifest, load_manifest
from retinanet_core.teach.gate import Decision, decide
from retinanet_core.teach.job import CANDIDATE_NAME, REPORT_NAME, Events, Job, load_job
from retinanet_core.teach.measuring import Measured, measure
from retinanet_core.teach.plan import Plan
from retinanet_core.teach.start import Start, class_rows, plan_of, start_of, under_ids_of
from retinanet_core.teach.teacher import Teacher
from retinanet_core.teach.trainer import Trainer
from retinanet_core.teach.upright import has_up
from retinanet_core.teach.wording import long_measuring

_MIN_TRAINING_SECONDS = 5.0


class Model(NamedTuple):
    """A network with what its answers mean."""

    network: RetinaNet
    info: ModelInfo


def teach(run: Path, events: Events) -> dict[str, Any]:
    """Carry out the run in a folder, writing candidate/ and report.json; returns the report.

    A run that was interrupted goes on from its last state.

    Raises:
        Cancelled: A file named `cancel` appeared in the folder.
        PlainError: Anything a person must know: damaged files, no frames, a loss that is not finite.
    """
    started = time.monotonic()
    job = load_job(run)
    manifest = load_manifest(run / job.manifest)
    if not any(len(frame.boxes) for frame in manifest.train):
        raise ManifestError("There is nothing to learn from: confirm a few boxes first.")
    compute = device.choose(job.device, job.precision)
    torch.manual_seed(job.seed)
    start = start_of(run, job, manifest, compute)
    control = Control(run, events)
    upright = has_up(manifest.train, control.check)
    plan = plan_of(start, manifest, job, compute.device.type, upright=upright)
    learned = len(manifest.learned(replay=job.replay))
    _say_started(events, plan, manifest, learned, compute)
    parent = _parent(run, job, manifest)
    reserve = measuring_seconds(start, manifest, compute, control)
    _say_if_measuring_is_long(events, manifest, job, reserve if parent is None else 2 * reserve)
    before = None if parent is None else _measure(parent, manifest, compute, control)
    events.say("before", ap50=None if before is None else line_to_beat(before))
    reserve += 0.0 if before is None else comparing_seconds(before, control.check)
    trainer = _trainer(start, manifest, plan, compute, job, parent, upright=upright)
    seconds = job.minutes * 60 - (time.monotonic() - started - control.paused_seconds) - reserve
    course = Course(run, trainer, plan, events, control, max(_MIN_TRAINING_SECONDS, seconds), reserve)
    course.follow(start.info, manifest, compute)

    def has_time() -> bool:
        """A version in between may cost as much time beyond what was given as measuring it takes."""
        return time.monotonic() - started - control.paused_seconds < job.minutes * 60 + reserve

    others: Iterable[tuple[float, RetinaNet]] = ()
    if parent is not None and job.blend:
        rows = class_rows(parent.info, manifest)
        others = blends(parent.network.state_dict(), rows, trainer.averaged)

    losses = _losses(parent)

    def judge(network: RetinaNet) -> tuple[Measured, Decision]:
        events.say("judging", frames=len(manifest.pinned))
        measured = _measure(Model(network, start.info), manifest, compute, control)
        return measured.calibrated, decide(before, measured, losses, control.check)

    choice = choose(trainer.averaged, others, judge, has_time)
    seconds_in_all = time.monotonic() - started - control.paused_seconds + course.earlier
    seen = before
    if before is not None and parent is not None:
        seen = before.with_calibration(parent.info.calibration, parent.info.classes)
    report = _report(choice, seen, manifest, plan, learned, trainer.steps, seconds_in_all)
    info = _describe(start, run, job, compute, choice, report)
    control.check()
    checkpoint.save(run / CANDIDATE_NAME, choice.network, info)
    control.check()
    _write_report(run, report)
    events.say("finished", verdict=choice.decision.verdict, sentence=choice.decision.sentence)
    return report


def _say_started(events: Events, plan: Plan, manifest: Manifest, learned: int, compute: Compute) -> None:
    events.say(
        "started",
        plan=plan.sentence,
        frames=learned,
        pinned=len(manifest.pinned),
        device=compute.device.type,
        precision=compute.precision,
        left_out=manifest.left_out,
    )


def _say_if_measuring_is_long(events: Events, manifest: Manifest, job: Job, seconds: float) -> None:
    """Before it begins, where it leaves no time to learn in."""
    if manifest.pinned and seconds > job.minutes * 60:
        events.say("note", sentence=long_measuring(len(manifest.pinned), seconds / 60, job.minutes))


def _parent(run: Path, job: Job, manifest: Manifest) -> Model | None:
    """The version before, with the manifest's ids."""
    if job.parent is None:
        return None
    network, info = checkpoint.load(run / job.parent)
    return Model(network, under_ids_of(manifest, info))


def _losses(parent: Model | None) -> dict[int, Loss]:
    """What each class has lost until this version, by its id."""
    if parent is None:
        return {}
    pairs = zip(parent.info.classes, parent.info.losses, strict=False)
    return {item.id: loss for item, loss in pairs if loss is not None}


def _measure(model: Model, manifest: Manifest, compute: Compute, control: Control) -> Measured:
    """On the pinned frames, with raw scores: the calibration of one version is not that of another."""
    detector = Detector(model.network, model.info, compute, unchanged=True, raw_scores=True)
    return measure(detector, manifest.pinned, manifest, control.check)


def _trainer(
    start: Start,
    manifest: Manifest,
    plan: Plan,
    compute: Compute,
    job: Job,
    parent: Model | None,
    *,
    upright: bool,
) -> Trainer:
    teacher = None
    if parent is not None and job.pseudo_labels:
        detector = Detector(parent.network, parent.info, compute, unchanged=True)
        teacher = Teacher(detector, class_rows(parent.info, manifest), manifest.became)
    return Trainer(
        start.network,
        manifest.train,
        plan.phases[0],
        compute,
        job.seed,
        teacher=teacher,
        replay=job.replay,
        upright=upright,
        unknown_is_background=job.unlabelled == "background",
    )


def measuring_seconds(start: Start, manifest: Manifest, compute: Compute, control: Control) -> float:
    """About how long measuring on all pinned frames takes, from the second of two tries on one."""
    if not manifest.pinned:
        return 1.0
    detector = Detector(start.network, start.info, compute, unchanged=True)
    seconds = 0.0
    for _ in range(2):
        begin = time.monotonic()
        measure(detector, manifest.pinned[:1], manifest, control.check)
        seconds = time.monotonic() - begin
    return 1.0 + 1.3 * seconds * len(manifest.pinned)


def _report(
    choice: Choice[RetinaNet],
    seen: Measured | None,
    manifest: Manifest,
    plan: Plan,
    learned: int,
    steps: int,
    seconds: float,
) -> dict[str, Any]:
    """Both versions are counted on equal terms; the thresholds are those of the scores that a person sees of each.

    `seen` is the version before with the scores that it reports.
    """
    decision = choice.decision
    return {
        **decision.facts(),
        "blend": choice.share,
        "seconds": round(seconds, 1),
        "steps": steps,
        "plan": plan.sentence,
        "frames_trained": learned,
        "frames_pinned": len(manifest.pinned),
        "boxes_dropped": manifest.dropped,
        "before": _with_threshold(decision.before, seen),
        "after": _with_threshold(decision.after, choice.measured),
    }


def _with_threshold(result: Mapping[str, Any] | None, seen: Measured | None) -> dict[str, Any] | None:
    return None if result is None or seen is None else {**result, "threshold": seen.result["threshold"]}


def _describe(
    start: Start,
    run: Path,
    job: Job,
    compute: Compute,
    choice: Choice[RetinaNet],
    report: dict[str, Any],
) -> ModelInfo:
    recipe = {
        "seed": job.seed,
        "minutes": job.minutes,
        "steps": report["steps"],
        "frames": report["frames_trained"],
        "device": compute.device.type,
        "precision": compute.precision,
        "torch": str(torch.__version__),
        "manifest_sha256": sha256_of(run / job.manifest),
    }
    return msgspec.structs.replace(
        start.info,
        parent=job.parent or start.info.parent,
        created=time.time(),
        quality=report["after"],
        losses=tuple(choice.decision.losses.get(item.id) for item in start.info.classes),
        calibration=choice.measured.calibration,
        recipe=recipe,
    )


def _write_report(run: Path, report: dict[str, Any]) -> None:
    write_atomically(run / REPORT_NAME, msgspec.json.format(msgspec.json.encode(report), indent=1))
