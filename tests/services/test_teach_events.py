"""Following events.jsonl however its bytes arrive."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import teach_events
from app.services.teach_events import EventFollower

EVENTS = st.lists(
    st.fixed_dictionaries(
        {"event": st.sampled_from(["progress", "quality"]), "t": st.floats(0, 1e9), "sentence": st.text()}
    ),
    max_size=8,
)


@given(events=EVENTS, cuts=st.lists(st.integers(0, 400), max_size=12), ascii_only=st.booleans())
def test_every_event_is_read_once_wherever_the_writes_are_cut(
    events: list[dict[str, object]], cuts: list[int], ascii_only: bool
) -> None:
    data = b"".join(json.dumps(event, ensure_ascii=ascii_only).encode() + b"\n" for event in events)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        follower = EventFollower(path)
        assert follower.read_new() == []
        seen: list[dict[str, object]] = []
        start = 0
        with path.open("wb", buffering=0) as stream:
            for end in [*sorted(cuts), len(data)]:
                stream.write(data[start:end])
                start = max(start, min(end, len(data)))
                seen += follower.read_new()
                assert len(seen) == data[:start].count(b"\n"), (
                    "a line is an event when it is whole, not before"
                )
        assert seen == events
        assert follower.read_new() == []


def test_an_endless_line_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teach_events, "MAX_LINE", 100)
    path = tmp_path / "events.jsonl"
    follower = EventFollower(path)
    with path.open("wb", buffering=0) as stream:
        for _ in range(4):
            stream.write(b"x" * 60)
            assert follower.read_new() == []
        stream.write(b'{"event": "no"}\n{"event": "yes"}\n')
    assert follower.read_new() == [{"event": "yes"}]


def test_a_file_that_cannot_be_read_has_no_events(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert EventFollower(tmp_path).read_new() == []
    assert str(tmp_path) in caplog.text
