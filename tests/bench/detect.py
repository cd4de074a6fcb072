"""How fast and how exact detection is, beside torchvision's own RetinaNet: `python -m tests.bench.detect --json`.

Everything is end to end (uint8 array in, boxes out) on two threads, in turns with the peer, which is torchvision in
eager float32 on the same pictures and, where it has the same shape, with the same weights. "fast" is what is chosen
without being told (bfloat16 where the processor is good at it), "float32" what computers without that get.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from functools import lru_cache, partial
from itertools import cycle
from pathlib import Path
from typing import Any

import retinanet_core  # noqa: F401  (settings of the environment that torch reads when it is imported)

import cv2  # isort: skip
import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models.detection import RetinaNet as TorchvisionRetinaNet

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import preset
from retinanet_core.counting import DEFAULT_THRESHOLD
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.engine import Engine, TorchEngine, make_engine
from retinanet_core.detect.openvino_engine import OpenVinoEngine
from retinanet_core.detect.postprocess import select
from retinanet_core.detect.preprocess import padded, prepare
from retinanet_core.device import Compute, choose
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.network.anchors import anchors_by_level
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.types import Image, ObjectClass, TruthFrame
from tests.bench.report import Benchmarks, Case, alternate, impossible, judged, median, run, seconds
from tests.bench.taught import bccd_model, bccd_pictures
from tests.core.test_parity_torchvision import ours
from tests.core.torchvision_reference import found_by, reference

THREADS = 2
NO_AMX = "this processor has no AMX"
CPU = torch.device("cpu")
FLOAT32 = Compute(CPU, torch.float32)


@lru_cache(maxsize=1)
def pictures() -> list[Image]:
    """Photographs of 640x480."""
    return bccd_pictures(3)


def has_amx() -> bool:
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


def detector_of(network: RetinaNet, info: ModelInfo, compute: Compute) -> Detector:
    """A detector with everything compiled for the photographs."""
    engine = make_engine(network, compute)
    detector = Detector(network, info, compute, engine=engine)
    compile_for(engine, pictures()[0], network)
    return detector


def compile_for(engine: Engine, image: Image, network: RetinaNet) -> None:
    """Have OpenVINO's model for this size ready."""
    if isinstance(engine, OpenVinoEngine):
        size = prepare(image, network.config).size
        engine.wait(-1, -1)
        engine.wait(padded(size.height), padded(size.width))


def compared(
    detector: Detector, model: TorchvisionRetinaNet, options: argparse.Namespace, runs: int
) -> tuple[float, list[Any]]:
    """How many times faster a detector is than torchvision's, in turns on the same pictures."""
    theirs, mine = cycle(pictures()), cycle(pictures())
    return alternate(
        lambda: detector.detect([next(mine)]),
        lambda: found_by(model, next(theirs)),
        1 if options.quick else runs,
    )


# ---- against torchvision, same weights


def resnet50(options: argparse.Namespace) -> list[Case]:
    """ResNet-50 v2 at torchvision's own size, 800 px."""
    model = reference("v2", pictures()[0])
    return _same_weights("resnet50 v2, 800 px", model, options, short=800, long=1333, float32_bar=1.4, runs=5)


def resnet18(options: argparse.Namespace) -> list[Case]:
    """ResNet-18 at 640x480."""
    model = reference("v2", pictures()[0], short=480, long=640, backbone="resnet18")
    return _same_weights("resnet18, 640x480", model, options, short=480, long=640, float32_bar=None, runs=9)


def _same_weights(
    name: str,
    model: TorchvisionRetinaNet,
    options: argparse.Namespace,
    *,
    short: int,
    long: int,
    float32_bar: float | None,
    runs: int,
) -> list[Case]:
    network, info = ours(model, "v2", short=short, long=long)
    cases = []
    for kind, compute, bar in (("fast", choose("cpu"), 6.0), ("float32", FLOAT32, float32_bar)):
        title = f"{name}, {kind}"
        if kind == "fast" and not has_amx():
            cases.append(impossible(title, "x faster", bar, NO_AMX))
            continue
        detector = detector_of(network, info, compute)
        ratio, times = compared(detector, model, options, runs)
        cases.append(judged(title, ratio, "x faster", bar, runs=times, note=detector.describe()))
        detector.close()
    return cases


