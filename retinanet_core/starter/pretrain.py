"""Teaches a detector's pyramid and heads that something is there, on drawn scenes; its backbone stays as it is.

Each anchor learns whether it has an object, of whatever kind, and which box (focal loss and GIoU, as in teaching).
Beside that, where an object is, a linear layer on the class tower tells its traits (`scenes.TRAITS`): colour, shape,
size. That layer is thrown away; it is there so that the tower keeps what classes are later told apart by.
"""

from __future__ import annotations

import copy
import io
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the usual name)
from torch.utils.data import DataLoader, Dataset

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import LITE_BACKBONE
from retinanet_core.config import preset
from retinanet_core.detect.preprocess import to_batch
from retinanet_core.device import Compute
from retinanet_core.files import write_atomically
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.backbone_lite import PACKAGE
from retinanet_core.network.retinanet import RetinaNet, build
from retinanet_core.starter.scenes import TRAITS, Scene, draw_scene
from retinanet_core.teach.targets import AnchorTargets, FrameLabels, anchor_targets, batch_loss
from retinanet_core.types import ObjectClass

RATE = 1e-3
WEIGHT_DECAY = 0.02
WARM_UP_STEPS = 300
CLIP_NORM = 5.0
AVERAGE_DECAY = 0.999
TRAIT_WEIGHT = 0.5

SIDES = (320, 448, 640)
SIDES_OFTEN = (0.6, 0.25, 0.15)
"""Sides of scenes in pixels, and how often: small ones are quick, large ones have large objects and many."""

PIXELS = 4 * 320 * 320
"""Of a batch."""

STATE_NAME = "state.pt"
_SAVE_SECONDS = 120.0
_NORMALISER_MOMENTUM = 0.98


