"""Weights that others have published: what they are, where they are, and how to recognise them.

Reading this table needs neither torch nor a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retinanet_core.errors import WeightsError

MIB = 1 << 20

_SIZE_TOLERANCE = 0.01


@dataclass(frozen=True, kw_only=True)
class PublishedWeights:
    """A file of weights that somebody published.

    Attributes:
        name: What commands call it.
        what: What it is, in a few words.
        kind: A whole detector, or a backbone with an ImageNet classifier that nobody needs.
        url: Where it is.
        sha256_start: The first hexadecimal digits of its SHA-256, as many as the publisher states.
        mebibytes: Its size as the publisher states it, in units of 2**20 bytes.
        licence: What is known of what one may do with it.
        norm_eps: Epsilon of its batch norms, where it is not the usual one; in the file it is not to be seen.
    """

    name: str
    what: str
    kind: Literal["detector", "backbone"]
    url: str
    sha256_start: str
    mebibytes: float
    licence: str
    norm_eps: float | None = None

    @property
    def file_name(self) -> str:
        """What the publisher calls the file."""
        return self.url.rpartition("/")[2]

    @property
    def stated_bytes(self) -> int:
        """About how many bytes it has."""
        return round(self.mebibytes * MIB)

    @property
    def smallest_bytes(self) -> int:
        """A shorter file cannot be it."""
        return round(self.stated_bytes * (1 - _SIZE_TOLERANCE))

    @property
    def largest_bytes(self) -> int:
        """A longer file cannot be it."""
        return round(self.stated_bytes * (1 + _SIZE_TOLERANCE))


def find(name: str) -> PublishedWeights:
    """The entry called `name`.

    Raises:
        WeightsError: There is none.
    """
    for entry in PUBLISHED:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in PUBLISHED)
    raise WeightsError(f"There are no published weights {name}; there are {known}.")


def norm_eps_of(sha256: str) -> float | None:
    """Epsilon of the batch norms of the published file with this SHA-256; None: the usual one, or another file."""
    return next((entry.norm_eps for entry in PUBLISHED if sha256.startswith(entry.sha256_start)), None)


_CODE = "torchvision's code is BSD-3-Clause, but for the weights themselves PyTorch states no licence. "
_COCO_LICENCE = (
    f"{_CODE}They were trained on COCO (annotations CC BY 4.0, pictures under the terms of Flickr), starting from "
    "a backbone trained on ImageNet (for research and education, not for commerce). Whether that binds the "
    "weights is for you to judge."
)
_IMAGENET_LICENCE = (
    f"{_CODE}They were trained on ImageNet, whose pictures are given out for research and education, not for "
    "commerce. Whether that binds the weights is for you to judge."
)


def _detector(
    name: str, file: str, mebibytes: float, what: str, norm_eps: float | None = None
) -> PublishedWeights:
    return _by_pytorch(name, file, mebibytes, what, "detector", _COCO_LICENCE, norm_eps)


def _backbone(name: str, file: str, mebibytes: float, what: str) -> PublishedWeights:
    return _by_pytorch(name, file, mebibytes, what, "backbone", _IMAGENET_LICENCE)


def _by_pytorch(
    name: str,
    file: str,
    mebibytes: float,
    what: str,
    kind: Literal["detector", "backbone"],
    licence: str,
    norm_eps: float | None = None,
) -> PublishedWeights:
    """PyTorch ends a file's name with the first eight digits of its SHA-256."""
    return PublishedWeights(
        name=name,
        what=what,
        kind=kind,
        url=f"https://download.pytorch.org/models/{file}",
        sha256_start=file.removesuffix(".pth").rpartition("-")[2],
        mebibytes=mebibytes,
        licence=licence,
        norm_eps=norm_eps,
    )


# The larger backbones are those of torchvision's newer training recipe (IMAGENET1K_V2). Their accuracy on ImageNet
# is four to five points higher, and detectors that are taught with AdamW, as ours are, gain from it
# (https://github.com/open-mmlab/mmdetection/pull/7489). ResNet-18 and 34 exist only in the older one.
PUBLISHED: tuple[PublishedWeights, ...] = (
    _detector(
        "retinanet_resnet50_fpn_coco",
        "retinanet_resnet50_fpn_coco-eeacb38b.pth",
        130.267,
        "RetinaNet, ResNet-50, COCO (box AP 36.4)",
        norm_eps=0.0,
    ),
    _detector(
        "retinanet_resnet50_fpn_v2_coco",
        "retinanet_resnet50_fpn_v2_coco-5905b1c5.pth",
        146.037,
        "RetinaNet v2, ResNet-50, COCO (box AP 41.5)",
    ),
    _backbone("resnet18_imagenet", "resnet18-f37072fd.pth", 44.661, "ResNet-18, ImageNet (top-1 69.8 %)"),
    _backbone("resnet34_imagenet", "resnet34-b627a593.pth", 83.275, "ResNet-34, ImageNet (top-1 73.3 %)"),
    _backbone("resnet50_imagenet", "resnet50-11ad3fa6.pth", 97.79, "ResNet-50, ImageNet (top-1 80.9 %)"),
    _backbone("resnet101_imagenet", "resnet101-cd907fc2.pth", 170.53, "ResNet-101, ImageNet (top-1 81.9 %)"),
    _backbone("resnet152_imagenet", "resnet152-f82ba261.pth", 230.474, "ResNet-152, ImageNet (top-1 82.3 %)"),
)
