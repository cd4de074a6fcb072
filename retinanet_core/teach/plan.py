"""What to train, and how: from the number of frames, the start and the time given, in words as well."""

from __future__ import annotations

from dataclasses import dataclass

from retinanet_core.choices import LITE_BACKBONE

HEAD_RATE_FRESH = 1e-3
HEAD_RATE_TAUGHT = 5e-4
BACKBONE_FRACTION = 0.1

_FEW_FRAMES = 20
_LITE_LAST_STAGES = 2
_RESNET_LAST_STAGES = 2


@dataclass(frozen=True)
class Plan:
    """What a run trains.

    Attributes:
        backbone_stages: Last stages of the backbone that learn; the others stay as they are.
        learns_batch_norm: Only a backbone that starts from random weights measures its own statistics.
        head_rate, backbone_rate: Peak learning rates of AdamW.
        batch: Frames a step.
        sentence: The plan in words.
    """

    backbone_stages: int
    learns_batch_norm: bool
    head_rate: float
    backbone_rate: float
    batch: int
    sentence: str


def make_plan(
    frames: int, backbone: str, *, has_parent: bool, pretrained: bool, stages: int, minutes: float
) -> Plan:
    """The plan for a run.

    Args:
        frames: Frames to learn from.
        backbone: Its name.
        has_parent: It starts from a taught version.
        pretrained: The backbone starts from weights that know pictures.
        stages: How many stages the backbone has.
        minutes: Time given.
    """
    head_rate = HEAD_RATE_TAUGHT if has_parent else HEAD_RATE_FRESH
    if not pretrained:
        return Plan(
            stages,
            True,
            head_rate,
            head_rate,
            _batch(frames),
            f"Everything is trained from scratch on {_count(frames)}.",
        )
    last = _LITE_LAST_STAGES if backbone == LITE_BACKBONE else _RESNET_LAST_STAGES
    if frames < _FEW_FRAMES or minutes < 1:
        last = 0
    what = (
        "The heads and the pyramid are trained"
        if last == 0
        else "The heads, the pyramid and the last layers are trained"
    )
    return Plan(
        last, False, head_rate, head_rate * BACKBONE_FRACTION, _batch(frames), f"{what} on {_count(frames)}."
    )


def _batch(frames: int) -> int:
    return max(1, min(4, frames))


def _count(frames: int) -> str:
    return "1 frame" if frames == 1 else f"{frames} frames"
