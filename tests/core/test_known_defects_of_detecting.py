"""Defects that RetinaNets elsewhere are known for, shown to be absent here: in geometry and in detecting.

The rows of the list that are missing here are in `test_known_defects_of_learning`, `test_known_defects_of_labels` and
`test_known_defects_of_measuring`.

1. Half precision reaches anchors, boxes and scores.
9. A background class is counted, or the first class taken for it.
14. The smallest anchor is larger than the objects, and nothing can be done about it.
16. Sides are counted with one pixel more than their coordinates say.
17. Exported or optimised networks get channels in another order, or suppression inside that fits one size only.
19. Suppressing many boxes of many classes at once gives something else than class by class, or takes for ever.
21. Positions in the maps come from a division of floats.

Two rows cannot touch this program:

18. Compiling the whole detector fails: only the way from pictures to raw maps is ever compiled, by OpenVINO, and where
    that fails PyTorch goes on (`test_engines`).
23. A framework's last release forbids newer libraries: no detection framework is used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.ops import nms

from retinanet_core import checkpoint
from retinanet_core.boxes import clip, decode, encode
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig, torchvision_v1
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.engine import make_engine
from retinanet_core.detect.openvino_engine import ANY, OpenVinoEngine
from retinanet_core.detect.postprocess import select
from retinanet_core.detect.preprocess import Pixels, to_batch
from retinanet_core.device import Compute
from retinanet_core.importing import converting, work
from retinanet_core.importing.container import kind_of
from retinanet_core.network.anchors import STRIDES, anchors_by_level, anchors_for
from retinanet_core.network.retinanet import LevelMaps, RetinaNet
from retinanet_core.network.torchvision_keys import their_key
from retinanet_core.teach.dataset import load_manifest, read_frame
from retinanet_core.teach.losses import box_loss
from retinanet_core.teach.marks import transform_boxes
from retinanet_core.teach.matching import IGNORED, match
from retinanet_core.types import Image, ObjectClass
from tests.core.pictures import CLASSES, CPU, tiny_config, tiny_info, tiny_network, write_png, write_run

HALVES = [torch.float16, torch.bfloat16]
OFF = -9.0
"""The logit of an answer that is never reported."""


def exact_anchors(side: int, config: NetworkConfig) -> NDArray[np.float64]:
    """The anchors of a square input, from their definition, in double precision."""
    levels = []
    for stride, size in zip(STRIDES, config.anchor_sizes, strict=True):
        ratio, scale = np.meshgrid(config.anchor_ratios, config.anchor_scales, indexing="ij")
        width, height = size * scale / np.sqrt(ratio), size * scale * np.sqrt(ratio)
        cell = np.stack([-width, -height, width, height], axis=-1).reshape(-1, 4) / 2
        steps = np.arange(-(-side // stride)) * stride
        y, x = np.meshgrid(steps, steps, indexing="ij")
        levels.append((np.stack([x, y, x, y], axis=-1).reshape(-1, 1, 4) + cell).reshape(-1, 4))
    return np.concatenate(levels)


@pytest.mark.parametrize("dtype", HALVES)
def test_half_precision_reaches_the_anchors(dtype: torch.dtype) -> None:
    """Row 1: they are up to 8 pixels off in large pictures, and stay so when float32 is used again."""
    config = NetworkConfig()
    anchors_by_level.cache_clear()
    with torch.autocast("cpu", dtype=dtype):
        inside = anchors_for(1600, 1600, config)
    later = anchors_for(1600, 1600, config)
    for anchors in (inside, later):
        assert anchors.dtype == torch.float32
        assert np.abs(anchors.numpy() - exact_anchors(1600, config)).max() < 1e-3


@pytest.mark.parametrize("dtype", HALVES)
def test_half_precision_reaches_decoding_and_the_box_loss(dtype: torch.dtype) -> None:
    """Row 1: anchors are rounded to the precision of the offsets, so a perfect answer is several pixels off."""
    anchors = torch.tensor([[1501.0, 1203, 1530, 1237], [1403, 1551, 1599, 1583]])
    perfect = torch.zeros(2, 4, dtype=dtype)
    with torch.autocast("cpu", dtype=dtype):
        boxes = decode(perfect, anchors)
        losses = [
            box_loss(perfect, anchors, anchors, "giou"),
            box_loss(perfect, anchors, anchors, "smooth_l1"),
        ]
    torch.testing.assert_close(boxes, anchors, rtol=0, atol=0)
    assert [float(loss.abs().max()) for loss in losses] == [0.0, 0.0]


class FixedMaps:
    """An engine whose network answers in half precision: one box of each of two classes, on P3 and P4."""

    def __init__(self, config: NetworkConfig, dtype: torch.dtype) -> None:
        self.compute = Compute(torch.device("cpu"), dtype)
        sizes = [len(level) for level in anchors_by_level(1600, 1600, config)]
        self.logits = [torch.full((1, size, 2), OFF, dtype=dtype) for size in sizes]
        self.offsets = [torch.zeros(1, size, 4, dtype=dtype) for size in sizes]
        for level, row, label, logit in ((0, 301_234, 0, 1.0), (1, 70_001, 1, 0.5)):
            self.logits[level][0, row, label] = logit
            self.offsets[level][0, row] = torch.tensor([0.125, 0.25, 0.0, 0.5], dtype=dtype)

    def run(self, pictures: Sequence[Pixels]) -> LevelMaps:
        return LevelMaps(self.logits, self.offsets)

    def describe(self) -> str:
        return "fixed maps"

    def close(self) -> None:
        pass


@pytest.mark.parametrize("dtype", HALVES)
def test_half_precision_reaches_boxes_and_scores(dtype: torch.dtype) -> None:
    """Row 1: what is found has coordinates in steps of 8 pixels, and scores of two or three digits."""
    config = tiny_config(long_side=1600)
    engine = FixedMaps(config, dtype)
    info = ModelInfo(network=config, classes=CLASSES)
    detector = Detector(tiny_network(), info, engine.compute, engine=engine)
    found = detector.detect([np.zeros((1600, 1600, 3), np.uint8)])[0]
    p3 = 200 * 200 * 9
    exact = exact_anchors(1600, config)[[301_234, p3 + 70_001]]
    sides = exact[:, 2:] - exact[:, :2]
    centres = (exact[:, :2] + exact[:, 2:]) / 2 + sides * [0.125, 0.25]
    half = sides * [1.0, np.exp(0.5)] / 2
    expected = np.concatenate([centres - half, centres + half], axis=1)
    assert found.labels.tolist() == [1, 5]
    assert (found.boxes.dtype, found.scores.dtype) == (np.float32, np.float32)
    np.testing.assert_allclose(found.boxes, expected.clip(0, 1600), rtol=0, atol=1e-3)
    np.testing.assert_allclose(found.scores, 1 / (1 + np.exp([-1.0, -0.5])), rtol=1e-6)


def answering(network: RetinaNet, biases: dict[tuple[int, int], float]) -> RetinaNet:
    """The network, changed to answer with its anchors themselves: {(anchor of a place, class): logit}, no others."""
    for head in (network.class_head, network.box_head):
        nn.init.zeros_(head.output.weight)
        nn.init.constant_(head.output.bias, 0.0)  # type: ignore[arg-type]  # it has a bias
    with torch.no_grad():
        logits = network.class_head.output.bias.fill_(OFF)  # type: ignore[union-attr]  # as above
        for (anchor, label), value in biases.items():
            logits[anchor * network.classes + label] = value
    return network.eval()


@pytest.mark.parametrize("classes", [1, 2])
def test_first_class_is_taken_for_background(classes: int) -> None:
    """Row 9: with one output too many, or one too few, the first class is never found, or found everywhere."""
    network = answering(tiny_network(classes), {(4, 0): 2.0})
    found = Detector(network, tiny_info(network), CPU).detect([np.zeros((96, 128, 3), np.uint8)])[0]
    assert set(found.labels.tolist()) == {CLASSES[0].id}
    nothing = answering(network, {})
    assert len(Detector(nothing, tiny_info(network), CPU).detect([np.zeros((96, 128, 3), np.uint8)])[0]) == 0


def test_rows_of_coco_that_are_no_classes(tmp_path: Path) -> None:
    """Row 9: weights for COCO have 91 rows, of which one is the background and ten are nothing."""
    config = msgspec.structs.replace(torchvision_v1(norm_eps=1e-5), backbone="resnet18", channels=32)
    background, cat, street_sign = 0, 17, 12
    network = answering(RetinaNet(config, 91), {(4, background): 5.0, (4, cat): 2.0, (4, street_sign): 4.0})
    state = {their_key(key, normed=False): value for key, value in network.state_dict().items()}
    torch.save(state, tmp_path / "coco.pth")
    folder = tmp_path / "model"
    folder.mkdir()
    job = work.DetectorJob(source=tmp_path / "coco.pth", folder=folder, names=None, norm_eps=None, memory=0)
    converting.make_model(job, kind_of(job.source))
    loaded, info = checkpoint.load(folder)
    assert (len(info.classes), loaded.classes) == (80, 80)
    small = msgspec.structs.replace(info.network, short_side=96, long_side=128)
    detector = Detector(loaded, msgspec.structs.replace(info, network=small), CPU)
    found = detector.detect([np.zeros((96, 128, 3), np.uint8)])[0]
    assert set(found.labels.tolist()) == {cat}
    assert ObjectClass(cat, "cat") in info.classes


def test_anchors_larger_than_the_objects(tmp_path: Path) -> None:
    """Row 14: anchors of 32 pixels and more are built in; here their sizes are part of each model."""
    sizes = (6.0, 12.0, 24.0, 48.0, 96.0)
    network = RetinaNet(msgspec.structs.replace(tiny_config(), anchor_sizes=sizes), 2)
    square = 3  # the first scale of the second ratio, which is 1
    checkpoint.save(tmp_path / "m", answering(network, {(square, 0): 2.0}), tiny_info(network))
    detector = Detector.load(tmp_path / "m", device="cpu", engine="pytorch")
    boxes = detector.detect([np.zeros((96, 128, 3), np.uint8)])[0].boxes
    whole = boxes[(boxes[:, :2] > 0).all(axis=1) & (boxes[:, 2:] < [128, 96]).all(axis=1)]
    widths = np.unique((whole[:, 2] - whole[:, 0]).round(3)).tolist()
    assert widths == [6, 12, 24, 48]


ALMOST_HALF = torch.tensor([[0.0, 0, 10, 10], [0, 0, 10, 20.3]])
"""Two boxes that overlap by 0.493; counted with one pixel more on each side they would by 0.517."""


def test_one_pixel_more_in_matching() -> None:
    """Row 16: anchors that do not fit are foreground."""
    assert match(ALMOST_HALF, ALMOST_HALF[1:]).rows.tolist() == [IGNORED, 0]


def test_one_pixel_more_in_suppression() -> None:
    """Row 16: small neighbours suppress each other."""
    boxes, _, _ = select(
        [torch.tensor([[2.0], [1.0]])], [torch.zeros(2, 4)], [ALMOST_HALF], (100.0, 100.0), 0.05
    )
    torch.testing.assert_close(boxes, ALMOST_HALF, rtol=0, atol=0)


def test_one_pixel_more_in_coding() -> None:
    """Row 16: boxes grow by a pixel each time they are encoded and decoded; small ones most."""
    anchors = torch.tensor([[0.0, 0, 32, 16]]).expand(3, 4)
    boxes = torch.tensor([[4.0, 5, 5, 6], [0, 0, 32, 16], [0, 0, 64, 8]])
    offsets = encode(boxes, anchors)
    torch.testing.assert_close(offsets[1], torch.zeros(4), rtol=0, atol=0)
    torch.testing.assert_close(offsets[2, 2:], torch.tensor([2.0, 0.5]).log())
    torch.testing.assert_close(decode(offsets, anchors), boxes)


def test_one_pixel_less_in_frames(tmp_path: Path) -> None:
    """Row 16: the right and the lower border are at the width and the height, also when mirrored."""
    path = write_run(tmp_path / "run", [0], []) / "manifest.json"
    whole = {"image_id": 0, "category_id": 1, "bbox": [0, 0, 128, 96]}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"annotations": [whole]}))
    frame = load_manifest(path).train[0]
    assert frame.boxes.tolist() == [[0, 0, 128, 96]]
    mirror = np.array([[-1, 0, 128], [0, -1, 96]], dtype=np.float32)
    assert transform_boxes(frame.boxes, mirror).tolist() == [[0, 0, 128, 96]]


def plain(red: int, green: int, blue: int) -> Image:
    return np.full((96, 128, 3), (red, green, blue), dtype=np.uint8)


@pytest.mark.parametrize("resize", ["area", "bilinear"])
@pytest.mark.parametrize("engine", ["pytorch", "openvino"])
def test_red_and_blue_swapped_on_the_way_to_the_boxes(engine: str, resize: str) -> None:
    """Row 17: the detector works, but a good deal worse. Here it sees red alone: blue must be as good as black."""
    network = tiny_network()
    with torch.no_grad():
        network.backbone.conv1.weight[:, 1:] = 0  # type: ignore[union-attr]  # it is a ResNet
    info = tiny_info(network)
    info = msgspec.structs.replace(info, network=msgspec.structs.replace(info.network, resize=resize))
    made = make_engine(network, CPU, engine)
    if isinstance(made, OpenVinoEngine):
        assert made.wait(*ANY)
    detector = Detector(network, info, CPU, engine=made)
    black, red, green, blue = (
        detector.detect([picture], min_score=0.001)[0]
        for picture in (plain(0, 0, 0), plain(255, 0, 0), plain(0, 255, 0), plain(0, 0, 255))
    )
    detector.close()
    for same in (green, blue):
        np.testing.assert_array_equal(same.scores, black.scores)
        np.testing.assert_array_equal(same.boxes, black.boxes)
    assert red.scores.tolist() != black.scores.tolist()


def test_red_and_blue_swapped_on_the_way_into_the_network(tmp_path: Path) -> None:
    """Row 17: the same where frames are read for teaching, in numbers: (1 - 0.485) / 0.229 for red, and so on."""
    run = write_run(tmp_path / "run", [0], [])
    write_png(run / "frames" / "0.png", plain(255, 0, 0))
    picture = read_frame(load_manifest(run / "manifest.json").train[0])
    pixel = to_batch([picture], tiny_config(), CPU.device)[0, :, 50, 50]
    torch.testing.assert_close(
        pixel, torch.tensor([0.515 / 0.229, -0.456 / 0.224, -0.406 / 0.225]), rtol=1e-5, atol=1e-5
    )


@pytest.mark.parametrize(("classes", "spread"), [(1, 100), (1, 900), (3, 900), (200, 900)])
def test_thousands_of_boxes_suppressed_at_once(classes: int, spread: int) -> None:
    """Row 19: beyond a few thousand numbers another way is taken; it must give what class by class gives.

    Where boxes are crowded few are left, and all 5000 of them have to be looked at; elsewhere the best 600 will do.
    """
    torch.manual_seed(classes)
    count = 5000
    corners = torch.rand(count, 2) * spread
    anchors = torch.cat([corners, corners + 60 + torch.rand(count, 2) * 200], dim=1)
    logits = torch.full((count, classes), OFF)
    labels = torch.randint(classes, (count,))
    logits[torch.arange(count), labels] = torch.randn(count)
    levels = [part.split([1000] * 5) for part in (logits, torch.zeros(count, 4), anchors)]
    boxes, scores, found = select(*levels, (1000, 1000), 0.001)
    clipped = clip(anchors, 1000, 1000)
    kept = []
    for label in range(classes):
        rows = (labels == label).nonzero().squeeze(1)
        kept.append(rows[nms(clipped[rows], logits[rows, label], 0.5)])
    expected = torch.cat(kept)
    expected = expected[logits[expected, labels[expected]].argsort(descending=True)][:300]
    torch.testing.assert_close(scores, logits[expected, labels[expected]].sigmoid())
    torch.testing.assert_close(boxes, clipped[expected])
    assert found.tolist() == labels[expected].tolist()


def test_positions_from_a_division_of_floats() -> None:
    """Row 21: rounded, or not whole at all, they give a neighbour's box or class; here the last class of many."""
    count, classes = 3000, 91
    corners = torch.arange(count)[:, None] * torch.tensor([[7.0, 3.0]])
    anchors = torch.cat([corners, corners + 5], dim=1)
    logits = torch.full((count, classes), OFF)
    places = [(0, 0), (1, 90), (1499, 45), (2998, 90), (2999, 89), (2999, 90)]
    for step, (row, label) in enumerate(places):
        logits[row, label] = 3 - 0.1 * step
    boxes, _, labels = select([logits], [torch.zeros(count, 4)], [anchors], (1e5, 1e5), 0.05)
    assert labels.tolist() == [label for _, label in places]
    assert boxes.tolist() == anchors[[row for row, _ in places]].tolist()
