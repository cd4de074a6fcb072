"""Defects that RetinaNets elsewhere are known for, shown to be absent here: in what they take boxes and classes for.

The rows of the list that are missing here are in `test_known_defects_of_learning`, `test_known_defects_of_detecting`
and `test_known_defects_of_measuring`.

5. A made-up box of zeros marks a frame as empty.
6. A box that is not a number is taken for a good one.
7. A box that overlaps no anchor is matched to all of them.
8. A class number outside of the list is learnt as another class.
13. Objects that no anchor fits well are never learnt.
20. Another list of classes makes the detector forget what it knew.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinanet_core import checkpoint
from retinanet_core.boxes import pairwise_iou
from retinanet_core.detect.preprocess import to_batch
from retinanet_core.errors import InvalidBoxError, ManifestError
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach import run as run_module
from retinanet_core.teach.augment import View, random_view
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.job import Events
from retinanet_core.teach.run import teach
from retinanet_core.teach.start import class_rows
from retinanet_core.teach.targets import anchor_targets
from retinanet_core.teach.trainer import Trainer
from tests.core.pictures import CPU, labels, tiny_config, tiny_info, tiny_network, view, write_run
from tests.core.steps import ALL, assert_unchanged, copy_of, trainer_of

ANCHORS = anchors_for(64, 96, tiny_config())


def manifest_with(run: Path, **changes: Any) -> Path:
    """The manifest of a run of one frame, 128 x 96 pixels, with something else in it."""
    path = write_run(run, [0], []) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
    return path


def boxes_of(*bboxes: Any, category: int = 1) -> list[dict[str, Any]]:
    return [{"image_id": 0, "category_id": category, "bbox": list(bbox)} for bbox in bboxes]


FAKE_BOXES = boxes_of([0, 0, 0, 0], [100, 50, 1e-6, 20], [5, 5, 20, 20])
"""Of the second one float32, in which the network learns, leaves no width."""


def test_box_of_zeros_for_an_empty_frame(tmp_path: Path) -> None:
    """Row 5: the logarithm of its sides is minus infinity, and the loss NaN."""
    manifest = load_manifest(manifest_with(tmp_path / "run", annotations=FAKE_BOXES))
    assert manifest.dropped == 2
    assert manifest.train[0].boxes.tolist() == [[5, 5, 25, 25]]
    empty = load_manifest(manifest_with(tmp_path / "empty", annotations=FAKE_BOXES[:1]))
    assert empty.train[0].boxes.shape == (0, 4)


def test_dropped_boxes_are_in_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 5: where bad boxes are left out in silence, nobody corrects them."""
    monkeypatch.setattr(run_module, "_MIN_TRAINING_SECONDS", 0.05)
    network = tiny_network()
    checkpoint.save(tmp_path / "parent", network, tiny_info(network))
    run = manifest_with(tmp_path / "run", annotations=FAKE_BOXES).parent
    (run / "job.json").write_text('{"minutes": 0.001, "precision": "float32", "parent": "../parent"}')
    events = Events(run)
    report = teach(run, events)
    events.close()
    assert report["boxes_dropped"] == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_box_that_is_not_a_number_in_a_manifest(number: str, tmp_path: Path) -> None:
    """Row 6: NaN is not smaller than anything, so a check for boxes without a width lets it through."""
    path = manifest_with(tmp_path / "run", annotations=boxes_of([5, 5, "number", 20]))
    path.write_text(path.read_text().replace('"number"', number))
    with pytest.raises(ManifestError, match="damaged"):
        load_manifest(path)


def test_box_that_is_not_a_number_in_a_training_step() -> None:
    """Row 6: its overlap is NaN with all anchors, which makes every one of them learn it."""
    network = tiny_network()
    trainer = trainer_of(network)
    before = copy_of(network)
    with pytest.raises(InvalidBoxError, match="not numbers"):
        trainer.step([(view(96, 64, [[10, 10, 40, 40], [float("nan"), 0, 9, 9]]), True)])
    assert_unchanged(network, before)


@pytest.mark.parametrize("outside", [[900.0, 900, 940, 940], [-900, 10, -850, 60], [0, -950, 96, -900]])
def test_box_that_overlaps_no_anchor(outside: list[float]) -> None:
    """Row 7: its best overlap is 0, as good as with any anchor, so all become foreground."""
    alone = anchor_targets(ANCHORS, labels(torch.tensor([outside]), [1]), classes=2)
    assert alone.foreground.numel() == 0
    assert alone.classes.count_nonzero() == 0
    inside = [10.0, 10, 40, 40]
    both = anchor_targets(ANCHORS, labels(torch.tensor([outside, inside]), [1, 0]), classes=2)
    expected = anchor_targets(ANCHORS, labels(torch.tensor([inside]), [0]), classes=2)
    assert 0 < expected.foreground.numel() < len(ANCHORS)
    assert both.foreground.tolist() == expected.foreground.tolist()
    torch.testing.assert_close(both.classes, expected.classes)


def random_view_of(box: list[float], seed: int) -> View:
    there = view(96, 64, [box])
    return random_view(
        there.image, there.marks, np.random.default_rng(seed), fill=(0, 0, 0), upside_down=False
    )


