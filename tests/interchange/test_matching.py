from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from app.interchange.labels import LabelledImage
from app.interchange.matching import FrameMatcher, FrameName, selected
from app.interchange.naming import frame_matcher, frame_names, media_root
from app.project.records import Frame, Media


def label(name: str, *aliases: str, **other: object) -> LabelledImage:
    return LabelledImage(name, None, None, (), "label.txt", aliases, **other)  # type: ignore[arg-type]


def matcher(*paths: str, near: str = "/none") -> FrameMatcher:
    return FrameMatcher(
        FrameName(number, PurePosixPath(path), path.startswith(near)) for number, path in enumerate(paths)
    )


def test_a_relative_path_goes_before_a_file_name() -> None:
    found = matcher("/m/a/1.jpg", "/m/b/1.jpg")
    assert found.find(label("b/1.jpg")) == 1
    assert found.find(label("a/1")) == 0
    assert found.find(label("b/1.png")) == 1
    assert matcher("1.jpg", "a/1.jpg").find(label("1.jpg")) == 0


def test_a_file_name_goes_before_a_stem() -> None:
    found = matcher("/m/1.jpg", "/m/1.png", "/m/1.v2.png")
    assert found.find(label("1.png")) == 1
    assert found.find(label("x/1.png")) == 1
    assert found.find(label("1.v2")) == 2
    assert found.find(label("1.tif", "1.jpg")) == 0


def test_two_frames_of_one_name_are_not_guessed_between() -> None:
    found = matcher("/m/a/1.jpg", "/m/b/1.jpg", "/m/2.jpg")
    assert found.find(label("1.jpg")) == "2 frames of the project are called 1.jpg"
    assert found.find(label("c/1.jpg")) == "2 frames of the project are called c/1.jpg"
    assert found.find(label("3.jpg")) == "the project has no frame called 3.jpg"


def test_frames_beside_the_labels_are_meant_rather_than_others() -> None:
    assert matcher("/m/a/1.jpg", "/m/b/1.jpg", near="/m/b").find(label("1.jpg")) == 1


def test_an_alias_decides_where_the_name_does_not() -> None:
    found = matcher("/m/a/1.jpg", "/m/b/1.png")
    assert found.find(label("1", "1.png")) == 1
    assert found.find(label("nowhere", "a/1.jpg")) == 0


def test_a_video_frame_is_found_by_video_and_index() -> None:
    videos = [(PurePosixPath("/m/a/clip.mp4"), index, index) for index in range(3)]
    videos += [(PurePosixPath("/m/b/clip.mp4"), index, 10 + index) for index in range(3)]
    found = FrameMatcher([], videos)
    assert found.find(label("x.png", video="b/clip.mp4", frame_index=2)) == 12
    assert isinstance(found.find(label("x.png", video="clip.mp4", frame_index=2)), str)
    assert isinstance(found.find(label("x.png", video="b/clip.mp4", frame_index=3)), str)


def test_names_are_selected_in_their_own_order() -> None:
    images = [label("1"), label("a/2", "2.jpg"), label("3.v1"), label("3")]
    chosen, absent = selected(images, ["3", "2.jpg", "nosuch", "1.jpg", "3.v1"])
    assert [image.file_name for image in chosen] == ["3", "a/2", "3.v1"]
    assert absent == ["nosuch", "1.jpg"]


def project(*files: str, frames: int = 1) -> tuple[list[Media], dict[int, Path], list[Frame]]:
    media = [
        Media(
            id=number,
            kind="video" if file.endswith(".mp4") else "image",
            path=file,
            size=1,
            mtime_ns=0,
            fingerprint="",
        )
        for number, file in enumerate(files)
    ]
    paths = {item.id: Path("/media") / item.path for item in media}
    count = {item.id: frames if item.kind == "video" else 1 for item in media}
    found = [
        Frame(id=item.id * 100 + index, media_id=item.id, index=index, width=1, height=1)
        for item in media
        for index in range(count[item.id])
    ]
    return media, paths, found


def test_exported_names_keep_folders_and_differ_in_more_than_suffix_or_case() -> None:
    names = frame_names(*project("a/1.jpg", "a/1.png", "a/1.JPG", "b/1.jpg", "b/clip.mp4", frames=2))
    assert [str(name) for name in names.values()] == [
        "a/1.jpg",
        "a/1-2.png",
        "a/1-3.JPG",
        "b/1.jpg",
        "b/clip_000000.png",
        "b/clip_000001.png",
    ]


PARTS = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=6).filter(
    lambda part: part not in (".", "..")
)


@given(st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join), min_size=1, max_size=6, unique=True))
def test_exported_names_are_safe_differ_and_lead_back(files: list[str]) -> None:
    media, paths, frames = project(*files)
    names = frame_names(media, paths, frames)
    bare = [str(name.with_suffix("")).casefold() for name in names.values() if name.suffix]
    assert len(set(bare)) == len(bare)
    back = frame_matcher(media, paths, frames, Path("/elsewhere"))
    for frame in frames:
        name = str(names[frame.id])
        assert not set(name) & set('<>:"|?*\\')
        assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in name)
        assert ".." not in PurePosixPath(name).parts
        assert back.find(label(name)) == frame.id


def test_the_common_folder_is_never_just_the_disk() -> None:
    assert media_root([Path("/a/b/1.jpg"), Path("/a/c/1.jpg")]) == Path("/a")
    assert media_root([Path("/a/1.jpg"), Path("/b/1.jpg")]) is None
    assert media_root([]) is None
