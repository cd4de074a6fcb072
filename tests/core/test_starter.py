"""Drawn scenes, what a detector learns from them, and how a new detector begins with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from retinanet_core import checkpoint
from retinanet_core.device import choose
from retinanet_core.network.anchors import anchors_for
from retinanet_core.starter import scenes
from retinanet_core.starter.materials import Material
from retinanet_core.starter.pretrain import Batches, Pretraining, sit, targets_of
from retinanet_core.starter.recall import fitted
from retinanet_core.starter.scenes import TRAITS, Scene, draw_scene
from retinanet_core.starter.shapes import FAMILIES, rasterize
from retinanet_core.teach import start
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.job import Job
from tests.core.pictures import write_run

SEEDS = st.integers(0, 2**32)


def drawn(seed: int, side: int = 128) -> Scene:
    return draw_scene(np.random.default_rng(seed), side, side)


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_boxes_lie_in_the_picture_and_have_an_area(seed: int) -> None:
    scene = draw_scene(np.random.default_rng(seed), 96, 160)
    assert scene.image.shape == (96, 160, 3)
    assert scene.image.dtype == np.uint8
    assert scene.traits.shape == (len(scene.boxes), len(TRAITS))
    for x1, y1, x2, y2 in np.concatenate([scene.boxes, scene.doubtful]):
        assert 0 <= x1 < x2 <= 160
        assert 0 <= y1 < y2 <= 96


def test_the_same_seed_gives_the_same_scene_and_another_one_another() -> None:
    first, again, other = drawn(3), drawn(3), drawn(4)
    assert np.array_equal(first.image, again.image)
    assert np.array_equal(first.boxes, again.boxes)
    assert not np.array_equal(first.image, other.image)


def test_scenes_differ_in_how_much_is_on_them() -> None:
    counts = [len(drawn(seed, 256).boxes) for seed in range(40)]
    assert min(counts) <= 2
    assert max(counts) >= 40


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """White things on black, without light, lens and clutter."""
    black, white = np.zeros(3, np.float32), np.ones(3, np.float32)

    def material(rng: np.random.Generator, ground: NDArray[np.float32]) -> Material:
        return Material(white, 0, 1, 0, 1, 0, 0.1, 0, white, 0, 0.1, 0, 0)

    def ground(rng: np.random.Generator, height: int, width: int, colour: object) -> NDArray[np.float32]:
        return np.zeros((height, width, 3), np.float32)

    monkeypatch.setattr(scenes, "ground_colour", lambda rng: black)
    monkeypatch.setattr(scenes, "make_ground", ground)
    monkeypatch.setattr(scenes, "add_clutter", lambda rng, picture: None)
    monkeypatch.setattr(scenes, "random_material", material)
    monkeypatch.setattr(scenes, "develop", lambda rng, picture: (picture * 255).round().astype(np.uint8))


@pytest.mark.usefixtures("plain")
def test_boxes_fit_what_is_seen() -> None:
    alone = [scene for scene in map(drawn, range(120)) if len(scene.boxes) == 1 and not len(scene.doubtful)]
    assert len(alone) >= 10
    for scene in alone:
        rows, columns = np.nonzero(scene.image[..., 0] > 127)
        seen = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        assert scene.boxes[0].tolist() == list(seen)


@pytest.mark.usefixtures("plain")
def test_everything_that_is_drawn_has_a_box_or_is_doubtful() -> None:
    for scene in map(drawn, range(60)):
        lonely = scene.image[..., 0] > 127
        for x1, y1, x2, y2 in np.concatenate([scene.boxes, scene.doubtful]).astype(int):
            lonely[y1:y2, x1:x2] = False
        # Less than a sixth of a thing may be seen beside others without a word.
        assert lonely.mean() < 0.02


@pytest.mark.parametrize("family", FAMILIES)
def test_shapes_are_about_as_large_as_asked_for(family: str) -> None:
    rng = np.random.default_rng(1)
    for size in (8.0, 40.0, 200.0):
        mask = rasterize(FAMILIES[family](rng)(rng), size, rng.uniform(0, 6))
        rows, columns = np.nonzero(mask > 0.5)
        extent = max(np.ptp(rows), np.ptp(columns)) + 1
        assert 0.3 * size <= extent <= 2.2 * size
        assert mask.max() <= 1
        assert not mask[0].any()
        assert not mask[:, -1].any()


def test_what_is_doubtful_is_learnt_neither_way() -> None:
    boxes = np.array([[8, 8, 40, 40]], np.float32)
    doubtful = np.array([[64, 64, 100, 100]], np.float32)
    scene = Scene(np.zeros((128, 128, 3), np.uint8), boxes, np.zeros((1, len(TRAITS)), np.bool_), doubtful)
    config = checkpoint.preset("lite")
    anchors = anchors_for(128, 128, config)
    targets = targets_of(scene, anchors)
    middle = (anchors[:, :2] + anchors[:, 2:]) / 2
    sides = anchors[:, 2:] - anchors[:, :2]
    there = ((middle - torch.tensor([82.0, 82.0])).abs() < 6).all(1) & ((sides - 36).abs() < 8).all(1)
    empty = ((middle - torch.tensor([20.0, 100.0])).abs() < 8).all(1) & (sides < 40).all(1)
    assert there.any()
    assert not targets.weights[there].any()
    assert (targets.weights[empty] == 1).all()
    assert not targets.classes[empty].any()
    assert targets.positives >= 1


def made(steps: int = 1000) -> Pretraining:
    return Pretraining("lite", 0, steps, choose("cpu", "float32"))


def test_it_learns_and_leaves_the_backbone_alone() -> None:
    training = made()
    before = {key: value.clone() for key, value in training.network.backbone.state_dict().items()}
    batch = [drawn(seed, 96) for seed in (0, 6)]
    losses = [training.learn(batch) for _ in range(30)]
    assert losses[-1]["class"] < 0.8 * losses[0]["class"]
    assert losses[-1]["traits"] < losses[0]["traits"]
    after = training.network.backbone.state_dict()
    assert all(torch.equal(value, after[key]) for key, value in before.items())


def test_after_a_break_it_goes_on_as_if_there_had_been_none(tmp_path: Path) -> None:
    training, batch = made(), [drawn(6, 96)]
    for _ in range(3):
        training.learn(batch)
    training.save(tmp_path)
    other = made()
    assert other.restore(tmp_path)
    assert other.step == 3
    assert other.learn(batch) == training.learn(batch)


def test_nothing_kept_is_a_beginning(tmp_path: Path) -> None:
    assert not made().restore(tmp_path)


def test_a_sitting_ends_after_its_steps_and_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Batches, "__getitem__", lambda self, number: [drawn(number, 64)])
    training, told = made(steps=2), []
    assert sit(training, tmp_path, workers=0, tell=told.append)
    assert [progress.step for progress in told] == [2]
    assert sit(training, tmp_path, workers=0, tell=told.append)
    assert len(told) == 1


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "starter"
    made().export(folder, {})
    monkeypatch.setattr(start, "starter_folder", lambda name: folder if name == "lite" else None)
    return folder


def test_a_new_detector_begins_with_the_starter(starter: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", range(2), range(2, 3))
    manifest = load_manifest(run / "manifest.json")
    compute = choose("cpu", "float32")
    begun = start.start_of(run, Job(preset="lite"), manifest, compute)
    network, info = checkpoint.load(starter)
    assert info.classes[0].name == "object"
    assert begun.info.parent == "starter"
    assert begun.info.classes == manifest.classes
    picture = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        logits, offsets = begun.network.eval()(picture)
        known_logits, known_offsets = network(picture)
    assert torch.allclose(offsets, known_offsets)
    for column in range(len(manifest.classes)):
        assert torch.allclose(logits[..., column], known_logits[..., 0])


def test_a_starter_is_not_forced_on_anybody(starter: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", range(2), range(2, 3))
    manifest = load_manifest(run / "manifest.json")
    for job in (Job(preset="lite", starter=False), Job(preset="compact")):
        begun = start.start_of(run, job, manifest, choose("cpu", "float32"))
        assert begun.info.parent == ""


def test_recall_counts_each_object_once_and_each_box_for_one_object() -> None:
    objects = np.array([[0, 0, 10, 10], [20, 0, 30, 10], [0, 20, 10, 30]], np.float32)
    proposed = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [20, 0, 30, 6], [0, 20, 4, 24]], np.float32)
    # The second lies on the first object, taken already; the third covers 60 % of its object, the last 16 %.
    assert fitted(proposed, objects) == 2
    assert fitted(proposed[:0], objects) == 0
    assert fitted(proposed, objects[:0]) == 0
