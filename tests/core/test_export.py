"""Exported models, used by other engines and without our code, give the answers of the detector."""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import openvino as ov
import pytest
import torch
from torch import nn
from torchvision.models import resnet50
from torchvision.models.detection import RetinaNet as TorchvisionRetinaNet
from torchvision.models.detection import retinanet_resnet50_fpn, retinanet_resnet50_fpn_v2
from torchvision.models.detection._utils import overwrite_eps
from torchvision.models.detection.backbone_utils import _resnet_fpn_extractor
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d

from retinanet_core.__main__ import main
from retinanet_core.calibration import Calibration, Line, Steps
from retinanet_core.checkpoint import load, save
from retinanet_core.choices import MIN_SCORE
from retinanet_core.config import NetworkConfig, preset, torchvision_v1, torchvision_v2
from retinanet_core.detect import postprocess
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.preprocess import prepare, to_batch
from retinanet_core.errors import ExportError
from retinanet_core.export import onnx_check, onnx_description
from retinanet_core.export.onnx_file import export_onnx
from retinanet_core.export.torchvision_file import export_torchvision
from retinanet_core.importing import import_weights
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.types import Detections, Image
from tests.core import plain_decoder
from tests.core.pictures import CPU, scene, tiny_info, tiny_network
from tests.core.torchvision_reference import found_by

Said = pytest.CaptureFixture[str]
change = msgspec.structs.replace

LEVELS = ("p3", "p4", "p5", "p6", "p7")
SHAPES = [(96, 128), (70, 201), (333, 180)]
"""(height, width) of pictures that grow and shrink on their way into the network."""

CONFIGS: dict[str, NetworkConfig] = {
    "lite": change(preset("lite"), channels=32, short_side=160, long_side=160),
    "compact": change(preset("compact"), channels=64, short_side=128, long_side=160),
    "v2": change(torchvision_v2(), backbone="resnet18", channels=32, short_side=96, long_side=160),
    "v1": change(torchvision_v1(), channels=32, head_convs=2, short_side=96, long_side=160),
}


def picture(height: int, width: int) -> Image:
    return scene(height, width, height)[0]


@torch.no_grad()
def eager(config: NetworkConfig) -> RetinaNet:
    """A network with random weights and statistics that finds about a hundred things on `picture(96, 128)`."""
    torch.manual_seed(0)
    network = RetinaNet(config, 2).eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.2)  # type: ignore[arg-type]
            nn.init.uniform_(module.running_var, 0.5, 1.5)  # type: ignore[arg-type]
            nn.init.uniform_(module.weight, 0.5, 1.0)
        elif isinstance(module, nn.GroupNorm):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, std=0.1)
    for head in (network.class_head, network.box_head):
        for module in head.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
    _spread(network)
    return network


def _spread(network: RetinaNet) -> None:
    """Logits of spread 1, a hundred of them above the threshold, and offsets of spread 0.2."""
    output, places = network.class_head.output, network.box_head.output
    assert output.bias is not None
    assert places.bias is not None
    output.bias.zero_()
    batch = to_batch([prepare(picture(96, 128), network.config).pixels], network.config, torch.device("cpu"))
    logits, offsets = network(batch)
    output.weight.div_(logits.std())
    last, next_one = (logits / logits.std()).flatten().topk(101).values[-2:]
    output.bias.add_(math.log(MIN_SCORE / (1 - MIN_SCORE)) - (last + next_one) / 2)
    places.weight.mul_(0.2 / offsets.std())


def saved(folder: Path, network: RetinaNet) -> Path:
    save(folder, network, tiny_info(network))
    return folder