def test_box_outside_of_the_crop() -> None:
    """Row 7: a box that the crop cut away is taught all the same, at a place where nothing is."""
    views = [random_view_of([0, 0, 8, 8], seed) for seed in range(40)]
    taught = [made.marks.boxes[0] for made in views if len(made.marks.boxes)]
    assert 0 < len(taught) < len(views)
    for box in taught:
        assert (box >= 0).all()
        assert (box <= [96, 64, 96, 64]).all()


@pytest.mark.parametrize("wrong", [-1, 2])
@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_label_outside_of_the_classes_in_targets(wrong: int, state: str) -> None:
    """Row 8: -1 counts from the end, which teaches the last class; the number of classes is an IndexError."""
    box = torch.tensor([[10.0, 10, 40, 40]])
    said = labels(box, [wrong]) if state == "confirmed" else labels(rejected=box, rejected_classes=[wrong])
    with pytest.raises(InvalidBoxError, match="not among the 2 being taught"):
        anchor_targets(ANCHORS, said, classes=2)


@pytest.mark.parametrize("wrong", [-1, 2])
def test_label_outside_of_the_classes_in_a_training_step(wrong: int) -> None:
    """Row 8: the same through a whole step: nothing may have been learnt."""
    network = tiny_network(classes=2)
    trainer = trainer_of(network)
    before = copy_of(network)
    with pytest.raises(InvalidBoxError):
        trainer.step([(view(96, 64, [[10, 10, 40, 40]], [wrong]), True)])
    assert_unchanged(network, before)


@pytest.mark.parametrize("wrong", [-1, 0, 2])
def test_label_outside_of_the_classes_in_a_manifest(wrong: int, tmp_path: Path) -> None:
    """Row 8: ids are looked up among the classes (1 and 5), never used as positions."""
    path = manifest_with(tmp_path / "run", annotations=boxes_of([5, 5, 9, 9], category=wrong))
    with pytest.raises(ManifestError, match=f"class {wrong}, which is not listed"):
        load_manifest(path)


def test_class_listed_twice_in_a_manifest(tmp_path: Path) -> None:
    """Row 8: all boxes go to the second of the two, and the first is taught that nothing is there."""
    twice = [{"id": 1, "name": "disc"}, {"id": 1, "name": "ring"}]
    path = manifest_with(tmp_path / "run", categories=twice, annotations=[])
    with pytest.raises(ManifestError, match="class 1 twice"):
        load_manifest(path)


@pytest.mark.parametrize("box", [[41.0, 33, 44, 36], [3, 30, 93, 35], [50, 2, 54, 62]])
def test_small_and_thin_objects_are_never_learnt(box: list[float]) -> None:
    """Row 13: no anchor overlaps them by half, so without their best anchors they have no loss."""
    assert float(pairwise_iou(torch.tensor([box]), ANCHORS).max()) < 0.4
    network = tiny_network()
    trainer = Trainer(network, [], replace(ALL, backbone_stages=0), CPU, seed=0)
    there = view(96, 64, [box])
    place = anchor_targets(ANCHORS, labels(torch.tensor([box]), [0]), classes=2).foreground
    assert place.numel() > 0
    before = scores(network, there)
    for _ in range(8):
        trainer.step([(there, True)])
    after = scores(network, there)
    assert after[place, 0].mean() > 2 * before[place, 0].mean()
    assert after[place, 0].mean() > 2 * after[place, 1].mean()


def scores(network: RetinaNet, made: View) -> Tensor:
    """(A, K), of the network as it is now."""
    with torch.no_grad():
        return network(to_batch([made.image], network.config, CPU.device))[0][0].sigmoid()


def test_other_classes_reset_the_heads(tmp_path: Path) -> None:
    """Row 20: a new class costs all that was known of the old ones, and of boxes, which know no classes."""
    network = tiny_network()
    nn.init.normal_(network.class_head.output.bias)  # type: ignore[arg-type]  # it has a bias
    checkpoint.save(tmp_path / "parent", network, tiny_info(network))  # disc (1), square (5)
    others = [{"id": 9, "name": "square"}, {"id": 3, "name": "ring"}, {"id": 1, "name": "plate"}]
    manifest = load_manifest(manifest_with(tmp_path / "run", categories=others, annotations=[]))
    changed, parent = checkpoint.load(tmp_path / "parent")
    rows = class_rows(parent, manifest)
    assert rows == [1, None, 0]  # by name where the id is new, by id where the name is
    changed.change_classes(rows)
    pictures = torch.randn(1, 3, 64, 96)
    with torch.no_grad():
        (logits, offsets), (old_logits, old_offsets) = changed(pictures), network.eval()(pictures)
    torch.testing.assert_close(offsets, old_offsets, rtol=0, atol=0)
    torch.testing.assert_close(logits[..., [2, 0]], old_logits)
    assert float(logits[..., 1].sigmoid().max()) < 0.05


@pytest.mark.parametrize("rows", [[0, -1], [0, 2], []])
def test_class_taken_from_a_row_that_is_not_there(rows: list[int | None]) -> None:
    """Row 20: a wrong position takes the weights of another class, of another anchor."""
    network = tiny_network(classes=2)
    before = copy_of(network)
    with pytest.raises(ValueError, match="positions among 2 classes"):
        network.change_classes(rows)
    assert_unchanged(network, before)
