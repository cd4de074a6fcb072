"""Paths as stored: they come back, and media that moved along with the project are found."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.project import edits
from app.project.errors import ProjectError
from app.project.media_paths import from_stored, to_stored
from app.project.store import Store
from tests.project.building import apply, image_row

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX paths")


@POSIX
@pytest.mark.parametrize(
    ("media", "stored"),
    [
        ("/home/me/work/a.png", "a.png"),
        ("/home/me/work/photos/è/a.png", "photos/è/a.png"),
        ("/home/me/pictures/a.png", "../pictures/a.png"),
        ("/home/me/work/x/../a.png", "a.png"),
        ("/mnt/stick/a.png", "/mnt/stick/a.png"),
    ],
)
def test_relative_where_possible(media: str, stored: str) -> None:
    home = Path("/home/me/work")
    assert to_stored(Path(media), home) == stored
    assert from_stored(stored, home) == Path(os.path.normpath(media))


@POSIX
@given(
    st.lists(
        st.binary(min_size=1, max_size=20).filter(lambda name: b"/" not in name and b"\0" not in name),
        min_size=1,
    )
)
def test_any_file_name_comes_back(parts: list[bytes]) -> None:
    path = Path(os.path.normpath("/home/me/" + os.fsdecode(b"/".join(parts))))
    if sys.getfilesystemencoding() != "utf-8":
        pytest.skip("names are not UTF-8 here")
    stored = to_stored(path, Path("/home/me/work"))
    stored.encode("utf-8")
    assert from_stored(stored, Path("/home/me/work")) == path


def test_a_name_that_is_no_text_is_refused() -> None:
    with pytest.raises(ProjectError, match="rename"):
        to_stored(Path("/home/me/\ud800.png"), Path("/home/me"))


def test_windows_drives_are_absolute() -> None:
    assert from_stored("D:/photos/a.png", Path("/home/me")) == Path("D:/photos/a.png")


def place_of(store: Store) -> list[Path]:
    return [store.media_path(media) for media in store.media()]


@pytest.fixture
def moving(folder: Path) -> Store:
    """A project beside one of its two folders of pictures."""
    for name in ("work/photos/a.png", "work/photos/b.png", "other/c.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    store = Store.create(folder / "work" / "p.foveate")
    rows = [image_row(to_stored(folder / name, store.home)) for name in ("work/photos/a.png", "other/c.png")]
    apply(store, edits.add_media_rows(store, rows))
    return store


def test_media_that_moved_along_are_found(moving: Store, folder: Path) -> None:
    moving.close()
    shutil.move(folder / "work", folder / "elsewhere" / "deep")
    with Store.open(folder / "elsewhere" / "deep" / "p.foveate") as store:
        assert place_of(store) == [
            folder / "elsewhere" / "deep" / "photos" / "a.png",
            folder / "other" / "c.png",
        ]
        assert all(path.exists() for path in place_of(store))


def test_media_that_stayed_are_found(moving: Store, folder: Path) -> None:
    moving.close()
    shutil.move(moving.folder, folder / "p.foveate")
    with Store.open(folder / "p.foveate") as store:
        assert place_of(store) == [folder / "work" / "photos" / "a.png", folder / "other" / "c.png"]
    with Store.open(folder / "p.foveate") as store:  # And the next time, from the same place.
        assert all(path.exists() for path in place_of(store))


def test_media_that_are_nowhere_are_expected_beside_the_project(moving: Store, folder: Path) -> None:
    moving.close()
    shutil.move(moving.folder, folder / "p.foveate")
    shutil.rmtree(folder / "work")
    with Store.open(folder / "p.foveate") as store:
        assert place_of(store)[0] == folder / "photos" / "a.png"