@pytest.fixture(scope="module", params=list(CONFIGS))
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A model folder and the ONNX file made of it."""
    folder = tmp_path_factory.mktemp(request.param)
    model = saved(folder / "model", eager(CONFIGS[request.param]))
    files, _ = export_onnx(model, folder / "detector")
    assert [path.name for path in files] == ["detector.onnx", "detector.json"]
    return model, files.model


def in_openvino(path: Path) -> plain_decoder.Run:
    model = ov.Core().compile_model(path, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})

    def run(batch: plain_decoder.Floats) -> dict[str, plain_decoder.Floats]:
        answer = model({"pictures": batch})
        return {output.any_name: answer[output] for output in model.outputs}

    return run


def description_of(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return content


def assert_same(found: Detections | plain_decoder.Found, expected: Detections) -> None:
    """As many, in the same order but for equal scores: same class, box within 0.01 px, score within 1e-5."""
    assert len(found.scores) == len(expected.scores) > 0
    free = np.ones(len(expected.scores), dtype=bool)
    for box, score, label in zip(found.boxes, found.scores, found.labels, strict=True):
        near = free & (expected.labels == label) & (np.abs(expected.scores - score) <= 1e-5)
        near &= (np.abs(expected.boxes - box) <= 0.01).all(axis=1)
        assert near.any(), (box, score, label)
        free[near.argmax()] = False


# --- ONNX -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("batch", "height", "width"), [(1, 96, 160), (2, 224, 64)])
def test_all_maps_are_those_of_the_network(
    exported: tuple[Path, Path], batch: int, height: int, width: int
) -> None:
    model, path = exported
    network, _ = load(model)
    pictures = torch.randn(batch, 3, height, width)
    found = in_openvino(path)(pictures.numpy())
    with torch.inference_mode():
        maps = network.maps(pictures)
    assert set(found) == {f"{kind}_{level}" for kind in ("logits", "offsets") for level in LEVELS}
    for kind in ("logits", "offsets"):
        for level, ours in zip(LEVELS, getattr(maps, kind), strict=True):
            expected = ours.numpy()
            assert found[f"{kind}_{level}"].shape == expected.shape
            np.testing.assert_allclose(
                found[f"{kind}_{level}"], expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max()
            )


def test_a_decoder_written_from_the_json_finds_the_same(exported: tuple[Path, Path]) -> None:
    model, path = exported
    detector = Detector(*load(model), CPU)
    run, description = in_openvino(path), description_of(path)
    assert description["file"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    for shape in SHAPES:
        image = picture(*shape)
        found = plain_decoder.detect(description, run, image)
        assert_same(found, detector.detect([image])[0])


@pytest.mark.parametrize(("top", "count"), [(1000, 300), (20, 20)])
def test_the_limits_of_the_json_are_those_of_the_detector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, top: int, count: int
) -> None:
    """More boxes than are reported, and more answers on a level than are looked at."""
    for module in (postprocess, onnx_description):
        monkeypatch.setattr(module, "TOP_PER_LEVEL", top)
    network = eager(CONFIGS["compact"])
    with torch.no_grad():
        network.class_head.output.bias.add_(4)  # type: ignore[union-attr,operator]
    files, _ = export_onnx(saved(tmp_path / "m", network), tmp_path / "d")
    image = picture(96, 128)
    found = plain_decoder.detect(description_of(files.model), in_openvino(files.model), image)
    assert len(found.scores) == count
    assert_same(found, Detector(network, tiny_info(network), CPU).detect([image])[0])


CALIBRATIONS = {
    "steep": Calibration((Line(2.0, 1.0), Steps((0.06, 0.5), (0.2, 0.9)))),
    "with much to drop": Calibration((Steps((0.07,), (0.05,)), Line(1.5, -0.5))),
}
"""Of two classes: of the one raw scores are looked at below the usual limit, with the other some are dropped."""


@pytest.mark.parametrize("calibration", CALIBRATIONS.values(), ids=CALIBRATIONS)
def test_scores_are_calibrated_as_the_json_says(tmp_path: Path, calibration: Calibration) -> None:
    network = eager(CONFIGS["compact"])
    info = change(tiny_info(network), calibration=calibration)
    save(tmp_path / "m", network, info)
    files, _ = export_onnx(tmp_path / "m", tmp_path / "d")
    description, run = description_of(files.model), in_openvino(files.model)
    raw = Detector(network, tiny_info(network), CPU)
    for shape in SHAPES:
        image = picture(*shape)
        (expected,) = Detector(network, info, CPU).detect([image])
        assert_same(plain_decoder.detect(description, run, image), expected)
        assert sorted(expected.scores) != sorted(raw.detect([image])[0].scores)


def test_the_anchors_are_made_as_the_json_says(exported: tuple[Path, Path]) -> None:
    anchors = description_of(exported[1])["anchors"]
    made_of = anchors["made_of"]
    for size, cell in zip(made_of["sizes"], anchors["cells"], strict=True):
        expected = []
        for ratio in made_of["ratios"]:
            for scale in made_of["scales"]:
                side = math.floor(size * scale) if made_of["rounded"] else size * scale
                height, width = side * math.sqrt(ratio), side / math.sqrt(ratio)
                expected.append([-width / 2, -height / 2, width / 2, height / 2])
        np.testing.assert_allclose(
            cell, np.round(expected) if made_of["rounded"] else expected, rtol=1e-6, atol=0
        )


def test_the_onnx_file_keeps_to_the_standard_and_to_the_names_of_the_weights(
    exported: tuple[Path, Path],
) -> None:
    import onnx

    model = onnx.load(exported[1])
    onnx.checker.check_model(model, full_check=True)
    assert {entry.domain: entry.version for entry in model.opset_import} == {"": 17}
    assert not {"BatchNormalization", "Identity"} & {node.op_type for node in model.graph.node}
    names = [constant.name for constant in model.graph.initializer]
    assert len(names) == len(set(names))
    assert "class_head.output.weight" in names


def test_the_command_says_where_and_how_exact(tmp_path: Path, capsys: Said) -> None:
    model = saved(tmp_path / "m", tiny_network())
    dest = tmp_path / "mine.v2"
    assert main(["export", str(model), str(dest), "--format", "onnx"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == f"The model is in {dest}.onnx; how to use it is in {dest}.json."
    assert lines[1].startswith("OpenVINO and PyTorch differ by at most ")
    assert float(lines[1].split()[-4]) < 1e-4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m", "mine.v2.json", "mine.v2.onnx"]
    assert main(["export", str(model), str(dest), "--format", "onnx"]) == 0  # replaces both


def test_a_file_that_computes_something_else_is_not_kept(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = saved(tmp_path / "m", tiny_network())
    (tmp_path / "d.onnx").write_bytes(b"before")
    honest = onnx_check._run

    def wrong(path: Path, batch: torch.Tensor) -> dict[str, torch.Tensor]:
        assert path.name == "d.onnx"
        found = honest(path, batch)
        found["offsets_p7"][0, 0, 0] += 0.1
        return found

    for lie in (wrong, lambda *words: {key: value * math.nan for key, value in honest(*words).items()}):
        monkeypatch.setattr(onnx_check, "_run", lie)
        assert main(["export", str(model), str(tmp_path / "d"), "--format", "onnx"]) == 1
        assert "does not compute in OpenVINO what it computes in PyTorch" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.onnx", "m"]
    assert (tmp_path / "d.onnx").read_bytes() == b"before"


def test_a_file_that_openvino_does_not_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.onnx").write_bytes(b"nothing")
    with pytest.raises(ExportError, match="cannot run the exported model"):
        onnx_check.largest_difference(tmp_path / "d.onnx", tiny_network().eval())


@pytest.mark.parametrize("package", ["onnx", "openvino"])
def test_a_missing_package_is_named(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    model = saved(tmp_path / "m", tiny_network())
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["export", str(model), str(tmp_path / "d"), "--format", "onnx"]) == 1
    said = capsys.readouterr().err
    assert said.endswith(f"install it with: pip install {package}\n")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


# --- where files go ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["onnx", "torchvision"])
def test_other_files_are_not_replaced(tmp_path: Path, capsys: Said, form: str) -> None:
    """Least of all the model.json of the model itself."""
    config = change(torchvision_v2(), backbone="resnet18")
    model = saved(tmp_path / "m", RetinaNet(config, 1))
    before = (model / "model.json").read_bytes()
    for dest, sentence in [
        (model / "model", "model.json exists and is not an exported model"),
        (model, "is a folder; name the file"),
        (tmp_path / "nowhere" / "d", "There is no folder"),
        (tmp_path / "m" / "weights.safetensors" / "d", "There is no folder"),
    ]:
        assert main(["export", str(model), str(dest), "--format", form]) == 1
        assert sentence in capsys.readouterr().err
    assert (model / "model.json").read_bytes() == before
    assert sorted(path.name for path in model.iterdir()) == ["model.json", "weights.safetensors"]
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("form", ["onnx", "torchvision"])
def test_what_is_no_model_is_not_exported(tmp_path: Path, capsys: Said, form: str) -> None:
    assert main(["export", str(tmp_path), str(tmp_path / "d"), "--format", form]) == 1
    assert "is not a model folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# --- torchvision ------------------------------------------------------------------------------------------------

Builder = Callable[..., TorchvisionRetinaNet]
PLAIN: dict[str, Any] = {"weights": None, "weights_backbone": None, "num_classes": 2}


def frozen_v1(eps: float, **sizes: int) -> TorchvisionRetinaNet:
    """As torchvision builds it for its COCO weights."""
    body = resnet50(weights=None, norm_layer=FrozenBatchNorm2d)
    extractor = _resnet_fpn_extractor(
        body, 3, returned_layers=[2, 3, 4], extra_blocks=LastLevelP6P7(256, 256)
    )
    model = TorchvisionRetinaNet(extractor, 2, **sizes)
    overwrite_eps(model, eps)
    return model


SIDES = {"short_side": 96, "long_side": 160}
V1 = change(torchvision_v1(norm_eps=1e-5), **SIDES)
BUILDERS: dict[str, tuple[NetworkConfig, Builder | None]] = {
    "v2": (change(torchvision_v2(), **SIDES), partial(retinanet_resnet50_fpn_v2, **PLAIN)),
    "v1": (V1, partial(retinanet_resnet50_fpn, **PLAIN)),
    "v1 frozen": (V1, partial(frozen_v1, 1e-5)),
    "v1 frozen, epsilon 0": (change(V1, norm_eps=0.0), partial(frozen_v1, 0.0)),
    # Built by the lines of the JSON alone:
    "v1 of the lines": (change(V1, norm_eps=0.0), None),
    "v2 of the lines": (change(torchvision_v2(), **SIDES), None),
    "another ResNet": (change(torchvision_v2(), backbone="resnet18", **SIDES), None),
    "another P6": (change(torchvision_v1(), backbone="resnet18", p6_source="c5", **SIDES), None),
}


@pytest.fixture(params=list(BUILDERS))
def for_torchvision(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, TorchvisionRetinaNet]]:
    """A model folder, and torchvision's detector with the weights exported from it."""
    config, build = BUILDERS[request.param]
    model = saved(tmp_path / "m", eager(config))
    path = tmp_path / "d.pth"
    assert main(["export", str(model), str(path), "--format", "torchvision"]) == 0
    assert capsys.readouterr().out.startswith(f"The weights are in {path}; ")
    if build is None:
        names: dict[str, Any] = {}
        monkeypatch.chdir(tmp_path)
        exec("\n".join(description_of(path)["load"]), names)
        yield model, names["model"]
        return
    built = build(min_size=96, max_size=160)
    built.load_state_dict(torch.load(path, weights_only=True), strict=True)
    yield model, built.eval()


