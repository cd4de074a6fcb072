"""The network as OpenVINO runs it on processors: compiled in the background, PyTorch until that is done."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Sequence

import numpy as np
import openvino as ov
import torch
from numpy.typing import NDArray

from retinanet_core.detect.engine import TorchEngine
from retinanet_core.detect.openvino_graph import LEVELS, build_model
from retinanet_core.detect.preprocess import Pixels, padded, to_batch
from retinanet_core.device import Compute
from retinanet_core.network.folding import folded
from retinanet_core.network.retinanet import LevelMaps, RetinaNet

_log = logging.getLogger(__name__)

Shape = tuple[int, int]
"""Height and width of a padded input, or `ANY`."""

ANY: Shape = (-1, -1)
OFTEN = 8
"""Pictures of one shape after which a model is compiled for it alone: it is 5 to 15 % faster than the one for all."""
FORGOTTEN = 64
"""Pictures after which a shape that has not come again gives up its model to another."""
MOST_SHAPES = 2
"""Shapes that get a model of their own: each holds the weights once more."""


class OpenVinoEngine:
    """Runs a network with OpenVINO.

    Three models share the work, from the first that is ready to the fastest: PyTorch at once, one compiled for
    inputs of any size after some tenths of a second, and one for each of the sizes that come often.

    Args:
        network: On the CPU; copied, so that it may go on learning.
        compute: The CPU, and float32 or bfloat16.
    """

    def __init__(self, network: RetinaNet, compute: Compute) -> None:
        self.compute = compute
        self._config = network.config
        self._network = folded(network)
        self._meanwhile = TorchEngine(self._network, compute)
        self._seen: Counter[Shape] = Counter()
        self._last_seen: dict[Shape, int] = {}
        self._requests: dict[Shape, ov.InferRequest] = {}
        self._changed = threading.Condition()
        self._wanted: list[Shape] = []
        self._failed: set[Shape] = set()
        self._closed = False
        self._thread: threading.Thread | None = None
        with self._changed:
            self._want(ANY)

    def run(self, pictures: Sequence[Pixels]) -> LevelMaps:
        """Maps of pictures that share their padded size; overwritten by the next call."""
        shape = (padded(pictures[0].shape[0]), padded(pictures[0].shape[1]))
        self._note(shape, len(pictures))
        request = self._requests.get(shape) or self._requests.get(ANY)
        if request is None:
            return self._meanwhile.run(pictures)
        batch = to_batch(pictures, self._config, self.compute.device).permute(0, 2, 3, 1).numpy()
        if len(pictures) == 1:
            return _maps(_infer(request, batch))
        # One by one: on a processor a batch is no faster. The answers have to be copied out of the way.
        found = [[level.copy() for level in _infer(request, picture[None])] for picture in batch]
        return _maps([np.concatenate(level) for level in zip(*found, strict=True)])

    def describe(self) -> str:
        """`CPU, OpenVINO float32`; PyTorch where OpenVINO does not work."""
        if ANY in self._failed:
            return self._meanwhile.describe()
        return f"{self.compute.device_words()}, OpenVINO {self.compute.precision}"

    def wait(self, height: int, width: int) -> bool:
        """Compile for inputs of this padded size now, and wait for it; for measurements. False if it failed."""
        shape = (height, width)
        with self._changed:
            if shape not in {*self._requests, *self._wanted, *self._failed}:
                self._want(shape)
            self._changed.wait_for(lambda: self._closed or shape in self._requests or shape in self._failed)
            return shape in self._requests

    def close(self) -> None:
        """Give back the compiled models, after what is being compiled right now."""
        with self._changed:
            self._closed = True
            self._wanted.clear()
            thread = self._thread
            self._changed.notify_all()
        if thread is not None:
            thread.join()
        self._requests.clear()

    def _note(self, shape: Shape, pictures: int) -> None:
        """Count a shape, and ask for a model of its own when it comes often."""
        self._seen[shape] += pictures
        self._last_seen[shape] = self._seen.total()
        if self._seen[shape] < OFTEN or ANY not in self._requests:
            return
        with self._changed:
            if shape not in {*self._requests, *self._wanted, *self._failed} and self._has_room():
                self._want(shape)

    def _has_room(self) -> bool:
        """Whether another shape may have its own model; one that has not come for long gives its own up."""
        own = {*self._requests, *self._wanted} - {ANY}
        if len(own) < MOST_SHAPES:
            return True
        oldest = min(own, key=lambda shape: self._last_seen.get(shape, 0))
        forgotten = self._last_seen.get(oldest, 0) < self._seen.total() - FORGOTTEN
        return forgotten and self._requests.pop(oldest, None) is not None

    def _want(self, shape: Shape) -> None:
        """Ask for a model. The thread lives while there is something to compile, and Python waits for it at exit.

        (Ending the process in the middle of OpenVINO's work would abort it: so it is no daemon, whoever starts it.)
        """
        if self._closed:
            return
        self._wanted.append(shape)
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._compile_wanted, name="openvino compile", daemon=False
            )
            self._thread.start()

    # ---- the thread that compiles

    def _compile_wanted(self) -> None:
        while (shape := self._next_wanted()) is not None:
            try:
                request = self._compile(shape)
            except Exception:  # noqa: BLE001  (whatever OpenVINO does not like about this processor: PyTorch goes on)
                _log.exception("OpenVINO cannot compile the model for %s; PyTorch is used", shape)
                request = None
            with self._changed:
                if request is None:
                    self._failed.add(shape)
                else:
                    self._requests[shape] = request
                if shape in self._wanted:
                    self._wanted.remove(shape)
                self._changed.notify_all()

    def _next_wanted(self) -> Shape | None:
        with self._changed:
            if self._closed or not self._wanted:
                self._thread = None
                return None
            return self._wanted[0]

    def _compile(self, shape: Shape) -> ov.InferRequest:
        model = build_model(self._network, *shape)
        options = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": torch.get_num_threads(),
            "INFERENCE_PRECISION_HINT": "bf16" if self.compute.dtype == torch.bfloat16 else "f32",
        }
        return ov.Core().compile_model(model, "CPU", options).create_infer_request()


def _infer(request: ov.InferRequest, batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The outputs for one picture (see `build_model`), as views of the request's memory."""
    outputs = request.infer([batch], share_inputs=True, share_outputs=True)
    return [outputs[number] for number in range(2 * LEVELS + 1)]


def _maps(outputs: Sequence[NDArray[np.float32]]) -> LevelMaps:
    tensors = [torch.from_numpy(output) for output in outputs]
    return LevelMaps(tensors[:LEVELS], tensors[LEVELS : 2 * LEVELS], tensors[-1])
