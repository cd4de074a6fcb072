"""What the JSON beside an exported model says of its calibration: the file itself gives raw scores."""

from __future__ import annotations

from typing import Any

from retinanet_core.calibration import EDGE, Calibration, Line, Steps
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import MIN_SCORE

_RULE = (
    "Of what is left at the very end, with scores cut to edge .. 1 - edge, by the curve of its class. line: calibrated "
    "= 1 / (1 + exp(-(slope * ln(score / (1 - score)) + shift))). steps: straight between the points (scores[i], "
    "shares[i]). Then drop scores up to min_score, and put the best first again."
)


def raw_min_score(info: ModelInfo) -> float:
    """The raw score up to which a detector drops at once what it finds."""
    return MIN_SCORE if info.calibration is None else info.calibration.raw_threshold(MIN_SCORE)


def describe_calibration(calibration: Calibration | None) -> dict[str, Any] | None:
    """How raw scores become those that the program shows; None where they stay as they are.

    Apply it to the detections of the exported model after suppression: `rule` says how, `curves` has one for each
    class in their order. A "line" has slope and shift between logits, "steps" have points (scores, shares) from
    (0, 0) to (1, 1). Raw scores have to be looked at from `raw_min_score` (`selection.min_score`, torchvision's
    `score_thresh`) on, or some whose calibrated score is above `min_score` are missing.
    """
    if calibration is None:
        return None
    return {
        "curves": [_curve(curve) for curve in calibration.curves],
        "edge": EDGE,
        "min_score": MIN_SCORE,
        "raw_min_score": calibration.raw_threshold(MIN_SCORE),
        "rule": _RULE,
    }


def _curve(curve: Line | Steps) -> dict[str, Any]:
    if isinstance(curve, Line):
        return {"kind": "line", "slope": curve.slope, "shift": curve.shift}
    return {"kind": "steps", "scores": [0.0, *curve.scores, 1.0], "shares": [0.0, *curve.shares, 1.0]}