class Batches(Dataset[list[Scene]]):
    """Batches of scenes by their number; the same seed and number give the same scenes."""

    def __init__(self, seed: int, first: int) -> None:
        self._seed, self._first = seed, first

    def __len__(self) -> int:
        return 2**31 - self._first

    def __getitem__(self, number: int) -> list[Scene]:
        rng = np.random.default_rng((self._seed, self._first + number))
        side = int(rng.choice(SIDES, p=SIDES_OFTEN))
        return [draw_scene(rng, side, side) for _ in range(max(1, PIXELS // side**2))]


class Pretraining:
    """A network that learns from drawn scenes, and what it needs to go on after a break.

    Args:
        preset_name: Shape of the network.
        steps: In all, over all sittings; the learning rate falls to nothing by then.
    """

    def __init__(self, preset_name: str, seed: int, steps: int, compute: Compute) -> None:
        torch.manual_seed(seed)
        self.preset, self.seed, self.steps = preset_name, seed, steps
        self.compute = compute
        self.network = build(preset(preset_name), 1)
        self.network.to(compute.device, memory_format=torch.channels_last)  # type: ignore[call-overload]  # so in torch
        self.network.backbone.requires_grad_(False)
        self.average = copy.deepcopy(self.network).eval()
        self.traits = nn.Linear(self.network.config.channels, len(TRAITS)).to(compute.device)
        self.network.train()
        self.network.backbone.eval()
        learnt = [p for p in [*self.network.parameters(), *self.traits.parameters()] if p.requires_grad]
        decays = [{"params": [p for p in learnt if p.ndim > 1], "weight_decay": WEIGHT_DECAY}]
        self.optimizer = torch.optim.AdamW(
            [*decays, {"params": [p for p in learnt if p.ndim <= 1], "weight_decay": 0.0}], lr=RATE
        )
        self.step, self.spent, self.normaliser = 0, 0.0, 0.0

    @property
    def complete(self) -> bool:
        """All steps are done."""
        return self.step >= self.steps

    def learn(self, scenes: list[Scene]) -> dict[str, float]:
        """One step; the losses."""
        network, config = self.network, self.network.config
        batch = to_batch([scene.image for scene in scenes], config, self.compute.device)
        anchors = anchors_for(batch.shape[2], batch.shape[3], config, self.compute.device)
        targets = [targets_of(scene, anchors) for scene in scenes]
        with self.compute.autocast():
            with torch.no_grad():
                features = network.backbone(batch)
            levels = network.pyramid(features)
            towers = [network.class_head.tower(level) for level in levels]
            logits = torch.cat(network.class_head.outputs_of(towers), dim=1)
            offsets = torch.cat(network.box_head(levels), dim=1)
        positives = sum(target.positives for target in targets)
        self.normaliser = positives if not self.step else self.normaliser
        self.normaliser += (1 - _NORMALISER_MOMENTUM) * (positives - self.normaliser)
        class_loss, regression = batch_loss(
            logits, offsets, anchors, targets, self.normaliser, config.box_loss
        )
        trait_loss = self._trait_loss(towers, targets, scenes)
        loss = class_loss + regression + TRAIT_WEIGHT * trait_loss
        self._descend(loss)
        return {
            "class": float(class_loss.detach()),
            "box": float(regression.detach()),
            "traits": float(trait_loss.detach()),
        }

    def _trait_loss(self, towers: list[Tensor], targets: list[AnchorTargets], scenes: list[Scene]) -> Tensor:
        """Of each anchor that has an object, from the class tower at its place."""
        places = torch.cat([tower.flatten(2).transpose(1, 2) for tower in towers], dim=1)  # (B, places, C)
        shared = self.network.config.anchors_per_location
        loss = self.traits.weight.sum() * 0.0
        count = 0
        for row, target, scene in zip(places, targets, scenes, strict=True):
            if len(target.foreground):
                boxes, traits = (
                    torch.from_numpy(item).to(target.boxes) for item in (scene.boxes, scene.traits)
                )
                objects = (target.boxes[:, None] == boxes).all(dim=2).int().argmax(dim=1)
                wanted = traits[objects]
                said = self.traits(row[target.foreground // shared].float())
                loss = loss + F.binary_cross_entropy_with_logits(said, wanted, reduction="sum")
                count += wanted.numel()
        return loss / max(1, count)

    def _descend(self, loss: Tensor) -> None:
        fraction = min(1.0, self.step / self.steps)
        warm = min(1.0, (self.step + 1) / WARM_UP_STEPS)
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * fraction)))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # so in torch
        learnt = [p for group in self.optimizer.param_groups for p in group["params"]]
        norm = nn.utils.clip_grad_norm_(learnt, CLIP_NORM)
        if bool(torch.isfinite(norm)):
            self.optimizer.step()
        self.step += 1
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for averaged, current in zip(self.average.parameters(), self.network.parameters(), strict=True):
                if current.requires_grad:
                    averaged.lerp_(current, 1 - decay)

    def save(self, folder: Path) -> None:
        """Keep all that is needed to go on."""
        state = {
            "network": _learnt(self.network),
            "average": _learnt(self.average),
            "traits": self.traits.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "counts": {"step": self.step, "spent": self.spent, "normaliser": self.normaliser},
        }
        stream = io.BytesIO()
        torch.save(state, stream)
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / STATE_NAME, stream.getvalue())

    def restore(self, folder: Path) -> bool:
        """Go on from what `save` kept; False if there is nothing."""
        if not (folder / STATE_NAME).exists():
            return False
        state = torch.load(folder / STATE_NAME, map_location=self.compute.device, weights_only=True)
        self.network.load_state_dict(state["network"], strict=False)
        self.average.load_state_dict(state["average"], strict=False)
        self.traits.load_state_dict(state["traits"])
        self.optimizer.load_state_dict(state["optimizer"])
        counts = state["counts"]
        self.step, self.spent, self.normaliser = int(counts["step"]), counts["spent"], counts["normaliser"]
        return True

    def export(self, folder: Path, recipe: dict[str, Any]) -> None:
        """Write the averaged weights as a model folder with one class, `object`, in half precision."""
        packaged = self.network.config.backbone == LITE_BACKBONE
        info = ModelInfo(
            network=self.network.config,
            classes=(ObjectClass(1, "object"),),
            preset=self.preset,
            backbone_source=PACKAGE if packaged else "",
            recipe=recipe | {"steps": self.step, "seconds": round(self.spent), "seed": self.seed},
        )
        checkpoint.save(folder, self.average, info, half=True)


def targets_of(scene: Scene, anchors: Tensor) -> AnchorTargets:
    """What the anchors answer for a scene: it is known whole, but for what is doubtful."""
    boxes, doubtful = (torch.from_numpy(rects).to(anchors) for rects in (scene.boxes, scene.doubtful))
    labels = torch.zeros(len(boxes), dtype=torch.int64, device=anchors.device)
    nothing = boxes[:0]
    known = FrameLabels(
        boxes=boxes,
        labels=labels,
        rejected=nothing,
        rejected_labels=labels[:0],
        ignored=doubtful,
        reviewed=True,
        soft=nothing,
        soft_labels=labels[:0],
        soft_weights=boxes.new_zeros(0),
        doubtful=doubtful,
        doubtful_labels=torch.zeros(len(doubtful), dtype=torch.int64, device=anchors.device),
    )
    return anchor_targets(anchors, known, 1)


def _learnt(network: RetinaNet) -> dict[str, Tensor]:
    return {key: value for key, value in network.state_dict().items() if not key.startswith("backbone.")}


@dataclass(frozen=True)
class Progress:
    """What a sitting tells now and then."""

    step: int
    spent: float
    losses: dict[str, float]


def sit(
    training: Pretraining,
    folder: Path,
    *,
    workers: int,
    tell: Callable[[Progress], object],
    sitting_seconds: float = math.inf,
) -> bool:
    """Train until all steps are done or this sitting's time is over; what was learnt is kept in the folder meanwhile.

    Args:
        workers: Processes that draw scenes; 0 draws them in this one.

    Returns:
        Whether it is complete.
    """
    if training.complete:
        return True
    began = last = saved = time.monotonic()
    recent: list[dict[str, float]] = []
    for scenes in _batches(training, workers):
        recent.append(training.learn(scenes))
        now = time.monotonic()
        training.spent += now - last
        last = now
        over = training.complete or now - began >= sitting_seconds
        if over or now - saved >= _SAVE_SECONDS:
            training.save(folder)
            saved = now
            means = {name: float(np.mean([losses[name] for losses in recent])) for name in recent[0]}
            tell(Progress(training.step, training.spent, means))
            recent.clear()
        if over:
            break
    return training.complete


def _batches(training: Pretraining, workers: int) -> Iterator[list[Scene]]:
    data = Batches(training.seed, training.step)
    context = "spawn" if workers else None
    return iter(
        DataLoader(
            data,
            batch_size=None,
            num_workers=workers,
            multiprocessing_context=context,
            prefetch_factor=4 if workers else None,
        )
    )
