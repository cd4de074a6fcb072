"""A program that edits a project in a loop, and says each edit that is durable: started and killed by tests.

Each line is "KIND ID": "drew 17", "undid 17", "redid 17", "suggested FRAME". The last may be cut short.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from app.project import edits
from app.project.records import FrameSuggestions, Suggestion
from app.project.store import Store


def acknowledge(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    store = Store.open(folder)
    if store.read_only:
        sys.exit(store.read_only_reason)
    drawn: list[int] = []
    undone: list[int] = []
    acknowledge("ready 0")
    while True:
        frame_id = chance.choice(store.frame_ids())
        what = chance.random()
        if what < 0.6:
            edit = edits.draw_box(store, frame_id, 1, (chance.uniform(0, 300), 10, 400, 300))
            store.apply(edit)
            drawn.append(edit.changes[0].id)
            undone.clear()
            acknowledge(f"drew {drawn[-1]}")
        elif what < 0.75 and drawn:
            store.undo()
            undone.append(drawn.pop())
            acknowledge(f"undid {undone[-1]}")
        elif what < 0.85 and undone:
            store.redo()
            drawn.append(undone.pop())
            acknowledge(f"redid {drawn[-1]}")
        elif what >= 0.85:
            boxes = [Suggestion(2, x, 400, x + 10, 420, 0.5) for x in range(0, 600, 20)]
            store.set_suggestions([FrameSuggestions(frame_id, 1, boxes)])
            acknowledge(f"suggested {frame_id}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
