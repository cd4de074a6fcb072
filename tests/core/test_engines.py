"""Engines: the same answers whichever computes, nobody waits for compiling, and nothing is reported to anyone."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from retinanet_core.checkpoint import create_model
from retinanet_core.choices import RESNETS
from retinanet_core.config import NetworkConfig, preset
from retinanet_core.detect import openvino_engine
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.engine import Engine, TorchEngine, choose_engine, describe_choice, make_engine
from retinanet_core.detect.openvino_engine import ANY, FORGOTTEN, MOST_SHAPES, OFTEN, OpenVinoEngine
from retinanet_core.detect.openvino_graph import emit
from retinanet_core.detect.preprocess import to_batch
from retinanet_core.device import Compute
from retinanet_core.errors import DeviceError
from retinanet_core.network.folding import folded
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.types import Image, ObjectClass
from tests.core.pictures import CPU, tiny_config, tiny_info, tiny_network

BFLOAT16 = Compute(torch.device("cpu"), torch.bfloat16)


def randomised(config: NetworkConfig, classes: int = 3) -> RetinaNet:
    """A network whose batch norms do something."""
    torch.manual_seed(0)
    network = RetinaNet(config, classes).eval()
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.normal_(0, 0.1)  # type: ignore[union-attr]
                module.running_var.uniform_(0.5, 1.5)  # type: ignore[union-attr]
                module.weight.uniform_(0.5, 1.0)
                module.bias.normal_(0, 0.1)
    return network


def picture(height: int = 96, width: int = 160, seed: int = 0) -> Image:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)


def largest_difference(first: Engine, second: Engine, images: list[Image]) -> float:
    """The largest difference of any map or feature, as a share of its largest value."""
    one, two = (
        [*maps.logits, *maps.offsets, maps.feature] for maps in (first.run(images), second.run(images))
    )
    assert [m.shape for m in one] == [m.shape for m in two]
    return max(float((a - b).abs().max() / b.abs().max()) for a, b in zip(one, two, strict=True))


CONFIGS = {
    "lite": preset("lite"),
    "compact": preset("compact"),
    "coco": preset("coco"),
    **{name: NetworkConfig(backbone=name, channels=64, head_convs=1) for name in RESNETS},
    "P6 from P5": NetworkConfig(backbone="resnet18", channels=32, head_convs=1, p6_source="p5"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_openvino_gives_the_maps_of_pytorch(name: str) -> None:
    network = randomised(CONFIGS[name])
    reference, engine = TorchEngine(network, CPU), OpenVinoEngine(network, CPU)
    assert engine.wait(*ANY)
    # Beside what the graph says, sides that are no multiples of 32, and several pictures at once.
    assert largest_difference(engine, reference, [picture(90, 150), picture(90, 150, seed=1)]) < 1e-3
    assert engine.wait(96, 160)
    assert largest_difference(engine, reference, [picture()]) < 1e-3
    engine.close()


@pytest.mark.parametrize("name", ["lite", "resnet50"])
def test_folding_batch_norms_changes_no_answer_and_not_the_network(name: str) -> None:
    network = randomised(CONFIGS[name])
    before = {key: value.clone() for key, value in network.state_dict().items()}
    smaller = folded(network)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in smaller.modules())
    assert largest_difference(TorchEngine(smaller, CPU), TorchEngine(network, CPU), [picture()]) < 1e-4
    after = network.state_dict()
    assert all(torch.equal(after[key], value) for key, value in before.items())


def test_nobody_waits_for_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    build = openvino_engine.build_model

    def slowly(*arguments: Any) -> Any:
        assert gate.wait(30)
        return build(*arguments)

    monkeypatch.setattr(openvino_engine, "build_model", slowly)
    network = randomised(tiny_config())
    engine, reference = OpenVinoEngine(network, CPU), TorchEngine(network, CPU)
    assert largest_difference(engine, reference, [picture()]) < 1e-4  # while it compiles
    gate.set()
    assert engine.wait(*ANY)
    assert largest_difference(engine, reference, [picture()]) < 1e-3
    engine.close()


def test_a_size_that_comes_often_gets_a_model_of_its_own() -> None:
    engine = OpenVinoEngine(randomised(tiny_config()), CPU)
    assert engine.wait(*ANY)
    for _ in range(OFTEN):
        engine.run([picture()])
    assert engine.wait(96, 160)
    assert set(engine._requests) == {ANY, (96, 160)}
    assert engine.wait(32, 32)
    for side in (64, 128):  # but not every size there is: each holds the weights once more
        for _ in range(OFTEN):
            engine.run([picture(side, side)])
    assert engine._wanted == []
    assert set(engine._requests) == {ANY, (96, 160), (32, 32)}
    for _ in range(FORGOTTEN + 1):  # until one of them has not come for long
        engine.run([picture(128, 128)])
    assert engine.wait(128, 128)
    assert len(engine._requests) == 1 + MOST_SHAPES
    engine.close()
    assert engine._thread is None


def test_where_openvino_fails_pytorch_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such instruction")

    monkeypatch.setattr(openvino_engine, "build_model", broken)
    network = randomised(tiny_config())
    engine = OpenVinoEngine(network, CPU)
    assert not engine.wait(*ANY)
    assert largest_difference(engine, TorchEngine(network, CPU), [picture()]) < 1e-4
    assert engine.describe() == "CPU, PyTorch float32"


def test_a_module_without_translation_is_named() -> None:
    with pytest.raises(TypeError, match="no translation for Tanh"):
        emit(nn.Tanh(), None)


def test_a_learning_network_is_not_frozen_into_the_detector() -> None:
    """Quality is measured while teaching: the detector must see today's weights."""
    network = tiny_network().eval()
    detector = Detector(network, tiny_info(network), CPU)
    before = detector.detect([picture()], min_score=0.001)[0].scores
    with torch.no_grad():
        network.class_head.output.bias.add_(1.0)  # type: ignore[union-attr]
    assert detector.detect([picture()], min_score=0.001)[0].scores.max() > before.max()


