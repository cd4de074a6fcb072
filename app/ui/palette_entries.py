"""What can be found by name: actions, pictures, classes, recent projects."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from app.ui import places
from app.ui.actions import plain_words
from app.ui.commands import ACTIONS
from app.ui.conditions import possible
from app.ui.fuzzy import fit
from app.ui.keymap import native
from app.ui.when_words import why_not
from app.ui.words import translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

LIMIT = 60
"""More than these nobody reads: another letter is typed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes:
        kind: What it is, in words; "" for an action.
        keys: Its keys, as the system writes them.
        why_not: Why it cannot be done now; "" if it can.
    """

    words: str
    run: Callable[[], object]
    kind: str = ""
    keys: tuple[str, ...] = ()
    why_not: str = ""


class Entries:
    """Everything that can be found while the palette is open."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._fixed = [*self._actions(), *self._classes(), *self._projects()]
        self._pictures: list[tuple[str, int]] | None = None

    def find(self, query: str) -> list[Entry]:
        """The best first; what cannot be done now comes last. Nothing typed lists what can be done."""
        if not query.strip():
            return [entry for entry in self._fixed if not entry.kind and not entry.why_not]
        rated = ((fit(query, entry.words), -place, entry) for place, entry in enumerate(self._fixed))
        found = [
            (not entry.why_not, value, place, entry) for value, place, entry in rated if value is not None
        ]
        found += [(True, value, -len(self._fixed), entry) for value, entry in self._find_pictures(query)]
        return [entry for *_, entry in heapq.nlargest(LIMIT, found, key=lambda row: row[:3])]

    def _actions(self) -> Iterator[Entry]:
        state, keymap = possible(self._bench), self._bench.keymap
        for spec in ACTIONS:
            if not spec.menu:
                continue
            action = self._bench.actions[spec.id]
            yield Entry(
                words=plain_words(action.text()),
                run=action.trigger,
                keys=tuple(map(native, keymap.keys(spec.id)[:1])),
                why_not=why_not(spec.when, state),
            )

    def _classes(self) -> Iterator[Entry]:
        session = self._bench.session
        kind = translate("Palette", "class to draw")
        for known in session.classes:
            yield Entry(known.name, partial(session.set_draw_class, known.id), kind)

    def _projects(self) -> Iterator[Entry]:
        opening = self._bench.opening
        kind = translate("Palette", "project")
        for folder in opening.recent:
            yield Entry(places.display_name(folder), partial(opening.open_project, folder), kind)

    def _find_pictures(self, query: str) -> Iterable[tuple[float, Entry]]:
        """By a part of the name alone: there may be 100,000 of them."""
        store = self._bench.session.store
        if store is None:
            return []
        if self._pictures is None:
            self._pictures = [
                (PurePosixPath(media.path).name.casefold(), media.id) for media in store.media()
            ]
        wanted = query.casefold().split()
        hits = [row for row in self._pictures if all(word in row[0] for word in wanted)]
        chosen = hits[:LIMIT]
        return [(fit(query, name) or 0.0, self._picture(media_id)) for name, media_id in chosen]

    def _picture(self, media_id: int) -> Entry:
        store = self._bench.session.store
        assert store is not None
        media = store.media_by_id(media_id)
        kind = translate("Palette", "picture") if media.kind == "image" else translate("Palette", "video")
        return Entry(PurePosixPath(media.path).name, partial(self._go_to, media_id), kind)

    def _go_to(self, media_id: int) -> None:
        session = self._bench.session
        store = session.store
        if store is None:
            return
        first = next((frame.id for frame in store.frames() if frame.media_id == media_id), None)
        if first is None:
            session.go_to_broken(media_id)
        else:
            session.go_to(first)
