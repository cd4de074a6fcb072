"""Frames that count as taught only because of a run that is no version yet, so that they can be given back.

A frame is marked as taught before it is trained on, or it could become pinned meanwhile. Where nothing comes of the run
that would bar it from being pinned for ever. So the project remembers for which run it was marked, in one setting:
{token of the run: ids}. It is written before the marks, and gone when the run is a version or is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from app.project.id_sets import pack, unpack
from app.project.learned import known_to_versions, run_token
from app.project.reading import ProjectReader
from app.project.store import Store

CLAIMS = "claims"

_MARKED_AT_ONCE = 1000


def claimed(store: ProjectReader) -> dict[str, frozenset[int]]:
    """Ids of the frames that were marked for each run that is no version yet, by the token of the run."""
    adopted = {run_token(version) for version in store.versions()}
    return {token: unpack(ids) for token, ids in _kept(store).items() if token not in adopted}


def claim(store: Store, token: str, train: Iterable[int]) -> list[int]:
    """Remember that a run needs these frames; returns those to be marked as taught for it, in order.

    They are those that do not count as taught yet, and those that do so for another run alone.

    Raises:
        ProjectError: The project cannot be written; nothing changed.
    """
    others = claimed(store)
    elsewhere = frozenset[int]().union(*others.values())
    mine = [frame_id for frame_id in train if frame_id in elsewhere or not store.frame(frame_id).taught]
    _keep(store, {**others, token: frozenset(mine)})
    return mine


def freed(store: ProjectReader, tokens: Collection[str]) -> frozenset[int]:
    """Ids of the frames that nobody has learned from, and nobody will, once these runs are over."""
    known = claimed(store)
    gone = frozenset[int]().union(*(ids for token, ids in known.items() if token in tokens))
    needed = frozenset[int]().union(*(ids for token, ids in known.items() if token not in tokens))
    return gone - needed - known_to_versions(store.versions()) if gone else gone


def releasing(store: Store, tokens: Collection[str]) -> Iterator[int]:
    """Give back what was marked for runs that are over, in steps so short that a window can wait for each.

    Yields:
        After each step but the last, how many frames are as before.

    Raises:
        ProjectError: The project cannot be written.
    """
    left = sorted(freed(store, tokens))
    for done in range(0, len(left), _MARKED_AT_ONCE):
        if done:
            yield done
        step = left[done : done + _MARKED_AT_ONCE]
        still = freed(store, tokens)  # another run, or a version, may have come to need them in between
        store.unmark_taught([frame_id for frame_id in step if frame_id in still])
    forget(store, tokens)


def release(store: Store, tokens: Collection[str]) -> None:
    """What `releasing` does, at once."""
    for _ in releasing(store, tokens):
        pass


def forget(store: Store, tokens: Collection[str]) -> None:
    """The claims of these runs, and of those that are versions now, are over.

    Raises:
        ProjectError: The project cannot be written.
    """
    _keep(store, {token: ids for token, ids in claimed(store).items() if token not in tokens})


def _kept(store: ProjectReader) -> dict[str, str]:
    try:
        return msgspec.json.decode(store.setting(CLAIMS) or "{}", type=dict[str, str])
    except msgspec.MsgspecError:
        return {}  # the frames stay marked: they are not pinned by themselves, which does no harm


def _keep(store: Store, claims: Mapping[str, Iterable[int]]) -> None:
    packed = {token: pack(ids) for token, ids in claims.items() if ids}
    store.set_setting(CLAIMS, msgspec.json.encode(packed).decode() if packed else "")
