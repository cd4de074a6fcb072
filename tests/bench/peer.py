"""torchvision's RetinaNet in a plain loop of its own: how good it becomes, and when.

ResNet-18 from random weights, AdamW, batch 4, pictures of 640x480 as they are, flipped at random. Its time is counted
in its favour: as many seconds as its steps take at the pace of its quickest ones, so that what else a computer does in
an hour does not slow it down.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torchvision.models.detection import RetinaNet
from torchvision.models.detection.backbone_utils import resnet_fpn_backbone
from torchvision.ops.feature_pyramid_network import LastLevelP6P7

from retinanet_core.device import Compute, choose
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.types import Detections, ObjectClass
from tests.bench.material import BCCD_CLASSES, Picture, read_pixels
from tests.bench.report import machine, versions
from tests.bench.teach_runs import truth_of

RATE = 2e-4
WARM_UP_STEPS = 100
BATCH = 4
STEPS_APART = 20
"""Steps between two measurements on the test pictures; those do not count as its time."""

QUICKEST = 0.1
"""Part of its steps that are quicker than the pace at which all are counted."""

RECIPE = {
    "network": "torchvision RetinaNet, ResNet-18, random weights",
    "optimizer": "AdamW",
    "rate": RATE,
    "warm_up_steps": WARM_UP_STEPS,
    "batch": BATCH,
    "size": [640, 480],
}
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Point:
    """How good it is after some steps, on the test pictures; its seconds are those of its steps at its pace."""

    seconds: float
    steps: int
    ap50: float
    ap: float


@dataclass(frozen=True)
class Curve:
    """The points of one seed, in order.

    Attributes:
        reused: They were measured earlier, on this machine.
    """

    seed: int
    points: tuple[Point, ...]
    reused: bool = False

    def seconds_until(self, goal: float) -> float | None:
        """When it first reaches an AP50, straight lines between the points; None: never."""
        before = Point(0.0, 0, 0.0, 0.0)
        for point in self.points:
            if point.ap50 >= goal:
                share = (goal - before.ap50) / (point.ap50 - before.ap50)
                return before.seconds + share * (point.seconds - before.seconds)
            before = point
        return None

    def point_at(self, goal: float) -> Point:
        """The first point that reaches an AP50; the last one if none does."""
        return next((point for point in self.points if point.ap50 >= goal), self.points[-1])


def curve(
    train: Sequence[Picture],
    test: Sequence[Picture],
    *,
    seed: int,
    goal: float,
    limit: float,
    file: Path | None = None,
    tell: Callable[[str], object] = lambda line: None,
) -> Curve:
    """Train until an AP50 is reached or a time is over.

    Args:
        goal: AP50 on the test pictures.
        limit: Seconds of training.
        file: A curve in it that was measured on this machine today is taken instead; a new one is added to it.
        tell: Told each point as a line.

    Raises:
        SystemExit: The file was made on another machine, with other versions, or too long ago.
    """
    known = None if file is None else load(file, seed, goal)
    if known is not None:
        return known
    points, paces = [], list[float]()
    for point in train_and_measure(train, test, seed, paces):
        points.append(point)
        tell(f"  peer, seed {seed}: {point.seconds:.0f} s, {point.steps} steps, AP50 {point.ap50:.3f}")
        if point.ap50 >= goal or point.seconds >= limit:
            break
    made = Curve(seed, at_pace(points, paces))
    if file is not None:
        save(file, made)
    return made


def load(file: Path, seed: int, goal: float) -> Curve | None:
    """The curve of a seed that reaches an AP50, from a file; None if it is not there yet.

    Raises:
        SystemExit: The file was made on another machine, with other versions, or too long ago.
    """
    if not file.exists():
        return None
    kept = json.loads(file.read_text(encoding="utf-8"))
    if (kept["machine"], kept["versions"], kept["recipe"]) != (machine(), versions(), RECIPE):
        raise SystemExit(f"{file} was measured on another machine or with other versions: name another file.")
    if time.time() - kept["measured"] > _DAY_SECONDS:
        raise SystemExit(f"{file} was measured more than a day ago: name another file.")
    points = tuple(Point(**point) for point in kept["seeds"].get(str(seed), []))
    if not any(point.ap50 >= goal for point in points):
        return None
    return Curve(seed, points, reused=True)


def save(file: Path, made: Curve) -> None:
    """Add a curve to a file, which is made if need be."""
    facts: dict[str, Any] = {"machine": machine(), "versions": versions(), "recipe": RECIPE, "seeds": {}}
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else facts
    kept.setdefault("measured", time.time())
    kept["seeds"][str(made.seed)] = [asdict(point) for point in made.points]
    file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def at_pace(points: Sequence[Point], paces: Sequence[float]) -> tuple[Point, ...]:
    """Points with the seconds that their steps take at the pace of the quickest.

    Args:
        paces: Seconds of each step.
    """
    pace = float(np.quantile(paces, QUICKEST))
    return tuple(replace(point, seconds=round(pace * point.steps, 2)) for point in points)


def train_and_measure(
    train: Sequence[Picture], test: Sequence[Picture], seed: int, paces: list[float]
) -> Iterator[Point]:
    """Train for ever, measuring every few steps; `paces` takes the seconds of each step."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = make_model()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE)
    frames = [_tensors(picture) for picture in train]
    pictures = [_pixels(picture) for picture in test]
    order = list[int]()
    while True:
        model.train()
        for _ in range(STEPS_APART):
            started = time.perf_counter()
            while len(order) < BATCH:
                order += chance.sample(range(len(frames)), len(frames))
            batch, order = order[:BATCH], order[BATCH:]
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (len(paces) + 1) / WARM_UP_STEPS)
            step(model, optimizer, [_flipped(*frames[at], chance) for at in batch])
            paces.append(time.perf_counter() - started)
        result = measure(model, pictures, test)
        yield Point(round(sum(paces), 2), len(paces), result["ap50"] or 0.0, result["ap"] or 0.0)


