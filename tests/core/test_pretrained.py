"""Published weights in use: converted, found again, and what a detector and a first teaching start from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo, load_info
from retinanet_core.config import preset
from retinanet_core.device import Compute
from retinanet_core.errors import CheckpointError
from retinanet_core.network.backbone import build_backbone
from retinanet_core.network.pretrained import has_imagenet
from retinanet_core.network.retinanet import RetinaNet, build
from retinanet_core.paths import weights_dir
from retinanet_core.published import convert as converting
from retinanet_core.published.convert import convert
from retinanet_core.published.hashing import sha256_of
from retinanet_core.published.installed import COCO_MODEL, installed_backbone, installed_model
from retinanet_core.published.table import PublishedWeights, find
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.job import load_job
from retinanet_core.teach.start import plan_of, start_of, suitable_preset
from retinanet_core.types import ObjectClass
from tests.core.pictures import CPU, tiny_config, write_run

Calls = list[tuple[Any, ...]]


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Importing only says what it was asked for, and writes a model that knows where it is from."""
    calls: Calls = []

    def backbone(source: Path, target: Path, name: str, **_: object) -> None:
        calls.append((source, target, name))
        target.write_bytes(b"weights")

    def weights(source: Path, folder: Path, *, norm_eps: float | None, **_: object) -> None:
        calls.append((source, folder.name, norm_eps))
        folder.mkdir()
        recipe = {"source": source.name, "source_sha256": sha256_of(source)}
        info = ModelInfo(network=preset("coco"), classes=(ObjectClass(1, "cat"),), recipe=recipe)
        checkpoint.save_info(folder, info)
        (folder / "weights.safetensors").touch()

    monkeypatch.setattr(converting, "import_backbone", backbone)
    monkeypatch.setattr(converting, "import_weights", weights)
    return calls


def fetched(name: str, data: bytes = b"1") -> tuple[Path, PublishedWeights]:
    entry = find(name)
    path = weights_dir() / entry.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path, entry


def test_a_detector_is_converted_once_for_each_file(imports: Calls) -> None:
    name = "retinanet_resnet50_fpn_coco"
    assert installed_model(name) is None
    for data in (b"1", b"1", b"2"):
        convert(*fetched(name, data))
    folder = weights_dir() / name
    source = weights_dir() / find(name).file_name
    assert imports == [(source, name, 0.0)] * 2
    assert installed_model(name) == folder
    (folder / "weights.safetensors").unlink()
    convert(*fetched(COCO_MODEL))
    convert(*fetched(name, b"2"))
    assert [call[1:] for call in imports[2:]] == [(COCO_MODEL, None), (name, 0.0)]
    load_info(folder)
    assert not list(weights_dir().glob(".*"))


def test_a_folder_that_was_not_made_here_is_left_alone(imports: Calls, tmp_path: Path) -> None:
    path, entry = fetched(COCO_MODEL)
    folder = weights_dir() / COCO_MODEL

    def refused() -> None:
        with pytest.raises(
            CheckpointError, match=rf"{COCO_MODEL} is in the way: .*; move it to another place"
        ):
            convert(path, entry)

    folder.symlink_to(tmp_path, target_is_directory=True)
    refused()
    folder.unlink()
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    refused()
    info = ModelInfo(network=preset("coco"), classes=(ObjectClass(1, "cat"),), recipe={"source": "mine.pth"})
    checkpoint.save_info(folder, info)
    refused()
    assert sorted(found.name for found in folder.iterdir()) == ["diary.txt", "model.json"]
    assert imports == []


