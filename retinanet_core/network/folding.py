"""Batch norms folded into the convolutions before them: the same answers from fewer operations."""

from __future__ import annotations

import copy
from itertools import pairwise

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_weights

from retinanet_core.network.retinanet import RetinaNet


def folded(network: RetinaNet) -> RetinaNet:
    """A copy for detection, in which every batch norm is part of its convolution; the network is not changed.

    Follows equation 4 of Ioffe and Szegedy 2015 with the stored statistics:
    w' = w * gamma / sqrt(var + eps), b' = (b - mean) * gamma / sqrt(var + eps) + beta.
    """
    result = copy.deepcopy(network).eval().requires_grad_(False)
    for parent in list(result.backbone.modules()):
        for convolution, norm in _pairs(parent):
            _fold(parent, convolution, norm)
    return result


def _pairs(parent: nn.Module) -> list[tuple[str, str]]:
    """Names of a convolution and of the batch norm that follows it, inside one module."""
    names = [name for name, _ in parent.named_children()]
    if isinstance(parent, nn.Sequential):
        follow = list(pairwise(names))
    else:
        follow = [(name, name.replace("conv", "bn")) for name in names if name.startswith("conv")]
    return [
        (first, second)
        for first, second in follow
        if isinstance(getattr(parent, first), nn.Conv2d)
        and isinstance(getattr(parent, second, None), nn.BatchNorm2d)
    ]


def _fold(parent: nn.Module, convolution: str, norm: str) -> None:
    conv, bn = getattr(parent, convolution), getattr(parent, norm)
    conv.weight, conv.bias = fuse_conv_bn_weights(
        conv.weight, conv.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    conv.requires_grad_(False)
    setattr(parent, norm, nn.Identity())


def is_finite(network: RetinaNet) -> bool:
    """Whether every weight is finite; a batch norm without variance and epsilon folds into infinity."""
    return all(bool(torch.isfinite(parameter).all()) for parameter in network.parameters())
