"""The queue of frames to detect, driven at random: urgency, order, bounds."""

from __future__ import annotations

from collections import deque

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.services import read_ahead
from app.services.read_ahead import DecodedFrame, FrameQueue, Request, new_request
from app.services.sources import FrameRef
from tests.services.fakes import picture, ref


def read_one(queue: FrameQueue) -> FrameRef | None:
    claim = queue.next_to_read()
    if claim is None:
        return None
    request, wanted = claim
    queue.has_read(request, DecodedFrame(wanted, picture(wanted.index)))
    return wanted


@given(
    requests=st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=4),
    steps=st.lists(st.sampled_from(["read", "take"]), max_size=30),
)
def test_every_frame_comes_out_once_and_in_the_order_of_its_request(
    requests: list[tuple[int, bool]], steps: list[str]
) -> None:
    queue = FrameQueue()
    expected: dict[int, deque[int]] = {}
    for number, (count, first) in enumerate(requests):
        frames = [ref(100 * number + n) for n in range(count)]
        queue.add(new_request(number, 1, frames, None), first=first)
        expected[number] = deque(frame.frame_id for frame in frames)

    def take() -> bool:
        if not queue.can_take():
            return False
        request, frames = queue.take(3)
        assert 1 <= len(frames) <= 3
        for frame in frames:
            assert frame.ref.frame_id == expected[request.id].popleft()
        return True

    for step in steps:
        if step == "read":
            read_one(queue)
        else:
            take()
    while queue:
        moved = read_one(queue) is not None
        assert take() or moved, "the queue is stuck"
    assert not any(expected.values())


def test_no_more_than_the_bound_is_read_ahead() -> None:
    queue = FrameQueue()
    queue.add(new_request(1, 1, [ref(n) for n in range(100)], None), first=False)
    count = 0
    while read_one(queue) is not None:
        count += 1
    assert count == read_ahead.READ_AHEAD_FRAMES
    queue.take(1)
    assert read_one(queue) == ref(count)
    assert read_one(queue) is None


def test_large_frames_are_bounded_by_their_bytes() -> None:
    queue = FrameQueue()
    request = new_request(1, 1, [ref(n) for n in range(100)], None)
    queue.add(request, first=False)
    side = 6000
    large = np.broadcast_to(np.uint8(0), (side, side, 3))
    count = 0
    while (claim := queue.next_to_read()) is not None:
        queue.has_read(request, DecodedFrame(claim[1], large))
        count += 1
    assert (count - 1) * large.nbytes < read_ahead.READ_AHEAD_BYTES <= count * large.nbytes


def test_an_urgent_frame_is_read_and_taken_next_even_when_enough_was_read_ahead() -> None:
    queue = FrameQueue()
    queue.add(new_request(1, 1, [ref(n) for n in range(100)], None), first=False)
    while read_one(queue) is not None:
        pass
    queue.add(new_request(2, 1, [ref(500)], None), first=True)
    assert not queue.can_take(), "the urgent frame goes first, so the detector waits for it"
    assert read_one(queue) == ref(500)
    request, frames = queue.take(8)
    assert (request.id, [frame.ref for frame in frames]) == (2, [ref(500)])
    request, frames = queue.take(8)
    assert (request.id, frames[0].ref) == (1, ref(0))


def test_a_dropped_request_is_gone_with_what_was_read() -> None:
    queue = FrameQueue()
    queue.add(new_request(1, 1, [ref(1), ref(2)], None), first=False)
    queue.add(new_request(2, 1, [ref(3)], None), first=False)
    claim = queue.next_to_read()
    assert claim is not None
    queue.drop(1)
    queue.has_read(claim[0], DecodedFrame(claim[1], picture(1)))
    assert not queue.can_take()
    assert read_one(queue) == ref(3)
    assert queue.take(1)[0].id == 2
    assert not queue


def test_an_empty_request_is_not_queued() -> None:
    queue = FrameQueue()
    queue.add(Request(1, 1, deque(), {}), first=False)
    assert not queue
