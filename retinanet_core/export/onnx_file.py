"""A model folder as an ONNX file, with the JSON that says how to use it."""

from __future__ import annotations

from pathlib import Path

from retinanet_core import checkpoint
from retinanet_core.errors import ExportError
from retinanet_core.export.placing import Target, place, target
from retinanet_core.network.folding import folded, is_finite

SUFFIX = ".onnx"


def export_onnx(folder: Path, dest: Path) -> tuple[Target, float]:
    """Write NAME.onnx and NAME.json, after the file has been run in OpenVINO.

    Args:
        folder: The model folder.
        dest: NAME.onnx; the ending may be left out.

    Returns:
        The two files, and the largest difference between a map in OpenVINO and in PyTorch.

    Raises:
        CheckpointError: The folder is not a usable model.
        ExportError: The package onnx is missing, the files cannot be written, or the check failed; nothing is left.
    """
    _require_onnx()
    from retinanet_core.export.onnx_check import largest_difference
    from retinanet_core.export.onnx_description import describe
    from retinanet_core.export.onnx_graph import build_model

    files = target(dest, SUFFIX)
    network, info = checkpoint.load(folder)
    plain = folded(network)
    if not is_finite(plain):
        raise ExportError(
            f"The model in {folder} has a batch norm without variance, so it cannot be exported as ONNX."
        )
    measured: list[float] = []
    place(
        files,
        build_model(plain).SerializeToString(),
        describe(info),
        lambda path: measured.append(largest_difference(path, network)),
    )
    return files, measured[0]


def _require_onnx() -> None:
    try:
        import onnx  # noqa: F401
    except ImportError as error:
        raise ExportError(
            "Exporting ONNX needs the package onnx, which is not installed; install it with: pip install onnx",
            detail=str(error),
        ) from error
