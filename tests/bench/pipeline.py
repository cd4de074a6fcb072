"""Whether reading keeps up with detecting: a whole video against the detector alone, and memory over ten passes.

`python -m tests.bench.pipeline --json`: decoding, scaling and detecting overlap as in `foveate detect`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import torch

import retinanet_core  # noqa: F401  (settings of the environment that torch reads when it is imported)
from app.cli.detecting import detected_frames
from app.cli.frame_feed import FrameFeed, FrameToRead
from app.media.index_cache import load_or_build_index
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.openvino_engine import OpenVinoEngine
from retinanet_core.detect.preprocess import padded
from retinanet_core.types import Image
from tests.bench.report import Case, judged, median, run
from tests.shared_data import shared_data

MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "demo"
PASSES = 10
BATCH = 4
"""As `foveate detect` makes them."""


def frames_of(cache: Path, limit: int | None) -> list[FrameToRead]:
    folder = shared_data()
    if folder is None:
        raise SystemExit("The real videos are absent: set FOVEATE_SHARED_DATA to their folder.")
    path = folder / "video" / "car-detection.mp4"
    index = load_or_build_index(path, cache)
    frames = [FrameToRead(str(path), path, "video", n, t) for n, t in enumerate(index.timestamps_ms)]
    return frames[:limit]


def ready_detector(image: Image) -> Detector:
    """The demo's detector with everything compiled."""
    detector = Detector.load(MODEL)
    if isinstance(detector.engine, OpenVinoEngine):
        size = detector.prepare(image).size
        detector.engine.wait(-1, -1)
        detector.engine.wait(padded(size.height), padded(size.width))
    return detector


def pipeline(options: argparse.Namespace) -> Iterator[Case]:
    """Frames a second of the whole way and of the detector alone, in turns; memory after each pass."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        frames = frames_of(cache, 60 if options.quick else None)
        with FrameFeed(frames[:BATCH], cache, lambda image: image) as feed:  # type: ignore[arg-type,return-value]
            images = [read.image for read in feed if read.image is not None]
        detector = ready_detector(images[0])
        whole, alone, memory = [], [], []
        for _ in range(3 if options.quick else PASSES):
            start = time.perf_counter()
            with closing(detected_frames(detector, frames, cache, lambda: False, 0.05)) as found:
                done = sum(1 for _ in found)
            assert done == len(frames)
            whole.append(done / (time.perf_counter() - start))
            memory.append(psutil.Process().memory_info().rss / 2**20)
            alone.append(detector_alone(detector, images, len(frames)))
        detector.close()
    ratio = median(whole) / median(alone)
    note = f"{median(whole):.1f} of {median(alone):.1f} frames a second, {detector.describe()}"
    yield judged("whole video to detector alone", ratio, "", 0.9, runs=[whole, alone], note=note)
    growth = max(memory[2:]) - memory[1]
    yield judged("memory after the second pass", growth, "MB more", 30.0, higher_is_better=False, runs=memory)


def detector_alone(detector: Detector, images: list[Image], count: int) -> float:
    """Frames a second where nothing has to be read."""
    pictures = [detector.prepare(image) for image in images]
    start = time.perf_counter()
    for _ in range(count // len(pictures)):
        detector.detect(pictures)
    return (count // len(pictures)) * len(pictures) / (time.perf_counter() - start)


if __name__ == "__main__":
    torch.set_num_threads(2)
    sys.exit(run(__doc__ or "", {"pipeline": lambda options: list(pipeline(options))}))