def test_torchvision_finds_the_same(for_torchvision: tuple[Path, TorchvisionRetinaNet]) -> None:
    folder, model = for_torchvision
    detector = Detector(*load(folder), CPU)
    ids = np.array([item["id"] for item in description_of(folder.parent / "d.pth")["classes"]])
    for shape in SHAPES:
        image = picture(*shape)
        found = found_by(model, image)
        assert_same(Detections(found.boxes, found.scores, ids[found.labels]), detector.detect([image])[0])


def test_scores_of_torchvision_are_calibrated_as_the_json_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = eager(change(torchvision_v2(), backbone="resnet18", **SIDES))
    info = change(tiny_info(network), calibration=CALIBRATIONS["steep"])
    save(tmp_path / "m", network, info)
    description = description_of(export_torchvision(tmp_path / "m", tmp_path / "d").model)
    names: dict[str, Any] = {}
    monkeypatch.chdir(tmp_path)
    exec("\n".join(description["load"]), names)
    image = picture(96, 128)
    found = found_by(names["model"], image)
    shown = plain_decoder.calibrated(
        description, plain_decoder.Found(found.boxes, found.scores, found.labels)
    )
    assert_same(shown, Detector(network, info, CPU).detect([image])[0])


def test_the_pth_is_a_plain_dict_of_tensors(tmp_path: Path) -> None:
    network = RetinaNet(change(torchvision_v2(), backbone="resnet18"), 2)
    model = saved(tmp_path / "m", network)
    assert main(["export", str(model), str(tmp_path / "d"), "--format", "torchvision"]) == 0
    state = torch.load(tmp_path / "d.pth", weights_only=True)
    assert type(state) is dict
    assert {type(value) for value in state.values()} == {torch.Tensor}
    assert len(state) == len(network.state_dict())
    description = description_of(tmp_path / "d.pth")
    assert [item["name"] for item in description["classes"]] == ["disc", "square"]
    assert description["file"]["sha256"] == hashlib.sha256((tmp_path / "d.pth").read_bytes()).hexdigest()


def test_epsilon_comes_back(tmp_path: Path) -> None:
    """The weights alone do not tell it, the JSON does, as long as it is about this very file."""
    config = change(torchvision_v1(norm_eps=0.0), backbone="resnet18")
    files = export_torchvision(saved(tmp_path / "m", eager(config)), tmp_path / "d")
    assert import_weights(files.model, tmp_path / "again").network.norm_eps == 0
    assert import_weights(files.model, tmp_path / "asked", norm_eps=1e-3).network.norm_eps == 1e-3


def test_a_model_that_torchvision_does_not_know_is_refused(tmp_path: Path, capsys: Said) -> None:
    model = saved(tmp_path / "m", tiny_network())
    assert main(["export", str(model), str(tmp_path / "d"), "--format", "torchvision"]) == 1
    said = capsys.readouterr()
    assert "can be exported for torchvision; export ONNX instead." in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
