"""The training loop: a network, frames, a plan and a deadline."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinanet_core.detect.preprocess import to_batch
from retinanet_core.device import Compute
from retinanet_core.errors import NonFiniteLossError
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.augment import View, random_view
from retinanet_core.teach.dataset import ManifestFrame, read_frame, scale_frame
from retinanet_core.teach.plan import Plan
from retinanet_core.teach.targets import AnchorTargets, FrameLabels, anchor_targets, batch_loss
from retinanet_core.types import Image

WARM_UP_STEPS = 40
CLIP_NORM = 5.0
WEIGHT_DECAY = 0.02
AVERAGE_DECAY = 0.99
NORMALISER_MOMENTUM = 0.9
_CACHE_BYTES = 2 << 30


@dataclass(frozen=True)
class StepReport:
    """What one step says: its number, its loss, and how much of the time is used (0..1)."""

    step: int
    loss: float
    fraction: float


class FrameCache:
    """Frames at the network's scale, kept in memory up to a limit, read again beyond it."""

    def __init__(self, frames: Sequence[ManifestFrame], network: RetinaNet) -> None:
        self._frames = frames
        self._config = network.config
        self._kept: dict[int, tuple[Image, NDArray[np.float32]]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._frames)

    def get(self, position: int) -> tuple[ManifestFrame, Image, NDArray[np.float32]]:
        """The frame, its scaled pixels, and the factor for its coordinates."""
        frame = self._frames[position]
        scaled = self._kept.get(position)
        if scaled is None:
            scaled = scale_frame(frame, read_frame(frame), self._config)
            if self._bytes + scaled[0].nbytes <= _CACHE_BYTES:
                self._kept[position] = scaled
                self._bytes += scaled[0].nbytes
        return frame, *scaled


class Trainer:
    """Fits a network to frames.

    Args:
        network: Trained in place; its averaged weights are read with `averaged`.
        frames: What to learn from, at least one.
        plan: What is trained, and how fast.
        compute: Device and precision.
        seed: Makes the order and the views repeatable.
    """

    def __init__(
        self, network: RetinaNet, frames: Sequence[ManifestFrame], plan: Plan, compute: Compute, seed: int
    ) -> None:
        self._network = network.to(compute.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._frames = FrameCache(frames, network)
        self._plan = plan
        self._compute = compute
        self._rng = np.random.default_rng(seed)
        self._normaliser = 0.0
        self._step = 0
        freeze(network, plan)
        self._optimizer = make_optimizer(network, plan)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        # Most gradients of the focal loss are too small for float16; the other precisions need no scaling.
        self._scaler = torch.amp.GradScaler(compute.device.type, enabled=compute.dtype == torch.float16)
        self._average = copy.deepcopy(network).eval()
        self._learnt = _learnt_pairs(self._average, network)

    def run(
        self, seconds: float, on_step: Callable[[StepReport], bool], *, max_steps: int | None = None
    ) -> None:
        """Train until the time is over, `max_steps` are done, or `on_step` returns False.

        Raises:
            NonFiniteLossError: The loss is NaN or infinite; weights and averages are as before that step.
        """
        self._network.train()
        start = time.monotonic()
        for positions in self._batches():
            fraction = min(1.0, (time.monotonic() - start) / seconds)
            if max_steps is not None:
                fraction = max(fraction, self._step / max_steps)
            if fraction >= 1:
                return
            self._set_rate(fraction)
            loss = self.step([self._view(position) for position in positions])
            if not on_step(StepReport(self._step, loss, fraction)):
                return

    def step(self, views: Sequence[tuple[View, bool]]) -> float:
        """One optimizer step on views and whether their frames are reviewed; returns the loss.

        Raises:
            NonFiniteLossError: Before anything is changed.
        """
        network, config = self._network, self._network.config
        batch = to_batch([view.image for view, _ in views], config, self._compute.device)
        anchors = anchors_for(batch.shape[2], batch.shape[3], config, self._compute.device)
        targets = [
            anchor_targets(anchors, _labels(view, reviewed, self._compute.device), network.classes)
            for view, reviewed in views
        ]
        with self._compute.autocast():
            logits, offsets = network(batch)
        class_loss, regression = batch_loss(
            logits, offsets, anchors, targets, self._normalise(targets), config.box_loss
        )
        loss = class_loss + regression
        value = float(loss.detach())
        if not math.isfinite(value):
            raise NonFiniteLossError(
                "Teaching stopped because its error became infinite; nothing was changed."
            )
        self._optimizer.zero_grad(set_to_none=True)
        self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]  # so in torch
        self._scaler.unscale_(self._optimizer)
        parameters = [p for group in self._optimizer.param_groups for p in group["params"]]
        norm = nn.utils.clip_grad_norm_(parameters, CLIP_NORM)
        if bool(torch.isfinite(norm)):  # a gradient that overflowed is skipped, the loss was fine
            self._scaler.step(self._optimizer)
        self._scaler.update()
        self._step += 1
        self._update_average()
        return value

    @property
    def averaged(self) -> RetinaNet:
        """The running average of the weights, ready for detection: better and steadier than the last step's."""
        return self._average

    def _batches(self) -> Iterator[list[int]]:
        """Positions of frames, each frame once before any comes again."""
        queue: list[int] = []
        while True:
            while len(queue) < self._plan.batch:
                queue += self._rng.permutation(len(self._frames)).tolist()
            yield queue[: self._plan.batch]
            queue = queue[self._plan.batch :]

    def _view(self, position: int) -> tuple[View, bool]:
        frame, image, factor = self._frames.get(position)
        view = random_view(
            image,
            frame.boxes * factor,
            frame.labels,
            frame.rejected * factor,
            frame.rejected_labels,
            self._rng,
            fill=tuple(255 * m for m in self._network.config.mean),
            upside_down=True,
        )
        return view, frame.reviewed

    def _normalise(self, targets: Sequence[AnchorTargets]) -> float:
        """A running mean of foreground anchors in a batch: one batch's count varies too much to divide by."""
        count = float(sum(t.foreground.numel() for t in targets))
        if self._normaliser == 0.0:  # also after first batches without boxes: they say nothing of the others
            self._normaliser = count
        self._normaliser += (1 - NORMALISER_MOMENTUM) * (count - self._normaliser)
        return self._normaliser

    def _set_rate(self, fraction: float) -> None:
        """Linear warm-up, then a cosine down to a hundredth over the time given."""
        warm = min(1.0, (self._step + 1) / WARM_UP_STEPS)
        cosine = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * fraction))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * warm * cosine

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(AVERAGE_DECAY, (1 + self._step) / (10 + self._step))
        for averaged, current in self._learnt:
            averaged.lerp_(current, 1 - decay)


