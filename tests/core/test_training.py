"""Training steps on every backbone and on awkward frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.choices import BACKBONES, LITE_BACKBONE
from retinanet_core.config import NetworkConfig
from retinanet_core.detect.detector import Detector
from retinanet_core.network.retinanet import RetinaNet, build
from retinanet_core.teach.augment import random_affine, random_view
from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.marks import Marks, crop_boxes, transform_boxes
from retinanet_core.teach.trainer import Trainer
from tests.core.pictures import CPU, scene, tiny_config, tiny_info, tiny_network, view, write_png
from tests.core.steps import ALL, whole


@pytest.mark.parametrize("backbone", BACKBONES)
def test_one_training_step_and_one_detection_on_every_backbone(backbone: str) -> None:
    network = tiny_network(backbone=backbone)
    trainer = Trainer(network, [], whole(network), CPU, seed=0)
    network.train()
    before = {name: p.detach().clone() for name, p in network.named_parameters() if p.ndim > 1}
    loss = trainer.step([(view(96, 64, [[10, 10, 40, 40]]), True)])
    assert np.isfinite(loss)
    still = [name for name, p in network.named_parameters() if p.ndim > 1 and torch.equal(p, before[name])]
    assert still == []  # every convolution learnt
    detector = Detector(trainer.averaged, tiny_info(network), CPU)
    found = detector.detect([view(101, 67, []).image], min_score=0.001)[0]
    assert len(found) > 0
    assert found.boxes.min() >= 0
    assert found.boxes[:, [0, 2]].max() <= 101
    assert found.boxes[:, [1, 3]].max() <= 67


AWKWARD = {
    "no boxes at all": [view(96, 64, []), view(96, 64, [])],
    "one box and an empty frame": [view(96, 64, [[5, 5, 30, 30]]), view(96, 64, [])],
    "boxes at every border": [
        view(96, 64, [[0, 0, 20, 20], [76, 44, 96, 64], [0, 44, 20, 64], [76, 0, 96, 20], [0, 0, 96, 64]])
    ],
    "odd sizes": [view(97, 63, [[3, 3, 30, 40]]), view(41, 129, [[0, 100, 41, 129]])],
    "tiny and thin boxes": [view(96, 64, [[10, 10, 11, 11], [0, 30, 96, 31], [50, 0, 51, 64]])],
    "the same box twice with two classes": [view(96, 64, [[10, 10, 40, 40], [10, 10, 40, 40]], [0, 1])],
    "a frame of one pixel": [view(1, 1, [[0, 0, 1, 1]])],
}


@pytest.mark.parametrize("case", AWKWARD)
@pytest.mark.parametrize("box_loss", ["giou", "smooth_l1"])
def test_awkward_frames_train_with_a_finite_loss(case: str, box_loss: str) -> None:
    torch.manual_seed(0)
    network = RetinaNet(
        NetworkConfig(backbone="resnet18", channels=32, head_convs=1, box_loss=box_loss),  # type: ignore[arg-type]
        2,
    )
    trainer = Trainer(network, [], whole(network), CPU, seed=0)
    network.train()
    for _ in range(2):
        assert np.isfinite(trainer.step([(v, True) for v in AWKWARD[case]]))
    assert all(bool(torch.isfinite(p).all()) for p in network.parameters())


def test_frozen_stages_and_batch_norm_stay_as_they_were() -> None:
    network = build(tiny_config(LITE_BACKBONE), 2, pretrained=False)
    trainer = Trainer(network, [], replace(ALL, backbone_stages=2), CPU, seed=0)
    network.train()
    before = {k: v.clone() for k, v in network.backbone.state_dict().items()}
    trainer.step([(view(96, 64, [[10, 10, 40, 40]]), True)])
    changed = {k for k, v in network.backbone.state_dict().items() if not torch.equal(v, before[k])}
    assert changed
    assert all(key.startswith(("blocks.5.", "blocks.6.")) for key in changed)
    assert not any("running" in key for key in changed)


def test_the_detector_learns_made_up_pictures(tmp_path: Path) -> None:
    """A few dozen steps on a handful of scenes find most of their objects: the parts fit together."""
    frames = []
    for seed in range(8):
        image, objects = scene(seed)
        write_png(tmp_path / f"{seed}.png", image)
        frames.append(
            ManifestFrame(
                path=tmp_path / f"{seed}.png",
                width=image.shape[1],
                height=image.shape[0],
                reviewed=True,
                boxes=np.array([b for b, _ in objects], dtype=np.float32),
                labels=np.array([0 if label == 1 else 1 for _, label in objects], dtype=np.int64),
                rejected=np.zeros((0, 4), dtype=np.float32),
                rejected_labels=np.zeros(0, dtype=np.int64),
            )
        )
    torch.manual_seed(0)
    network = build(tiny_config(LITE_BACKBONE), 2)
    plan = replace(ALL, backbone_stages=0, head_rate=3e-3, batch=4)
    trainer = Trainer(network, frames, plan, CPU, seed=0)
    losses: list[float] = []

    def on_step(report: object) -> bool:
        losses.append(report.loss)  # type: ignore[attr-defined]
        return True

    trainer.run(seconds=120, on_step=on_step, max_steps=60)
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:5])
    detector = Detector(trainer.averaged, tiny_info(network), CPU)
    hits = total = 0
    for frame, seed in zip(frames, range(8), strict=True):
        found = detector.detect([scene(seed)[0]], min_score=0.3)[0]
        for box, label in zip(frame.boxes, frame.labels, strict=True):
            total += 1
            close = np.abs(found.boxes - box).max(axis=1) < 8 if len(found) else np.zeros(0, bool)
            hits += bool((close & (found.labels == (1 if label == 0 else 5))).any())
    assert hits >= 0.6 * total


def test_training_stops_when_the_caller_says_so(tmp_path: Path) -> None:
    image, _ = scene(0)
    write_png(tmp_path / "0.png", image)
    none = np.zeros((0, 4), dtype=np.float32)
    ids = np.zeros(0, dtype=np.int64)
    frame = ManifestFrame(tmp_path / "0.png", 128, 96, True, none, ids, none, ids)
    steps: list[int] = []
    trainer = Trainer(tiny_network(), [frame], ALL, CPU, seed=0)
    trainer.run(60, lambda report: steps.append(report.step) or len(steps) < 3)  # type: ignore[func-returns-value]
    assert steps == [1, 2, 3]


@given(st.integers(0, 10_000), st.integers(8, 300), st.integers(8, 300), st.booleans())
def test_a_random_view_moves_pixels_and_boxes_alike(seed: int, width: int, height: int, down: bool) -> None:
    matrix = random_affine(np.random.default_rng(seed), width, height, upside_down=down)
    corners = np.array([[0, 0, width, height]], dtype=np.float32)
    moved = transform_boxes(corners, matrix)[0]
    scale = abs(matrix[0, 0])
    assert moved[2] - moved[0] == pytest.approx(scale * width, rel=1e-3)
    assert moved[3] - moved[1] == pytest.approx(scale * height, rel=1e-3)
    # The frame either lies inside the view or covers it: no border is shown that could have been avoided.
    if scale <= 1:
        assert moved[0] >= -0.01 * width
        assert moved[2] <= 1.01 * width
    else:
        assert moved[0] <= 0.01 * width
        assert moved[2] >= 0.99 * width


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1000))
def test_a_marked_square_is_inside_its_box_in_every_view(seed: int) -> None:
    image = np.zeros((90, 120, 3), dtype=np.uint8)
    image[30:60, 40:80] = 255
    made = random_view(
        image,
        Marks(boxes=np.array([[40, 30, 80, 60]], dtype=np.float32), labels=np.array([3], dtype=np.int64)),
        np.random.default_rng(seed),
        fill=(0.0, 0.0, 0.0),
        upside_down=True,
    )
    bright = made.image.max(axis=2) > 120
    if not len(made.marks.boxes):
        return
    assert made.marks.labels.tolist() == [3]
    ys, xs = bright.nonzero()
    x1, y1, x2, y2 = made.marks.boxes[0]
    assert abs(xs.min() - x1) <= 1.0
    assert abs(xs.max() + 1 - x2) <= 1.0
    assert abs(ys.min() - y1) <= 1.0
    assert abs(ys.max() + 1 - y2) <= 1.0


def test_crop_by_hand() -> None:
    boxes = np.array([[0, 0, 10, 10], [-6, 0, 4, 10], [-9, 0, 1, 10], [-20, 0, -10, 10]], dtype=np.float32)
    cut, visible, rest = crop_boxes(boxes, 100, 100)
    assert visible.tolist() == [True, True, False, False]
    assert rest.tolist() == [False, False, True, False]
    assert cut[1].tolist() == [0, 0, 4, 10]
