"""How fast this computer detects: measured with the detector that comes with the program, on a drawn picture."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from app.demo.material import DETECTOR_FOLDER, FIRST_SEED
from app.demo.scenes import draw_scene

ROUNDS = 5


@dataclass(frozen=True)
class Speed:
    """What detects, in words ("CPU, OpenVINO bfloat16"), and how many seconds it takes for one picture."""

    engine: str
    seconds: float


def measure(device: str = "auto") -> Speed:
    """Detect some times on a picture of 640x480; the median counts. Takes a few seconds, most of them to begin.

    Args:
        device: auto, cpu, cuda (or cuda:N), mps.

    Raises:
        PlainError: The detector is missing, or there is no such device.
    """
    from retinanet_core.detect.detector import Detector

    detector = Detector.load(DETECTOR_FOLDER, device=device)
    picture = draw_scene(FIRST_SEED).image
    detector.detect([picture])  # the first one also makes things ready
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        detector.detect([picture])
        taken.append(time.perf_counter() - began)
    engine = detector.describe()
    detector.close()
    return Speed(engine, statistics.median(taken))
