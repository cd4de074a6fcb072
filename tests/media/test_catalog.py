"""Finding media in files and folders; knowing files again; sorting names as people count."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.media.catalog import Found, Unreadable, find_media, natural_key
from app.media.errors import MediaError
from app.media.fingerprint import fingerprint
from app.media.sniffing import kind_of
from retinanet_core.errors import Cancelled
from tests.media.material import blocks, quarters, save, write_video
from tests.shared_data import require_shared_data


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0")


def names(folder: Path, *paths: Path) -> list[str]:
    """What is found, as paths below the folder; nothing may be unreadable."""
    found = list(find_media(paths or [folder]))
    assert all(isinstance(item, Found) for item in found), found
    return [item.path.relative_to(folder).as_posix() for item in found]


def test_folders_are_walked_in_natural_order(tmp_path: Path) -> None:
    touch(
        tmp_path, "b10/x.png", "b9/y.JPG", "img10.jpg", "img2.jpg", "Img3.jpeg", "z.mp4", "b9/deep/er/v.MOV"
    )
    assert names(tmp_path) == [
        "img2.jpg",
        "Img3.jpeg",
        "img10.jpg",
        "z.mp4",
        "b9/y.JPG",
        "b9/deep/er/v.MOV",
        "b10/x.png",
    ]
    kinds = {item.path.name: item.kind for item in find_media([tmp_path]) if isinstance(item, Found)}
    assert [kinds[name] for name in ("z.mp4", "v.MOV", "y.JPG")] == ["video", "video", "image"]


def test_hidden_entries_projects_and_other_files_are_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "a.jpg",
        ".b.jpg",
        "._a.jpg",
        ".hidden/c.jpg",
        "p.foveate/frames/d.png",
        "notes.txt",
        "e.xml",
    )
    touch(tmp_path, "main.ts", "deep/Thumbs.db", "raw.nef", "noextension")
    assert names(tmp_path) == ["a.jpg"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg", "sub/b.jpg")
    try:
        (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub", target_is_directory=True)
        (tmp_path / "self.jpg").symlink_to(tmp_path / "self.jpg")
    except OSError:
        pytest.skip("this system makes no links")
    assert names(tmp_path) == ["a.jpg", "self.jpg", "sub/b.jpg"]


def test_a_linked_folder_is_followed(tmp_path: Path) -> None:
    touch(tmp_path, "real/a.jpg", "named/empty.txt")
    try:
        (tmp_path / "named" / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    assert names(tmp_path, tmp_path / "named") == ["named/link/a.jpg"]


def test_named_files_always_come_out(tmp_path: Path) -> None:
    image = save(tmp_path / "picture.dat", quarters(), format="JPEG")
    video = write_video(tmp_path / "clip.bin", blocks(2))
    touch(tmp_path, ".hidden.png", "words.txt", "raw.CR2")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "p.foveate").mkdir()
    paths = [video, tmp_path / ".hidden.png", image, tmp_path / "words.txt", tmp_path / "raw.CR2"]
    paths += [tmp_path / "empty", tmp_path / "gone.jpg", tmp_path / "p.foveate", Path("nul\0.jpg")]
    found = list(find_media(paths))
    assert found[:3] == [
        Found(video, "video"),
        Found(tmp_path / ".hidden.png", "image"),
        Found(image, "image"),
    ]
    refused = found[3:]
    assert all(isinstance(item, Unreadable) for item in refused)
    assert [item.reason for item in refused if isinstance(item, Unreadable)] == [
        "words.txt is neither a picture nor a video that can be read.",
        "raw.CR2 is a camera raw file; convert it to JPEG or PNG to use it.",
        "empty is empty (0 bytes); copy it again from where it came from.",
        "gone.jpg is not there; check its name or put it back.",
        "p.foveate is a project; open it instead of adding it.",
        "nul\ufffd.jpg is not a file name.",
    ]


def test_each_path_comes_once_and_in_the_order_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a/1.jpg", "b/2.jpg", "b/3.jpg")
    monkeypatch.chdir(tmp_path)
    paths = [Path("b/3.jpg"), Path("a"), tmp_path / "b", tmp_path / "a" / "1.jpg", Path("a")]
    assert names(tmp_path, *paths) == ["b/3.jpg", "a/1.jpg", "b/2.jpg"]


def test_transport_streams_are_told_from_typescript(tmp_path: Path) -> None:
    (tmp_path / "video.ts").write_bytes((b"G" + bytes(187)) * 4)
    (tmp_path / "code.ts").write_text("const G = 1;\n" * 100)
    assert names(tmp_path) == ["video.ts"]


def test_a_folder_without_permission_is_listed_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.jpg", "locked/b.jpg", "open/c.jpg")
    plain = os.scandir

    def scandir(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "denied")
        return plain(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(find_media([tmp_path])) == [
        Found(tmp_path / "a.jpg", "image"),
        Unreadable(tmp_path / "locked", "locked may not be read; change its permissions and try again."),
        Found(tmp_path / "open" / "c.jpg", "image"),
    ]


def test_cancelling_stops_the_walk(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{n}.jpg" for n in range(20)))
    stop: list[bool] = []
    walk = find_media([tmp_path], cancelled=lambda: bool(stop))
    assert [next(walk).path.name for _ in range(5)] == ["0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg"]
    stop.append(True)
    with pytest.raises(Cancelled):
        next(walk)


def test_the_real_folders(tmp_path: Path) -> None:
    data = require_shared_data()
    odd = [item.path.name for item in find_media([data / "images_odd"]) if isinstance(item, Found)]
    assert len(odd) == len(list((data / "images_odd").iterdir())) == 32
    videos = [item for item in find_media([data / "video"]) if isinstance(item, Found)]
    assert {item.kind for item in videos} == {"video"}
    assert len(videos) == 11


@given(
    st.lists(st.integers(0, 10**30), min_size=1),
    st.text(st.characters(exclude_characters="0123456789"), max_size=5),
)
def test_numbers_in_names_sort_as_numbers(numbers: list[int], prefix: str) -> None:
    by_name = sorted((f"{prefix}{number}.jpg" for number in numbers), key=natural_key)
    assert by_name == [f"{prefix}{number}.jpg" for number in sorted(numbers)]


@given(st.lists(st.text(max_size=12), unique=True), st.data())
def test_natural_order_is_one_order_for_all_names(texts: list[str], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(texts))
    assert sorted(mixed, key=natural_key) == sorted(texts, key=natural_key)


def test_natural_order_by_example() -> None:
    in_order = ["1.jpg", "02.jpg", "2.jpg", "10.jpg", "a", "B2", "b3", "b10", "b10a", "c"]
    assert sorted([*in_order[6:], *in_order[:6]], key=natural_key) == in_order


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=2000), change=st.data())
def test_a_fingerprint_is_of_the_content(tmp_path: Path, data: bytes, change: st.DataObject) -> None:
    first, second = tmp_path / "a.jpg", tmp_path / "b.png"
    first.write_bytes(data)
    second.write_bytes(data)
    assert fingerprint(first) == fingerprint(second)
    place = change.draw(st.integers(0, len(data) - 1))
    second.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    assert fingerprint(first) != fingerprint(second)
    second.write_bytes(data + b"\0")
    assert fingerprint(first) != fingerprint(second)


@pytest.mark.parametrize("size", [192 << 10, (192 << 10) + 1, 1 << 20])
def test_the_fingerprint_of_a_large_file_sees_its_ends_and_its_middle(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(size))
    whole = fingerprint(path)
    assert len(whole) == 32
    for place in (0, 65535, size // 2, size - 65536, size - 1):
        changed = bytearray(size)
        changed[place] = 1
        path.write_bytes(changed)
        assert fingerprint(path) != whole, place


def test_no_fingerprint_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="not there"):
        fingerprint(tmp_path / "gone")


@given(st.binary(max_size=600))
def test_any_bytes_are_a_picture_a_video_or_neither(head: bytes) -> None:
    assert kind_of(head) in ("image", "video", None)
