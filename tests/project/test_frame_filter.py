"""Facts of frames as columns, and filters over them, held against a plain loop over the store."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.project import edits
from app.project.frame_facts import FrameFacts, read_boxes
from app.project.frame_filter import Filter, Range, passing
from app.project.frame_filter_text import FilterError, parse, read_range, written
from app.project.frame_order import Order, ordered
from app.project.frame_state import STATES, FrameState, state_of
from app.project.incoming_edits import add_media_rows
from app.project.records import BoxState, Frame, FrameSuggestions, Suggestion
from app.project.store import Store
from tests.project.building import apply, image_row, temporary_folder, video_row

CLASSES = {"cat": 1, "dog": 2, "Red Cell": 3}
PATHS = ("a/img_2.png", "a/img_10.png", "b/img_1.png", "b/c/deep.png", "b/big.png")


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    """Eight frames in four folders with all there is: a video, marks, boxes of every state, a problem."""
    with temporary_folder() as name, Store.create(Path(name) / "p.foveate", tuple(CLASSES)) as store:
        rows = [image_row(path, width=100 * (n + 1), height=80) for n, path in enumerate(PATHS)]
        broken = image_row("b/broken.png")
        broken = msgspec.structs.replace(
            broken,
            media=msgspec.structs.replace(broken.media, problem="No.", frame_count=0),
            timestamps_ms=[],
        )
        apply(store, add_media_rows(store, [*rows, broken, video_row("clip.mp4", 3)]))
        ids = store.frame_ids()
        for number, score in ((0, 0.9), (1, 0.2), (1, 0.6), (2, 0.35), (5, 0.5)):
            before = [
                Suggestion(box.class_id, *box.rect, box.score or 0.0) for box in store.boxes(ids[number])
            ]
            more = Suggestion(1 + number % 2, 5, 5, 50, 50 + number, score)
            store.set_suggestions([FrameSuggestions(ids[number], 1, [*before, more])])
        apply(store, edits.draw_box(store, ids[3], 3, (1, 1, 40, 40)))
        apply(store, edits.draw_box(store, ids[0], 2, (1, 1, 40, 40)))
        apply(store, edits.complete_frame(store, ids[3], 0.3))
        apply(store, edits.complete_frame(store, ids[4], 0.3))
        apply(store, edits.reject_boxes(store, [store.boxes(ids[2])[0].id]))
        apply(store, edits.set_note(store, ids[1], "look again"))
        store.mark_pinned([ids[3]])
        yield store


def facts_of(store: Store) -> FrameFacts:
    facts = FrameFacts()
    facts.read(store)
    facts.take_boxes(read_boxes(store.folder))
    return facts


def loop(asked: Filter, store: Store, unreadable: frozenset[int]) -> list[bool]:
    """What a filter means, frame by frame."""
    return [_passes(asked, store, frame, frame.id in unreadable) for frame in store.frames()]


def _in(value: float, asked: Range | None) -> bool:
    if asked is None:
        return True
    above = value > asked.low if asked.low_open else value >= asked.low
    return above and (value < asked.high if asked.high_open else value <= asked.high)


def _passes(asked: Filter, store: Store, frame: Frame, unreadable: bool) -> bool:
    media = store.media_by_id(frame.media_id)
    boxes = [box for box in store.boxes(frame.id) if box.state is not BoxState.REJECTED]
    if asked.classes:
        boxes = [box for box in boxes if box.class_id in asked.classes]
    if asked.score is not None:
        boxes = [
            box
            for box in boxes
            if box.state is BoxState.SUGGESTED and box.score is not None and _in(box.score, asked.score)
        ]
    about_boxes = bool(asked.classes) or asked.score is not None
    folder = media.path.rpartition("/")[0]
    return all(
        [
            all(word in media.path.casefold() for word in asked.text),
            not asked.states
            or state_of(frame, store.counts().get(frame.id), unreadable=unreadable) in asked.states,
            _in(len(boxes), asked.boxes or (Range(low=1) if about_boxes else None)),
            asked.size is None or (frame.width > 0 and _in(max(frame.width, frame.height), asked.size)),
            asked.reviewed in (None, frame.reviewed),
            asked.pinned in (None, frame.pinned),
            asked.note in (None, bool(frame.note)),
            asked.problem in (None, bool(media.problem) or unreadable),
            asked.folder is None or f"{folder}/".startswith(f"{asked.folder}/"),
        ]
    )


def ranges(values: list[float]) -> st.SearchStrategy[Range | None]:
    one = st.sampled_from(values)
    return st.one_of(
        st.none(),
        st.builds(lambda value: Range(value, value), one),
        st.builds(lambda value, is_open: Range(high=value, high_open=is_open), one, st.booleans()),
        st.builds(lambda value, is_open: Range(low=value, low_open=is_open), one, st.booleans()),
        st.builds(lambda low, high: Range(min(low, high), max(low, high)), one, one),
    )


flag = st.sampled_from([None, True, False])
filters = st.builds(
    Filter,
    text=st.lists(st.sampled_from(["img", "a/", "_1", "my file", "nowhere"]), max_size=2).map(tuple),
    states=st.frozensets(st.sampled_from(STATES)),
    classes=st.frozensets(st.sampled_from([1, 2, 3, 9])),
    boxes=ranges([0, 1, 2]),
    score=ranges([0.2, 0.35, 0.5, 0.9]),
    size=ranges([100, 200, 640]),
    reviewed=flag,
    pinned=flag,
    note=flag,
    problem=flag,
    folder=st.sampled_from([None, "a", "b", "b/c", ""]),
)


@pytest.fixture(scope="module")
def known(made: Store) -> FrameFacts:
    return facts_of(made)


@given(asked=filters, unreadable=st.frozensets(st.integers(1, 8)))
@settings(deadline=None)
def test_a_filter_passes_what_a_plain_loop_passes(
    made: Store, known: FrameFacts, asked: Filter, unreadable: frozenset[int]
) -> None:
    known.set_unreadable(unreadable)
    assert passing(asked, known, known.boxes(made)).tolist() == loop(asked, made, unreadable)


@given(asked=filters)
def test_what_is_written_is_read_as_the_same(asked: Filter) -> None:
    assert parse(written(asked), CLASSES) == asked


@given(line=st.text(st.sampled_from('abc:"<>.,0159# state'), max_size=30))
def test_any_line_is_a_filter_or_a_sentence(line: str) -> None:
    sentence = ""
    try:
        asked = parse(line, CLASSES)
    except FilterError as error:
        sentence = str(error)
    assert sentence.endswith(".") or parse(written(asked), CLASSES) == asked


def test_terms_as_a_person_writes_them() -> None:
    asked = parse(
        'Beach state:in-progress,suggested class:"red cell",dog score:<0.4 "my trip" note:yes', CLASSES
    )
    assert asked == Filter(
        text=("beach", "my trip"),
        states=frozenset({FrameState.IN_PROGRESS, FrameState.SUGGESTED}),
        classes=frozenset({2, 3}),
        score=Range(high=0.4, high_open=True),
        note=True,
    )
    assert parse("C:img", CLASSES) == Filter(text=("c:img",)), "a colon may be part of a name"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("state:done", "There is no state done"),
        ("class:fish", "There is no class fish."),
        ("score:low", "low is no number or range"),
        ("pinned:maybe", "pinned:maybe means nothing"),
    ],
)
def test_what_means_nothing_is_a_sentence(line: str, sentence: str) -> None:
    with pytest.raises(FilterError, match=sentence):
        parse(line, CLASSES)


@pytest.mark.parametrize("text", ["3", "<0.4", "<=0.4", ">2", ">=2", "2..5"])
def test_ranges_read_as_they_are_written(text: str) -> None:
    assert written(Filter(boxes=read_range(text))) == f"boxes:{text}"
    assert read_range("=3") == Range(3, 3)


# --- orders


def names(store: Store, order: Order) -> list[str]:
    facts = facts_of(store)
    rows = ordered(order, facts, facts.boxes(store))
    paths = [store.media_by_id(frame.media_id).path for frame in store.frames()]
    return [paths[row].rpartition("/")[2] for row in rows]


def test_orders(made: Store) -> None:
    clip = ["clip.mp4"] * 3
    assert names(made, Order.FILE) == ["img_2.png", "img_10.png", "img_1.png", "deep.png", "big.png", *clip]
    assert names(made, Order.NAME) == ["big.png", *clip, "deep.png", "img_1.png", "img_2.png", "img_10.png"]
    assert names(made, Order.LEAST_SURE)[:3] == ["img_10.png", "clip.mp4", "img_2.png"]
    assert names(made, Order.MOST_BOXES)[:2] == ["img_2.png", "img_10.png"]
    assert names(made, Order.FEWEST_BOXES)[-2:] == ["img_2.png", "img_10.png"]
    assert names(made, Order.LARGEST)[:3] == clip
    states = [STATES.index(state) for state in STATES]
    facts = facts_of(made)
    assert facts.states()[ordered(Order.STATE, facts, None)].tolist() == sorted(
        facts.states().tolist(), key=states.index
    )


# --- following the store


def columns(facts: FrameFacts, store: Store) -> list[list[float]]:
    boxes = facts.boxes(store)
    assert boxes is not None
    known = facts.box_rows() >= 0
    table = np.stack(
        [facts.box_rows()[known], boxes.classes[known], boxes.states[known], boxes.scores[known]]
    )
    return [
        facts.ids.tolist(),
        facts.media_rows.tolist(),
        facts.states().tolist(),
        facts.widths.tolist(),
        facts.noted.tolist(),
        facts.folders.tolist(),
        sorted(map(tuple, table.T.tolist())),
    ]


def test_facts_follow_every_change(folder: Path) -> None:
    with Store.create(folder / "p.foveate", ("cat", "dog")) as store:
        facts = facts_of(store)
        store.subscribe(lambda change: facts.follow(store, change))
        apply(store, add_media_rows(store, [image_row("a/1.png"), image_row("a/2.png")]))
        apply(store, edits.draw_box(store, store.frame_ids()[0], 1, (1, 1, 9, 9)))
        apply(store, add_media_rows(store, [image_row("b/3.png"), video_row("b/4.mp4", 2)]))
        store.set_suggestions([FrameSuggestions(store.frame_ids()[1], 1, [Suggestion(2, 1, 1, 9, 9, 0.5)])])
        apply(store, edits.complete_frame(store, store.frame_ids()[1], 0.3))
        assert columns(facts, store) == columns(facts_of(store), store)
        while store.undo() is not None:
            assert columns(facts, store) == columns(facts_of(store), store)
        while store.redo() is not None:
            assert columns(facts, store) == columns(facts_of(store), store)
        assert len(facts) == 5
        assert facts.row(10**9) == -1


def test_an_empty_range_has_no_end() -> None:
    assert Range() == Range(-math.inf, math.inf)
