"""Where the network computes, and in which precision."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import torch

from retinanet_core.errors import DeviceError

_PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
_WORTHWHILE = 1.3
_TRIALS = 40


class Compute(NamedTuple):
    """A device and the precision of backbone, pyramid and heads (geometry is float32 always)."""

    device: torch.device
    dtype: torch.dtype

    @property
    def precision(self) -> str:
        """Name of the precision, as `choose` takes it."""
        return str(self.dtype).removeprefix("torch.")

    def autocast(self) -> torch.autocast:
        """A context in which convolutions compute in this precision."""
        reduced = self.dtype != torch.float32
        return torch.autocast(self.device.type, dtype=self.dtype if reduced else None, enabled=reduced)

    def device_words(self) -> str:
        """Words for a person: "CPU", "GPU"."""
        names = {"cpu": "CPU", "cuda": "GPU", "mps": "Apple GPU"}
        return names.get(self.device.type, self.device.type)


def choose(device: str = "auto", precision: str = "auto") -> Compute:
    """The device and precision to use.

    Args:
        device: auto, cpu, cuda (or cuda:N), mps.
        precision: auto, float32, bfloat16, float16.

    Raises:
        DeviceError: This computer has no such device, or there is no such precision.
    """
    chosen = torch.device(_choose_device(device))
    if precision == "auto":
        return Compute(chosen, _best_precision(chosen))
    if precision not in _PRECISIONS:
        raise DeviceError(f"There is no precision {precision}; use one of {', '.join(_PRECISIONS)} or auto.")
    return Compute(chosen, _PRECISIONS[precision])


def _choose_device(device: str) -> str:
    if device == "auto":
        if torch.cuda.is_available():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    kind, colon, index = device.partition(":")
    if kind == "cuda" and not torch.cuda.is_available():
        raise DeviceError("This computer has no graphics card that PyTorch can use; choose the device cpu.")
    if kind == "mps" and not torch.backends.mps.is_available():
        raise DeviceError("This computer has no Apple graphics processor; choose the device cpu.")
    if kind not in ("cpu", "cuda", "mps"):
        raise DeviceError(f"There is no device {device}; use auto, cpu, cuda or mps.")
    if not colon:
        return kind
    if not index.isdecimal():
        raise DeviceError(f"The device {device} is not understood; use auto, cpu, cuda, cuda:1 or mps.")
    count = torch.cuda.device_count() if kind == "cuda" else 1
    if int(index) >= count:
        raise DeviceError(
            f"There is no device {device}: the last one of this computer is {kind}:{count - 1}."
        )
    return f"{kind}:{int(index)}"


def _best_precision(device: torch.device) -> torch.dtype:
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "cpu" and bfloat16_speedup() >= _WORTHWHILE:
        return torch.bfloat16
    return torch.float32


@lru_cache(maxsize=1)
def bfloat16_speedup() -> float:
    """How many times faster a bfloat16 convolution is than a float32 one on this processor (1.0 if not tried).

    Having bfloat16 instructions is not enough: with AMX they are 4 to 6 times faster, with AVX512 alone
    anything from half to three times as fast, and emulated up to 6 times slower. So processors that have them
    are measured once, in a few hundredths of a second.
    """
    has = torch.cpu.get_capabilities()
    if not (has.get("amx_bf16") or has.get("avx512_bf16")):
        return 1.0
    best = {torch.float32: float("inf"), torch.bfloat16: float("inf")}
    trials = {dtype: _trial(dtype) for dtype in best}
    for _ in range(_TRIALS):  # in turn, and the best of many: other programs may be busy meanwhile
        for dtype, run in trials.items():
            best[dtype] = min(best[dtype], run())
    return best[torch.float32] / best[torch.bfloat16]


def _trial(dtype: torch.dtype) -> Callable[[], float]:
    """Seconds of one 3x3 convolution, 64 channels at 64x64: the shape of what the heads do."""
    convolution = torch.nn.Conv2d(64, 64, 3, padding=1).to(dtype=dtype)
    convolution = convolution.to(memory_format=torch.channels_last)
    picture = torch.zeros(1, 64, 64, 64, dtype=dtype).to(memory_format=torch.channels_last)

    def run() -> float:
        with torch.inference_mode():
            start = time.perf_counter()
            convolution(picture)
            return time.perf_counter() - start

    return run


def describe_devices() -> dict[str, Any]:
    """What this computer can compute with."""
    capabilities = torch.cpu.get_capabilities()
    return {
        "threads": torch.get_num_threads(),
        "cpu": capabilities.get("cpu_name", ""),
        "amx": bool(capabilities.get("amx_bf16")),
        "bfloat16_speedup": round(bfloat16_speedup(), 2),
        "cuda": [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())],
        "mps": torch.backends.mps.is_available(),
    }
