"""The services on real files, through the program's own reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image as Pillow
from pytestqt.qtbot import QtBot

from app.media.video import VideoReader
from app.media.video_index import index_video
from app.services.detection import DetectionService, FrameRef, FrameResult
from app.services.frames import THUMBNAIL_SIDE, FrameLoader
from app.services.sources import frame_readers
from retinanet_core.types import Detections, Image
from tests.services.fakes import detections
from tests.shared_data import require_shared_data


class HashingDetector:
    """Remembers what it saw, in order."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.seen += [digest(image) for image in images]
        return [detections(1) for _ in images]

    limitation = ""

    def prepare(self, image: Image) -> Image:
        return image

    def describe(self) -> str:
        return "hashing"

    def close(self) -> None:
        pass


def digest(image: Image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


def detect_all(
    qtbot: QtBot, cache: Path, refs: Sequence[FrameRef]
) -> tuple[HashingDetector, list[FrameResult]]:
    detector = HashingDetector()
    service = DetectionService(frame_readers(cache), load_detector=lambda _: detector)
    service.set_model(1, cache)
    results: list[FrameResult] = []
    service.results.connect(results.extend)
    with qtbot.waitSignal(service.finished, timeout=60_000):
        service.detect(refs)
    assert service.shutdown()
    return detector, results


def test_pictures_good_and_bad(qtbot: QtBot, tmp_path: Path) -> None:
    good, cut, text = (tmp_path / name for name in ("good.png", "cut.png", "text.jpg"))
    Pillow.new("RGB", (400, 200), (10, 200, 30)).save(good)
    cut.write_bytes(good.read_bytes()[:-200])
    text.write_text("not a picture")
    paths = [good, cut, text, tmp_path / "gone.png", good]
    refs = [FrameRef(number, path, "image", 0) for number, path in enumerate(paths)]
    detector, results = detect_all(qtbot, tmp_path, refs)
    assert [result.frame_id for result in results] == [0, 1, 2, 3, 4]
    assert [bool(result.error) for result in results] == [False, True, True, True, False]
    for result in results[1:4]:
        assert paths[result.frame_id].name in result.error
    assert len(detector.seen) == 2

    loader = FrameLoader(frame_readers(tmp_path))
    with qtbot.waitSignal(loader.failed) as failed:
        loader.request(1, cut, "image", 0)
    assert failed.args == [1, results[1].error]
    with qtbot.waitSignal(loader.loaded) as loaded:
        loader.request(0, good, "image", 0)
    image: Image = loaded.args[1]
    assert image.shape == (200, 400, 3)
    assert digest(image) == detector.seen[0], "the window shows the very pixels that the detector sees"
    with qtbot.waitSignal(loader.thumbnail) as made:
        loader.request_thumbnails([refs[0]])
    assert made.args[1].shape == (THUMBNAIL_SIDE // 2, THUMBNAIL_SIDE, 3)
    assert loader.shutdown()


@pytest.mark.shared_data
def test_the_frames_of_a_video_are_detected_in_the_order_of_decoding(qtbot: QtBot, tmp_path: Path) -> None:
    path = require_shared_data() / "video" / "flipping_a_pancake.mkv"
    with VideoReader(path, index_video(path)) as reader:
        expected = [digest(image) for _, _, image in reader.frames(0, 40)]
    refs = [FrameRef(n, path, "video", n) for n in range(len(expected))]
    detector, results = detect_all(qtbot, tmp_path, refs)
    assert [result.frame_id for result in results] == list(range(len(expected)))
    assert detector.seen == expected


@pytest.mark.shared_data
def test_every_odd_picture_ends_in_a_picture_or_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    paths = sorted((require_shared_data() / "images_odd").iterdir())
    refs = [FrameRef(number, path, "image", 0) for number, path in enumerate(paths)]
    _, results = detect_all(qtbot, tmp_path, refs)
    assert [result.frame_id for result in results] == list(range(len(paths)))
    for result in results:
        assert (result.detections is None) == bool(result.error)
        if result.error:
            assert result.error.endswith(".")
            assert "inside Foveate" not in result.error, paths[result.frame_id].name
