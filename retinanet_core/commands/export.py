"""export: a model for other programs. Foveate's `models ... export` shares it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from retinanet_core.commands.console import add_command, say

if TYPE_CHECKING:
    from retinanet_core.commands.console import Commands

FORMATS = ("onnx", "torchvision")

_DETAILS = """\
onnx         DEST.onnx: what the network computes, from a normalised picture to the raw maps of its five levels.
             DEST.json says how to prepare pictures and how to turn the maps into boxes. The file is run in
             OpenVINO before it is kept. Needs the package onnx.
torchvision  DEST.pth: a state dict for torchvision's RetinaNet, for models of its shape (preset coco, or imported
             from torchvision). DEST.json holds the names of the classes and the Python that loads it.

Both give raw scores. Where the model has a calibration, DEST.json holds it under "calibration": its rule says how each
score becomes the one that Foveate shows, by the curve of its class.

The endings may be left out. Files of these names are replaced."""


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "export",
        _export,
        summary="Export a model for other programs.",
        details=_DETAILS,
        example="python -m retinanet_core export model detector.onnx --format onnx",
    )
    parser.add_argument("model", type=Path, metavar="MODEL", help="the model folder")
    parser.add_argument("dest", type=Path, metavar="DEST", help="the file to write")
    parser.add_argument("--format", choices=FORMATS, required=True, help="for which programs")


def _export(options: argparse.Namespace) -> int:
    carry_out(options.model, options.dest, options.format, say)
    return 0


def carry_out(folder: Path, dest: Path, form: str, say: Callable[[str], None]) -> None:
    """Export a model folder, and say what came of it.

    Args:
        folder: The model folder.
        dest: The file to write; its ending may be left out.
        form: One of `FORMATS`.
        say: Takes lines of result.

    Raises:
        CheckpointError: The folder is not a usable model, or torchvision has no detector of its shape.
        ExportError: The files cannot be written, or the exported model does not compute what it should.
    """
    if form == "onnx":
        from retinanet_core.export.onnx_file import export_onnx

        files, difference = export_onnx(folder, dest)
        say(f"The model is in {files.model}; how to use it is in {files.description}.")
        say(f"OpenVINO and PyTorch differ by at most {difference:.1e} in its maps.")
    else:
        from retinanet_core.export.torchvision_file import export_torchvision

        files = export_torchvision(folder, dest)
        say(f"The weights are in {files.model}; classes and how to load them are in {files.description}.")
