"""Edits a project whose file may not grow beyond a limit, and reports as JSON what happened: started by tests."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from app.project import edits
from app.project.errors import ProjectError
from app.project.records import FrameSuggestions, Suggestion
from app.project.store import Store
from tests.project.building import content


def main(folder: Path, allowance: int) -> None:
    store = Store.open(folder)
    size = (folder / "project.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + allowance, resource.RLIM_INFINITY))
    frame_id = store.frame_ids()[0]
    refused: list[str] = []
    drawn = 0
    for n in range(3000):
        before = content(store)
        try:
            store.apply(edits.set_note(store, frame_id, f"{n} " * 500))  # type: ignore[arg-type]
            drawn += 1
        except ProjectError as error:
            refused.append(error.message)
            assert content(store) == before, "memory changed"
            break
    many = [Suggestion(1, x, y, x + 1, y + 1, 0.5) for x in range(0, 600, 4) for y in range(0, 400, 4)]
    for attempt in (
        lambda: store.set_suggestions([FrameSuggestions(frame_id, 1, many)]),
        lambda: store.set_setting("x", "y" * 10**6),
    ):
        before = content(store)
        try:
            attempt()
        except ProjectError as error:
            refused.append(error.message)
        assert content(store) == before, "memory changed"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    note = edits.set_note(store, frame_id, "room again")
    assert note is not None
    store.apply(note)
    print(json.dumps({"refused": refused, "drawn": drawn, "read_only": store.read_only}))
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
