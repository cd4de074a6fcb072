"""What to do when a device has too little memory: fewer pictures at once, then smaller ones, then the processor."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from retinanet_core.errors import DeviceError

_SIGNS = (
    "out of memory",
    "can't allocate memory",
    "not enough memory",
    "bad_alloc",
    "alloc_failed",
    "could not create a memory",
)
"""How PyTorch, its libraries for graphics cards, oneDNN and OpenVINO say it."""


@dataclass(frozen=True)
class Thrift:
    """How detection is made to fit the memory.

    Attributes:
        batch: Most pictures at once; None: as many as are asked for.
        shrink: Factor on the sides of the network's input.
        on_cpu: The device asked for was given up.
        sentence: What was given up last, for a person; "" at first.
    """

    batch: int | None = None
    shrink: float = 1.0
    on_cpu: bool = False
    sentence: str = ""

    def more(self, pictures: int, device: str, error: BaseException) -> Thrift:
        """What to try after the memory was not enough for so many pictures on a device (cpu, cuda, mps).

        Raises:
            DeviceError: There is nothing left to give up.
        """
        name = "computer" if device == "cpu" else "graphics card"
        short = f"The {name} has too little free memory"
        if pictures > 1:
            fewer = pictures // 2
            at_once = "one picture at a time" if fewer == 1 else f"{fewer} pictures at a time"
            return Thrift(
                fewer,
                self.shrink,
                self.on_cpu,
                f"{short} for {pictures} pictures at once; detecting {at_once}.",
            )
        if self.shrink == 1.0:
            return Thrift(
                1,
                0.5,
                self.on_cpu,
                f"{short} for this model; detecting at half the size, where small objects may be missed.",
            )
        if device != "cpu":
            return self.on_processor()
        raise DeviceError(
            f"{short} to detect with this model; close other programs, or use a smaller model.",
            detail=str(error),
        )

    @staticmethod
    def on_processor() -> Thrift:
        """The last thing to try for a device other than the processor."""
        return Thrift(
            None,
            1.0,
            True,
            "The graphics card has too little free memory for this model; detecting on the processor, which is "
            "slower.",
        )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of any device says that its memory was not enough."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    words = str(error).lower()
    return isinstance(error, RuntimeError) and any(sign in words for sign in _SIGNS)


def free_cached_memory(device: torch.device) -> None:
    """Give back what PyTorch keeps for later."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