def avx2(options: argparse.Namespace) -> list[Case]:
    """ResNet-50 v2 in float32 once more, both held to AVX2."""
    name = "resnet50 v2, 800 px, float32, AVX2"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "avx2.json")
        words = [sys.executable, "-m", "tests.bench.detect", "resnet50", "--json", str(out)]
        words += ["--quick"] if options.quick else []
        subprocess.run(
            words, check=True, env={**os.environ, "ONEDNN_MAX_CPU_ISA": "AVX2"}, stdout=subprocess.DEVNULL
        )
        cases = json.loads(out.read_text(encoding="utf-8"))["cases"]
    found = next(case for case in cases if case["name"].endswith("float32"))
    return [judged(name, found["value"], "x faster", 1.4, runs=found["runs"], note=found["note"])]


# ---- our presets against torchvision's ResNet-50 v2 at its own size


def presets(options: argparse.Namespace) -> list[Case]:
    """`compact` and `lite` at 640x480."""
    model = reference("v2", pictures()[0])
    cases = []
    for name in ("compact", "lite"):
        network, info = untaught(name)
        for kind, compute, bar in (("fast", choose("cpu"), 40.0), ("float32", FLOAT32, 14.0)):
            title = f"{name}, 640x480, {kind}, to resnet50 v2"
            if kind == "fast" and not has_amx():
                cases.append(impossible(title, "x faster", bar, NO_AMX))
                continue
            detector = detector_of(network, info, compute)
            ratio, times = compared(detector, model, options, 5)
            cases.append(judged(title, ratio, "x faster", bar, runs=times, note=detector.describe()))
            detector.close()
    return cases


def untaught(name: str) -> tuple[RetinaNet, ModelInfo]:
    """A fresh model of a preset for three classes that finds about as much as a taught one."""
    torch.manual_seed(0)
    network = RetinaNet(preset(name), 3).eval()
    engine = TorchEngine(network, FLOAT32)
    with torch.no_grad():
        torch.nn.init.normal_(network.class_head.output.weight, std=0.05)
        maps = engine.run([prepare(pictures()[0], network.config).pixels])
        logits = torch.cat([level.flatten() for level in maps.logits])
        bias = network.class_head.output.bias
        assert bias is not None
        bias.sub_(logits.topk(150).values[-1] + 2.944)
    classes = tuple(ObjectClass(number, str(number)) for number in (1, 2, 3))
    return network, ModelInfo(network=network.config, classes=classes)


# ---- parts


def postprocessing(options: argparse.Namespace) -> list[Case]:
    """From raw maps to boxes: 64,000 anchors, 80 classes, half a per cent of the answers above the threshold."""
    torch.manual_seed(0)
    height, width = 512, 672
    config = preset("standard")
    anchors = list(anchors_by_level(height, width, config))
    logits = [torch.randn(len(level), 80) * 1.2 - 6.0 for level in anchors]
    offsets = [torch.randn(len(level), 4) * 0.2 for level in anchors]
    share = float(torch.cat([(level > -2.944).float().mean()[None] for level in logits]).mean())
    peer = reference("v2", np.full((64, 64, 3), 90, np.uint8), short=64, long=64)
    outputs = {
        "cls_logits": [level[None] for level in logits],
        "bbox_regression": [level[None] for level in offsets],
    }

    @torch.inference_mode()
    def theirs() -> object:
        return peer.postprocess_detections(outputs, [anchors], [(height, width)])

    @torch.inference_mode()
    def our_way() -> object:
        return select(logits, offsets, anchors, (height, width), 0.05)

    torch.testing.assert_close(our_way()[0], theirs()[0]["boxes"], rtol=0, atol=1e-3)  # type: ignore[index]
    ratio, times = alternate(our_way, theirs, 3 if options.quick else 31)
    note = f"{sum(map(len, anchors))} anchors, {share:.2%} above the threshold"
    return [judged("post-processing", ratio, "x faster", 2.0, runs=times, note=note)]


