"""A state dict out of a file: plain dense tensors under plain names, whatever else lies around it."""

from __future__ import annotations

import argparse
import pickle
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

import torch
from safetensors.torch import load, load_file
from torch import Tensor, nn

from retinanet_core.errors import CheckpointError
from retinanet_core.importing.child import encodable, is_out_of_memory
from retinanet_core.importing.container import Kind

MAX_NAMED = 20
"""Most tensors that the details of an error name."""

_PLACES = ("model", "state_dict", "model_state_dict")
_PARALLEL = "module."


def read_state(source: Path, kind: Kind) -> dict[str, Tensor]:
    """The state dict in a file; its tensors may still lie in the file itself.

    Raises:
        CheckpointError: The file is damaged, holds anything that would have to be run, or no state dict.
    """
    state = _without_prefix(_state_dict_in(source, _load(source, kind)))
    odd = [f"{key}: {oddity}" for key, value in state.items() if (oddity := _oddity(value))]
    if odd:
        raise CheckpointError(
            f"{source} holds tensors that are not plain numbers; save the state dict with dense weights.",
            detail="\n".join(odd[:MAX_NAMED]),
        )
    return state


def _load(source: Path, kind: Kind) -> object:
    by_name = str(source) == encodable(str(source))  # neither library maps a file whose name is not UTF-8
    try:
        if kind == "safetensors":
            return load_file(source) if by_name else load(source.read_bytes())
        # The reference training of torchvision stores its options beside the weights; they are data, no code.
        with torch.serialization.safe_globals([argparse.Namespace]):
            return torch.load(source, map_location="cpu", weights_only=True, mmap=by_name and kind == "zip")
    except pickle.UnpicklingError as error:
        raise _not_only_weights(source, str(error)) from error
    except Exception as error:
        if is_out_of_memory(error):
            raise
        raise CheckpointError(
            f"{source} is damaged or not complete; fetch or save it again.",
            detail=f"{type(error).__name__}: {error}",
        ) from error


def _not_only_weights(source: Path, words: str) -> CheckpointError:
    """torch's own words end in the advice to trust the file, so only what it stumbled over is kept."""
    wanted = re.search(r"GLOBAL ([\w.]+)", words)
    if wanted is not None:
        return CheckpointError(
            f"{source} holds something else than weights, so it was not read; save the state dict alone.",
            detail=f"It asks for {wanted[1]}.",
        )
    reason = re.search(r"WeightsUnpickler error: *(.*)", words)
    return CheckpointError(
        f"{source} is damaged or holds something else than weights; fetch it again, or save the state dict alone.",
        detail=reason[1] if reason else "",
    )


def _state_dict_in(source: Path, loaded: object) -> dict[str, Tensor]:
    if isinstance(loaded, Mapping):
        for candidate in (loaded, *(loaded.get(place) for place in _PLACES)):
            if _is_state_dict(candidate):
                return dict(candidate)
    raise CheckpointError(
        f'{source} holds no state dict, neither alone nor under "model", "state_dict" or "model_state_dict"; '
        "save model.state_dict()."
    )


def _is_state_dict(value: Any) -> TypeGuard[Mapping[str, Tensor]]:  # noqa: ANN401  (anything that a file may hold)
    return (
        isinstance(value, Mapping)
        and len(value) > 0
        and all(isinstance(key, str) and isinstance(item, Tensor) for key, item in value.items())
    )


def _without_prefix(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """DataParallel puts its own name before every other."""
    if all(key.startswith(_PARALLEL) for key in state):
        return {key.removeprefix(_PARALLEL): value for key, value in state.items()}
    return state


def _oddity(value: Tensor) -> str:
    """What keeps a tensor from being a plain block of numbers in memory; "" if nothing does."""
    if type(value) not in (Tensor, nn.Parameter):
        return type(value).__name__
    if value.is_quantized:
        return "quantized"
    if value.layout is not torch.strided or value.is_nested:
        return "not dense"
    return "" if value.device.type == "cpu" else f"on the device {value.device.type}"
