"""Copies of pictures are found, other pictures stay apart however alike they are, and it does not take for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.media import similarity
from app.media.images import decode_image
from app.media.opencv import cv2
from app.media.similarity import LOOK, Looks, copies, look_of, same_pictures
from retinanet_core.errors import Cancelled
from retinanet_core.types import Image
from tests.media.material import noise
from tests.shared_data import require_shared_data

WIDTH, HEIGHT = 320, 240


def scene(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Image:
    """Soft blobs of many sizes on a ground, as photographs have."""
    layers = [cv2.resize(noise(n, n, 100 * seed + n), (width, height)) for n in (4, 7, 12)]
    return np.mean(layers, axis=0).astype(np.uint8)


def encoded(picture: Image) -> Image:
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 25])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def smaller(picture: Image) -> Image:
    return np.asarray(cv2.resize(picture, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_LINEAR), np.uint8)


def larger(picture: Image) -> Image:
    return np.asarray(cv2.resize(picture, None, fx=2.0, fy=1.9, interpolation=cv2.INTER_CUBIC), np.uint8)


def brighter(picture: Image) -> Image:
    return np.clip(picture * 1.1 + 8, 0, 255).astype(np.uint8)


def cropped(picture: Image) -> Image:
    """Two hundredths of the sides are gone all round."""
    down, across = (round(0.02 * side) for side in picture.shape[:2])
    return np.ascontiguousarray(picture[down:-down, across:-across])


def cut_at_one_side(picture: Image) -> Image:
    return np.ascontiguousarray(picture[:, round(0.03 * picture.shape[1]) :])


def cropped_and_encoded(picture: Image) -> Image:
    return encoded(larger(cropped(picture)))


COPIES = (encoded, smaller, larger, brighter, cropped, cut_at_one_side, cropped_and_encoded)


def looks_of(*pictures: Image) -> Looks:
    return np.concatenate([look_of(picture) for picture in pictures])


def apart(looks: Looks) -> np.ndarray:
    """Nothing belongs together beforehand."""
    return np.arange(len(looks))


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_found(copy: Callable[[Image], Image]) -> None:
    pictures = [scene(seed) for seed in range(8)]
    looks = looks_of(*pictures, *map(copy, pictures))
    assert copies(looks, apart(looks)).tolist() == [*range(8), *range(8)]


def same(one: Image, other: Image) -> bool:
    return bool(same_pictures(look_of(one), look_of(other))[0])


def test_a_thing_more_makes_another_picture() -> None:
    """One scene, twice, from a camera that stands still."""
    empty, occupied = scene(1), scene(1)
    occupied[100:130, 200:235] = (20, 200, 30)
    assert not same(empty, occupied)
    assert same(occupied, encoded(occupied))


def test_a_negative_and_a_mirror_image_are_others() -> None:
    picture = scene(2)
    for other in (255 - picture, picture[:, ::-1], picture[::-1]):
        assert not same(picture, np.ascontiguousarray(other))


def test_other_colours_are_another_picture() -> None:
    grey = np.repeat(cv2.cvtColor(scene(3), cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)
    red = grey.copy()
    red[:, :, 1:] //= 3
    assert not same(grey, red)


@pytest.mark.parametrize("value", [0, 128, 255])
def test_plain_pictures_are_like_nothing(value: int) -> None:
    plain = np.full((48, 64, 3), value, np.uint8)
    looks = looks_of(plain, plain, scene(1))
    assert copies(looks, apart(looks)).tolist() == [0, 1, 2]


def test_a_picture_of_one_pixel_has_a_look() -> None:
    assert look_of(np.full((1, 1, 3), 7, np.uint8))["colour"].tolist() == [[7, 7, 7]]


def test_copies_of_copies_are_one_group() -> None:
    first = scene(5)
    second = cropped(first)
    third = cropped(second)
    looks = looks_of(first, second, third)
    assert copies(looks, apart(looks)).tolist() == [0, 0, 0]


def test_what_belongs_together_is_not_compared_but_stays_together() -> None:
    video = [scene(n) for n in range(3)]
    looks = looks_of(scene(9), *video, encoded(video[1]))
    assert copies(looks, np.array([0, 7, 7, 7, 3])).tolist() == [0, 1, 1, 1, 1]


def test_it_can_be_stopped() -> None:
    looks = looks_of(*map(scene, range(3)))
    with pytest.raises(Cancelled):
        copies(looks, apart(looks), cancelled=lambda: True)


def test_nothing_and_one_picture() -> None:
    assert copies(np.zeros(0, LOOK), np.zeros(0, np.int64)).tolist() == []
    assert copies(look_of(scene(1)), np.zeros(1, np.int64)).tolist() == [0]


@settings(max_examples=30, deadline=None)
@given(seeds=st.lists(st.integers(0, 3), max_size=12), bucket=st.sampled_from([2, 3, 2048]))
def test_each_picture_gets_the_first_of_its_copies(seeds: list[int], bucket: int) -> None:
    """Also where so many agree that they are not all compared with each other."""
    looks = np.concatenate([np.zeros(0, LOOK), *(SEEN[seed] for seed in seeds)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "_LARGEST_BUCKET", bucket)
        found = copies(looks, apart(looks)).tolist()
    for row, first in enumerate(found):
        assert first <= row
        assert seeds[first] == seeds[row]
    if bucket == 2048:
        assert found == [seeds.index(seed) for seed in seeds]


SEEN = [look_of(scene(seed)) for seed in range(4)]


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, 2**64 - 1), flipped=st.sets(st.integers(0, 63), max_size=8))
def test_hashes_that_differ_in_eight_bits_meet(start: int, flipped: set[int]) -> None:
    other = start
    for bit in flipped:
        other ^= 1 << bit
    looks = np.concatenate([SEEN[0], SEEN[0]])
    looks["hash"] = [start, other]
    assert copies(looks, apart(looks)).tolist() == [0, 0]


# -- photographs


def looks_in(folder: Path) -> tuple[list[str], list[Image], Looks]:
    files = sorted(folder.iterdir())
    pictures = [decode_image(file) for file in files]
    return [file.stem for file in files], pictures, looks_of(*pictures)


def pairs(names: list[str], looks: Looks) -> set[tuple[str, str]]:
    found = copies(looks, apart(looks)).tolist()
    return {(names[first], names[row]) for row, first in enumerate(found) if row != first}


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("folder", "known"),
    [
        # One field of cells twice, a little out of focus the second time.
        ("bccd/JPEGImages", {("BloodImage_00037", "BloodImage_00038")}),
        # Boards of one make, so that places on them differ in the defects only, stay apart.
        ("pcb/images", set()),
    ],
)
def test_real_photographs_stay_apart_and_their_copies_are_found(
    folder: str, known: set[tuple[str, str]]
) -> None:
    names, pictures, looks = looks_in(require_shared_data() / folder)
    assert pairs(names, looks) == known
    for n, copy in enumerate(COPIES):
        chosen = range(n, len(pictures), 23)
        made = looks_of(*(copy(pictures[row]) for row in chosen))
        both = np.concatenate([looks, made])
        found = copies(both, apart(both)).tolist()
        assert found[len(pictures) :] == [found[row] for row in chosen]