def agreement(options: argparse.Namespace) -> list[Case]:
    """AP of the fast path with the detections of PyTorch in float32 as truth, on a model taught on blood cells.

    Truth are the detections that a person is shown: from the score up that suits the model.
    """
    network, info = bccd_model(options.model, minutes=1.0 if options.quick else 5.0)
    images = bccd_pictures(12 if options.quick else 48, split="test")
    exact = Detector(network, info, FLOAT32)
    threshold = info.quality.get("threshold", DEFAULT_THRESHOLD)
    truth = [exact.detect([image])[0] for image in images]
    frames = [
        TruthFrame(
            boxes=found.boxes[kept], labels=found.labels[kept], width=image.shape[1], height=image.shape[0]
        )
        for found, image in zip(truth, images, strict=True)
        for kept in [found.scores >= threshold]
    ]
    cases = []
    for kind, compute in (("fast", choose("cpu")), ("bfloat16", Compute(CPU, torch.bfloat16))):
        engine = make_engine(network, compute)
        compile_for(engine, images[0], network)
        fast = Detector(network, info, compute, engine=engine)
        result = evaluate_detections(frames, [fast.detect([image])[0] for image in images], info.classes)
        boxes = sum(len(frame.labels) for frame in frames)
        note = f"{fast.describe()}, {boxes} detections from {threshold} up on {len(images)} pictures"
        cases.append(judged(f"agreement with float32, {kind}", result["ap"], "AP", 0.97, note=note))
        fast.close()
    return cases


def share_of_peak(options: argparse.Namespace) -> list[Case]:
    """How much of the fastest matrix multiplication of this machine the dense part reaches."""
    cases = []
    compute = choose("cpu")
    peak = matrix_peak(compute.dtype)
    cases.append(judged(f"matrix multiplication, {compute.precision}", peak / 1e9, "GFLOP/s"))
    bar = 0.8 if compute.dtype == torch.bfloat16 else None
    for name, network, image in (
        ("lite, 640x480", untaught("lite")[0], pictures()[0]),
        ("compact, 640x480", untaught("compact")[0], pictures()[0]),
        ("resnet50 v2, 800 px", RetinaNet(preset("coco"), 91).eval(), pictures()[0]),
    ):
        engine = make_engine(network, compute)
        compile_for(engine, image, network)
        pixels = [prepare(image, network.config).pixels]
        times = [seconds(partial(engine.run, pixels)) for _ in range(2 if options.quick else 6)][1:]
        share = operations(network, image) / median(times) / peak
        note = f"{operations(network, image) / 1e9:.0f} GFLOP in {1e3 * median(times):.0f} ms"
        cases.append(judged(f"share of it, {name}", share, "", bar, runs=times, note=note))
        engine.close()
    return cases


def operations(network: RetinaNet, image: Image) -> int:
    """Floating-point operations of the dense part, two for each multiplication with its addition."""
    size = prepare(image, network.config).size
    batch = torch.zeros(1, 3, padded(size.height), padded(size.width))
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        network.maps(batch)
    return int(counter.get_total_flops())


def matrix_peak(dtype: torch.dtype) -> float:
    """Operations a second of the best large matrix multiplication there is here (PyTorch's or NumPy's)."""
    side = 3072
    a, b = (torch.randn(side, side).to(dtype) for _ in range(2))
    best = min(seconds(lambda: a @ b) for _ in range(5))
    if dtype == torch.float32:
        c, d = a.numpy(), b.numpy()
        best = min(best, *(seconds(lambda: c @ d) for _ in range(5)))
    return 2 * side**3 / best


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        type=Path,
        help="a model folder taught on BCCD, for `agreement`; without it one is taught first",
    )


CASES: Benchmarks = {
    "resnet50": resnet50,
    "avx2": avx2,
    "resnet18": resnet18,
    "presets": presets,
    "postprocessing": postprocessing,
    "agreement": agreement,
    "share": share_of_peak,
}

if __name__ == "__main__":
    torch.set_num_threads(THREADS)
    cv2.setNumThreads(THREADS)
    sys.exit(run(__doc__ or "", CASES, add_options))
