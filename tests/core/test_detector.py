"""Detecting: sizes, coordinates, thresholds, and model folders."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch

from retinanet_core import checkpoint
from retinanet_core.checkpoint import create_model, load, load_info, save
from retinanet_core.config import preset
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.postprocess import select
from retinanet_core.detect.preprocess import input_size, resize, to_batch
from retinanet_core.device import choose
from retinanet_core.errors import CheckpointError, DeviceError
from retinanet_core.network.backbone_lite import PACKAGE
from retinanet_core.types import ObjectClass
from tests.core.pictures import CLASSES, CPU, tiny_config, tiny_info, tiny_network


def test_a_picture_is_scaled_by_its_longer_side_and_never_to_nothing() -> None:
    assert input_size(480, 640, preset("lite")) == (480, 640)
    assert input_size(3000, 4000, preset("lite")) == (480, 640)
    assert input_size(1, 4000, preset("lite")) == (1, 640)
    assert input_size(480, 640, preset("standard")) == (800, 1067)
    assert input_size(400, 1600, preset("standard")) == (333, 1333)


def test_batches_are_normalised_and_padded_to_multiples_of_32() -> None:
    config = preset("lite")
    image = np.full((40, 50, 3), 255, dtype=np.uint8)
    batch = to_batch([image, image[:33]], config, torch.device("cpu"))
    assert batch.shape == (2, 3, 64, 64)
    assert batch.is_contiguous(memory_format=torch.channels_last)
    expected = (1 - torch.tensor(config.mean)) / torch.tensor(config.std)
    torch.testing.assert_close(batch[0, :, 0, 0], expected)
    torch.testing.assert_close(batch[1, :, 39, 0], torch.zeros(3))  # padding is the mean colour


def test_shrinking_averages() -> None:
    stripes = np.zeros((64, 64, 3), dtype=np.uint8)
    stripes[:, ::2] = 200
    small = resize(stripes, input_size(64, 64, tiny_config(long_side=16)))
    assert small.shape == (16, 16, 3)
    assert small.min() == small.max() == 100


def test_boxes_come_back_in_each_pictures_own_pixels() -> None:
    network = tiny_network()
    detector = Detector(network, tiny_info(network), CPU)
    rng = np.random.default_rng(0)
    images = [rng.integers(0, 255, (h, w, 3), dtype=np.uint8) for h, w in ((96, 128), (333, 701), (50, 20))]
    together = detector.detect(images, min_score=0.001)
    for image, found in zip(images, together, strict=True):
        alone = detector.detect([image], min_score=0.001)[0]
        np.testing.assert_allclose(alone.boxes, found.boxes, atol=0.01)
        assert found.boxes.dtype == np.float32
        assert found.boxes.min() >= 0
        assert found.boxes[:, [0, 2]].max() <= image.shape[1] + 1e-3
        assert found.boxes[:, [1, 3]].max() <= image.shape[0] + 1e-3
        assert (found.boxes[:, 2:] > found.boxes[:, :2]).all()
        assert (np.diff(found.scores) <= 0).all()
        assert set(found.labels.tolist()) <= {1, 5}  # ids, not positions


def test_doubling_a_picture_doubles_its_boxes() -> None:
    network = tiny_network()
    detector = Detector(network, tiny_info(network), CPU)
    picture = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    picture = picture.repeat(4, 0).repeat(4, 1)  # 192 x 256, shrinks to 96 x 128 without loss
    larger = picture.repeat(2, 0).repeat(2, 1)
    one, two = (detector.detect([p], min_score=0.005)[0] for p in (picture, larger))
    np.testing.assert_allclose(two.boxes, one.boxes * 2, atol=0.05)


def test_no_pictures_no_detections() -> None:
    network = tiny_network()
    assert Detector(network, tiny_info(network), CPU).detect([]) == []


def test_selection_by_hand() -> None:
    """Two boxes of one class overlap: the better stays. The same place with another class stays too."""
    anchors = torch.tensor([[0.0, 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60], [90, 90, 200, 200]])
    logits = torch.tensor([[2.0, -9], [1, 3], [-9, -9], [-1, -9]])
    offsets = torch.zeros(4, 4)
    boxes, scores, classes = select(
        *(tensor.split([3, 1]) for tensor in (logits, offsets, anchors)), (100, 100), 0.05
    )
    torch.testing.assert_close(scores, torch.tensor([3.0, 2.0, -1.0]).sigmoid())
    assert classes.tolist() == [1, 0, 0]
    torch.testing.assert_close(boxes[2], torch.tensor([90.0, 90, 100, 100]))  # clipped to the picture


def test_selection_of_nothing() -> None:
    boxes, scores, classes = select(
        [torch.full((4, 2), -9.0)], [torch.zeros(4, 4)], [torch.rand(4, 4)], (10, 10), 0.05
    )
    assert boxes.shape == (0, 4)
    assert scores.shape == classes.shape == (0,)


def test_a_model_folder_round_trips(tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path / "m", network, tiny_info(network))
    loaded, info = load(tmp_path / "m")
    assert info.classes == CLASSES
    assert info.network == network.config
    assert info.created > 0
    for key, value in network.state_dict().items():
        torch.testing.assert_close(loaded.state_dict()[key], value, rtol=0, atol=0)


def test_half_precision_is_read_back_as_float32(tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path / "m", network, tiny_info(network), half=True)
    loaded, _ = load(tmp_path / "m")
    assert all(p.dtype == torch.float32 for p in loaded.parameters())


def test_a_model_may_take_its_backbone_from_the_weights_package(tmp_path: Path) -> None:
    create_model(tmp_path / "whole", "lite", CLASSES, seed=3)
    network, info = load(tmp_path / "whole")
    save(tmp_path / "light", network, msgspec.structs.replace(info, backbone_source=PACKAGE))
    sizes = [(tmp_path / name / "weights.safetensors").stat().st_size for name in ("whole", "light")]
    assert sizes[1] < 0.45 * sizes[0]
    again, _ = load(tmp_path / "light")
    for key, value in network.state_dict().items():
        torch.testing.assert_close(again.state_dict()[key], value, rtol=0, atol=0)


def test_damaged_model_folders_are_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    with pytest.raises(CheckpointError, match="not a model folder"):
        load_info(folder)
    network = tiny_network()
    save(folder, network, tiny_info(network))
    info = (folder / "model.json").read_text()

    (folder / "model.json").write_text(info[: len(info) // 2])
    with pytest.raises(CheckpointError, match="damaged"):
        load_info(folder)
    (folder / "model.json").write_text(info.replace('"format": 1', '"format": 99'))
    with pytest.raises(CheckpointError, match="newer version"):
        load_info(folder)
    (folder / "model.json").write_text(info.replace("resnet18", "resnet19"))
    with pytest.raises(CheckpointError, match="unknown backbone"):
        load_info(folder)
    (folder / "model.json").write_text(info.replace("resnet18", "resnet34"))
    with pytest.raises(CheckpointError, match="do not fit"):
        load(folder)
    (folder / "model.json").write_text(info)
    weights = (folder / "weights.safetensors").read_bytes()
    (folder / "weights.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(CheckpointError, match="missing or damaged"):
        load(folder)
    (folder / "weights.safetensors").write_bytes((10**11).to_bytes(8, "little") + b"{")
    with pytest.raises(CheckpointError, match="missing or damaged"):
        load(folder)


def test_a_model_that_is_not_finite_is_neither_saved_nor_loaded(tmp_path: Path) -> None:
    network = tiny_network()
    with torch.no_grad():
        network.pyramid.p6.bias[0] = float("inf")  # type: ignore[index]
    with pytest.raises(CheckpointError, match="not finite"):
        save(tmp_path / "m", network, tiny_info(network))
    assert not (tmp_path / "m" / "model.json").exists()


def test_unknown_devices_and_precisions_are_refused() -> None:
    with pytest.raises(DeviceError, match="no device quantum"):
        choose("quantum")
    with pytest.raises(DeviceError, match="no precision int3"):
        choose("cpu", "int3")
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match="no graphics card"):
            choose("cuda")


def test_reduced_precision_agrees_with_float32(tmp_path: Path) -> None:
    create_model(tmp_path / "m", "lite", (ObjectClass(1, "a"),))
    image = np.random.default_rng(0).integers(0, 255, (96, 128, 3), dtype=np.uint8)
    exact = Detector.load(tmp_path / "m", device="cpu", precision="float32")
    reduced = Detector.load(tmp_path / "m", device="cpu", precision="bfloat16")
    a, b = (d.detect([image], min_score=0.001)[0] for d in (exact, reduced))
    assert reduced.describe() == "CPU, PyTorch bfloat16"
    assert b.boxes.dtype == np.float32
    assert abs(float(a.scores.mean()) - float(b.scores.mean())) < 0.002


def test_reading_model_json_imports_no_torch() -> None:
    import subprocess
    import sys

    code = "import sys, retinanet_core.checkpoint, retinanet_core.types; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert checkpoint.FORMAT == 1
