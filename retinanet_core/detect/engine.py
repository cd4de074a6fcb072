"""What computes the raw maps: PyTorch everywhere, OpenVINO on processors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch

from retinanet_core.choices import ENGINES
from retinanet_core.config import NetworkConfig
from retinanet_core.detect.preprocess import Pixels, to_batch
from retinanet_core.device import Compute, choose
from retinanet_core.errors import DeviceError
from retinanet_core.network.folding import folded
from retinanet_core.network.retinanet import LevelMaps, RetinaNet


class Engine(Protocol):
    """Computes the raw maps of pictures. Used by one thread."""

    @property
    def compute(self) -> Compute:
        """Where its answers are, and in which precision the network computes."""

    def run(self, pictures: Sequence[Pixels]) -> LevelMaps:
        """Maps of pictures that share their padded size. They may be overwritten by the next call."""

    def describe(self) -> str:
        """Words for a person: "CPU, OpenVINO float32"."""

    def close(self) -> None:
        """Give back threads and memory."""


class TorchEngine:
    """The network as PyTorch runs it.

    Args:
        network: On any device; moved. It may go on learning if it is not `fold`ed.
        fold: Detect with a copy whose batch norms are folded away.
    """

    def __init__(self, network: RetinaNet, compute: Compute, *, fold: bool = False) -> None:
        self.compute = compute
        self._config: NetworkConfig = network.config
        network = folded(network) if fold else network
        self._network = network.to(compute.device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]

    @torch.inference_mode()
    def run(self, pictures: Sequence[Pixels]) -> LevelMaps:
        """Maps of pictures that share their padded size."""
        batch = to_batch(pictures, self._config, self.compute.device)
        with self.compute.autocast():
            maps: LevelMaps = self._network.maps(batch)
        return maps

    def describe(self) -> str:
        """`CPU, PyTorch float32`."""
        return f"{self.compute.device_words()}, PyTorch {self.compute.precision}"

    def close(self) -> None:
        """Nothing to give back."""


def make_engine(network: RetinaNet, compute: Compute, engine: str = "auto") -> Engine:
    """The engine for a loaded network, which is not changed.

    Args:
        engine: auto, pytorch or openvino.

    Raises:
        DeviceError: There is no such engine, or it cannot compute so.
    """
    if choose_engine(compute, engine) == "pytorch":
        return TorchEngine(network, compute, fold=True)
    from retinanet_core.detect.openvino_engine import OpenVinoEngine

    return OpenVinoEngine(network, compute)


def choose_engine(compute: Compute, engine: str = "auto") -> str:
    """`pytorch` or `openvino`: OpenVINO on processors, in the precisions that they compute in.

    Raises:
        DeviceError: There is no such engine, or it cannot compute so.
    """
    if engine not in ENGINES:
        raise DeviceError(f"There is no engine {engine}; use one of {', '.join(ENGINES)}.")
    if engine == "pytorch":
        return engine
    why_not = _why_not_openvino(compute)
    if why_not and engine == "openvino":
        raise DeviceError(f"OpenVINO cannot be used: {why_not}; choose the engine pytorch.")
    return "pytorch" if why_not else "openvino"


def _why_not_openvino(compute: Compute) -> str:
    if compute.device.type != "cpu":
        return "it computes on the processor only"
    try:
        import openvino
    except ImportError as error:
        return f"it is not installed ({error})"
    if compute.dtype == torch.float32:
        return ""
    can = openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    if compute.dtype == torch.bfloat16 and "BF16" in can:
        return ""
    return f"this processor has no fast {compute.precision}"


def describe_choice() -> dict[str, str]:
    """The device, engine and precision that detection uses on this computer unless told otherwise."""
    compute = choose()
    engine = {"pytorch": "PyTorch", "openvino": "OpenVINO"}[choose_engine(compute)]
    return {
        "chosen": f"{compute.device_words()}, {engine} {compute.precision}",
        "device": compute.device.type,
        "engine": engine,
        "precision": compute.precision,
    }
