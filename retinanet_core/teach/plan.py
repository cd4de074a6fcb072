"""What to train, and how: from the frames, the start and the time given, in words as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from retinanet_core.choices import LITE_BACKBONE

HEAD_RATE_FRESH = 1e-3
HEAD_RATE_TAUGHT = 5e-4
BACKBONE_FRACTION = 0.1

_FEW_FRAMES = 20
_MANY_FRAMES = 100
_LITE_LAST_STAGES = 2
_RESNET_LAST_STAGES = 2
_PART = 0.5
_CPU_BATCH, _GPU_BATCH = 4, 8
_WHERE = {"cpu": "processor", "cuda": "graphics card", "mps": "graphics processor"}

Learns = Literal["outputs", "heads", "backbone"]


@dataclass(frozen=True)
class Phase:
    """A stretch of a run in which the same parts learn.

    Attributes:
        learns: `outputs`: only the last convolution of both heads, on features computed once. `heads`: heads and
            pyramid. `backbone`: also the last stages of the backbone.
        backbone_stages: Last stages of the backbone that learn; the others stay as they are.
        learns_batch_norm: Only a backbone that starts from random weights measures its own statistics.
        head_rate, backbone_rate: Peak learning rates of AdamW.
        batch: Views a step.
        canvas: Side of a view as a share of the frame's. Half sides cost a quarter: several times the steps.
        share: Part of the run's training time.
        sentence: What it does, in words.
    """

    learns: Learns
    backbone_stages: int
    learns_batch_norm: bool
    head_rate: float
    backbone_rate: float
    batch: int
    canvas: float = 1.0
    share: float = 1.0
    sentence: str = ""


@dataclass(frozen=True)
class Plan:
    """The phases of a run, in order, and the whole in words."""

    phases: tuple[Phase, ...]
    sentence: str


def make_plan(
    frames: int,
    backbone: str,
    *,
    has_parent: bool,
    pretrained: bool,
    stages: int,
    minutes: float,
    device: str = "cpu",
) -> Plan:
    """The plan for a run.

    Args:
        frames: Frames to learn from.
        backbone: Its name.
        has_parent: It starts from a taught version.
        pretrained: The backbone starts from weights that know pictures.
        stages: How many stages the backbone has.
        minutes: Time given.
        device: Kind of device: a graphics card computes many views at once nearly as fast as few.
    """
    batch = _batch(frames, device)
    circumstances = (
        f"on {_count(frames, 'frame')}, for {_minutes(minutes)} on the {_WHERE.get(device, device)}"
    )
    if not pretrained:
        return _from_scratch(stages, batch, circumstances)
    last = _LITE_LAST_STAGES if backbone == LITE_BACKBONE else _RESNET_LAST_STAGES
    rate = HEAD_RATE_TAUGHT if has_parent else HEAD_RATE_FRESH
    enough = _MANY_FRAMES if has_parent else _FEW_FRAMES
    deep = last if frames >= enough and minutes >= 1 else 0
    heads = Phase(
        learns="heads",
        backbone_stages=0,
        learns_batch_norm=False,
        head_rate=rate,
        backbone_rate=rate * BACKBONE_FRACTION,
        batch=batch,
        canvas=_PART,
        share=0.55 if deep else 0.8,
        sentence="The heads and the pyramid learn on parts of frames.",
    )
    phases = [heads]
    if has_parent:
        outputs = replace(
            heads,
            learns="outputs",
            canvas=1.0,
            share=0.15,
            sentence="The last layers learn on stored features.",
        )
        phases = [outputs, replace(heads, share=heads.share - outputs.share)]
    if deep:
        phases.append(
            replace(
                heads,
                learns="backbone",
                backbone_stages=deep,
                share=0.25,
                sentence="The last stages of the backbone learn as well, slowly.",
            )
        )
    ending = replace(phases[-1], canvas=1.0, share=0.0, sentence="The same on whole frames.")
    phases.append(replace(ending, share=1.0 - sum(phase.share for phase in phases)))
    what = "heads, the pyramid and the last stages of the backbone" if deep else "heads and the pyramid"
    first = "First the last layers, then the" if has_parent else "The"
    return Plan(tuple(phases), f"{first} {what} are trained {circumstances}.")


def _from_scratch(stages: int, batch: int, circumstances: str) -> Plan:
    parts = Phase(
        learns="backbone",
        backbone_stages=stages,
        learns_batch_norm=True,
        head_rate=HEAD_RATE_FRESH,
        backbone_rate=HEAD_RATE_FRESH,
        batch=batch,
        canvas=_PART,
        share=0.7,
        sentence="Everything learns, on parts of frames.",
    )
    whole = replace(parts, canvas=1.0, share=0.3, sentence="Everything learns, on whole frames.")
    return Plan((parts, whole), f"Everything is trained from scratch {circumstances}.")


def _batch(frames: int, device: str) -> int:
    return max(1, min(_CPU_BATCH if device == "cpu" else _GPU_BATCH, frames))


def _minutes(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:g} minutes"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
