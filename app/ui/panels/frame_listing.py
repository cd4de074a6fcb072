"""Which rows the list of frames has, worked out for all frames at once."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

import numpy as np

from app.project.frame_facts import Bools, BoxColumns, FrameFacts, Ints
from app.project.frame_filter import Filter, files_passing, passing
from app.ui.panels.frame_rows import Kind

KIND_SHIFT = 48
"""A row is one number: its kind above, its id below."""

_FOLDER, _FILE, _FRAME = range(3)
_SLOT_SHIFT, _FILE_SHIFT = 26, 28
"""Where in the list a row stands: number of its file, then whether it is a title or a frame, then which frame."""


@dataclass(frozen=True)
class Wanted:
    """What is to be listed.

    Attributes:
        asked: The filter.
        only: Nothing but these frames, folded or not; None for no such choice.
        sorted_rows: Rows of frames in another order than that of files, without titles; None for that of files.
        folded_media, folded_folders: Ids of videos and names of folders whose frames are not shown.
    """

    asked: Filter = field(default_factory=Filter)
    only: frozenset[int] | None = None
    sorted_rows: Ints | None = None
    folded_media: Set[int] = frozenset()
    folded_folders: Set[str] = frozenset()


@dataclass(frozen=True)
class Listing:
    """The rows, and the frames that pass.

    Attributes:
        rows: Kind and id of each row, as `code` writes them.
        order: Ids of the frames that pass, in order, folded ones included.
        places: Place of each frame among those, by its row in the facts; -1 for those that do not pass.
        ranks: Where each frame would be if all passed, by its row in the facts.
    """

    rows: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    order: list[int] = field(default_factory=list)
    places: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    ranks: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def before(self, facts_row: int) -> int:
        """How many of the frames that pass come before this one, which does not."""
        return int(np.count_nonzero((self.places >= 0) & (self.ranks < self.ranks[facts_row])))


def code(kind: Kind, row_id: int) -> int:
    """A row as one number."""
    return (int(kind) << KIND_SHIFT) | row_id


def decode(number: int) -> tuple[Kind, int]:
    """The row that `code` wrote."""
    return Kind(number >> KIND_SHIFT), number & ((1 << KIND_SHIFT) - 1)


def make_listing(facts: FrameFacts, wanted: Wanted, boxes: BoxColumns | None) -> Listing:
    """All rows, in order."""
    passes = passing(wanted.asked, facts, boxes)
    if wanted.only is not None:
        passes &= np.isin(facts.ids, np.fromiter(wanted.only, np.int64, len(wanted.only)))
    if wanted.sorted_rows is not None:
        chosen = wanted.sorted_rows[passes[wanted.sorted_rows]]
        ranks = np.full(len(facts), len(facts), np.int64)
        ranks[wanted.sorted_rows] = np.arange(len(wanted.sorted_rows))
        return _listing(facts, chosen, ranks, facts.ids[chosen])  # Frames are kind 0: their code is their id.
    file_ranks = _file_ranks(facts)
    keys = _frame_keys(facts, file_ranks)
    by_key = np.argsort(keys, kind="stable")
    ranks = np.empty(len(facts), np.int64)
    ranks[by_key] = np.arange(len(facts))
    chosen = by_key[passes[by_key]]
    return _listing(facts, chosen, ranks, _titled(facts, wanted, chosen, keys, file_ranks))


def _listing(facts: FrameFacts, chosen: Ints, ranks: Ints, rows: Ints) -> Listing:
    places = np.full(len(facts), -1, np.int64)
    places[chosen] = np.arange(len(chosen))
    return Listing(rows, facts.ids[chosen].tolist(), places, ranks)


def _file_ranks(facts: FrameFacts) -> Ints:
    """Where each file comes when those of a folder stand together."""
    ranks = np.empty(len(facts.media), np.int64)
    ranks[np.argsort(facts.folders, kind="stable")] = np.arange(len(facts.media))
    return ranks


def before_file(facts: FrameFacts, listing: Listing, media_row: int) -> int:
    """How many of the frames that pass come before a file, in the order of files."""
    ranks = _file_ranks(facts)
    return int(np.count_nonzero((listing.places >= 0) & (ranks[facts.media_rows] < ranks[media_row])))


def _frame_keys(facts: FrameFacts, file_ranks: Ints) -> Ints:
    return (file_ranks[facts.media_rows] << _FILE_SHIFT) | (_FRAME << _SLOT_SHIFT) | facts.indices


def _titled(facts: FrameFacts, wanted: Wanted, chosen: Ints, keys: Ints, file_ranks: Ints) -> Ints:
    """The frames with titles over videos and folders, and the files that cannot be read."""
    shown = ~_folded(facts, wanted)
    listed = np.zeros(len(facts.media), np.bool_)
    listed[facts.media_rows[chosen]] = True
    broken = _broken(facts, wanted)
    folder_shown = ~_folded_folders(facts, wanted)
    media_ids = np.array([item.id for item in facts.media], np.int64)
    frames = chosen[shown[facts.media_rows[chosen]]]
    videos = np.flatnonzero(listed & facts.videos & folder_shown)
    broken_rows = np.flatnonzero(broken & folder_shown)
    where = [keys[frames]]
    what = [facts.ids[frames]]
    for files, kind in ((videos, Kind.TITLE), (broken_rows, Kind.BROKEN)):
        where.append((file_ranks[files] << _FILE_SHIFT) | (_FILE << _SLOT_SHIFT))
        what.append(code(kind, 0) | media_ids[files])
    if len(facts.folder_names) > 1:
        used = np.flatnonzero(listed | broken)
        used = used[np.argsort(file_ranks[used])]
        numbers, first = np.unique(facts.folders[used], return_index=True)
        where.append(file_ranks[used[first]] << _FILE_SHIFT)
        what.append(code(Kind.FOLDER, 0) | numbers)
    return np.concatenate(what)[np.argsort(np.concatenate(where), kind="stable")]


def _broken(facts: FrameFacts, wanted: Wanted) -> Bools:
    """Files without frames, where nothing is asked that only a frame can tell."""
    found = facts.problems.copy()
    if wanted.only is not None or wanted.asked.asks_of_frames or wanted.asked.problem is False:
        found[:] = False
    found[facts.media_rows] = False
    return found & files_passing(wanted.asked, facts)


def _folded_folders(facts: FrameFacts, wanted: Wanted) -> Bools:
    if wanted.only is not None or len(facts.folder_names) < 2:
        return np.zeros(len(facts.media), np.bool_)
    names = np.array([*(name in wanted.folded_folders for name in facts.folder_names), False], np.bool_)
    return names[facts.folders]


def _folded(facts: FrameFacts, wanted: Wanted) -> Bools:
    """Files whose frames are not shown."""
    folded = _folded_folders(facts, wanted)
    if wanted.only is None:
        rows = [facts.media_row(media_id) for media_id in wanted.folded_media]
        folded[[row for row in rows if row >= 0]] = True
    return folded
