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
from tests.bench.ui.fresh import Facts, median_and_worst, run_often
from tests.shared_data import shared_data

PREFETCHED_MS, COLD_MS = 50.0, 250.0
GIANT_SECONDS = 5.0
FRAMES_A_SECOND = 30.0
MEMORY_GB = 1.5
PICTURES = 14
SIZE = (4000, 3000)
GIANT_SIZE = (20_000, 14_000)


def next_frame(options: argparse.Namespace) -> Iterator[Case]:
    """Milliseconds from the key to the whole picture on the screen."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        paths = [_enlarged(picture.path, Path(folder)) for picture in bccd("val")[:PICTURES]]
        runs = run_often(options, "tests.bench.ui.looked", "next", _project(Path(folder), paths))
    prefetched, cold = ([run[name] for run in runs] for name in ("prefetched", "cold"))
    yield from median_and_worst("next frame, 12 megapixels, prefetched", prefetched, "ms", PREFETCHED_MS)
    yield from median_and_worst("next frame, 12 megapixels, cold", cold, "ms", COLD_MS)


def giant(options: argparse.Namespace) -> Iterator[Case]:
    """A grey JPEG of 20000x14000 pixels, and one of colours; gone to from a small picture."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        grey = material() / "images_odd" / "giant-image.jpg"
        colour = _enlarged(bccd("val")[1].path, Path(folder), GIANT_SIZE)
        for name, path, memory in (("giant", grey, MEMORY_GB), ("giant of colours", colour, None)):
            project = _project(Path(folder, name), [bccd("val")[0].path, path])
            runs = run_often(options, "tests.bench.ui.looked", "giant", project)
            yield from _giant_cases(name, runs, memory)


def _giant_cases(giant: str, runs: list[Facts], memory: float | None) -> Iterator[Case]:
    def of(name: str) -> list[float]:
        return [run[name] for run in runs]

    yield from median_and_worst(f"{giant}, something to look at", of("coarse"), "s", GIANT_SECONDS)
    yield from median_and_worst(f"{giant}, whole", of("whole"), "s")
    yield from median_and_worst(
        f"{giant}, panned at actual size", of("pan"), "frames/s", FRAMES_A_SECOND, higher_is_better=True
    )
    yield from median_and_worst(f"{giant}, longest gap while panned", of("gap"), "ms")
    yield from median_and_worst(f"{giant}, most memory, with the detector", of("memory"), "GB", memory)


def material() -> Path:
    """Where the pictures are that are no benchmark's own."""
    folder = shared_data()
    if folder is None:
        raise SystemExit("FOVEATE_SHARED_DATA names no folder")
    return folder


def _project(folder: Path, paths: list[Path]) -> Path:
    folder.mkdir(exist_ok=True)
    project = folder / "pictures.foveate"
    store = Store.create(project, ["thing"])
    add_media(store, paths)
    store.close()
    return project


def _enlarged(path: Path, folder: Path, size: tuple[int, int] = SIZE) -> Path:
    target = folder / path.name
    with PIL.Image.open(path) as picture:
        picture.resize(size, PIL.Image.Resampling.BICUBIC).save(target, quality=92)
    return target


CASES: Benchmarks = {"next-frame": next_frame, "giant": giant}
