"""The detector that a command uses."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from retinanet_core.commands.console import note

if TYPE_CHECKING:
    from retinanet_core.detect.detector import Detector


def add_detector_options(parser: argparse.ArgumentParser) -> None:
    """Where and how the detector runs."""
    parser.add_argument(
        "--device",
        default="auto",
        metavar="D",
        help="auto (the best there is; default), cpu, cuda, cuda:1, mps",
    )
    parser.add_argument(
        "--precision",
        default="auto",
        metavar="P",
        help="auto (the fastest that is sound there; default), float32, bfloat16, float16",
    )
    parser.add_argument(
        "--engine",
        default="auto",
        metavar="E",
        help="auto (OpenVINO on processors, else PyTorch; default), pytorch, openvino",
    )


def load_detector(options: argparse.Namespace) -> Detector:
    """The detector of the folder `options.model`, on the device and in the precision asked for; to be closed.

    Raises:
        CheckpointError: The folder is not a usable model.
        DeviceError: This computer has no such device, or no such engine for it.
    """
    from retinanet_core.detect.detector import Detector

    folder: Path = options.model
    return Detector.load(
        folder,
        device=options.device,
        precision=options.precision,
        engine=options.engine,
        say=note,
    )


def score(text: str) -> float:
    """An argument type: a score above 0 and below 1."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number between 0 and 1")
    return value
