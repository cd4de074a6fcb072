"""A home of its own for every test, small pictures and videos, and a detector small enough to be fast."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from app.cli.main import main

Run = Callable[..., int]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FOVEATE_HOME", str(folder))
    return folder


@pytest.fixture
def foveate() -> Run:
    """Runs the program with these words, in this process."""

    def run(*words: object) -> int:
        return main([str(word) for word in words])

    return run


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder of four small pictures, 1.png to 4.png, 64 x 48."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(1, 5):
        draw_picture(folder / f"{number}.png", number)
    return folder


def draw_picture(path: Path, seed: int, size: tuple[int, int] = (64, 48)) -> None:
    shade = random.Random(seed).randrange(256)
    pixels = np.full((size[1], size[0], 3), shade, np.uint8)
    pixels[10:30, 8:40] = 255 - shade
    PIL.Image.fromarray(pixels).save(path)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A detector with random weights that knows cat (7) and dog (9) and is sure of nothing."""
    from retinanet_core import checkpoint
    from retinanet_core.config import NetworkConfig
    from retinanet_core.network.retinanet import RetinaNet
    from retinanet_core.types import ObjectClass

    config = NetworkConfig(backbone="resnet18", channels=16, head_convs=1, short_side=64, long_side=64)
    info = checkpoint.ModelInfo(network=config, classes=(ObjectClass(7, "cat"), ObjectClass(9, "dog")))
    folder = tmp_path_factory.mktemp("model") / "tiny"
    checkpoint.save(folder, RetinaNet(config, 2), info)
    return folder


def voc_text(
    name: str, *boxes: tuple[str, float, float, float, float], size: tuple[int, int] = (64, 48)
) -> str:
    """A Pascal VOC file."""
    objects = "\n".join(
        f"<object><name>{label}</name><bndbox><xmin>{x1}</xmin><ymin>{y1}</ymin><xmax>{x2}</xmax>"
        f"<ymax>{y2}</ymax></bndbox></object>"
        for label, x1, y1, x2, y2 in boxes
    )
    width, height = size
    return (
        f"<annotation><filename>{name}</filename><size><width>{width}</width><height>{height}</height></size>\n"
        f"{objects}\n</annotation>"
    )


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """VOC labels of 1.png (a cat), 2.png (nothing) and 3.png (a cat and a dog)."""
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "1.xml").write_text(voc_text("1.png", ("cat", 8, 10, 40, 30)))
    (folder / "2.xml").write_text(voc_text("2.png"))
    (folder / "3.xml").write_text(voc_text("3.png", ("cat", 8, 10, 40, 30), ("dog", 1, 1, 9.5, 9.25)))
    return folder


@pytest.fixture
def project(foveate: Run, tmp_path: Path, pictures: Path, labels: Path) -> Path:
    """A project of the four pictures with the labels imported as reviewed."""
    assert foveate("new", tmp_path / "pets", "--media", pictures, "--classes", "cat") == 0
    assert foveate("import", tmp_path / "pets", labels, "--format", "voc", "--as", "reviewed") == 0
    return tmp_path / "pets.foveate"
