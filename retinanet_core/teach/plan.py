"""What to train, and how: from the frames, the start and the time given, in words as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from retinanet_core.choices import LITE_BACKBONE

HEAD_RATE_FRESH = 1e-3
HEAD_RATE_TAUGHT = 5e-4
BACKBONE_FRACTION = 0.1

_FEW_FRAMES = 20
_MANY_FRAMES = 100
_LITE_LAST_STAGES = 2
_RESNET_LAST_STAGES = 2
_PART = 0.5
_LARGE_SHARE = 0.05
_OUTPUTS_SHARE = 0.15
_DEEP_SHARE = 0.4
_WHOLE_SHARE = 0.25
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
    large_objects: bool = False,
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
        large_objects: Some do not fit into parts of frames (`do_not_fit_parts`): the last steps see whole frames.
    """
    batch = _batch(frames, device)
    circumstances = (
        f"on {_count(frames, 'frame')}, for {_minutes(minutes)} on the {_WHERE.get(device, device)}"
    )
    ending = _WHOLE_SHARE if large_objects else 0.0
    if not pretrained:
        return _from_scratch(stages, batch, ending, circumstances)
    last = _LITE_LAST_STAGES if backbone == LITE_BACKBONE else _RESNET_LAST_STAGES
    rate = HEAD_RATE_TAUGHT if has_parent else HEAD_RATE_FRESH
    enough = _MANY_FRAMES if has_parent else _FEW_FRAMES
    deep = last if frames >= enough and minutes >= 1 else 0
    first = _OUTPUTS_SHARE if has_parent else 0.0
    late = _DEEP_SHARE * (1 - ending) if deep else 0.0
    heads = Phase(
        learns="heads",
        backbone_stages=0,
        learns_batch_norm=False,
        head_rate=rate,
        backbone_rate=rate * BACKBONE_FRACTION,
        batch=batch,
        canvas=_PART,
        share=1 - first - late - ending,
        sentence="The heads and the pyramid learn on parts of frames.",
    )
    outputs = replace(
        heads,
        learns="outputs",
        canvas=1.0,
        share=first,
        sentence="The last layers learn on stored features.",
    )
    deeper = replace(
        heads,
        learns="backbone",
        backbone_stages=deep,
        share=late,
        sentence="The last stages of the backbone learn as well, slowly.",
    )
    whole = _on_whole_frames(deeper if deep else heads, ending)
    what = "heads, the pyramid and the last stages of the backbone" if deep else "heads and the pyramid"
    sentence = f"The {what} are trained {circumstances}."
    if has_parent:
        sentence = f"First the last layers, then the {what} are trained {circumstances}."
    return Plan(_taking_time(outputs, heads, deeper, whole), sentence)


def do_not_fit_parts(sizes: NDArray[np.float32]) -> bool:
    """Whether enough objects are larger than a part of their frame to be learned from whole frames as well.

    Args:
        sizes: (N, 2) width and height of each box, as shares of its frame's.
    """
    return bool(len(sizes)) and float((sizes > _PART).any(axis=1).mean()) >= _LARGE_SHARE


def _on_whole_frames(phase: Phase, share: float) -> Phase:
    return replace(phase, canvas=1.0, share=share, sentence="The same on whole frames.")


def _taking_time(*phases: Phase) -> tuple[Phase, ...]:
    return tuple(phase for phase in phases if phase.share > 0)


def _from_scratch(stages: int, batch: int, ending: float, circumstances: str) -> Plan:
    parts = Phase(
        learns="backbone",
        backbone_stages=stages,
        learns_batch_norm=True,
        head_rate=HEAD_RATE_FRESH,
        backbone_rate=HEAD_RATE_FRESH,
        batch=batch,
        canvas=_PART,
        share=1 - ending,
        sentence="Everything learns, on parts of frames.",
    )
    phases = _taking_time(parts, _on_whole_frames(parts, ending))
    return Plan(phases, f"Everything is trained from scratch {circumstances}.")


def _batch(frames: int, device: str) -> int:
    return max(1, min(_CPU_BATCH if device == "cpu" else _GPU_BATCH, frames))


def _minutes(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:g} minutes"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
