"""What the JSON beside an ONNX file says: everything between pictures and its input, and between its maps and boxes."""

from __future__ import annotations

from typing import Any

from retinanet_core.boxes import MAX_LOG_SCALE
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig
from retinanet_core.detect.postprocess import MAX_DETECTIONS, NMS_IOU, TOP_PER_LEVEL
from retinanet_core.detect.preprocess import PAD_MULTIPLE
from retinanet_core.export.calibration_description import describe_calibration, raw_min_score
from retinanet_core.export.onnx_graph import INPUT, LEVELS, LOGITS, OFFSETS, OPSET
from retinanet_core.export.placing import KIND, KIND_PREFIX
from retinanet_core.network.anchors import STRIDES, cell_anchors
from retinanet_core.version import __version__

FORMAT = 1

_ROUNDING = {
    "area": ("nearest", "to the nearest whole number (halves to the even one), and at least 1."),
    "bilinear": ("down", "down to a whole number, and at least 1."),
}
_RESIZE = {
    "area": "On the 8-bit values, with results rounded to 8 bits. If the scaled picture has fewer pixels, each of its "
    "pixels is the average of the area that it covers (OpenCV: INTER_AREA); if it has more, bilinear with half-pixel "
    "centres (OpenCV: INTER_LINEAR). A picture that has its size already is left alone. Then normalise.",
    "bilinear": "Normalise first. Then bilinear in float32, also when shrinking: pixel i of the scaled picture is read "
    "at (i + 0.5) * (old side / new side) - 0.5, cut to 0 .. old side - 1, between its two neighbours; no averaging.",
}
_STRIDE_RULE = {
    False: "A level's stride, across and down.",
    True: "Down: height of the padded input divided by the level's rows, rounded down. Across: its width divided by "
    "the columns, rounded down. (So the anchors of P6 and P7 are not always 64 and 128 apart.)",
}
_CORNERS = {
    False: "Not rounded.",
    True: "The side is rounded down first, then each corner to the nearest whole number (halves to the even one).",
}


def describe(info: ModelInfo) -> dict[str, Any]:
    """The JSON for a model, but for the name and hash of its file; numbers are used as they stand, `rule`s explain.

    "calibration" is what to do to the scores at the end (see `describe_calibration`), or None.
    """
    config = info.network
    return {
        KIND: f"{KIND_PREFIX}onnx detector",
        "format": FORMAT,
        "program": f"Foveate {__version__}",
        "opset": OPSET,
        "classes": [{"id": item.id, "name": item.name} for item in info.classes],
        "input": _input(config),
        "outputs": _outputs(),
        "anchors": _anchors(config),
        "boxes": _boxes(),
        "selection": _selection(raw_min_score(info)),
        "calibration": describe_calibration(info.calibration),
    }


def _input(config: NetworkConfig) -> dict[str, Any]:
    rounding, rounding_rule = _ROUNDING[config.resize]
    return {
        "name": INPUT,
        "shape": ["batch", 3, "height", "width"],
        "type": "float32",
        "channels": "RGB",
        "size": {
            "short_side": config.short_side,
            "long_side": config.long_side,
            "rounding": rounding,
            "rule": "scale = min(short_side / shorter side, long_side / longer side), for small pictures too. "
            f"Each side times scale, rounded {rounding_rule}",
        },
        "resize": {"kind": config.resize, "rule": _RESIZE[config.resize]},
        "normalise": {
            "mean": list(config.mean),
            "std": list(config.std),
            "rule": "(value / 255 - mean) / std, channel by channel.",
        },
        "pad": {
            "multiple": PAD_MULTIPLE,
            "value": 0,
            "rule": "After normalising, on the right and at the bottom, until both sides are multiples.",
        },
    }


def _outputs() -> dict[str, Any]:
    levels = zip(LEVELS, STRIDES, LOGITS, OFFSETS, strict=True)
    return {
        "levels": [
            {"name": name, "stride": stride, "logits": logits, "offsets": offsets}
            for name, stride, logits, offsets in levels
        ],
        "rule": "logits are (batch, A, number of classes) in the order of classes, offsets (batch, A, 4). A level has "
        "ceil(height / stride) rows and ceil(width / stride) columns of the padded input; A counts row by row, in a "
        "row column by column, in a column anchor by anchor.",
    }


def _anchors(config: NetworkConfig) -> dict[str, Any]:
    return {
        "cells": [
            cell_anchors(
                size, config.anchor_scales, config.anchor_ratios, rounded=config.rounded_anchors
            ).tolist()
            for size in config.anchor_sizes
        ],
        "offset": config.anchor_offset,
        "grid_strides": config.grid_strides,
        "rule": "Level by level, cells are the anchors of a place as [x1, y1, x2, y2] around its centre, in their "
        "order; add the centre ((column + offset) * step across, (row + offset) * step down), in pixels of the input.",
        "step_rule": _STRIDE_RULE[config.grid_strides],
        "made_of": {
            "sizes": list(config.anchor_sizes),
            "scales": list(config.anchor_scales),
            "ratios": list(config.anchor_ratios),
            "rounded": config.rounded_anchors,
            "rule": "For each ratio (height over width), for each scale: side = size * scale, height = side * "
            f"sqrt(ratio), width = side / sqrt(ratio), corners at half of them. {_CORNERS[config.rounded_anchors]}",
        },
    }


def _boxes() -> dict[str, Any]:
    return {
        "max_log_scale": MAX_LOG_SCALE,
        "rule": "Offsets are [dx, dy, dw, dh]. Centre = centre of the anchor + (dx * its width, dy * its height). "
        "Width = width of the anchor * exp(min(dw, max_log_scale)), height the same with dh. Cut [x1, y1, x2, y2] to "
        "the scaled picture without its padding: 0 .. its width, 0 .. its height. Drop boxes without area.",
        "back_rule": "At the very end: x * (width of the picture / width of the scaled picture), y the same with "
        "heights.",
    }


def _selection(min_score: float) -> dict[str, Any]:
    return {
        "min_score": min_score,
        "top_per_level": TOP_PER_LEVEL,
        "nms_iou": NMS_IOU,
        "max_detections": MAX_DETECTIONS,
        "rule": "score = 1 / (1 + exp(-logit)), for every anchor and class. Keep scores above min_score; of "
        "each level the top_per_level best of these. Make boxes. Then, over all levels, best first and class by class: "
        "drop what overlaps a kept box of its class by an intersection over union of more than nms_iou. Keep the "
        "max_detections best.",
    }
