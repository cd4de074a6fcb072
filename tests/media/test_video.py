"""Frame n is the n-th frame of sequential decoding, on every real video and on hard ones made here."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.media.capture import Capture
from app.media.errors import MediaError
from app.media.opencv import cv2
from app.media.video import VideoIndex, VideoReader, index_video
from retinanet_core.errors import Cancelled
from retinanet_core.types import Image
from tests.media.material import blocks, ffmpeg, presentation_times, write_video
from tests.shared_data import require_shared_data

REAL = {
    "car-detection.mp4": (377, 768, 432),
    "fire2.mp4": (25, 1280, 720),
    "flipping_a_pancake.mkv": (310, 426, 240),
    "h265_video.mp4": (10, 128, 128),
    "no_duration.webm": (74, 1280, 720),
    "truncated_stream.mp4": (28, 1280, 720),
    "video.avi": (8, 32, 32),
    "video_270.mov": (3, 320, 568),
    "video_90.mov": (3, 320, 568),
}
REFUSED = {
    "undecodable.mp4": "No frame of undecodable.mp4 can be decoded; copy it again",
    "empty.webm": "empty.webm is empty (0 bytes); copy it again",
}
SEEKS = 60


def folder() -> Path:
    return require_shared_data() / "video"


def content(frame: Image) -> bytes:
    return hashlib.blake2b(frame.tobytes()).digest()


def decoded_in_order(path: Path) -> list[bytes]:
    """Content of all frames by plain reading from the start: what "frame n" means."""
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    contents: list[bytes] = []
    while True:
        got, frame = capture.read()
        if not got:
            return contents
        contents.append(content(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB).astype(np.uint8)))


def assert_exact(path: Path, index: VideoIndex) -> None:
    """Random seeks, a walk back, a walk on and the ends give the frames of sequential decoding."""
    truth = decoded_in_order(path)
    assert index.frame_count == len(truth)
    order = random.Random(path.name).choices(range(len(truth)), k=SEEKS)
    order += [len(truth) - 1, 0, len(truth) - 1]
    middle = len(truth) // 2
    order += [n for n in range(middle, middle - 20, -1) if n >= 0]
    order += [n for n in range(middle, middle + 20) if n < len(truth)]
    with VideoReader(path, index) as reader:
        wrong = [n for n in order if content(reader.read(n)) != truth[n]]
    assert wrong == []


def test_each_real_video_is_expected_here() -> None:
    assert {path.name for path in folder().iterdir()} == REAL.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", REAL)
def test_real_video_is_exact_to_the_frame(name: str) -> None:
    index = index_video(folder() / name)
    assert (index.frame_count, index.width, index.height) == REAL[name]
    assert_exact(folder() / name, index)


@pytest.mark.parametrize("name", REFUSED)
def test_what_yields_no_frame_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(MediaError) as caught:
        index_video(folder() / name)
    assert REFUSED[name] in caught.value.message


@pytest.mark.parametrize("name", REAL)
def test_times_are_those_of_the_stream(name: str) -> None:
    index = index_video(folder() / name)
    expected = presentation_times(folder() / name)[: index.frame_count]
    assert index.timestamps_ms == pytest.approx(expected, abs=1)
    assert sorted(set(index.timestamps_ms)) == index.timestamps_ms


@pytest.mark.parametrize("name", ["fire2.mp4", "video_90.mov", "video_270.mov", "car-detection.mp4"])
def test_frames_are_upright_as_ffmpeg_turns_them(name: str) -> None:
    path = folder() / name
    with VideoReader(path, index_video(path)) as reader:
        frame = reader.read(1)
    raw = ffmpeg(
        "-i",
        str(path),
        "-vf",
        "select=eq(n\\,1)",
        "-frames:v",
        "1",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-",
    )
    expected = np.frombuffer(raw, np.uint8).reshape(frame.shape).astype(int)
    assert np.abs(frame - expected).mean() < 3
    assert np.abs(frame[::-1, ::-1] - expected).mean() > 10


PATTERN = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=30:duration=6"]
H264 = ["-c:v", "libx264", "-g", "40", "-pix_fmt", "yuv420p"]
VARIABLE = ["-vf", "setpts='(N+0.4*sin(N)+floor(N/60)*35)/30/TB'", "-fps_mode", "vfr"]
HARD: dict[str, list[str]] = {
    "b-frames.mp4": [*PATTERN, *H264, "-bf", "3"],
    "open-groups.mp4": [*PATTERN, *H264, "-x264-params", "open-gop=1:keyint=30:bframes=3"],
    "variable-rate.mp4": [*PATTERN, *VARIABLE, *H264, "-video_track_timescale", "30000"],
    "variable-rate.mkv": [*PATTERN, *VARIABLE, *H264],
    "late-start.mkv": [*PATTERN, *H264, "-output_ts_offset", "5"],
    "transport.ts": [*PATTERN, *H264],
    "program.mpg": [*PATTERN, "-c:v", "mpeg2video", "-bf", "2"],
    "mpeg4.avi": [*PATTERN, "-c:v", "mpeg4", "-bf", "2", "-g", "40"],
    "one-colour.mp4": ["-f", "lavfi", "-i", "color=c=red:size=160x120:rate=30:duration=6", *H264],
    "fragmented.mp4": [*PATTERN, *H264, "-movflags", "frag_keyframe+empty_moov"],
    "without-length.webm": [*PATTERN, "-c:v", "libvpx", "-deadline", "realtime", "-live", "1", "-f", "webm"],
}


@pytest.mark.parametrize("name", HARD)
def test_hard_videos_are_exact_to_the_frame(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ffmpeg(*HARD[name], str(path))
    index = index_video(path)
    assert_exact(path, index)
    # Containers that keep decoding times only (AVI, MPEG) leave FFmpeg to guess: those need only rise.
    if path.suffix in (".mp4", ".mkv", ".webm"):
        assert index.timestamps_ms == pytest.approx(presentation_times(path), abs=1)
    assert sorted(set(index.timestamps_ms)) == index.timestamps_ms


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VideoIndex]:
    path = write_video(tmp_path_factory.mktemp("clip") / "clip.avi", blocks(200))
    return path, index_video(path)


Clip = tuple[Path, VideoIndex]


@pytest.fixture
def seeks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The times that are sought, in order."""
    sought: list[float] = []
    plain = Capture.seek

    def seek(self: Capture, time_ms: float) -> bool:
        sought.append(time_ms)
        return plain(self, time_ms)

    monkeypatch.setattr(Capture, "seek", seek)
    return sought


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are opened, in order."""
    opened: list[Path] = []
    plain = Capture.__init__

    def init(self: Capture, path: Path, size: object = None) -> None:
        opened.append(path)
        plain(self, path, size)  # type: ignore[arg-type]

    monkeypatch.setattr(Capture, "__init__", init)
    return opened


def test_stepping_on_neither_seeks_nor_opens_again(
    clip: Clip, seeks: list[float], openings: list[Path]
) -> None:
    with VideoReader(*clip) as reader:
        for n in range(120):
            reader.read(n)
        for n in range(120, 200, 7):
            reader.read(n)
    assert seeks == []
    assert len(openings) == 1


def test_stepping_back_seeks_once_for_many_frames(
    clip: Clip, seeks: list[float], openings: list[Path]
) -> None:
    with VideoReader(*clip) as reader:
        for n in range(150, 126, -1):
            reader.read(n)
    assert 1 <= len(seeks) <= 3
    assert len(openings) == 1


def test_iterating_gives_number_time_and_frame(clip: Clip, seeks: list[float]) -> None:
    path, index = clip
    truth = decoded_in_order(path)
    with VideoReader(path, index) as reader:
        part = list(reader.frames(3, 9))
        everything = list(reader.frames())
    assert [n for n, _, _ in part] == list(range(3, 9))
    assert [time for _, time, _ in part] == pytest.approx([100.0 * n for n in range(3, 9)])
    assert [content(frame) for _, _, frame in everything] == truth
    assert len(seeks) <= 1


def test_a_frame_belongs_to_who_asked_for_it(clip: Clip) -> None:
    with VideoReader(*clip) as reader:
        first = reader.read(5)
        before = first.copy()
        first[:] = 0
        assert np.array_equal(reader.read(5), before)


def lands_late(target: float) -> float:
    return target + 3000


def lands_early(target: float) -> float:
    return max(0.0, target - 2500)


def lands_at_the_end(_: float) -> float:
    return 1e9


@pytest.mark.parametrize("lie", [lands_late, lands_early, lands_at_the_end])
def test_seeks_that_lead_elsewhere_cost_time_but_never_the_frame(
    clip: Clip, monkeypatch: pytest.MonkeyPatch, lie: Callable[[float], float]
) -> None:
    plain = Capture.seek
    monkeypatch.setattr(Capture, "seek", lambda self, time_ms: plain(self, lie(time_ms)))
    assert_exact(*clip)


def test_seeks_that_fail_cost_time_but_never_the_frame(clip: Clip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Capture, "seek", lambda self, time_ms: False)
    assert_exact(*clip)


def test_times_that_lie_cost_time_but_never_the_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = [
        frame for frame in blocks(12) for _ in range(10)
    ]  # each ten times: digests alone do not tell where
    path = write_video(tmp_path / "still.avi", frames)
    index = index_video(path)
    assert len(set(index.digests)) == 12
    monkeypatch.setattr(Capture, "time_ms", property(lambda self: 0.0))
    assert_exact(path, index)


def test_equal_frames_are_told_apart_by_their_times(tmp_path: Path, openings: list[Path]) -> None:
    path = write_video(tmp_path / "still.avi", [frame for frame in blocks(12) for _ in range(10)])
    index = index_video(path)
    openings.clear()
    with VideoReader(path, index) as reader:
        for n in (69, 29, 119, 89, 49):
            reader.read(n)
    assert len(openings) == 1


def test_without_times_frames_follow_at_the_rate_of_the_header(
    clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Capture, "time_ms", property(lambda self: 0.0))
    assert index_video(clip[0]).timestamps_ms == pytest.approx([100.0 * n for n in range(200)])


@pytest.mark.parametrize("n", [-1, 200, 10**9])
def test_a_frame_that_does_not_exist_is_told(clip: Clip, n: int) -> None:
    with (
        VideoReader(*clip) as reader,
        pytest.raises(MediaError, match=r"clip\.avi has no frame .*: it has 200"),
    ):
        reader.read(n)


def test_a_video_that_was_replaced_is_noticed(clip: Clip, tmp_path: Path) -> None:
    other = write_video(tmp_path / "clip.avi", blocks(200)[::-1])
    with (
        VideoReader(other, clip[1]) as reader,
        pytest.raises(MediaError, match=r"clip\.avi has changed: frame 7"),
    ):
        reader.read(7)


def test_progress_is_told_and_cancelling_stops(clip: Clip) -> None:
    told: list[int] = []
    index_video(clip[0], progress=told.append)
    assert told[-1] == 200
    assert told == sorted(told)
    assert len(told) > 5
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 10

    with pytest.raises(Cancelled):
        index_video(clip[0], cancelled=cancelled)
    assert len(asked) == 11


@pytest.mark.parametrize(
    "name",
    ["è ü.avi", "e\u0301.avi", "\u30ab \U0001f600.avi", "-i.avi", "100%03d.avi", "a:b.avi", "line\nbreak.avi",
     "file:x.avi", "x" * 251 + ".avi", "no suffix", os.fsdecode(b"latin-\xe8\xff.avi")],
)  # fmt: skip
def test_any_file_name_will_do(
    tmp_path: Path, clip: Clip, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    try:
        (tmp_path / name).write_bytes(clip[0].read_bytes())
    except OSError:
        pytest.skip("this system has no such names")
    monkeypatch.chdir(tmp_path)
    index = index_video(Path(name))
    assert index.digests == clip[1].digests
    with VideoReader(Path(name), index) as reader:
        assert reader.read(150).shape == (48, 64, 3)
        assert reader.read(3).shape == (48, 64, 3)


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXTINF:5,\n{0}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile {0}\n",
        "v=0\no=- 0 0 IN IP4 0\n",
    ],
)
def test_playlists_are_not_followed(tmp_path: Path, clip: Clip, text: str) -> None:
    path = tmp_path / "list.mp4"
    path.write_text(text.format(clip[0]))
    with pytest.raises(MediaError, match=r"list\.mp4 is damaged or is not a video"):
        index_video(path)


@pytest.mark.parametrize("kept", [0.0005, 0.01, 0.3, 0.9])
def test_a_video_cut_short_gives_its_beginning_or_a_sentence(tmp_path: Path, clip: Clip, kept: float) -> None:
    data = clip[0].read_bytes()
    path = tmp_path / "cut.avi"
    path.write_bytes(data[: int(len(data) * kept)])
    if kept < 0.1:
        with pytest.raises(MediaError, match=r"cut\.avi"):
            index_video(path)
        return
    index = index_video(path)
    assert 0.8 * kept * 200 < index.frame_count < 200
    assert_exact(path, index)


def test_what_is_not_a_video_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("just words")
    for path, sentence in (
        (tmp_path / "gone.mp4", "gone.mp4 is not there"),
        (tmp_path / "text.mp4", "text.mp4 is damaged or is not a video"),
        (tmp_path, "is a folder or a device"),
    ):
        with pytest.raises(MediaError, match=sentence):
            index_video(path)
