"""The detector as its callers use it: pictures in, boxes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import MIN_SCORE
from retinanet_core.detect.engine import Engine, TorchEngine, make_engine
from retinanet_core.detect.memory import Thrift, free_cached_memory, is_out_of_memory
from retinanet_core.detect.postprocess import select
from retinanet_core.detect.preprocess import Prepared, input_size, padded, prepare
from retinanet_core.device import Compute, choose
from retinanet_core.errors import DeviceError
from retinanet_core.network.anchors import anchors_by_level
from retinanet_core.network.retinanet import LevelMaps, RetinaNet
from retinanet_core.types import Detections, Image, ObjectClass

_log = logging.getLogger(__name__)

Say = Callable[[str], None]


class Detector:
    """A network on a device, with what its answers mean. Not for use by two threads at once, but for `prepare`.

    Args:
        network: For detecting at once with PyTorch; it may go on learning.
        info: What model.json says of it.
        compute: The device and precision.
        engine: Computes instead of PyTorch; made for the same network.
        on_processor: Makes the engine that takes over when a graphics card has too little memory.
        say: Told in a sentence when something had to be given up because memory was short.
        unchanged: Never detect smaller or elsewhere, but raise: for measuring, where results must be comparable.
        raw_scores: Leave scores as the network gives them, though there is a calibration.
    """

    def __init__(
        self,
        network: RetinaNet,
        info: ModelInfo,
        compute: Compute,
        *,
        engine: Engine | None = None,
        on_processor: Callable[[RetinaNet], Engine] | None = None,
        say: Say = _log.warning,
        unchanged: bool = False,
        raw_scores: bool = False,
    ) -> None:
        self.info = info
        self._calibration = None if raw_scores else info.calibration
        self._network = network
        self._engine: Engine = engine or TorchEngine(network, compute)
        self._on_processor = on_processor or partial(_processor_engine, precision="auto", engine="auto")
        self._say = say
        self._unchanged = unchanged
        self._thrift = Thrift()
        self._class_ids = np.array([c.id for c in info.classes], dtype=np.int64)

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        device: str = "auto",
        precision: str = "auto",
        engine: str = "auto",
        say: Say = _log.warning,
    ) -> Self:
        """Load a model folder.

        Args:
            device: auto, cpu, cuda (or cuda:N), mps.
            precision: auto, float32, bfloat16, float16.
            engine: auto, pytorch, openvino.

        Raises:
            CheckpointError: The folder is not a usable model.
            DeviceError: This computer has no such device, or no such engine for it.
        """
        compute = choose(device, precision)
        network, info = checkpoint.load(folder)
        on_processor = partial(
            _processor_engine, precision="auto" if precision == "float16" else precision, engine=engine
        )
        try:
            made = make_engine(network, compute, engine)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            thrift = Thrift(1, 0.5).more(1, compute.device.type, error)
        else:
            return cls(network, info, compute, engine=made, on_processor=on_processor, say=say)
        detector = cls(
            network, info, compute, engine=on_processor(network), on_processor=on_processor, say=say
        )
        detector._thrift = thrift
        say(thrift.sentence)
        return detector

    @property
    def classes(self) -> tuple[ObjectClass, ...]:
        """The classes it knows."""
        return self.info.classes

    @property
    def compute(self) -> Compute:
        """The device and precision it runs on."""
        return self._engine.compute

    @property
    def engine(self) -> Engine:
        """What computes the raw maps."""
        return self._engine

    def describe(self) -> str:
        """Where and how it computes, in words: "CPU, OpenVINO float32"."""
        half = ", half size" if self._thrift.shrink < 1 else ""
        return self._engine.describe() + half

    @property
    def limitation(self) -> str:
        """What had to be given up because memory was short, as a sentence; "" if nothing."""
        return self._thrift.sentence

    def close(self) -> None:
        """Give back threads and memory; it cannot detect any more."""
        self._engine.close()

    def prepare(self, image: Image) -> Prepared:
        """Scale a picture ahead, on any thread, so that `detect` need not."""
        return prepare(image, self.info.network, shrink=self._thrift.shrink)

    def detect(self, images: Sequence[Image | Prepared], *, min_score: float = MIN_SCORE) -> list[Detections]:
        """Find objects.

        Args:
            images: Pictures of any sizes, (height, width, 3) uint8 RGB, or what `prepare` made of them.
            min_score: Lowest score reported, more than 0 and less than 1; calibrated, where there is a calibration.

        Returns:
            For each picture its detections, boxes in its own pixels.

        Raises:
            DeviceError: There is not enough memory for a single picture at half the size.
        """
        results: dict[int, Detections] = {}
        waiting = {position: self._fitted(image) for position, image in enumerate(images)}
        while waiting:
            positions = self._next_batch(waiting)
            found = self._try([waiting[position] for position in positions], min_score)
            if found is None:  # it has become thriftier meanwhile
                waiting = {position: self._fitted(item) for position, item in waiting.items()}
                continue
            for position, detections in zip(positions, found, strict=True):
                results[position] = detections
                del waiting[position]
        return [results[position] for position in range(len(images))]

    def _next_batch(self, waiting: dict[int, Prepared]) -> list[int]:
        """Positions of pictures of one size, no more than fit."""
        size = next(iter(waiting.values())).size
        same = [position for position, item in waiting.items() if item.size == size]
        return same[: self._thrift.batch]

    def _fitted(self, image: Image | Prepared) -> Prepared:
        """A picture scaled as it is wanted now; it may have been prepared for more memory, or another network."""
        if not isinstance(image, Prepared):
            return self.prepare(image)
        height, width = image.image.shape[:2]
        wanted = input_size(height, width, self.info.network, shrink=self._thrift.shrink)
        fits = image.size == wanted and image.config == self.info.network
        return image if fits else self.prepare(image.image)

    def _try(self, pictures: list[Prepared], min_score: float) -> list[Detections] | None:
        """Detections, or None where the memory was not enough and something was given up."""
        try:
            return self._detect_same_size(pictures, min_score)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            if self._unchanged and len(pictures) == 1:
                raise DeviceError(
                    "There is not enough memory to measure the model; close other programs and try again.",
                    detail=str(error),
                ) from error
            thrift = self._thrift.more(len(pictures), self.compute.device.type, error)
        # Outside of the block: the error holds on to the frames, and with them to their tensors.
        self._become(thrift)
        return None

    def _become(self, thrift: Thrift) -> None:
        device = self.compute.device
        if thrift.on_cpu and not self._thrift.on_cpu:
            self._engine.close()
            self._engine = self._on_processor(self._network)
            anchors_by_level.cache_clear()
        free_cached_memory(device)
        self._thrift = thrift
        self._say(thrift.sentence)

    @torch.inference_mode()
    def _detect_same_size(self, pictures: list[Prepared], min_score: float) -> list[Detections]:
        maps = self._engine.run([item.pixels for item in pictures])
        return [self._answer(item, maps, row, min_score) for row, item in enumerate(pictures)]

    def _answer(self, item: Prepared, maps: LevelMaps, row: int, min_score: float) -> Detections:
        size = item.size
        anchors = anchors_by_level(
            padded(size.height), padded(size.width), self.info.network, self.compute.device
        )
        calibration = self._calibration
        boxes, scores, classes = select(
            [level[row] for level in maps.logits],
            [level[row] for level in maps.offsets],
            anchors,
            size,
            min_score if calibration is None else calibration.raw_threshold(min_score),
        )
        height, width = item.image.shape[:2]
        scale = np.array([width / size.width, height / size.height] * 2, dtype=np.float32)
        positions = classes.cpu().numpy()
        found = Detections(
            boxes=boxes.cpu().numpy() * scale,
            scores=scores.cpu().numpy(),
            labels=self._class_ids[positions],
            feature=None if maps.feature is None else _half(maps.feature[row]),
        )
        return found if calibration is None else calibration.apply(found, positions, min_score)


def _half(feature: Tensor) -> NDArray[np.float16]:
    """In half precision, which is plenty for comparing pictures; what is too large for it becomes its largest."""
    largest = torch.finfo(torch.float16).max
    values: NDArray[np.float16] = feature.clamp(-largest, largest).half().cpu().numpy()
    return values


def _processor_engine(network: RetinaNet, *, precision: str, engine: str) -> Engine:
    """An engine on the processor for a copy of a network that takes no memory of its device and leaves it alone."""
    with torch.device("meta"):  # no memory and no random numbers for weights that are replaced at once
        copy = RetinaNet(network.config, network.classes)
    copy.load_state_dict(
        {key: value.detach().cpu() for key, value in network.state_dict().items()}, assign=True
    )
    return make_engine(copy.eval(), choose("cpu", precision), engine)
