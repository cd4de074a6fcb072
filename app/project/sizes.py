"""What is learned of pictures after they were added: their size and what is in them, as facts that no undo takes back.

A folder is listed long before all of its files could be looked into. Until then a frame is 0 x 0 pixels large, and
its file has no fingerprint; whoever needs the size asks `sized`, or has it learned before.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.project.errors import ProjectError
from app.project.media_paths import Locator
from app.project.reading import ProjectReader
from app.project.records import Frame, Learned, Media
from app.project.rows import Delta

if TYPE_CHECKING:
    from app.project.store import Store


class Unknown(msgspec.Struct, frozen=True):
    """A picture that nobody has looked into; `path` as the project keeps it."""

    media_id: int
    frame_id: int
    path: str


def is_unknown(media: Media) -> bool:
    """Nobody has looked into the file."""
    return not (media.fingerprint or media.problem)


def unknown(store: ProjectReader, frame_ids: Iterable[int] | None = None) -> list[Unknown]:
    """The pictures that nobody has looked into, of these frames or of all, in the order of the frames."""
    if frame_ids is None and not any(map(is_unknown, store.media())):
        return []
    frames = store.frames() if frame_ids is None else [store.frame(frame_id) for frame_id in frame_ids]
    files = ((frame, store.media_by_id(frame.media_id)) for frame in frames)
    return [Unknown(media.id, frame.id, media.path) for frame, media in files if is_unknown(media)]


def unknown_among(media: Iterable[Media], frames: Iterable[Frame], frame_ids: Iterable[int]) -> list[Unknown]:
    """The same for these frames, from what a project holds; any thread may ask."""
    strange = {item.id: item.path for item in media if is_unknown(item)}
    wanted = frozenset(frame_ids) if strange else frozenset()
    return [
        Unknown(frame.media_id, frame.id, strange[frame.media_id])
        for frame in frames
        if frame.id in wanted and frame.media_id in strange
    ]


def look_into(picture: Unknown, locator: Locator) -> Learned:
    """Read the size of a picture, and what is in it, or why it cannot be read; any thread may do it."""
    # The decoders are not on the way to the first painted window.
    from app.media.fingerprint import fingerprint
    from app.media.images import probe_image
    from retinanet_core.errors import PlainError

    path = locator.find(picture.path)
    nothing = Learned(media_id=picture.media_id, frame_id=picture.frame_id, path=picture.path)
    try:
        status = path.stat()
        width, height = probe_image(path)
        content = fingerprint(path)
    except PlainError as error:
        return msgspec.structs.replace(nothing, problem=error.message)
    except OSError as error:
        return msgspec.structs.replace(nothing, problem=_unreadable(path, error))
    return msgspec.structs.replace(
        nothing,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        fingerprint=content,
        width=width,
        height=height,
    )


def _unreadable(path: Path, error: OSError) -> str:
    from app.media.errors import unreadable

    return unreadable(path, error).message


def learn_now(store: Store, frame_ids: Iterable[int] | None = None) -> None:
    """Look into those of the pictures that nobody has looked into; it takes up to a millisecond for each.

    Raises:
        ProjectError: The project cannot be written; nothing was learned.
    """
    locator = store.locator()
    store.learn([look_into(picture, locator) for picture in unknown(store, frame_ids)])


def learn_to_teach(store: Store) -> None:
    """Look into the pictures that teaching has to do with, where nobody has: a person said something about them.

    Raises:
        ProjectError: The project cannot be written; nothing was learned.
    """
    counts = store.counts()
    learn_now(
        store,
        [
            frame.id
            for frame in store.frames()
            if frame.reviewed or frame.pinned or frame.taught or any(counts.get(frame.id, ())[1:])
        ],
    )


def sized(store: Store, frame_id: int) -> Frame:
    """A frame, whose size is learned now if nobody has before.

    Raises:
        ProjectError: Its picture cannot be read, or the project cannot be written.
    """
    frame = store.frame(frame_id)
    if not frame.width:
        learn_now(store, [frame_id])
        frame = store.frame(frame_id)
    if not frame.width:
        problem = store.media_by_id(frame.media_id).problem
        raise ProjectError(problem or "The size of this frame is not known.")
    return frame


def deltas_of(media: Media, frame: Frame, fact: Learned) -> list[Delta]:
    """What a look changes in the rows; nothing that is known already."""
    found = msgspec.structs.replace(
        media,
        width=media.width or fact.width,
        height=media.height or fact.height,
        problem="" if fact.width else fact.problem or media.problem,
    )
    if not media.fingerprint and fact.fingerprint:
        found = msgspec.structs.replace(
            found, fingerprint=fact.fingerprint, size=fact.size, mtime_ns=fact.mtime_ns
        )
    large = msgspec.structs.replace(
        frame, width=frame.width or fact.width, height=frame.height or fact.height
    )
    pairs = (Delta("media", media, found), Delta("frame", frame, large))
    return [delta for delta in pairs if delta.before != delta.after]
