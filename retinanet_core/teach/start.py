"""What a run starts from: a version, the published detector, the starter, or fresh heads on a backbone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import AUTO
from retinanet_core.config import preset
from retinanet_core.device import Compute
from retinanet_core.network.pretrained import has_imagenet
from retinanet_core.network.retinanet import RetinaNet, build
from retinanet_core.published.installed import COCO_MODEL, installed_model
from retinanet_core.shipped import starter_folder
from retinanet_core.teach.dataset import Manifest, ManifestFrame
from retinanet_core.teach.job import Job
from retinanet_core.teach.plan import Plan, do_not_fit_parts, make_plan
from retinanet_core.teach.upright import MIRRORED_SIDEWAYS

STARTER = "starter"
"""What versions that begin with the starter name as their parent."""


@dataclass(frozen=True)
class Start:
    """What a run starts from.

    Attributes:
        network: For the manifest's classes.
        info: What describes it.
        parent: The version that it was, if any.
        pretrained: Its backbone knows pictures.
    """

    network: RetinaNet
    info: ModelInfo
    parent: ModelInfo | None
    pretrained: bool


def start_of(run: Path, job: Job, manifest: Manifest, compute: Compute) -> Start:
    if job.parent is None:
        return _first_start(job, manifest, compute)
    network, parent = checkpoint.load(run / job.parent)
    network.change_classes(class_rows(parent, manifest))
    info = msgspec.structs.replace(
        parent, classes=manifest.classes, backbone_source="", created=0.0, calibration=None
    )
    return Start(network, info, parent, pretrained=True)


def _first_start(job: Job, manifest: Manifest, compute: Compute) -> Start:
    """A new detector; the preset coco starts from the published one where that was fetched."""
    name = suitable_preset(compute) if job.preset == AUTO else job.preset
    config = preset(name, job.backbone)
    info = ModelInfo(network=config, classes=manifest.classes, preset=name)
    published = installed_model(COCO_MODEL) if name == "coco" else None
    starter = starter_folder(name) if job.starter else None
    if starter is not None:
        network, _ = checkpoint.load(starter)
        network.change_classes([0] * len(manifest.classes))
        return Start(network, msgspec.structs.replace(info, parent=STARTER), None, pretrained=True)
    if published is None:
        network = build(config, len(manifest.classes))
        return Start(network, info, None, pretrained=has_imagenet(config.backbone))
    network, known = checkpoint.load(published)
    network.change_classes(_rows_by_name(known, manifest))
    info = msgspec.structs.replace(info, network=known.network, parent=COCO_MODEL)
    return Start(network, info, None, pretrained=True)


def suitable_preset(compute: Compute) -> str:
    """What a first version begins from: the large detector only where it is quick and knows something already."""
    has_graphics_card = compute.device.type != "cpu"
    return "coco" if has_graphics_card and installed_model(COCO_MODEL) is not None else "lite"


def _rows_by_name(known: ModelInfo, manifest: Manifest) -> list[int | None]:
    """As `class_rows`, for a detector whose ids are not the project's."""
    by_name = {c.name.casefold(): position for position, c in enumerate(known.classes)}
    return [by_name.get(c.name.casefold()) for c in manifest.classes]


def class_rows(parent: ModelInfo, manifest: Manifest) -> list[int | None]:
    """For each class of the manifest its position in the parent, by id, else by name; None for a new class.

    A class that the parent lacks goes on from one that was merged into it, if the parent knows such a one.
    An id means the same class in the manifest and the parent, whatever its name: a project keeps the ids of its
    classes, and a class that was renamed is still the same. A class of the parent that the manifest has under its id
    is therefore not given away by its old name. The ids of a detector from elsewhere mean nothing here, and nothing
    in it shows that: whoever makes it a parent first gives it the project's ids, as importing one into a project does
    (and as a run does for the published one, `_rows_by_name`).
    """
    by_id = {c.id: position for position, c in enumerate(parent.classes)}
    taken = {c.id for c in manifest.classes} | manifest.became.keys()
    by_name = {c.name: position for position, c in enumerate(parent.classes) if c.id not in taken}
    merged = {
        manifest.became[gone]: by_id[gone] for gone in sorted(manifest.became, reverse=True) if gone in by_id
    }
    return [by_id.get(c.id, merged.get(c.id, by_name.get(c.name))) for c in manifest.classes]


def under_ids_of(manifest: Manifest, parent: ModelInfo) -> ModelInfo:
    """The parent with the manifest's ids and names for the classes that are the same (`class_rows`).

    So that what it finds counts for the very classes whose weights go on from its own. Its other classes keep their
    ids, which the manifest has not; those that were merged count as `manifest.became` says.
    """
    classes = list(parent.classes)
    for item, row in zip(manifest.classes, class_rows(parent, manifest), strict=True):
        if row is not None:
            classes[row] = item
    return msgspec.structs.replace(parent, classes=tuple(classes))


def plan_of(
    start: Start, manifest: Manifest, job: Job, device: str = "cpu", *, upright: bool = False
) -> Plan:
    """The plan of a run; `upright`: its frames have an up and a down."""
    frames = manifest.learned(replay=job.replay)
    plan = make_plan(
        len(frames),
        start.info.network.backbone,
        has_parent=start.parent is not None,
        pretrained=start.pretrained,
        stages=len(start.network.backbone.stages()),
        minutes=job.minutes,
        device=device,
        large_objects=do_not_fit_parts(_sizes(frames)),
    )
    return replace(plan, sentence=f"{plan.sentence} {MIRRORED_SIDEWAYS}") if upright else plan


def _sizes(frames: Sequence[ManifestFrame]) -> NDArray[np.float32]:
    """(N, 2) sides of all boxes as shares of their frames' sides."""
    sides = [(f.boxes[:, 2:] - f.boxes[:, :2]) / np.array([f.width, f.height], np.float32) for f in frames]
    return np.concatenate(sides) if sides else np.zeros((0, 2), np.float32)
