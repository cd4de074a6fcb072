"""A model folder: weights.safetensors, and model.json with everything needed to use them.

Reading model.json needs no torch, so that lists of versions stay cheap.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from retinanet_core.calibration import Calibration
from retinanet_core.choices import BACKBONES, LITE_BACKBONE
from retinanet_core.config import NetworkConfig, preset
from retinanet_core.errors import CheckpointError
from retinanet_core.files import write_atomically
from retinanet_core.types import ObjectClass
from retinanet_core.version import __version__

if TYPE_CHECKING:
    from torch import Tensor

    from retinanet_core.network.retinanet import RetinaNet

FORMAT = 1
INFO_NAME = "model.json"
WEIGHTS_NAME = "weights.safetensors"
MAX_WEIGHTS_BYTES = 2_000_000_000


class Loss(NamedTuple):
    """What a class has lost in AP50 since its best, over the versions one after the other, and how much may be."""

    lost: float
    allowed: float


class ModelInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What model.json holds.

    Attributes:
        network: Shape of the network and its preprocessing.
        classes: What its outputs mean, in their order.
        backbone_source: "" when weights.safetensors holds the backbone; otherwise the installed package that does.
        parent: Free text naming the model it was taught from; "" if none.
        created: Unix seconds.
        calibration: What makes its scores mean how often they are right; None before there is evidence for it.
        quality: What was measured when it was made (the `after` part of a teaching report); may be empty.
        losses: Of each class, in their order, what the gate let it lose; None where nothing is lost; may be empty.
        recipe: How it was made: seed, device, precision, software versions, hash of the manifest.
    """

    network: NetworkConfig
    classes: tuple[ObjectClass, ...]
    preset: str = ""
    backbone_source: str = ""
    parent: str = ""
    created: float = 0.0
    calibration: Calibration | None = None
    quality: dict[str, Any] = {}
    losses: tuple[Loss | None, ...] = ()
    recipe: dict[str, Any] = {}
    format: int = FORMAT
    program: str = __version__


def load_info(folder: Path) -> ModelInfo:
    """Read model.json.

    Raises:
        CheckpointError: It is missing, damaged, or of a newer program.
    """
    try:
        data = (folder / INFO_NAME).read_bytes()
    except OSError as error:
        raise CheckpointError(
            f"{folder} is not a model folder: it has no readable {INFO_NAME}.", detail=str(error)
        ) from error
    try:
        info = msgspec.json.decode(data, type=ModelInfo)
    except (msgspec.DecodeError, ValueError) as error:
        raise CheckpointError(
            f"The model in {folder} is damaged: its {INFO_NAME} cannot be read.", detail=str(error)
        ) from error
    if info.format > FORMAT:
        raise CheckpointError(
            f"The model in {folder} was made by a newer version of Foveate; update to use it."
        )
    if not info.classes:
        raise CheckpointError(f"The model in {folder} names no classes, so its answers have no meaning.")
    if info.network.backbone not in BACKBONES:
        raise CheckpointError(f"The model in {folder} has an unknown backbone, {info.network.backbone}.")
    if info.calibration is not None and len(info.calibration.curves) != len(info.classes):
        raise CheckpointError(f"The model in {folder} is damaged: its calibration is not for its classes.")
    return info


def save_info(folder: Path, info: ModelInfo) -> None:
    """Write model.json whole.

    Raises:
        CheckpointError: It cannot be written.
    """
    _write(folder / INFO_NAME, msgspec.json.format(msgspec.json.encode(info), indent=1))


