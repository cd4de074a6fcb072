"""What can be chosen, and what is chosen without being told. Imports nothing: command lines read it at once."""

from __future__ import annotations

MIN_SCORE = 0.05
"""Scores up to this one are not reported unless asked for; sliders filter above it without detecting again."""

LOWEST_SCORE = 0.01
"""No raw score below this one is looked at: an untaught class has it everywhere."""

RESNETS = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
LITE_BACKBONE = "efficientnet_lite0"
BACKBONES = (*RESNETS, LITE_BACKBONE)

AUTO = "auto"
"""Stands for the preset, or the engine, that suits the computer."""

ENGINES = (AUTO, "pytorch", "openvino")

PRESETS = (AUTO, "lite", "compact", "standard", "coco")
