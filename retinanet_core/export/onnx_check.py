"""An exported ONNX file against the network that it was made of, in an engine that is not PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch

from retinanet_core.errors import ExportError
from retinanet_core.export.onnx_graph import INPUT, LOGITS, OFFSETS
from retinanet_core.network.retinanet import RetinaNet

TOLERANCE = 1e-3
"""Largest difference, relative to the largest value of the same map, or to 1 where that is more."""

_HEIGHT, _WIDTH = 256, 384


@torch.inference_mode()
def largest_difference(path: Path, network: RetinaNet) -> float:
    """Run a file in OpenVINO on a random picture and compare all maps with those of the network.

    Args:
        path: The .onnx file.
        network: Ready for detection, on the CPU.

    Returns:
        The largest absolute difference.

    Raises:
        ExportError: OpenVINO is not installed or cannot read the file, or the maps differ by more than `TOLERANCE`.
    """
    picture = torch.randn(1, 3, _HEIGHT, _WIDTH, generator=torch.Generator().manual_seed(0))
    expected = network.maps(picture)
    found = _run(path, picture)
    largest = 0.0
    for name, ours in zip((*LOGITS, *OFFSETS), (*expected.logits, *expected.offsets), strict=True):
        difference = (found[name] - ours).abs().amax().item()
        if not difference <= TOLERANCE * max(1.0, ours.abs().amax().item()):  # also where it is not a number
            raise ExportError(
                "The exported model does not compute in OpenVINO what it computes in PyTorch, so it was not kept.",
                detail=f"{name} differs by {difference}",
            )
        largest = max(largest, difference)
    return largest


def _run(path: Path, picture: torch.Tensor) -> dict[str, torch.Tensor]:
    """The outputs by their names."""
    try:
        import openvino as ov
    except ImportError as error:
        raise ExportError(
            "An exported ONNX model is checked with OpenVINO, which is not installed; install it with: "
            "pip install openvino",
            detail=str(error),
        ) from error
    options = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": torch.get_num_threads()}
    try:
        model = ov.Core().compile_model(path, "CPU", options)
        answer = model({INPUT: picture.numpy()})
    except RuntimeError as error:
        raise ExportError(
            "OpenVINO cannot run the exported model, so it was not kept.", detail=str(error)
        ) from error
    return {name: torch.from_numpy(answer[name].copy()) for name in (*LOGITS, *OFFSETS)}