def save(folder: Path, network: RetinaNet, info: ModelInfo, *, half: bool = False) -> None:
    """Write a model folder (made if need be): weights first, so that a folder with model.json is whole.

    Args:
        folder: Where.
        network: The weights.
        info: What describes them; a `backbone_source` leaves the backbone's weights out.
        half: Store in half precision.

    Raises:
        CheckpointError: A weight is not finite, or the folder cannot be written.
    """
    import torch
    from safetensors.torch import save as to_bytes

    state: dict[str, Tensor] = {}
    for key, value in network.state_dict().items():
        if info.backbone_source and key.startswith("backbone."):
            continue
        tensor = value.detach().cpu().contiguous()
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise CheckpointError(
                "The model holds numbers that are not finite, so it was not saved.", detail=key
            )
        state[key] = tensor.half() if half and tensor.is_floating_point() else tensor
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CheckpointError(f"The folder {folder} cannot be made.", detail=str(error)) from error
    _write(folder / WEIGHTS_NAME, to_bytes(state))
    save_info(folder, msgspec.structs.replace(info, created=info.created or time.time()))


def load(folder: Path) -> tuple[RetinaNet, ModelInfo]:
    """Read a model folder onto the CPU, in float32, ready for detection.

    Raises:
        CheckpointError: A file is missing, damaged, or does not fit the network that model.json describes.
    """
    from retinanet_core.network.retinanet import RetinaNet

    info = load_info(folder)
    network = RetinaNet(info.network, len(info.classes))
    state = _read_weights(folder)
    if info.backbone_source:
        state |= _packaged_backbone(folder, info)
    _check_fits(folder, state, network.state_dict())
    network.load_state_dict(state)
    return network.eval(), info


def _read_weights(folder: Path) -> dict[str, Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    path = folder / WEIGHTS_NAME
    try:
        if path.stat().st_size > MAX_WEIGHTS_BYTES:
            raise CheckpointError(f"The weights in {folder} are larger than any detector of this program.")
        state = load_file(path)
    except (OSError, SafetensorError, ValueError) as error:
        raise CheckpointError(
            f"The weights in {folder} are missing or damaged.", detail=str(error)
        ) from error
    return {key: value.float() if value.is_floating_point() else value for key, value in state.items()}


def _packaged_backbone(folder: Path, info: ModelInfo) -> dict[str, Tensor]:
    from retinanet_core.network.backbone_lite import PACKAGE, imagenet_state

    if info.backbone_source != PACKAGE or info.network.backbone != LITE_BACKBONE:
        raise CheckpointError(
            f"The model in {folder} needs backbone weights from {info.backbone_source}, which is unknown."
        )
    return {f"backbone.{key}": value for key, value in imagenet_state().items()}


def _check_fits(folder: Path, state: dict[str, Tensor], expected: dict[str, Tensor]) -> None:
    import torch

    problems = [f"missing {key}" for key in expected.keys() - state.keys()]
    problems += [f"unexpected {key}" for key in state.keys() - expected.keys()]
    for key in expected.keys() & state.keys():
        if state[key].shape != expected[key].shape:
            problems.append(f"{key}: shape {tuple(state[key].shape)}, expected {tuple(expected[key].shape)}")
        elif state[key].is_floating_point() and not bool(torch.isfinite(state[key]).all()):
            problems.append(f"{key}: not finite")
    if problems:
        raise CheckpointError(
            f"The weights in {folder} do not fit the network that {INFO_NAME} describes.",
            detail="\n".join(sorted(problems)[:20]),
        )


def create_model(
    folder: Path,
    preset_name: str,
    classes: tuple[ObjectClass, ...],
    *,
    seed: int = 0,
    backbone: str = "",
    pretrained: bool = True,
) -> ModelInfo:
    """Write an untaught model: fresh pyramid and heads on the best backbone weights at hand.

    Raises:
        CheckpointError: The folder cannot be written.
        ValueError: There is no such preset or backbone.
    """
    import torch

    from retinanet_core.network.retinanet import build

    config = preset(preset_name, backbone)
    torch.manual_seed(seed)
    info = ModelInfo(
        network=config, classes=classes, preset=preset_name, created=time.time(), recipe={"seed": seed}
    )
    save(folder, build(config, len(classes), pretrained=pretrained), info)
    return info


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise CheckpointError(f"The file {path} cannot be written.", detail=str(error)) from error
