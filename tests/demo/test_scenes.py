"""The demo's pictures: repeatable, with boxes that fit what is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from app.demo import scenes
from app.demo.relief import Lamp, Relief, shade
from app.demo.things import CLASS_MAKERS, CLUTTER_MAKERS

SEEDS = range(100, 112)


@pytest.fixture(scope="module")
def drawn() -> list[scenes.Scene]:
    return [scenes.draw_scene(seed) for seed in SEEDS]


def test_the_same_seed_draws_the_same_picture(drawn: list[scenes.Scene]) -> None:
    again = scenes.draw_scene(SEEDS[0])
    np.testing.assert_array_equal(again.image, drawn[0].image)
    np.testing.assert_array_equal(again.boxes, drawn[0].boxes)
    assert not np.array_equal(drawn[0].image, drawn[1].image)


def test_pictures_are_well_exposed_rgb(drawn: list[scenes.Scene]) -> None:
    for scene in drawn:
        assert scene.image.shape == (480, 640, 3)
        assert scene.image.dtype == np.uint8
        assert 60 < scene.image.mean() < 190
        assert (scene.image == 255).mean() < 0.02


def test_boxes_are_of_the_promised_size_inside_the_picture(drawn: list[scenes.Scene]) -> None:
    for scene in drawn:
        sides = scene.boxes[:, 2:] - scene.boxes[:, :2]
        assert sides.max(axis=1).min() >= 24
        assert sides.max() <= 160
        assert sides.min() > 12
        assert scene.boxes.min() >= 0
        assert (scene.boxes[:, 2:] <= (640, 480)).all()
        assert len(scene.labels) == len(scene.boxes) >= 5


def test_every_class_occurs_and_can_be_left_out(drawn: list[scenes.Scene]) -> None:
    assert set(np.concatenate([scene.labels for scene in drawn])) == {0, 1, 2}
    for seed in SEEDS[:4]:
        known = scenes.draw_scene(seed, scenes.KNOWN_CLASSES)
        assert len(known.labels) > 0
        assert set(known.labels) <= {0, 1}


def test_a_box_holds_its_object_and_no_more() -> None:
    """A lone object on a plain ground: what differs from the ground lies in its box and reaches its sides."""
    rng = np.random.default_rng(3)
    for name, maker in CLASS_MAKERS.items():
        thing = maker(rng, 90.0)
        side = 200
        ground = np.full((side, side, 3), 0.5, np.float32)
        relief = Relief.of_ground(ground.copy(), np.zeros((side, side), np.float32))
        assert scenes._try_to_place(rng, relief, thing, 1), name
        (box,) = scenes._visible_boxes(relief.owner, 1, 1.0)
        rows, columns = np.nonzero(
            np.abs(relief.colour - ground).max(axis=2) > 0.2 * np.abs(relief.colour - ground).max()
        )
        extent = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        np.testing.assert_allclose(box, extent, atol=4, err_msg=name)


@pytest.mark.parametrize("maker", [*CLASS_MAKERS.values(), *CLUTTER_MAKERS])
@pytest.mark.parametrize("size", [36.0, 230.0])
def test_things_are_finite_and_fill_their_size(maker: object, size: float) -> None:
    for seed in range(5):
        thing = maker(np.random.default_rng(seed), size)  # type: ignore[operator]
        for part in (thing.cover, thing.height, thing.colour):
            assert np.isfinite(part).all()
        rows, columns = np.nonzero(thing.cover > 0.5)
        assert len(rows) > 20
        assert max(np.ptp(rows), np.ptp(columns)) <= size * 1.25 + 6
        border = np.concatenate([thing.cover[0], thing.cover[-1], thing.cover[:, 0], thing.cover[:, -1]])
        assert border.max() < 0.5, "the object is cut off by its own grid"


def test_the_shadow_falls_away_from_the_lamp() -> None:
    height = np.zeros((80, 80), np.float32)
    height[36:44, 36:44] = 12
    relief = Relief.of_ground(np.full((80, 80, 3), 0.5, np.float32), height)
    picture = shade(relief, Lamp(angle=0.0, elevation=0.7, warmth=1.0, ambient=0.3, scale=1.0)).mean(axis=2)
    assert picture[38:42, 28:34].mean() < 0.8 * picture[38:42, 48:54].mean()
