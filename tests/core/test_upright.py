"""Whether frames have an up and a down, told from made-up and from real pictures, and what training makes of it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retinanet_core.errors import Cancelled
from retinanet_core.teach.augment import View
from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.trainer import StepReport, Trainer
from retinanet_core.teach.upright import MOST_READ, brightness_above, has_up
from retinanet_core.types import Image
from tests.core.pictures import CPU, tiny_network, write_png
from tests.core.steps import ALL
from tests.shared_data import require_shared_data

NOTHING = np.zeros((0, 4), np.float32)
NO_CLASS = np.zeros(0, np.int64)
Boxes = Sequence[Sequence[float]]


def a_frame(path: Path, width: int, height: int, boxes: Boxes = (), group: str = "") -> ManifestFrame:
    there = np.array(boxes, np.float32).reshape(-1, 4)
    labels = np.zeros(len(there), np.int64)
    return ManifestFrame(path, width, height, True, there, labels, NOTHING, NO_CLASS, group=group)


def noise(seed: int) -> Image:
    return np.random.default_rng(seed).integers(60, 190, (60, 80, 3)).astype(np.uint8)


def landscape(seed: int) -> Image:
    """A sky over a dark ground, each time another horizon."""
    image = noise(seed)
    horizon = 25 + seed % 15
    image[:horizon] = np.clip(image[:horizon].astype(int) + 60, 0, 255)
    image[horizon:] //= 2
    return image


def by_a_lamp(seed: int) -> Image:
    """An even field, always a little brighter at the top."""
    light = np.linspace(200, 175, 60)[:, None, None] + np.random.default_rng(seed).normal(0, 2, (60, 80, 3))
    return light.astype(np.uint8)


def frames_of(folder: Path, pictures: Sequence[Image], group: str | None = None) -> list[ManifestFrame]:
    """Frames with these pictures; each a group of its own, or all of one."""
    folder.mkdir(exist_ok=True)
    frames = []
    for number, image in enumerate(pictures):
        path = folder / f"{number}.png"
        write_png(path, image)
        frames.append(a_frame(path, image.shape[1], image.shape[0], group=group or str(number)))
    return frames


def upside_down(image: Image) -> Image:
    return np.ascontiguousarray(image[::-1])


@pytest.mark.parametrize("group", [None, "one video"])
def test_landscapes_have_an_up(tmp_path: Path, group: str | None) -> None:
    """Also where all are of one camera, which is but one group."""
    assert has_up(frames_of(tmp_path, [landscape(seed) for seed in range(12)], group))
    assert has_up(frames_of(tmp_path, [upside_down(landscape(seed)) for seed in range(12)], group)), (
        "at night the street is brighter than the sky"
    )


@pytest.mark.parametrize("group", [None, "one video"])
@pytest.mark.parametrize("kind", ["noise", "lamp", "either way"])
def test_pictures_from_above_have_none(tmp_path: Path, kind: str, group: str | None) -> None:
    pictures = {
        "noise": [noise(seed) for seed in range(20)],
        "lamp": [by_a_lamp(seed) for seed in range(20)],
        "either way": [landscape(seed)[:: 1 if seed % 2 else -1].copy() for seed in range(20)],
    }
    assert not has_up(frames_of(tmp_path, pictures[kind], group))


def test_many_alike_do_not_outvote_the_others(tmp_path: Path) -> None:
    """One video with a sky among pictures from above is one vote."""
    video = frames_of(tmp_path / "video", [landscape(seed) for seed in range(40)], "video")
    above = frames_of(tmp_path / "above", [noise(seed) for seed in range(10)])
    assert has_up(video)
    assert not has_up(video + above)


def test_a_few_frames_do_not_tell(tmp_path: Path) -> None:
    frames = frames_of(tmp_path, [landscape(seed) for seed in range(8)])
    assert has_up(frames)
    assert not has_up(frames[:7])
    assert not has_up([])


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    frames = frames_of(tmp_path, [landscape(seed) for seed in range(20)])
    for frame in frames[::2]:
        frame.path.unlink()
    frames[1].path.write_bytes(b"no picture")
    assert has_up(frames)
    for frame in frames:
        frame.path.unlink(missing_ok=True)
    assert not has_up(frames)


def test_few_of_many_frames_are_read_and_any_may_end_it(tmp_path: Path) -> None:
    looked: list[None] = []
    frames = frames_of(tmp_path, [landscape(seed) for seed in range(MOST_READ + 12)])
    assert has_up(frames, lambda: looked.append(None))
    assert len(looked) == MOST_READ

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        has_up(frames, cancel)


def seen_from(seed: int, *, nearer_is_larger: bool) -> list[list[float]]:
    """Five boxes in 80 x 60 pixels; of a road, those lower in the frame are larger."""
    rng = np.random.default_rng(seed)
    boxes = []
    for _ in range(5):
        x, y = rng.uniform(15, 65), rng.uniform(15, 45)
        half = (y if nearer_is_larger else rng.uniform(15, 45)) / 5 * rng.uniform(0.8, 1.2)
        boxes.append([x - half, y - half, x + half, y + half])
    return boxes


def test_things_that_are_larger_where_they_are_nearer_tell_an_up() -> None:
    """Without looking at a pixel: the files are not there."""

    def frames(*, road: bool, group: str = "") -> list[ManifestFrame]:
        boxes = [seen_from(seed, nearer_is_larger=road) for seed in range(12)]
        return [a_frame(Path("nowhere.png"), 80, 60, b, group) for b in boxes]

    assert has_up(frames(road=True))
    assert not has_up(frames(road=False))
    assert not has_up(frames(road=True, group="video")), "a few things that stay in place show it by chance"
    alike = [a_frame(Path("nowhere.png"), 80, 60, [[5, 40, 15, 50]] * 4) for _ in range(12)]
    assert not has_up(alike), "where things lie, or boxes that are all alike, tell nothing"


def test_brightness_is_in_spreads_of_the_picture() -> None:
    halves = np.zeros((66, 10, 3), np.uint8)
    halves[:33] = 200
    assert brightness_above(halves) == pytest.approx(2.0, abs=0.05)
    assert brightness_above(upside_down(halves)) == -brightness_above(halves)
    halves[:33] = 16
    assert brightness_above(halves) == pytest.approx(0.5, abs=0.05), "a dim picture is not bright at the top"


# --- real pictures ------------------------------------------------------------------------------------------


def blood_cells() -> list[ManifestFrame]:
    folder = require_shared_data() / "bccd"
    frames = []
    for path in sorted((folder / "JPEGImages").glob("*.jpg")):
        tree = ElementTree.parse(folder / "Annotations" / f"{path.stem}.xml")
        sides = ("xmin", "ymin", "xmax", "ymax")
        boxes = [[float(box.findtext(side, "0")) for side in sides] for box in tree.iter("bndbox")]
        frames.append(a_frame(path, 640, 480, [box for box in boxes if box[0] < box[2] and box[1] < box[3]]))
    return frames


def boards() -> list[ManifestFrame]:
    folder = require_shared_data() / "pcb"
    frames = []
    for path in sorted((folder / "images").glob("*.jpg")):
        lines = (folder / "annotations" / f"{path.name[:8]}.txt").read_text().split("\n")
        boxes = [[float(number) for number in line.split()[:4]] for line in lines if line.strip()]
        frames.append(a_frame(path, 640, 640, boxes, path.name[:5]))
    return frames


def video(name: str, folder: Path, every: int) -> list[ManifestFrame]:
    capture = cv2.VideoCapture(str(require_shared_data() / "video" / name))
    pictures: list[Image] = []
    while capture.grab():
        if len(pictures) * every == int(capture.get(cv2.CAP_PROP_POS_FRAMES)) - 1:
            pictures.append(np.asarray(cv2.cvtColor(capture.retrieve()[1], cv2.COLOR_BGR2RGB), np.uint8))
    capture.release()
    assert len(pictures) >= 8
    return frames_of(folder, pictures, name)


@pytest.mark.parametrize("name", ["cells", "boards", "boards, each a group"])
def test_real_microscopes_and_boards_have_none(name: str) -> None:
    frames = blood_cells() if name == "cells" else boards()
    if name == "boards, each a group":
        frames = [replace(frame, group="") for frame in frames]
    assert len(frames) > 100
    assert not has_up(frames)
    for seed in range(5):
        chosen = np.random.default_rng(seed).choice(len(frames), 20, replace=False)
        assert not has_up([frames[position] for position in chosen])


def test_real_videos_of_one_camera(tmp_path: Path) -> None:
    """A kitchen with a window has an up; of a street that is seen from above only asphalt shows."""
    assert has_up(video("flipping_a_pancake.mkv", tmp_path / "kitchen", 20))
    assert not has_up(video("car-detection.mp4", tmp_path / "street", 20))


# --- training ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("upright", [True, False])
def test_frames_with_an_up_are_never_seen_upside_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upright: bool
) -> None:
    """Told by two boxes: the first class is above and left of the second."""
    (plain,) = frames_of(tmp_path, [noise(0)])
    boxes = np.array([[10, 10, 25, 25], [50, 35, 65, 50]], np.float32)
    frame = replace(plain, boxes=boxes, labels=np.array([0, 1]))
    trainer = Trainer(tiny_network(), [frame], replace(ALL, batch=1), CPU, seed=0, upright=upright)
    shifts: list[NDArray[np.float32]] = []

    def step(seen: Sequence[tuple[View, object]]) -> float:
        for view, _ in seen:
            if view.marks.labels.tolist() == [0, 1]:
                shifts.append((view.marks.boxes[1] - view.marks.boxes[0])[:2])
        return 1.0

    def on_step(_: StepReport) -> bool:
        return len(shifts) < 30

    monkeypatch.setattr(trainer, "step", step)
    trainer.run(600, on_step)
    assert {bool(down > 0) for _, down in shifts} == ({True} if upright else {True, False})
    assert {bool(across > 0) for across, _ in shifts} == {True, False}, "sideways they are mirrored anyhow"
