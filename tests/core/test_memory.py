"""A device whose memory is too small: fewer pictures at once, then half the size, then the processor, and told so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
import torch

from retinanet_core import checkpoint
from retinanet_core.detect.detector import Detector, _processor_engine
from retinanet_core.detect.engine import TorchEngine
from retinanet_core.detect.memory import is_out_of_memory
from retinanet_core.detect.preprocess import Pixels
from retinanet_core.device import Compute
from retinanet_core.errors import DeviceError
from retinanet_core.network.anchors import anchors_by_level
from retinanet_core.network.retinanet import LevelMaps, RetinaNet
from tests.core.pictures import CPU, tiny_info, tiny_network

GRAPHICS = Compute(torch.device("cuda"), torch.float32)


class SmallCard:
    """Computes on the processor, claims to be a graphics card, and has room for so many pixels."""

    def __init__(self, room: int, error: Exception, compute: Compute = GRAPHICS) -> None:
        self.compute = CPU
        self.claims = compute
        self.room, self.error = room, error
        self.inner = TorchEngine(tiny_network().eval(), CPU)
        self.runs: list[tuple[int, tuple[int, ...]]] = []
        self.closed = False

    def run(self, pictures: Sequence[Pixels]) -> LevelMaps:
        self.runs.append((len(pictures), pictures[0].shape[:2]))
        if sum(p.shape[0] * p.shape[1] for p in pictures) > self.room:
            raise self.error
        return self.inner.run(pictures)

    def describe(self) -> str:
        return "GPU, PyTorch float32"

    def close(self) -> None:
        self.closed = True


def detector_on(card: SmallCard, said: list[str], monkeypatch: pytest.MonkeyPatch) -> Detector:
    network = tiny_network().eval()
    detector = Detector(network, tiny_info(network), CPU, engine=card, say=said.append)
    # What decides is what the engine says of itself; its tensors stay where they are.
    monkeypatch.setattr("retinanet_core.detect.detector.free_cached_memory", lambda _device: None)
    card.compute = card.claims
    anchors = MagicMock(side_effect=lambda height, width, config, _: anchors_by_level(height, width, config))
    monkeypatch.setattr("retinanet_core.detect.detector.anchors_by_level", anchors)
    return detector


def pictures(count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    return [rng.integers(0, 255, (96, 128, 3), dtype=np.uint8) for _ in range(count)]


OUT = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
ONE = 96 * 128


def test_first_the_batch_is_halved_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    card = SmallCard(2 * ONE, OUT)
    detector = detector_on(card, said, monkeypatch)
    images = pictures(5)
    found = detector.detect(images, min_score=0.001)
    plain = Detector(tiny_network().eval(), tiny_info(tiny_network()), CPU)
    for image, item in zip(images, found, strict=True):
        np.testing.assert_allclose(item.boxes, plain.detect([image], min_score=0.001)[0].boxes, atol=0.01)
    assert [count for count, _ in card.runs] == [5, 2, 2, 1]
    assert said == [
        "The graphics card has too little free memory for 5 pictures at once; detecting 2 pictures at a time."
    ]
    detector.detect(images)
    assert [count for count, _ in card.runs[4:]] == [2, 2, 1]  # it has learnt
    assert len(said) == 1


def test_then_the_size_is_halved_and_the_description_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    card = SmallCard(ONE // 2, OUT)
    detector = detector_on(card, said, monkeypatch)
    found = detector.detect(pictures(2), min_score=0.001)
    assert card.runs == [(2, (96, 128)), (1, (96, 128)), (1, (48, 64)), (1, (48, 64))]
    assert "one picture at a time" in said[0]
    assert "half the size, where small objects may be missed" in said[1]
    assert detector.limitation == said[1]
    assert detector.describe() == "GPU, PyTorch float32, half size"
    assert max(float(item.boxes.max()) for item in found) > 96  # still in the picture's own pixels


def test_at_last_the_processor_takes_over_at_full_size(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    card = SmallCard(10, OUT)
    detector = detector_on(card, said, monkeypatch)
    images = pictures(2)
    found = detector.detect(images, min_score=0.001)
    assert card.closed
    assert said[-1].endswith("detecting on the processor, which is slower.")
    assert detector.describe().startswith("CPU, ")
    assert "half" not in detector.describe()
    plain = Detector(tiny_network().eval(), tiny_info(tiny_network()), CPU)
    expected = plain.detect(images, min_score=0.001)
    for item, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(item.boxes, other.boxes, atol=0.05)
    detector.close()


def test_the_processor_computes_as_was_asked_and_the_network_stays_what_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The network may be learning on the card, and an engine or precision may have been asked for."""
    network = tiny_network().eval()
    before = {key: (value.data_ptr(), value.clone()) for key, value in network.state_dict().items()}
    drawn = torch.random.get_rng_state()
    engine = _processor_engine(network, precision="float32", engine="pytorch")
    assert engine.describe() == "CPU, PyTorch float32"
    assert torch.equal(torch.random.get_rng_state(), drawn)
    after = network.state_dict()
    assert all(after[key].data_ptr() == place for key, (place, _) in before.items())
    assert all(torch.equal(after[key], value) for key, (_, value) in before.items())
    plain = TorchEngine(network, CPU).run(pictures(1))
    for level, other in zip(engine.run(pictures(1)).logits, plain.logits, strict=True):
        torch.testing.assert_close(level, other, rtol=1e-3, atol=1e-4)


def test_what_is_measured_is_never_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before and after teaching must be comparable."""
    card = SmallCard(2 * ONE, OUT)
    detector = detector_on(card, [], monkeypatch)
    detector._unchanged = True
    assert len(detector.detect(pictures(3))) == 3  # fewer at once is harmless
    card.room = 10
    with pytest.raises(DeviceError, match="not enough memory to measure"):
        detector.detect(pictures(1))
    assert {shape for _, shape in card.runs} == {(96, 128)}


def test_a_card_too_small_for_the_weights_leaves_it_to_the_processor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def made(network: RetinaNet, compute: Compute, engine: str) -> TorchEngine:
        if compute.device.type == "cuda":
            raise OUT
        return TorchEngine(network, compute)

    network = tiny_network()
    checkpoint.save(tmp_path / "m", network, tiny_info(network))
    monkeypatch.setattr(
        "retinanet_core.detect.detector.choose", lambda device, *_: CPU if device == "cpu" else GRAPHICS
    )
    monkeypatch.setattr("retinanet_core.detect.detector.make_engine", made)
    said: list[str] = []
    detector = Detector.load(tmp_path / "m", device="cuda", say=said.append)
    assert detector.describe() == "CPU, PyTorch float32"
    assert said == [detector.limitation]
    assert "detecting on the processor" in said[0]


def test_where_nothing_helps_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    card = SmallCard(10, RuntimeError("DefaultCPUAllocator: can't allocate memory"), CPU)
    detector = detector_on(card, said, monkeypatch)
    with pytest.raises(DeviceError, match="The computer has too little free memory to detect"):
        detector.detect(pictures(1))


def test_other_errors_are_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    card = SmallCard(10, RuntimeError("shapes do not fit"))
    detector = detector_on(card, [], monkeypatch)
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        detector.detect(pictures(2))
    assert is_out_of_memory(MemoryError())
    assert is_out_of_memory(RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"))
    assert not is_out_of_memory(ValueError("out of memory"))
