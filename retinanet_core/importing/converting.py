"""From a state dict under torchvision's names to a model folder or a backbone of this program."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import torch
from safetensors.torch import save
from torch import Tensor, nn

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig
from retinanet_core.errors import CheckpointError
from retinanet_core.files import sha256_of, write_atomically
from retinanet_core.importing import fitting
from retinanet_core.importing.beside import described_norm_eps
from retinanet_core.importing.child import encodable
from retinanet_core.importing.container import Kind
from retinanet_core.importing.naming import name_rows
from retinanet_core.importing.reading import MAX_NAMED, read_state
from retinanet_core.importing.work import BACKBONE_NAME, BackboneJob, DetectorJob
from retinanet_core.network.folding import folded, is_finite
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.network.torchvision_keys import Recognised, recognise, their_key
from retinanet_core.published.table import norm_eps_of

PRESET = "coco"
_TORCHVISION_GROUPS = 32
_FEWEST_NORMED_CHANNELS = 4 * _TORCHVISION_GROUPS
_CLASSIFIER = "fc."


def make_model(job: DetectorJob, kind: Kind) -> None:
    """Fill the job's folder with a model.

    Raises:
        CheckpointError: The file is refused, or the folder cannot be written.
    """
    digest = sha256_of(job.source)
    found = _recognised(job.source, read_state(job.source, kind))
    config = found.config
    norm_eps = _norm_eps(job, digest)
    if norm_eps is not None:
        config = msgspec.structs.replace(config, norm_eps=norm_eps)
    network = _unfilled(job.source, config, found.classes)
    named = name_rows(job.source, found.classes, job.names)
    _fill(job.source, network, found.state, lambda key: their_key(key, config.head_norm))
    _require_finite(job.source, network)
    if len(named.rows) < found.classes:
        network.change_classes(named.rows)
    recipe = {
        "source": encodable(job.source.name),
        "source_sha256": digest,
        "torch": str(torch.__version__),
    }
    info = ModelInfo(network=config, classes=named.classes, preset=PRESET, created=time.time(), recipe=recipe)
    try:
        checkpoint.save(job.folder, network, info)
    except CheckpointError as error:
        raise _not_written(job.folder, f"{error.message} {error.detail}") from error


def make_backbone(job: BackboneJob, kind: Kind) -> None:
    """Write `BACKBONE_NAME` into the job's folder.

    Raises:
        CheckpointError: The file is refused, or the folder cannot be written.
    """
    state = read_state(job.source, kind)
    body = {key: value for key, value in state.items() if not key.startswith(_CLASSIFIER)}
    network = RetinaNet(NetworkConfig(backbone=job.backbone), 1)
    _fill(job.source, network.backbone, body)
    _require_finite(job.source, network)
    try:
        write_atomically(job.folder / BACKBONE_NAME, save(network.backbone.state_dict()))
    except OSError as error:
        raise _not_written(job.folder, str(error)) from error


def _norm_eps(job: DetectorJob, digest: str) -> float | None:
    """Epsilon of the batch norms; None: as such networks have it."""
    for known in (job.norm_eps, described_norm_eps(job.source, digest), norm_eps_of(digest)):
        if known is not None:
            return known
    return None


def _recognised(source: Path, state: dict[str, Tensor]) -> Recognised:
    try:
        found = recognise(state)
    except CheckpointError as error:
        raise _not_of_torchvision(source, error.message, error.detail) from error
    if len(found.state) < len(state):
        raise _not_of_torchvision(source, "it holds some weights twice, under an old name and a new one")
    if found.config.head_norm and found.config.channels < _FEWEST_NORMED_CHANNELS:
        raise _not_of_torchvision(source, f"its heads have only {found.config.channels} channels")
    return found


def _unfilled(source: Path, config: NetworkConfig, rows: int) -> RetinaNet:
    """The network without memory for its weights: what the file says of its size may be a lie."""
    try:
        with torch.device("meta"):
            network = RetinaNet(config, rows)
    except (ValueError, RuntimeError, ArithmeticError) as error:
        raise _not_of_torchvision(source, "its sizes are those of no RetinaNet", str(error)) from error
    if fitting.is_too_large(network.state_dict()):
        raise _not_of_torchvision(source, "its sizes are larger than those of any detector")
    return network


def _fill(
    source: Path, module: nn.Module, state: Mapping[str, Tensor], name: Callable[[str], str] = str
) -> None:
    expected = module.state_dict()
    lines = fitting.misfits(state, expected, name)
    if lines:
        more = len(lines) - MAX_NAMED
        detail = lines[:MAX_NAMED] + ([f"and {more} more"] if more > 0 else [])
        raise _not_of_torchvision(source, "its weights have other names, shapes or types", "\n".join(detail))
    copies = fitting.copied(state, expected)
    wrong = fitting.not_finite(copies)
    if wrong:
        raise _not_finite(source, "\n".join(name(key) for key in wrong[:MAX_NAMED]))
    module.load_state_dict(copies, assign=True)


def _require_finite(source: Path, network: RetinaNet) -> None:
    """Detection folds batch norms into convolutions, which divides by the root of a variance."""
    if not is_finite(folded(network)):
        raise _not_finite(source, "A batch norm has a variance of zero or below, and too small an epsilon.")


def _not_of_torchvision(source: Path, clause: str, detail: str = "") -> CheckpointError:
    return CheckpointError(
        f"{source} cannot be imported: {clause}; choose the state dict of a network of torchvision.",
        detail=detail,
    )


def _not_written(folder: Path, detail: str) -> CheckpointError:
    return CheckpointError(
        f"The folder {folder.parent} cannot be written; free some space or choose another place.",
        detail=detail,
    )


def _not_finite(source: Path, detail: str) -> CheckpointError:
    return CheckpointError(
        f"{source} holds weights that are not finite numbers, so it cannot detect; choose another.",
        detail=detail,
    )