def _learnt_pairs(average: RetinaNet, network: RetinaNet) -> list[tuple[Tensor, Tensor]]:
    """What training changes, in the average and in the network: what is frozen is equal for ever."""
    pairs = [
        (averaged.detach(), current.detach())
        for averaged, current in zip(average.parameters(), network.parameters(), strict=True)
        if current.requires_grad
    ]
    if network.learns_batch_norm:
        buffers = zip(average.buffers(), network.buffers(), strict=True)
        pairs += [(averaged, current) for averaged, current in buffers if current.is_floating_point()]
    return pairs


def freeze(network: RetinaNet, plan: Plan) -> None:
    """Let only the plan's last backbone stages, the pyramid and the heads learn; batch norm stays as measured."""
    network.learns_batch_norm = plan.learns_batch_norm
    network.requires_grad_(True)
    stages = network.backbone.stages()
    for stage in stages[: len(stages) - plan.backbone_stages]:
        stage.requires_grad_(False)
    if not plan.learns_batch_norm:
        for module in network.backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.requires_grad_(False)


def make_optimizer(network: RetinaNet, plan: Plan) -> torch.optim.AdamW:
    """AdamW in four groups: backbone and the rest, each with and without weight decay (none on norms and biases)."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            key = (name.startswith("backbone."), parameter.ndim > 1)
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": plan.backbone_rate if in_backbone else plan.head_rate,
                "weight_decay": WEIGHT_DECAY if decays else 0.0,
            }
            for (in_backbone, decays), parameters in groups.items()
        ]
    )


def _labels(view: View, reviewed: bool, device: torch.device) -> FrameLabels:
    def tensor(array: NDArray[np.float32] | NDArray[np.int64]) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(array)).to(device)

    return FrameLabels(
        boxes=tensor(view.boxes),
        labels=tensor(view.labels),
        rejected=tensor(view.rejected),
        rejected_labels=tensor(view.rejected_labels),
        ignored=tensor(view.ignored),
        reviewed=reviewed,
    )