def make_model() -> RetinaNet:
    """The detector, in the precision that ours trains in."""
    backbone = resnet_fpn_backbone(
        backbone_name="resnet18",
        weights=None,
        norm_layer=nn.BatchNorm2d,
        trainable_layers=5,
        returned_layers=[2, 3, 4],
        extra_blocks=LastLevelP6P7(256, 256),
    )
    model = RetinaNet(backbone, len(BCCD_CLASSES), min_size=480, max_size=640)
    compute = choose("cpu")
    model.backbone.forward = _in_precision(model.backbone.forward, compute)
    model.head.forward = _in_precision(model.head.forward, compute)
    return model


def step(model: RetinaNet, optimizer: torch.optim.Optimizer, batch: Sequence[tuple[Tensor, Any]]) -> None:
    """One step on pictures and their targets."""
    losses = model([picture for picture, _ in batch], [target for _, target in batch])
    optimizer.zero_grad(set_to_none=True)
    torch.autograd.backward(torch.stack(list(losses.values())).sum())
    optimizer.step()


@torch.inference_mode()
def measure(model: RetinaNet, pictures: Sequence[Tensor], test: Sequence[Picture]) -> dict[str, Any]:
    """`evaluate_detections` on the test pictures."""
    model.eval()
    found = []
    for picture in pictures:
        (answer,) = model([picture])
        boxes, scores, labels = (answer[key].numpy() for key in ("boxes", "scores", "labels"))
        found.append(Detections(boxes, scores, labels + 1))
    classes = [ObjectClass(number, name) for number, name in enumerate(BCCD_CLASSES, 1)]
    return evaluate_detections([truth_of(picture, BCCD_CLASSES) for picture in test], found, classes)


def _in_precision(forward: Callable[..., Any], compute: Compute) -> Callable[..., Any]:
    """The convolutions in the reduced precision, what leaves them in float32.

    A plain autocast around torchvision's model would round its anchors and boxes as well, to its harm.
    """

    def run(*inputs: Any) -> Any:
        with compute.autocast():
            answer = forward(*inputs)
        return type(answer)((name, value.float()) for name, value in answer.items())

    return run


def _pixels(picture: Picture) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(read_pixels(picture))).permute(2, 0, 1).float() / 255


def _tensors(picture: Picture) -> tuple[Tensor, Tensor, Tensor]:
    """Pixels (3, H, W), boxes (N, 4) and labels (N,) from 0."""
    truth = truth_of(picture, BCCD_CLASSES)
    return _pixels(picture), torch.from_numpy(truth.boxes), torch.from_numpy(truth.labels - 1)


def _flipped(
    picture: Tensor, boxes: Tensor, labels: Tensor, chance: random.Random
) -> tuple[Tensor, dict[str, Tensor]]:
    """A picture with its target, mirrored every other time."""
    if chance.random() < 0.5:
        width = picture.shape[2]
        picture = picture.flip(2)
        boxes = torch.stack((width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]), dim=1)
    return picture, {"boxes": boxes, "labels": labels}
