"""Tensors from a file, checked against the network that they should fill, and copied out of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from retinanet_core.checkpoint import MAX_WEIGHTS_BYTES

_COUNTER = "num_batches_tracked"
_WHOLE = (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8)
_REAL = (torch.float32, torch.float16, torch.bfloat16, torch.float64)
_FLOAT32_BYTES = 4


def misfits(
    state: Mapping[str, Tensor], expected: Mapping[str, Tensor], name: Callable[[str], str] = str
) -> list[str]:
    """What is missing, too much, or of another shape or type than expected, a line each; empty if all fits.

    Args:
        state: Tensors from a file.
        expected: Those of the network; only their shapes are looked at. Counters of a batch norm may be missing.
        name: What to call a tensor.
    """
    missing = [key for key in expected.keys() - state.keys() if not key.endswith(_COUNTER)]
    lines = [f"missing {name(key)}" for key in missing]
    lines += [f"unexpected {name(key)}" for key in state.keys() - expected.keys()]
    for key in expected.keys() & state.keys():
        complaint = _complaint(key, state[key], expected[key])
        if complaint:
            lines.append(f"{name(key)}: {complaint}")
    return sorted(lines)


def _complaint(key: str, value: Tensor, wanted: Tensor) -> str:
    if value.shape != wanted.shape:
        return f"shape {tuple(value.shape)}, expected {tuple(wanted.shape)}"
    if value.dtype not in (_WHOLE if key.endswith(_COUNTER) else _REAL):
        return f"type {str(value.dtype).removeprefix('torch.')}"
    return ""


def is_too_large(expected: Mapping[str, Tensor]) -> bool:
    """Whether the network is larger than any that this program would load again."""
    return sum(value.numel() for value in expected.values()) * _FLOAT32_BYTES > MAX_WEIGHTS_BYTES


def copied(state: Mapping[str, Tensor], expected: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What fills the network: every tensor in memory of its own, in float32; counters that are missing are 0.

    Args:
        state: Tensors without `misfits`.
        expected: Those of the network.
    """
    result = {}
    for key, wanted in expected.items():
        own = torch.zeros(wanted.shape, dtype=torch.int64 if key.endswith(_COUNTER) else torch.float32)
        result[key] = own.copy_(state[key].detach()) if key in state else own
    return result


def not_finite(state: Mapping[str, Tensor]) -> list[str]:
    """The tensors that hold NaN or infinity."""
    return sorted(key for key, value in state.items() if not bool(torch.isfinite(value).all()))
