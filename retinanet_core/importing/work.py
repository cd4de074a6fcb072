"""What the child does, described so that the parent can name it without importing torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retinanet_core.importing.child import limit_memory
from retinanet_core.importing.container import Kind, kind_of

BACKBONE_NAME = "backbone.safetensors"


@dataclass(frozen=True, kw_only=True)
class DetectorJob:
    """Make a model folder of a detector's weights.

    Attributes:
        source: The weights.
        folder: An empty folder, to be filled.
        names: A name for each class row, None for a row to drop; None: torchvision's names, or numbers.
        norm_eps: Epsilon of the backbone's batch norms; None: as `jobs.import_weights` says.
        memory: Bytes that may be taken beyond what torch itself takes.
    """

    source: Path
    folder: Path
    names: tuple[str | None, ...] | None
    norm_eps: float | None
    memory: int


@dataclass(frozen=True, kw_only=True)
class BackboneJob:
    """Make a file named `BACKBONE_NAME` of an ImageNet classifier's weights.

    Attributes:
        source: The weights.
        folder: An empty folder, to be filled.
        backbone: One of `config.RESNETS`.
        memory: Bytes that may be taken beyond what torch itself takes.
    """

    source: Path
    folder: Path
    backbone: str
    memory: int


def make_model(job: DetectorJob) -> None:
    """Carry the job out.

    Raises:
        CheckpointError: The file is refused, or the folder cannot be written.
    """
    kind = _prepare(job)
    from retinanet_core.importing import converting

    converting.make_model(job, kind)


def make_backbone(job: BackboneJob) -> None:
    """Carry the job out.

    Raises:
        CheckpointError: The file is refused, or the folder cannot be written.
    """
    kind = _prepare(job)
    from retinanet_core.importing import converting

    converting.make_backbone(job, kind)


def _prepare(job: DetectorJob | BackboneJob) -> Kind:
    """Look at the file before torch is imported, and limit the memory after: what torch takes does not count."""
    kind = kind_of(job.source)
    import torch

    import retinanet_core.importing.converting  # noqa: F401  (with all that it imports)

    torch.set_num_threads(1)  # the stack of every other thread would count
    limit_memory(job.memory)
    return kind
