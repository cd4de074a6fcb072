"""What a detector is made of, as data: it travels with the weights. Imports no torch."""

from __future__ import annotations

from typing import Literal

import msgspec

from retinanet_core.choices import LITE_BACKBONE, RESNETS


class NetworkConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of a RetinaNet and of its input.

    Attributes:
        backbone: One of `BACKBONES`.
        channels: Channels of the pyramid and of both heads.
        head_convs: 3x3 convolutions in each head before its output convolution.
        head_norm: GroupNorm after each of them (it lets a fresh head learn in fewer steps).
        anchor_sizes: Side in pixels of the square anchor of the first scale, per level P3..P7.
        anchor_scales: Multiples of it (Lin et al. 2017, section 4: three a octave).
        anchor_ratios: Height over width.
        anchor_offset: Place of an anchor's centre in its cell, in strides. Symmetrically padded networks see
            around the cell's corner (0), TensorFlow "same" padding moves that towards the middle (0.5).
        box_loss: Regression loss of matched anchors.
        short_side, long_side: A picture is scaled until its short side is `short_side`, unless its long side
            would become longer than `long_side`.
        mean, std: Normalisation of RGB in 0..1.

    The rest is how torchvision's detectors differ from the clean definitions. It belongs to weights that were
    trained so, and to the preset `coco`, which begins from them.

    Attributes:
        head_bias: The convolutions of the heads have a bias, also where a GroupNorm follows.
        p6_source: What P6 is computed from: C5, as in the paper, or P5.
        norm_eps: Epsilon of a ResNet's batch norms; torchvision's first COCO weights were trained with 0.
        rounded_anchors: Anchor sides are whole numbers at each scale, and corners around the cell are rounded.
        grid_strides: Anchors stand (input side // cells of the level) apart instead of 8, 16, 32, 64 and 128: at
            800 pixels 61 and 114 on P6 and P7.
        resize: `area`: pixels are averaged when a picture shrinks, sides are rounded to the nearest; `bilinear`:
            interpolated in float32 without averaging, sides are rounded down.
    """

    backbone: str = "resnet50"
    channels: int = 256
    head_convs: int = 4
    head_norm: bool = False
    anchor_sizes: tuple[float, float, float, float, float] = (32.0, 64.0, 128.0, 256.0, 512.0)
    anchor_scales: tuple[float, ...] = (1.0, 2 ** (1 / 3), 2 ** (2 / 3))
    anchor_ratios: tuple[float, ...] = (0.5, 1.0, 2.0)
    anchor_offset: float = 0.0
    box_loss: Literal["giou", "smooth_l1"] = "giou"
    short_side: int = 800
    long_side: int = 1333
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)
    head_bias: bool = True
    p6_source: Literal["c5", "p5"] = "c5"
    norm_eps: float = 1e-5
    rounded_anchors: bool = False
    grid_strides: bool = False
    resize: Literal["area", "bilinear"] = "area"

    @property
    def anchors_per_location(self) -> int:
        """Anchors at each place of each level (nine by default)."""
        return len(self.anchor_scales) * len(self.anchor_ratios)


def torchvision_v1(*, norm_eps: float = 0.0) -> NetworkConfig:
    """The shape of torchvision's `retinanet_resnet50_fpn`; its COCO weights have batch norms with epsilon 0."""
    return NetworkConfig(
        p6_source="p5",
        norm_eps=norm_eps,
        box_loss="smooth_l1",
        rounded_anchors=True,
        grid_strides=True,
        resize="bilinear",
    )


def torchvision_v2() -> NetworkConfig:
    """The shape of torchvision's `retinanet_resnet50_fpn_v2`: GroupNorm in the heads, P6 from C5, GIoU."""
    return NetworkConfig(
        head_norm=True, head_bias=False, rounded_anchors=True, grid_strides=True, resize="bilinear"
    )


def preset(name: str, backbone: str = "") -> NetworkConfig:
    """The configuration of a preset: `standard` (any ResNet; 50 unless said), `compact`, `lite` or `coco`.

    Raises:
        ValueError: There is no such preset, or the backbone does not fit it.
    """
    if name == "coco":
        return torchvision_v2()
    if name == "standard":
        if (backbone or "resnet50") not in RESNETS:
            raise ValueError(f"The preset standard has no backbone {backbone}; it has {', '.join(RESNETS)}.")
        return NetworkConfig(backbone=backbone or "resnet50")
    if name == "compact":
        return NetworkConfig(
            backbone="resnet18", channels=128, head_convs=2, head_norm=True, short_side=640, long_side=640
        )
    if name == "lite":
        return NetworkConfig(
            backbone=LITE_BACKBONE,
            channels=128,
            head_convs=2,
            head_norm=True,
            anchor_offset=0.5,
            short_side=640,
            long_side=640,
        )
    raise ValueError(f"There is no preset {name}; there are standard, compact, lite and coco.")