@pytest.mark.parametrize("engine", ["pytorch", "openvino"])
def test_the_detector_says_what_a_picture_is_like(engine: str) -> None:
    network = randomised(tiny_config())
    detector = Detector(network, tiny_info(network), CPU, engine=make_engine(network, CPU, engine))
    if engine == "openvino":
        assert detector.engine.wait(*ANY)  # type: ignore[attr-defined]
    first, second, copy = (
        found.feature for found in detector.detect([picture(), picture(seed=1), picture()])
    )
    assert first is not None
    assert second is not None
    assert first.shape == (network.config.channels,)
    assert first.dtype == np.float16
    np.testing.assert_array_equal(first, copy)
    assert np.abs(first - second).max() > 0
    with torch.no_grad():
        level = network.pyramid(network.backbone(to_batch([picture(96, 128)], network.config, CPU.device)))[2]
    (alone,) = detector.detect([picture(96, 128)])
    assert alone.feature is not None
    np.testing.assert_allclose(alone.feature, level.mean(dim=(2, 3))[0], rtol=0.01, atol=0.01)
    detector.close()


def test_the_engine_can_be_chosen_and_impossible_choices_are_sentences() -> None:
    assert choose_engine(CPU) == choose_engine(CPU, "openvino") == "openvino"
    assert choose_engine(CPU, "pytorch") == "pytorch"
    assert choose_engine(Compute(torch.device("cuda"), torch.float16)) == "pytorch"
    with pytest.raises(DeviceError, match="no engine tensorrt; use one of auto, pytorch, openvino"):
        choose_engine(CPU, "tensorrt")
    with pytest.raises(DeviceError, match="it computes on the processor only; choose the engine pytorch"):
        choose_engine(Compute(torch.device("mps"), torch.float32), "openvino")
    with pytest.raises(DeviceError, match="no fast float16"):
        choose_engine(Compute(torch.device("cpu"), torch.float16), "openvino")


def test_bfloat16_is_left_to_pytorch_where_openvino_would_quietly_compute_in_float32() -> None:
    import openvino

    able = "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    assert choose_engine(BFLOAT16) == ("openvino" if able else "pytorch")


def test_without_openvino_pytorch_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert choose_engine(CPU) == "pytorch"
    assert describe_choice()["engine"] == "PyTorch"
    with pytest.raises(DeviceError, match="it is not installed"):
        make_engine(tiny_network(), CPU, "openvino")


def test_what_is_chosen_is_said() -> None:
    engine = make_engine(tiny_network().eval(), CPU)
    assert engine.describe() == "CPU, OpenVINO float32"
    engine.close()
    assert make_engine(tiny_network().eval(), BFLOAT16, "pytorch").describe() == "CPU, PyTorch bfloat16"


def test_detecting_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenVINO comes with a package that reports usage; what is used of OpenVINO here does not call it."""

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("somebody wants to talk to the network")

    create_model(tmp_path / "m", "lite", (ObjectClass(1, "a"),))
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr("openvino_telemetry.main.Telemetry.send_event", forbidden)
    monkeypatch.setattr("openvino_telemetry.main.Telemetry.start_session", forbidden)
    detector = Detector.load(tmp_path / "m", device="cpu", precision="float32")
    assert detector.engine.wait(*ANY)  # type: ignore[attr-defined]
    detector.detect([picture()])
    detector.close()


def test_a_program_that_ends_while_a_model_is_compiled_ends_well() -> None:
    code = (
        "import threading\n"
        "from tests.core.pictures import CPU, tiny_network\n"
        "from retinanet_core.detect.engine import make_engine\n"
        "network = tiny_network().eval()\n"
        "work = lambda: made.append(make_engine(network, CPU, 'openvino'))\n"
        "made = []\n"
        "thread = threading.Thread(target=work, daemon=True)\n"  # as in the window
        "thread.start()\n"
        "thread.join()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
