"""python -m retinanet_core evaluate: measure detections, or a model, on COCO ground truth."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinanet_core.choices import MIN_SCORE
from retinanet_core.commands.console import add_command, note, say, table
from retinanet_core.commands.detector import add_detector_options, load_detector, score
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from retinanet_core.commands.console import Commands
    from retinanet_core.commands.truth import Truth

_DETAILS = """\
The ground truth is a COCO file of instances. Compared with it are the detections of a COCO results list, or those
of a model on the pictures themselves, whose classes are matched by name. An image without detections counts as one
on which nothing was found. Pictures that cannot be read are named on stderr and not measured.

It prints COCO's twelve numbers and a row for each class; found, missed, extra, precision and recall are counted
at one score, with an overlap (IoU) of at least 0.5. Boxes are in pixels of the pictures as stored, not turned by
EXIF."""


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "evaluate",
        _evaluate,
        summary="Compare detections with the true boxes of a COCO file.",
        details=_DETAILS,
        example="python -m retinanet_core evaluate val.json found.json --report report.json",
    )
    parser.add_argument("truth", type=Path, metavar="GROUND_TRUTH.json", help="COCO instances")
    parser.add_argument(
        "detections", type=Path, nargs="?", metavar="DETECTIONS.json", help="COCO results (or give --model)"
    )
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="detect with this model folder")
    parser.add_argument(
        "--images",
        type=Path,
        metavar="DIR",
        help="with --model: folder of the pictures (default: the truth's own)",
    )
    parser.add_argument(
        "--score",
        type=score,
        metavar="S",
        help="score from which detections are counted (default: the one with the best F1 over all classes)",
    )
    parser.add_argument(
        "--report", type=Path, metavar="F", help="write everything measured to this JSON file"
    )
    add_detector_options(parser)


def _evaluate(options: argparse.Namespace) -> int:
    from retinanet_core.commands.coco_files import check_writable, write
    from retinanet_core.commands.truth import read_truth

    if (options.detections is None) == (options.model is None):
        raise PlainError("Say what to measure: either a file of detections or a --model.")
    if options.report is not None:
        check_writable(options.report)
    truth = read_truth(options.truth)
    report = _measure_file(options, truth) if options.model is None else _measure_model(options, truth)
    say(_summary(report))
    if options.report is not None:
        write(options.report, report)
    return 0


def _measure_file(options: argparse.Namespace, truth: Truth) -> dict[str, Any]:
    from retinanet_core.commands.truth import read_detections
    from retinanet_core.evaluate import evaluate_detections

    found = read_detections(options.detections, truth)
    measured = evaluate_detections(truth.frames, found, truth.classes, options.score, coco=True)
    return {**measured, "truth": str(truth.path), "detections": str(options.detections)}


def _measure_model(options: argparse.Namespace, truth: Truth) -> dict[str, Any]:
    from retinanet_core.commands.naming import by_name, renamed, unmatched
    from retinanet_core.commands.pictures import detect_on, listed
    from retinanet_core.evaluate import evaluate_detections

    files = listed(truth.images, truth.path, options.images)
    problems: list[str] = []
    with closing(load_detector(options)) as detector:
        pairs = by_name(detector.classes, truth.classes)
        alone = unmatched(detector.classes, truth.classes, pairs)
        for sentence in alone:
            note(sentence)
        read = list(detect_on(detector, files, truth.images, MIN_SCORE, problems))
        computed = detector.describe()
    measured = evaluate_detections(
        [truth.frames[one.position] for one in read],
        [renamed(one.detections, pairs) for one in read],
        truth.classes,
        options.score,
        coco=True,
    )
    return {
        **measured,
        "truth": str(truth.path),
        "model": str(options.model),
        "computed": computed,
        "unmatched_classes": alone,
        "unreadable": problems,
    }


def _summary(report: Mapping[str, Any]) -> str:
    """What a person wants to know first."""
    names, values = zip(*report["coco"].items(), strict=True)
    numbers = [_number(value) for value in values]
    head = ["class", "AP50", "AP", "boxes", "found", "missed", "extra", "precision", "recall"]
    rows = [_row(item) for item in report["classes"] if item["truth"] or item["extra"]]
    rows.append(_row(_all_classes(report)))
    return "\n".join(
        [
            table([names[:6], numbers[:6], names[6:], numbers[6:]]),
            "",
            table([head, *rows]),
            "",
            f"Detections are counted at scores from {report['threshold']:.2f}.",
            f"Images: {report['frames']}, without objects {report['empty_frames']}, "
            f"extra on these {report['extra_on_empty']}.",
        ]
    )


def _all_classes(report: Mapping[str, Any]) -> dict[str, Any]:
    sums = {
        key: sum(item[key] for item in report["classes"]) for key in ("truth", "found", "missed", "extra")
    }
    found, shown, truth = sums["found"], sums["found"] + sums["extra"], sums["truth"]
    ratios = {"precision": found / shown if shown else None, "recall": found / truth if truth else None}
    return {**sums, **ratios, "name": "all", "ap50": report["ap50"], "ap": report["ap"]}


def _row(item: Mapping[str, Any]) -> list[str]:
    counts = [str(item[key]) for key in ("truth", "found", "missed", "extra")]
    ratios = [_number(item[key]) for key in ("precision", "recall")]
    return [item["name"], _number(item["ap50"]), _number(item["ap"]), *counts, *ratios]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
