"""A detector around an exported ONNX file, written from its JSON alone: NumPy, and OpenCV to average when shrinking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Run = Callable[[Floats], Mapping[str, Floats]]
"""(batch, 3, height, width) to the outputs by their names."""


class Found(NamedTuple):
    """Boxes (N, 4) in pixels of the picture, scores (N,), and class ids, or positions, (N,)."""

    boxes: Floats
    scores: Floats
    labels: NDArray[np.int64]


def detect(description: Mapping[str, Any], run: Run, picture: NDArray[np.uint8]) -> Found:
    """What the exported model finds on a picture (height, width, 3), RGB."""
    scaled = _scaled(description["input"], picture)
    maps = run(_padded(description["input"]["pad"], scaled))
    height, width = scaled.shape[:2]
    boxes, scores, rows = _selected(description, maps, height, width)
    back = np.array([picture.shape[1] / width, picture.shape[0] / height] * 2, np.float32)
    return calibrated(description, Found(boxes * back, scores, rows))


def calibrated(description: Mapping[str, Any], found: Found) -> Found:
    """With the scores that the program shows, and class ids in place of positions."""
    rules = description["calibration"]
    scores, keep = found.scores, np.arange(len(found.scores))
    if rules is not None:
        inside = np.clip(scores.astype(np.float64), rules["edge"], 1 - rules["edge"])
        scores = np.array(
            [_by_curve(rules["curves"][row], raw) for row, raw in zip(found.labels, inside, strict=True)]
        ).astype(np.float32)
        keep = np.argsort(-scores, kind="stable")
        keep = keep[scores[keep] > rules["min_score"]]
    ids = np.array([item["id"] for item in description["classes"]])
    return Found(found.boxes[keep], scores[keep], ids[found.labels[keep]])


def _by_curve(curve: Mapping[str, Any], raw: float) -> float:
    if curve["kind"] == "line":
        return float(1 / (1 + np.exp(-(curve["slope"] * np.log(raw / (1 - raw)) + curve["shift"]))))
    return float(np.interp(raw, curve["scores"], curve["shares"]))


def _scaled(rules: Mapping[str, Any], picture: NDArray[np.uint8]) -> Floats:
    """Scaled and normalised, in the order that the kind of resizing asks for."""
    size = rules["size"]
    sides = picture.shape[:2]
    scale = min(size["short_side"] / min(sides), size["long_side"] / max(sides))
    whole = {"nearest": np.rint, "down": np.floor}[size["rounding"]]
    height, width = (max(1, int(whole(side * scale))) for side in sides)
    mean, std = (np.array(rules["normalise"][key], np.float32) for key in ("mean", "std"))

    def normalised(pixels: NDArray[np.uint8]) -> Floats:
        return (pixels.astype(np.float32) / 255 - mean) / std

    if rules["resize"]["kind"] == "bilinear":
        across = _interpolated(normalised(picture), width, axis=1)
        return _interpolated(across, height, axis=0)
    if sides == (height, width):
        return normalised(picture)
    how = cv2.INTER_AREA if height * width < sides[0] * sides[1] else cv2.INTER_LINEAR
    return normalised(cv2.resize(picture, (width, height), interpolation=how))


def _interpolated(values: Floats, side: int, axis: int) -> Floats:
    old = values.shape[axis]
    places = np.clip((np.arange(side) + 0.5) * (old / side) - 0.5, 0, old - 1)
    before = np.floor(places).astype(int)
    shape = [-1 if dimension == axis else 1 for dimension in range(3)]
    share = (places - before).astype(np.float32).reshape(shape)
    after = np.minimum(before + 1, old - 1)
    return values.take(before, axis) * (1 - share) + values.take(after, axis) * share


def _padded(rules: Mapping[str, Any], scaled: Floats) -> Floats:
    more = [(0, -side % rules["multiple"]) for side in scaled.shape[:2]]
    padded = np.pad(scaled, [*more, (0, 0)], constant_values=rules["value"])
    return np.ascontiguousarray(padded.transpose(2, 0, 1)[None])


def _selected(
    description: Mapping[str, Any], maps: Mapping[str, Floats], height: int, width: int
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    rules = description["selection"]
    padded = [side + -side % description["input"]["pad"]["multiple"] for side in (height, width)]
    parts = []
    for position, level in enumerate(description["outputs"]["levels"]):
        scores = 1 / (1 + np.exp(-maps[level["logits"]][0]))
        places, classes = np.nonzero(scores > rules["min_score"])
        best = np.argsort(-scores[places, classes])[: rules["top_per_level"]]
        places, classes = places[best], classes[best]
        anchors = _anchors(description, position, *padded)[places]
        boxes = _boxes(description["boxes"], maps[level["offsets"]][0][places], anchors)
        parts.append((boxes, scores[places, classes], classes))
    boxes, scores, classes = (np.concatenate(column) for column in zip(*parts, strict=True))
    boxes = np.clip(boxes, 0, np.array([width, height, width, height], np.float32))
    order = np.argsort(-scores)
    order = order[((boxes[order, 2:] - boxes[order, :2]) > 0).all(axis=1)]
    boxes, scores, classes = boxes[order], scores[order], classes[order]
    keep = _not_covered(boxes, classes, rules["nms_iou"])[: rules["max_detections"]]
    return boxes[keep], scores[keep], classes[keep]


def _anchors(description: Mapping[str, Any], position: int, height: int, width: int) -> Floats:
    rules, stride = description["anchors"], description["outputs"]["levels"][position]["stride"]
    rows, columns = -(-height // stride), -(-width // stride)
    down, across = (height // rows, width // columns) if rules["grid_strides"] else (stride, stride)
    y = (np.arange(rows) + rules["offset"]) * down
    x = (np.arange(columns) + rules["offset"]) * across
    centres = np.stack([*np.meshgrid(x, y)] * 2, axis=-1)[:, :, None]
    return (centres + np.array(rules["cells"][position])).reshape(-1, 4).astype(np.float32)


def _boxes(rules: Mapping[str, Any], offsets: Floats, anchors: Floats) -> Floats:
    sides = anchors[:, 2:] - anchors[:, :2]
    centres = (anchors[:, :2] + anchors[:, 2:]) / 2 + offsets[:, :2] * sides
    sides = sides * np.exp(np.minimum(offsets[:, 2:], np.float32(rules["max_log_scale"])))
    return np.concatenate([centres - sides / 2, centres + sides / 2], axis=1)


def _not_covered(boxes: Floats, classes: NDArray[np.int64], most: float) -> list[int]:
    """Positions that stay, of boxes in order of falling scores."""
    kept: list[int] = []
    for position, (box, label) in enumerate(zip(boxes, classes, strict=True)):
        rivals = boxes[[k for k in kept if classes[k] == label]]
        if not (_overlaps(box, rivals) > most).any():
            kept.append(position)
    return kept


def _overlaps(box: Floats, others: Floats) -> Floats:
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    common = np.prod(np.maximum(sides, 0), axis=1)
    areas = np.prod(others[:, 2:] - others[:, :2], axis=1)
    return common / (np.prod(box[2:] - box[:2]) + areas - common)
