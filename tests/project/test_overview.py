"""The numbers of the overview, counted in another way."""

from __future__ import annotations

import numpy as np
import pytest

from app.project import edits
from app.project.frame_facts import FrameFacts, read_boxes
from app.project.frame_state import STATES, FrameState
from app.project.overview import GRID, Counted, Overview, Subject, material, overview
from app.project.records import Suggestion
from app.project.store import Store
from tests.project.building import add_images, apply, draw, suggest

CAT, DOG = 1, 2


@pytest.fixture
def filled(store: Store) -> Store:
    """Three frames: two cats and a dog; a suggested dog and a rejected cat; nothing."""
    first, second, _ = store.frame_ids()
    draw(store, first, CAT, (0, 0, 32, 32))
    draw(store, first, CAT, (600, 440, 640, 480))
    draw(store, first, DOG, (300, 220, 340, 230))
    apply(store, edits.complete_frame(store, first, threshold=0.3))
    wrong, _ = suggest(store, second, Suggestion(CAT, 1, 1, 9, 9, 0.35), Suggestion(DOG, 10, 10, 50, 50, 1.0))
    apply(store, edits.reject_boxes(store, [wrong]))
    return store


def look(store: Store, counted: Counted = Counted.BOTH, class_id: int | None = None) -> Overview:
    facts = FrameFacts()
    facts.read(store)
    facts.take_boxes(read_boxes(store.folder))
    boxes = facts.boxes(store)
    assert boxes is not None
    return overview(material(facts, boxes), [item.id for item in store.classes()], counted, class_id)


def test_boxes_of_each_class_and_the_frames_behind_them(filled: Store) -> None:
    seen = look(filled)
    first, second, _ = filled.frame_ids()
    assert seen.class_ids == (CAT, DOG)
    assert seen.plots[Subject.CLASSES].counts.tolist() == [2, 2]
    assert seen.plots[Subject.CLASSES].frames.tolist() == [1, 2]
    assert seen.suggested.tolist() == [0, 1]
    assert seen.frames_behind(Subject.CLASSES, 0) == [first]
    assert seen.frames_behind(Subject.CLASSES, 1) == [first, second]
    assert look(filled, Counted.CONFIRMED).plots[Subject.CLASSES].counts.tolist() == [2, 1]
    assert look(filled, Counted.SUGGESTED).plots[Subject.CLASSES].counts.tolist() == [0, 1]


def test_progress_has_a_bar_for_each_state(filled: Store) -> None:
    seen = look(filled).plots[Subject.PROGRESS]
    counts = dict(zip(STATES, seen.counts.tolist(), strict=True))
    assert (counts[FrameState.REVIEWED], counts[FrameState.IN_PROGRESS], counts[FrameState.UNSEEN]) == (
        1,
        1,
        1,
    )
    assert look(filled).frames_behind(Subject.PROGRESS, list(STATES).index(FrameState.REVIEWED)) == [
        filled.frame_ids()[0]
    ]


def test_boxes_on_each_frame(filled: Store) -> None:
    seen = look(filled)
    assert seen.plots[Subject.PER_FRAME].counts.tolist() == [1, 1, 0, 1]
    assert seen.frames_behind(Subject.PER_FRAME, 0) == [filled.frame_ids()[2]]
    assert look(filled, class_id=DOG).plots[Subject.PER_FRAME].counts.tolist() == [1, 2]


def test_many_boxes_on_a_frame_share_bars(store: Store) -> None:
    (first, second, _) = store.frame_ids()
    found = [Suggestion(CAT, n * 10, 0, n * 10 + 5, 5, 0.5) for n in range(43)]
    suggest(store, first, *found)
    suggest(store, second, *found[:6])
    bars = look(store).plots[Subject.PER_FRAME]
    assert bars.counts.tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert (bars.low[2], bars.high[2]) == (6, 10)
    assert (bars.low[-1], bars.high[-1]) == (41, 45)


def test_sizes_and_aspects_are_on_a_scale_of_octaves(filled: Store) -> None:
    seen = look(filled)
    sizes = seen.plots[Subject.SIZES]
    for bar, side in ((2, 20.0), (int(np.argmax(sizes.counts)), 40.0)):
        assert sizes.low[bar] <= side < sizes.high[bar]
    assert int(sizes.counts.sum()) == seen.boxes == 4
    aspects = seen.plots[Subject.ASPECTS]
    middle = len(aspects.counts) // 2
    assert aspects.counts[middle] == 3
    assert aspects.low[middle] < 1 < aspects.high[middle]
    assert seen.frames_behind(Subject.ASPECTS, len(aspects.counts) - 1) == [filled.frame_ids()[0]]


def test_positions_are_cells_of_the_frame(filled: Store) -> None:
    seen = look(filled, Counted.CONFIRMED)
    cells = seen.plots[Subject.POSITIONS].counts.reshape(GRID, GRID)
    assert cells[0, 0] == cells[-1, -1] == 1
    assert cells.sum() == 3


def test_scores_are_those_of_suggestions(filled: Store) -> None:
    scores = look(filled, Counted.CONFIRMED).plots[Subject.SCORES]
    assert scores.counts.tolist() == [0] * 19 + [1], "1.0 belongs to the last bar, the rejected box to none"


def test_there_is_an_overview_of_nothing(folder_store: Store) -> None:
    seen = look(folder_store)
    assert seen.boxes == 0
    assert all(int(bars.counts.sum()) == 0 for bars in seen.plots.values())


@pytest.fixture
def folder_store(store: Store) -> Store:
    """A project without frames and classes."""
    while store.undo() is not None:
        pass
    return store


def test_every_bar_has_as_many_frames_as_it_says(filled: Store) -> None:
    rng = np.random.default_rng(0)
    for frame_id in add_images(filled, 30):
        found = [
            Suggestion(int(rng.integers(1, 3)), x, y, x + w, y + h, float(rng.random()))
            for x, y, w, h in rng.uniform(
                (0, 0, 2, 2), (300, 200, 300, 270), (int(rng.integers(0, 9)), 4)
            ).tolist()
        ]
        suggest(filled, frame_id, *found)
    seen = look(filled)
    for subject, bars in seen.plots.items():
        for bar in range(len(bars.counts)):
            assert len(seen.frames_behind(subject, bar)) == bars.frames[bar] <= bars.counts[bar]
    for subject in (Subject.SIZES, Subject.ASPECTS, Subject.POSITIONS, Subject.CLASSES):
        assert int(seen.plots[subject].counts.sum()) == seen.boxes
