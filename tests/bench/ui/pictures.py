"""From picture to picture of 12 megapixels, and one of 280."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import PIL.Image

from app.project.library import add_media
from app.project.store import Store
from tests.bench.material import bccd
from tests.bench.report import Benchmarks, Case
from tests.bench.ui.fresh import median_and_worst, run_often
from tests.shared_data import shared_data

PREFETCHED_MS, COLD_MS = 50.0, 250.0
GIANT_SECONDS = 5.0
FRAMES_A_SECOND = 30.0
MEMORY_GB = 1.5
PICTURES = 14
SIZE = (4000, 3000)


def next_frame(options: argparse.Namespace) -> Iterator[Case]:
    """Milliseconds from the key to the whole picture on the screen."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        paths = [_enlarged(picture.path, Path(folder)) for picture in bccd("val")[:PICTURES]]
        runs = run_often(options, "tests.bench.ui.looked", "next", _project(Path(folder), paths))
    prefetched, cold = ([run[name] for run in runs] for name in ("prefetched", "cold"))
    yield from median_and_worst("next frame, 12 megapixels, prefetched", prefetched, "ms", PREFETCHED_MS)
    yield from median_and_worst("next frame, 12 megapixels, cold", cold, "ms", COLD_MS)


def giant(options: argparse.Namespace) -> Iterator[Case]:
    """A JPEG of 20000x14000 pixels, gone to from a small picture."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        paths = [bccd("val")[0].path, material() / "images_odd" / "giant-image.jpg"]
        runs = run_often(options, "tests.bench.ui.looked", "giant", _project(Path(folder), paths))

    def of(name: str) -> list[float]:
        return [run[name] for run in runs]

    yield from median_and_worst("giant, something to look at", of("coarse"), "s", GIANT_SECONDS)
    yield from median_and_worst("giant, whole", of("whole"), "s")
    yield from median_and_worst(
        "giant, panned at actual size", of("pan"), "frames/s", FRAMES_A_SECOND, higher_is_better=True
    )
    yield from median_and_worst("giant, longest gap while panned", of("gap"), "ms")
    yield from median_and_worst("giant, most memory", of("memory"), "GB", MEMORY_GB)


def material() -> Path:
    """Where the pictures are that are no benchmark's own."""
    folder = shared_data()
    if folder is None:
        raise SystemExit("FOVEATE_SHARED_DATA names no folder")
    return folder


def _project(folder: Path, paths: list[Path]) -> Path:
    project = folder / "pictures.foveate"
    store = Store.create(project, ["thing"])
    add_media(store, paths)
    store.close()
    return project


def _enlarged(path: Path, folder: Path) -> Path:
    target = folder / path.name
    with PIL.Image.open(path) as picture:
        picture.resize(SIZE, PIL.Image.Resampling.BICUBIC).save(target, quality=92)
    return target


CASES: Benchmarks = {"next-frame": next_frame, "giant": giant}
