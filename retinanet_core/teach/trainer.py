"""The training loop: a network, frames, a phase of a plan and a deadline."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

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
from retinanet_core.teach.balance import Balance
from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.features import StoredFeatures
from retinanet_core.teach.frame_cache import FrameCache
from retinanet_core.teach.learning import freeze, learnt_names, learnt_pairs, make_optimizer
from retinanet_core.teach.marks import Marks
from retinanet_core.teach.plan import Phase
from retinanet_core.teach.sampler import Sampler
from retinanet_core.teach.targets import AnchorTargets, FrameLabels, anchor_targets, batch_loss
from retinanet_core.teach.teacher import Teacher

WARM_UP_STEPS = 40
CLIP_NORM = 5.0
AVERAGE_DECAY = 0.99
LONGEST_FAILURE = 10
"""Steps in a row whose loss is not finite: after these training ends."""

WEAK_BACKGROUND = 0.5
"""How much what nobody looked at counts as background for a class that nobody looked for on any frame: without any
background a detector would say yes everywhere."""

ENOUGH_ASKED = 10
"""Frames on which somebody looked for a class that make this guess needless: it becomes less with each of them."""

TAUGHT_BACKGROUND = 0.5
"""The same where the version before knows the class and finds nothing: without it new classes, taught on frames that
say nothing of the old ones, make the old ones turn up everywhere."""

_VIEWS_OF_A_FRAME = 4
"""How many views of each frame are stored, at most and on average."""

_SMALLEST_PART = 192
"""Pixels; smaller parts of frames say little of their surroundings."""

Clock = Callable[[], float]


@dataclass(frozen=True)
class StepReport:
    """What one step says: its number, its loss, and how much of the time is used (0..1)."""

    step: int
    loss: float
    fraction: float


class Trainer:
    """Fits a network to frames, phase by phase.

    Args:
        network: Trained in place; its averaged weights are read with `averaged`.
        frames: What to learn from, at least one.
        phase: What is trained, and how fast; another one begins with `enter`.
        compute: Device and precision.
        seed: Makes the order and the views repeatable.
        teacher: Says what is where nobody looked.
        replay: Also learn from frames that have not changed since the version before.
        upright: The frames have an up and a down, so that they are mirrored only sideways.
        unknown_is_background: What nobody looked at is background (only to show what that does).
    """

    def __init__(
        self,
        network: RetinaNet,
        frames: Sequence[ManifestFrame],
        phase: Phase,
        compute: Compute,
        seed: int,
        *,
        teacher: Teacher | None = None,
        replay: bool = True,
        upright: bool = False,
        unknown_is_background: bool = False,
    ) -> None:
        self._network = network.to(compute.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._frames = FrameCache(frames, network.config, teacher)
        self._compute = compute
        self._rng = np.random.default_rng(seed)
        self._sampler = Sampler(frames, network.classes, self._rng, replay=replay) if frames else None
        self._weak = _weak(frames, network.classes, teacher)
        self._upright = upright
        self._unknown_is_background = unknown_is_background
        self._step = 0
        self._optimizer = make_optimizer(network)
        # Most gradients of the focal loss are too small for float16; the other precisions need no scaling.
        self._scaler = torch.amp.GradScaler(compute.device.type, enabled=compute.dtype == torch.float16)
        self._average = copy.deepcopy(network).eval()
        self._touched: set[str] = set()
        self.enter(phase)

    def enter(self, phase: Phase) -> None:
        """Begin a phase: from now on its parts learn, at its rates."""
        self._phase = phase
        self._warm = 0
        self._balance = Balance(self._network.classes)
        freeze(self._network, phase)
        for group in self._optimizer.param_groups:
            group["peak"] = phase.backbone_rate if group["in_backbone"] else phase.head_rate
            group["lr"] = group["peak"]
        self._learnt = learnt_pairs(self._average, self._network)
        self._touched |= learnt_names(self._network)
        self._features: StoredFeatures | None = None

    def run(
        self,
        seconds: float,
        on_step: Callable[[StepReport], bool],
        *,
        max_steps: int | None = None,
        span: tuple[float, float] = (0.0, 1.0),
        clock: Clock = time.monotonic,
        go_on: Callable[[], bool] = lambda: True,
    ) -> bool:
        """Train until the time is over, `max_steps` are done in all, or `on_step` returns False.

        Args:
            seconds: For this phase.
            on_step: Told after each step.
            max_steps: Number of the last step.
            span: Which part of the run this phase is, from 0 to 1, for the fraction and the learning rate.
            clock: Seconds, not counting pauses.
            go_on: Asked while features are computed and after a step that had to be left out; False ends it.

        Returns:
            Whether it went on to the end.

        Raises:
            NonFiniteLossError: The loss was NaN or infinite `LONGEST_FAILURE` times in a row; weights and averages
                are as before.
        """
        assert self._sampler is not None
        self._network.train()
        start = clock()
        failures = 0
        if self._phase.learns == "outputs":
            self._store_features(start + seconds / 3, clock, go_on)
        while True:
            done = (clock() - start) / seconds if seconds > 0 else 1.0
            if max_steps is not None:
                done = max(done, self._step / max_steps)
            if done >= 1:
                return True
            fraction = span[0] + done * (span[1] - span[0])
            self._set_rate(fraction)
            try:
                loss = self._next_step(self._sampler)
            except NonFiniteLossError:  # that step is left out
                failures += 1
                if failures >= LONGEST_FAILURE:
                    raise
                if not go_on():
                    return False
                continue
            failures = 0
            if not on_step(StepReport(self._step, loss, fraction)):
                return False

    def _next_step(self, sampler: Sampler) -> float:
        if self._features is not None:
            return self._step_on_features(self._features)
        return self.step([self._view(position) for position in sampler.batch(self._phase.batch)])

    def step(self, views: Sequence[tuple[View, bool | NDArray[np.bool_]]]) -> float:
        """One optimizer step on views, and for which classes their frames are reviewed; returns the loss.

        Raises:
            NonFiniteLossError: Before anything is changed.
        """
        network, config = self._network, self._network.config
        batch = to_batch([view.image for view, _ in views], config, self._compute.device)
        anchors = anchors_for(batch.shape[2], batch.shape[3], config, self._compute.device)
        targets = [
            anchor_targets(anchors, self._labels(view.marks, reviewed), network.classes)
            for view, reviewed in views
        ]
        with self._compute.autocast():
            logits, offsets = network(batch)
        self._balance.follow(targets)
        return self._learn(self._loss(logits, offsets, anchors, targets))

    def _step_on_features(self, features: StoredFeatures) -> float:
        """One optimizer step of the output layers."""
        items = features.draw(self._rng, self._phase.batch)
        self._balance.follow([item.targets for item in items])
        loss = torch.zeros((), device=self._compute.device)
        for item in items:
            with self._compute.autocast():
                logits, offsets = item.predict(self._network)
            loss = loss + self._loss(logits, offsets, item.anchors, [item.targets])
        return self._learn(loss)

    def _loss(self, logits: Tensor, offsets: Tensor, anchors: Tensor, targets: list[AnchorTargets]) -> Tensor:
        class_loss, regression = batch_loss(
            logits,
            offsets,
            anchors,
            targets,
            self._balance.normaliser,
            self._network.config.box_loss,
            self._balance.emphasis(),
        )
        return class_loss + regression

    def _learn(self, loss: Tensor) -> float:
        """Backward, clip, step, average."""
        value = float(loss.detach())
        if not math.isfinite(value):
            raise NonFiniteLossError(
                "Teaching stopped because its error became infinite; nothing was changed. Teach again, or from an "
                "earlier version."
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
        self._warm += 1
        self._update_average()
        return value

    @property
    def averaged(self) -> RetinaNet:
        """The running average of the weights, ready for detection: better and steadier than the last step's."""
        return self._average

    @property
    def steps(self) -> int:
        """Steps done in all phases."""
        return self._step

    def shrink(self) -> None:
        """Give up what only saves time, because memory is short."""
        self._frames.shrink()
        if self._features is not None:
            self._features.shrink()

    def end(self) -> None:
        """Give up everything but the averaged weights: no step follows."""
        self._frames.shrink()
        self._features = None

    def state(self) -> dict[str, Any]:
        """All that a trainer for the same frames needs to go on from here (`restore`)."""
        return {
            "network": _some(self._network, self._touched),
            "average": _some(self._average, self._touched),
            "optimizer": self._optimizer.state_dict(),
            "scaler": self._scaler.state_dict(),
            "balance": self._balance.state(),
            "step": self._step,
            "warm": self._warm,
            "sampler": None if self._sampler is None else self._sampler.state(),
            "rng": self._rng.bit_generator.state,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state, after `enter` with the phase it was made in."""
        self._touched |= state["network"].keys()
        self._network.load_state_dict(state["network"], strict=False)
        self._average.load_state_dict(state["average"], strict=False)
        self._optimizer.load_state_dict(state["optimizer"])
        self._scaler.load_state_dict(state["scaler"])
        self._balance.restore(state["balance"])
        self._step, self._warm = int(state["step"]), int(state["warm"])
        if self._sampler is not None:
            self._sampler.restore(state["sampler"])
        self._rng.bit_generator.state = state["rng"]

    def _view(self, position: int) -> tuple[View, NDArray[np.bool_]]:
        frame, image, marks = self._frames.get(position)
        view = random_view(
            image,
            marks,
            self._rng,
            fill=tuple(255 * m for m in self._network.config.mean),
            upside_down=not self._upright,
            canvas=self._canvas(image),
        )
        return view, frame.asked(self._network.classes)

    def _canvas(self, image: NDArray[np.uint8]) -> tuple[int, int] | None:
        height, width = image.shape[:2]
        if self._phase.canvas >= 1 or min(height, width) * self._phase.canvas < _SMALLEST_PART:
            return None
        return _multiple(width * self._phase.canvas), _multiple(height * self._phase.canvas)

    def _store_features(self, until: float, clock: Clock, go_on: Callable[[], bool]) -> None:
        assert self._sampler is not None
        features = self._features = StoredFeatures(self._network, self._compute)
        most = max(self._phase.batch, _VIEWS_OF_A_FRAME * len(self._frames))
        # Before the first one there is nothing to learn from; that one is stored however short memory is.
        while not len(features) or (
            go_on() and clock() < until and features.has_room and len(features) < most
        ):
            view, reviewed = self._view(self._sampler.batch(1)[0])
            features.add(view.image, partial(self._targets, view, reviewed))

    def _targets(self, view: View, reviewed: NDArray[np.bool_], anchors: Tensor) -> AnchorTargets:
        return anchor_targets(anchors, self._labels(view.marks, reviewed), self._network.classes)

    def _labels(self, marks: Marks, reviewed: bool | NDArray[np.bool_]) -> FrameLabels:
        def tensor(array: NDArray[Any]) -> Tensor:
            return torch.from_numpy(np.ascontiguousarray(array)).to(self._compute.device)

        asked = np.broadcast_to(reviewed, (self._network.classes,))
        return FrameLabels(
            boxes=tensor(marks.boxes),
            labels=tensor(marks.labels),
            rejected=tensor(marks.rejected),
            rejected_labels=tensor(marks.rejected_labels),
            ignored=tensor(marks.ignored),
            reviewed=tensor(asked | self._unknown_is_background),
            soft=tensor(marks.soft),
            soft_labels=tensor(marks.soft_labels),
            soft_weights=tensor(marks.soft_weights),
            doubtful=tensor(marks.doubtful),
            doubtful_labels=tensor(marks.doubtful_labels),
            weak=tensor(np.where(asked, 0.0, self._weak).astype(np.float32)),
        )

    def _set_rate(self, fraction: float) -> None:
        """Linear warm-up in each phase, and a cosine down to a hundredth over the time of all of them."""
        warm = min(1.0, (self._warm + 1) / WARM_UP_STEPS)
        cosine = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * fraction))
        for group in self._optimizer.param_groups:
            group["lr"] = group["peak"] * warm * cosine

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(AVERAGE_DECAY, (1 + self._step) / (10 + self._step))
        for averaged, current in self._learnt:
            averaged.lerp_(current, 1 - decay)


def _some(network: RetinaNet, names: set[str]) -> dict[str, Tensor]:
    return {name: value for name, value in network.state_dict().items() if name in names}


def _multiple(side: float) -> int:
    return max(32, round(side / 32) * 32)


def _weak(frames: Sequence[ManifestFrame], classes: int, teacher: Teacher | None) -> NDArray[np.float64]:
    """(K,) weight of unlooked-at background for each class.

    The less, the more frames say what is background; more for a class of which the version before says it.
    """
    asked = np.full(classes, 0.0 if frames else ENOUGH_ASKED)
    for frame in frames:
        asked += frame.asked(classes)
    weak = WEAK_BACKGROUND * np.maximum(0.0, 1 - asked / ENOUGH_ASKED)
    return weak if teacher is None else np.where(teacher.known, np.maximum(weak, TAUGHT_BACKGROUND), weak)