def test_an_import_that_fails_leaves_the_model_of_before(
    imports: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert(*fetched(COCO_MODEL, b"1"))
    before = load_info(weights_dir() / COCO_MODEL)

    def fail(*_: object, **__: object) -> None:
        raise CheckpointError("It is damaged.")

    monkeypatch.setattr(converting, "import_weights", fail)
    with pytest.raises(CheckpointError, match="damaged"):
        convert(*fetched(COCO_MODEL, b"2"))
    assert load_info(weights_dir() / COCO_MODEL) == before


def test_what_a_killed_program_left_is_removed(imports: Calls) -> None:
    (path, entry), left = fetched(COCO_MODEL), f".{COCO_MODEL}.{'0a' * 16}.part"
    (path.parent / left).mkdir()
    (path.parent / left / "weights.safetensors").touch()
    (path.parent / ".other.part").mkdir()
    convert(path, entry)
    assert [found.name for found in path.parent.glob(".*")] == [".other.part"]


def test_a_backbone_is_converted_once(imports: Calls) -> None:
    assert installed_backbone("resnet34") is None
    for _ in range(2):
        convert(*fetched("resnet34_imagenet"))
    ((_, target, name),) = imports
    assert name == "resnet34"
    assert installed_backbone("resnet34") == target == weights_dir() / "resnet34_imagenet.safetensors"
    assert installed_backbone("resnet18") is None


def install_backbone() -> dict[str, torch.Tensor]:
    torch.manual_seed(3)
    state = build_backbone("resnet18").state_dict()
    weights_dir().mkdir(parents=True)
    safetensors.torch.save_file(state, weights_dir() / "resnet18_imagenet.safetensors")
    return state


def test_new_detectors_start_from_fetched_imagenet_weights() -> None:
    assert has_imagenet("efficientnet_lite0")
    assert not has_imagenet("resnet18")
    build(preset("compact"), 1)
    state = install_backbone()
    assert has_imagenet("resnet18")
    for wanted in (preset("compact"), preset("standard", "resnet18")):
        for key, value in build(wanted, 1).backbone.state_dict().items():
            torch.testing.assert_close(value, state[key], rtol=0, atol=0)
    untaught = build(preset("compact"), 1, pretrained=False).backbone.state_dict()
    assert not torch.equal(untaught["conv1.weight"], state["conv1.weight"])


@pytest.mark.parametrize(
    "damage", [lambda path: path.write_bytes(b"x" * 20), lambda path: safetensors.torch.save_file({}, path)]
)
def test_damaged_imagenet_weights_are_a_sentence(damage: Callable[[Path], object]) -> None:
    install_backbone()
    damage(weights_dir() / "resnet18_imagenet.safetensors")
    with pytest.raises(CheckpointError, match=r"fetch resnet18_imagenet again\.$"):
        build(preset("compact"), 1)


def test_the_first_teaching_of_a_compact_detector_knows_about_them(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [1, 2], [3], preset="compact")
    manifest, job = load_manifest(run / "manifest.json"), load_job(run)
    scratch = plan_of(start_of(run, job, manifest, CPU), manifest, job)
    assert scratch.phases[0].learns_batch_norm
    install_backbone()
    assert not plan_of(start_of(run, job, manifest, CPU), manifest, job).phases[0].learns_batch_norm


def test_the_preset_coco_starts_from_the_published_detector(tmp_path: Path) -> None:
    """Its classes are found by name: the ids are COCO's, not the project's (disc is 1, square 5)."""
    run = write_run(tmp_path / "run", [1, 2], [3], preset="coco")
    manifest, job = load_manifest(run / "manifest.json"), load_job(run)
    torch.manual_seed(0)
    network = RetinaNet(tiny_config(), 3)
    classes = (ObjectClass(1, "person"), ObjectClass(5, "kite"), ObjectClass(90, "Square"))
    checkpoint.save(weights_dir() / COCO_MODEL, network, ModelInfo(network=network.config, classes=classes))
    start = start_of(run, job, manifest, CPU)
    assert start.parent is None
    assert start.info.classes == manifest.classes
    assert (start.info.preset, start.info.parent, start.info.network) == ("coco", COCO_MODEL, network.config)
    bias = network.class_head.output.bias.view(9, 3)
    weight = network.class_head.output.weight.unflatten(0, (9, 3))
    torch.testing.assert_close(start.network.class_head.output.bias.view(9, 2)[:, 1], bias[:, 2])
    ours = start.network.class_head.output.weight.unflatten(0, (9, 2))
    torch.testing.assert_close(ours[:, 1], weight[:, 2])
    assert not any(torch.equal(ours[:, 0], weight[:, row]) for row in range(3))
    assert not plan_of(start, manifest, job).phases[0].learns_batch_norm


def test_without_it_the_preset_coco_starts_anew(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [1, 2], [3], preset="coco")
    start = start_of(run, load_job(run), load_manifest(run / "manifest.json"), CPU)
    assert (start.pretrained, start.info.parent, start.info.network) == (False, "", preset("coco"))


def test_a_first_version_begins_from_the_large_detector_only_with_a_graphics_card_and_its_weights(
    tmp_path: Path,
) -> None:
    graphics = Compute(torch.device("cuda"), torch.float16)
    assert suitable_preset(CPU) == suitable_preset(graphics) == "lite"
    folder = weights_dir() / COCO_MODEL
    folder.mkdir(parents=True)
    (folder / "model.json").write_text("{}")
    assert (suitable_preset(CPU), suitable_preset(graphics)) == ("lite", "coco")
