"""How well anchors fit the boxes of a project, and which would fit better. Imports no torch."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from retinanet_core.config import NetworkConfig

STRIDES = (8, 16, 32, 64, 128)
PAD_MULTIPLE = 32

REACHED = 0.5
"""Overlap from which on an anchor learns a box; below it a box is learned from the anchors that fit it least badly."""

_SAMPLE = 4000
_ROUNDS = 50
_FACTORS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0)
_WORTH_IT = 0.02
"""Share of the boxes that other anchors must reach in addition to be suggested."""

Floats = NDArray[np.float32]


class AnchorAdvice(NamedTuple):
    """Anchors that suit boxes better.

    Attributes:
        shapes: The most typical (width, height) of boxes in pixels of the network's input, smallest first.
        sizes, ratios: For `NetworkConfig.anchor_sizes` and `anchor_ratios`.
        reached: Share of the boxes that are reached now.
        reached_then: Share that would be reached with them.
    """

    shapes: list[tuple[float, float]]
    sizes: tuple[float, float, float, float, float]
    ratios: tuple[float, ...]
    reached: float
    reached_then: float


def at_input(boxes: Floats, widths: Floats, heights: Floats, config: NetworkConfig) -> tuple[Floats, Floats]:
    """Boxes at the network's scale.

    Args:
        boxes: (N, 4) xyxy in pixels of their frames.
        widths, heights: (N,) sides of the frames.
        config: The network.

    Returns:
        The boxes (N, 4) in pixels of the input, and the sides (N, 2) of their inputs before padding, width first.
    """
    frames = np.stack([widths, heights], axis=1).astype(np.float64)
    scale = np.minimum(config.short_side / frames.min(axis=1), config.long_side / frames.max(axis=1))
    whole = np.floor if config.resize == "bilinear" else np.rint
    sides = np.maximum(whole(frames * scale[:, None]), 1)
    factors = np.tile(sides / frames, 2)
    return (boxes * factors).astype(np.float32), sides.astype(np.float32)


def best_overlaps(boxes: Floats, sides: Floats, config: NetworkConfig) -> Floats:
    """The overlap (0..1) of each box with the anchor that fits it best: (N,).

    Args:
        boxes, sides: As `at_input` returns them.
        config: The network.

    Of anchors of one shape the one whose centre is nearest overlaps most, so only that is looked at.
    """
    best = np.zeros(len(boxes), np.float32)
    shape = boxes[:, 2:] - boxes[:, :2]
    centre = (boxes[:, 2:] + boxes[:, :2]) / 2
    area = shape[:, 0] * shape[:, 1]
    padded = np.ceil(sides / PAD_MULTIPLE) * PAD_MULTIPLE
    for stride, anchors in zip(STRIDES, _shapes_by_level(config), strict=True):
        cells = np.ceil(padded / stride)
        step = padded // cells if config.grid_strides else np.full_like(padded, stride)
        nearest = np.clip(np.rint(centre / step - config.anchor_offset), 0, cells - 1)
        away = np.abs((nearest + config.anchor_offset) * step - centre)
        for anchor in anchors:
            # The overlap of two intervals is a whole one of them, or half their sum less the way between their middles.
            common = np.minimum(np.minimum(shape, anchor), (shape + anchor) / 2 - away).clip(min=0)
            shared = common[:, 0] * common[:, 1]
            np.maximum(best, shared / (area + anchor[0] * anchor[1] - shared), out=best)
    return best


def suggest(boxes: Floats, sides: Floats, config: NetworkConfig) -> AnchorAdvice | None:
    """Anchors that reach more of the boxes, or None where those of the network are about as good as others.

    Sizes are tried from a quarter to twice as large, each with the ratios of the network and with those that are
    typical of the boxes (k-means by overlap: Redmon and Farhadi 2017, section 2).

    Args:
        boxes, sides: As `at_input` returns them; at least one box. Of many a sample is looked at.
        config: The network.
    """
    if len(boxes) > _SAMPLE:
        rows = np.random.default_rng(0).choice(len(boxes), _SAMPLE, replace=False)
        boxes, sides = boxes[rows], sides[rows]
    shape = boxes[:, 2:] - boxes[:, :2]
    typical = typical_shapes(shape / np.sqrt(shape.prod(axis=1, keepdims=True)), len(config.anchor_ratios))
    own = tuple(sorted(round(float(height / width), 2) for width, height in typical))
    reached = _reached(boxes, sides, config)
    best, reached_then = config, reached
    for factor, ratios in itertools.product(_FACTORS, (config.anchor_ratios, own)):
        sizes = tuple(size * factor for size in config.anchor_sizes)
        other = msgspec.structs.replace(config, anchor_sizes=sizes, anchor_ratios=ratios)
        share = _reached(boxes, sides, other)
        if share > reached_then:
            best, reached_then = other, share
    if reached_then < reached + _WORTH_IT:
        return None
    return AnchorAdvice(
        shapes=[(float(width), float(height)) for width, height in typical_shapes(shape, 3)],
        sizes=best.anchor_sizes,
        ratios=best.anchor_ratios,
        reached=reached,
        reached_then=reached_then,
    )


def typical_shapes(shapes: Floats, count: int) -> Floats:
    """k-means of (width, height) by overlap of boxes laid on one centre: (at most `count`, 2), smallest area first.

    Begins with quantiles of the area, so the same shapes give the same answer.
    """
    order = np.argsort(shapes.prod(axis=1), kind="stable")
    starts = ((np.arange(count) + 0.5) / count * len(shapes)).astype(np.int64)
    means = np.unique(shapes[order[starts]], axis=0)
    for _ in range(_ROUNDS):
        nearest = _overlaps(shapes, means).argmax(axis=1)
        moved = np.array(
            [
                shapes[nearest == n].mean(axis=0) if (nearest == n).any() else mean
                for n, mean in enumerate(means)
            ],
            np.float32,
        )
        if np.allclose(moved, means):
            break
        means = moved
    return means[np.argsort(means.prod(axis=1), kind="stable")]


def _overlaps(shapes: Floats, others: Floats) -> Floats:
    """Overlap of each (N, 2) with each (M, 2) on one centre: (N, M)."""
    shared = np.minimum(shapes[:, None], others).prod(axis=2)
    share: Floats = shared / (shapes.prod(axis=1)[:, None] + others.prod(axis=1) - shared)
    return share


def _reached(boxes: Floats, sides: Floats, config: NetworkConfig) -> float:
    return float((best_overlaps(boxes, sides, config) >= REACHED).mean())


def _shapes_by_level(config: NetworkConfig) -> list[Floats]:
    """(width, height) of the anchors of each level, as `network.anchors` makes them."""
    levels = []
    for size in config.anchor_sizes:
        sides = np.array([size * scale for scale in config.anchor_scales], np.float32)
        if config.rounded_anchors:
            sides = np.floor(sides)
        growth = np.sqrt(np.array(config.anchor_ratios, np.float32))[:, None]
        shapes = np.stack([(1 / growth * sides).ravel(), (growth * sides).ravel()], axis=1)
        levels.append(np.rint(shapes / 2) * 2 if config.rounded_anchors else shapes)
    return levels
