"""Adding files: what is read becomes frames, what is not is listed, nothing comes twice."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.project.library import AddReport, add_media, add_scanned, known_media
from app.project.listing import ScannedMedia, scan_media
from app.project.store import Store
from retinanet_core.errors import Cancelled
from tests.project.building import assert_same_on_disk, content
from tests.shared_data import require_shared_data


@pytest.fixture
def pictures(folder: Path) -> Path:
    """Three good pictures, one empty file and one text file, with a folder below."""
    place = folder / "pictures"
    (place / "more").mkdir(parents=True)
    for n, name in enumerate(("b2.png", "b10.png", "more/a.jpg")):
        Image.new("RGB", (30 + n, 20), (10 * n, 0, 0)).save(place / name)
    (place / "empty.png").write_bytes(b"")
    (place / "notes.txt").write_text("no picture")
    return place


@pytest.fixture
def project(folder: Path) -> Iterator[Store]:
    with Store.create(folder / "p.foveate") as opened:
        yield opened


def names(store: Store) -> list[str]:
    return [store.media_path(store.media_by_id(frame.media_id)).name for frame in store.frames()]


def test_a_folder(project: Store, pictures: Path) -> None:
    seen: list[int] = []
    report = add_media(project, [pictures], progress=seen.append)
    assert (report.added, report.already_there) == (3, 0)
    ((path, reason),) = report.problems
    assert path == pictures / "empty.png"
    assert reason.endswith(".")
    assert seen == [1, 2, 3, 4]
    assert names(project) == ["b2.png", "b10.png", "a.jpg"]
    assert [(frame.width, frame.height) for frame in project.frames()] == [(30, 20), (31, 20), (32, 20)]
    by_path = {media.path: media for media in project.media()}
    assert sorted(by_path) == [
        "pictures/b10.png",
        "pictures/b2.png",
        "pictures/empty.png",
        "pictures/more/a.jpg",
    ]
    assert by_path["pictures/empty.png"].problem == reason
    good = by_path["pictures/b2.png"]
    assert good.size == (pictures / "b2.png").stat().st_size
    assert good.mtime_ns == (pictures / "b2.png").stat().st_mtime_ns
    assert len(good.fingerprint) == 32
    assert_same_on_disk(project)
    project.undo()
    assert project.media() == ()


def test_nothing_comes_twice(project: Store, pictures: Path) -> None:
    add_media(project, [pictures])
    before = content(project)
    history = project.history()
    again = add_media(project, [pictures, pictures / "b2.png"])
    assert (again.added, again.already_there) == (0, 3)
    assert [path.name for path, _ in again.problems] == ["empty.png"]
    assert content(project) == before
    assert project.history() == history


def test_two_scans_at_once_add_once(project: Store, pictures: Path) -> None:
    scans = [scan_media([pictures], known_media(project), project.cache_dir) for _ in range(2)]
    assert add_scanned(project, scans[0]).added == 3
    assert add_scanned(project, scans[1]) == AddReport(
        0, 3, [(pictures / "empty.png", scans[1].files[2].problem)]
    )
    assert len(project.frames()) == 3


def test_a_file_that_was_mended_comes_in(project: Store, pictures: Path) -> None:
    add_media(project, [pictures])
    Image.new("RGB", (40, 40)).save(pictures / "empty.png")
    assert add_media(project, [pictures]) == AddReport(1, 3, [])
    assert len(project.media()) == 4
    assert not any(media.problem for media in project.media())
    assert sorted(names(project)) == ["a.jpg", "b10.png", "b2.png", "empty.png"]
    assert_same_on_disk(project)


def test_what_was_named_but_is_no_picture_is_listed(project: Store, pictures: Path) -> None:
    report = add_media(project, [pictures / "notes.txt", pictures / "absent.png", project.folder])
    assert report.added == 0
    assert [path.name for path, _ in report.problems] == ["notes.txt", "absent.png", "p.foveate"]
    assert all(reason.endswith(".") for _, reason in report.problems)
    # A file is kept with its reason; a path that leads to no file is not.
    assert [media.path for media in project.media()] == ["pictures/notes.txt"]
    assert project.frames() == ()


def test_scanning_runs_beside_and_can_be_cancelled(project: Store, pictures: Path) -> None:
    looked: list[int] = []
    results: list[object] = []

    def scan() -> None:
        try:
            results.append(
                scan_media(
                    [pictures],
                    known_media(project),
                    project.cache_dir,
                    progress=looked.append,
                    cancelled=lambda: len(looked) >= 2,
                )
            )
        except Cancelled as error:
            results.append(error)

    thread = threading.Thread(target=scan)
    thread.start()
    thread.join()
    assert looked == [1, 2]
    assert isinstance(results[0], Cancelled)
    assert project.media() == ()


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname != "Linux", reason="names of any bytes")
def test_a_name_that_is_no_text(project: Store, pictures: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(pictures) + b"/caf\xe9 \n.png"))
    (pictures / "b2.png").rename(odd)
    (pictures / "empty.png").rename(os.fsdecode(os.fsencode(pictures) + b"/\xff.png"))
    assert add_media(project, [pictures]).added == 3
    assert odd in [project.media_path(media) for media in project.media()]
    assert_same_on_disk(project)
    assert add_media(project, [pictures]).added == 0


@pytest.mark.shared_data
def test_videos_bring_a_frame_for_each_that_decodes(project: Store) -> None:
    videos = require_shared_data() / "video"
    wanted = {
        "flipping_a_pancake.mkv": 310,
        "no_duration.webm": 74,
        "video_90.mov": 3,
        "truncated_stream.mp4": 28,
    }
    report = add_media(
        project, [*(videos / name for name in wanted), videos / "empty.webm", videos / "undecodable.mp4"]
    )
    assert report.added == 4
    assert [path.name for path, _ in report.problems] == ["empty.webm", "undecodable.mp4"]
    counted = {
        project.media_path(media).name: (media.kind, media.frame_count)
        for media in project.media()
        if not media.problem
    }
    assert counted == {name: ("video", frames) for name, frames in wanted.items()}
    assert len(project.frames()) == sum(wanted.values())
    times = [frame.timestamp_ms for frame in project.frames()[:310]]
    assert times == sorted(times)
    assert_same_on_disk(project)


@pytest.mark.shared_data
def test_every_odd_file_is_a_frame_or_a_sentence(project: Store) -> None:
    odd = require_shared_data() / "images_odd"
    files = sorted(path for path in odd.iterdir() if path.is_file())
    report = add_media(project, files)
    assert report.added + len(report.problems) == len(files)
    assert report.added == len(project.frames())
    assert all(reason.strip().endswith(".") for _, reason in report.problems)


def test_an_empty_scan_is_no_step(project: Store) -> None:
    assert add_scanned(project, ScannedMedia((), 2)) == AddReport(0, 2, [])
    assert project.history() == []
