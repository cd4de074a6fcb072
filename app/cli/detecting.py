"""The work of `foveate detect`: frames in, detections out, in order, with reading and detecting overlapped."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.cli.arguments import UsageError
from app.cli.choosing_model import ChosenModel, became_of, choose_model, present_classes
from app.cli.console import Progress, list_problems, note, say
from app.cli.detections_file import DetectionsFile
from app.cli.frame_feed import FrameFeed, FrameToRead, ReadFrame
from app.cli.stopping import stoppable
from app.media.catalog import Unreadable, find_media
from app.media.errors import MediaError
from app.media.index_cache import load_or_build_index
from app.project.looks import Looks, looks_of
from app.project.records import Frame, FrameSuggestions, Suggestion
from retinanet_core.errors import Cancelled
from retinanet_core.merged_classes import Became, by_present_classes
from retinanet_core.types import Detections, ObjectClass

if TYPE_CHECKING:
    from app.project.store import Store
    from retinanet_core.detect.detector import Detector

_log = logging.getLogger(__name__)

_BATCH = 4
_BATCH_PIXELS = 16_000_000
_FRAMES_PER_WRITE = 16

Stopped = Callable[[], bool]


class Found(NamedTuple):
    """A frame that was detected, or could not be read."""

    read: ReadFrame
    detections: Detections | None


class Present(NamedTuple):
    """The classes that detections are written with, and what became of those that were merged."""

    classes: tuple[ObjectClass, ...]
    became: Became


def over_media(arguments: argparse.Namespace) -> int:
    """Detect in files without a project and write the detections as JSON."""
    model = choose_model(None, arguments.model)
    with stoppable() as stopped:
        frames = _frames_of_media([Path(word) for word in arguments.media], stopped)
        present = Present(model.info.classes, {})
        return _write_detections(arguments, model, frames, paths.cache_dir(), stopped, present)


def over_project(arguments: argparse.Namespace, store: Store) -> int:
    """Detect in a project's frames and write the detections as JSON."""
    model = choose_model(store, arguments.model)
    frames = frames_to_read(store, _wanted(store, unreviewed=arguments.frames == "unreviewed"))
    present = Present(present_classes(model, store), became_of(model, store))
    with stoppable() as stopped:
        return _write_detections(arguments, model, frames, store.cache_dir, stopped, present)


def into_project(arguments: argparse.Namespace, store: Store) -> int:
    """Detect in a project's frames and put the suggestions into the project."""
    model = choose_model(store, arguments.model)
    if model.version is None:
        raise UsageError(
            f"Suggestions come from a model of the project: import {arguments.model} with "
            f"'foveate models {arguments.project} import {arguments.model}', or write a file with --out."
        )
    frames = frames_to_read(store, _wanted(store, unreviewed=arguments.frames != "all"))
    if not frames:
        say("Every frame is reviewed; nothing to detect ('--frames all' detects on them too).")
        return 0
    tally = _Tally(len(frames))
    with (
        stoppable() as stopped,
        closing(load_detector(model, arguments)) as detector,
        closing(detected_frames(detector, frames, store.cache_dir, stopped, arguments.threshold)) as detected,
    ):
        looks = Looks(store.cache_dir, model.version.id)
        for several in _by_few(tally.counted(detected)):
            store.set_suggestions([_suggestions(store, found, model.version.id) for found in several])
            looks.put(looks_of(store, ((found.read.frame.frame_id, found.detections) for found in several)))
    tally.list_problems(verbose=arguments.verbose)
    say(f"{tally.done} of {tally.asked} frames detected by {model.name}, {tally.boxes} boxes")
    return tally.outcome()


def _write_detections(
    arguments: argparse.Namespace,
    model: ChosenModel,
    frames: Sequence[FrameToRead],
    cache_dir: Path,
    stopped: Stopped,
    present: Present,
) -> int:
    tally = _Tally(len(frames))
    with closing(load_detector(model, arguments)) as detector:
        facts = {**model.facts(), "compute": detector.describe(), "min_score": arguments.threshold}
        with (
            DetectionsFile(arguments.out, facts, present.classes) as file,
            closing(detected_frames(detector, frames, cache_dir, stopped, arguments.threshold)) as detected,
        ):
            for found in detected:
                tally.count(found)
                _write_frame(file, found, present.became)
            file.finish(complete=tally.complete, limitation=detector.limitation)
    tally.list_problems(verbose=arguments.verbose)
    where = "" if arguments.out is None else f" in {arguments.out}"
    note(f"{tally.done} of {tally.asked} frames, {tally.boxes} boxes{where}")
    return tally.outcome()


def _write_frame(file: DetectionsFile, found: Found, became: Became) -> None:
    frame, image = found.read.frame, found.read.image
    if image is None or found.detections is None:
        file.add_error(frame.file, frame.index, found.read.problem)
        return
    height, width = image.shape[:2]
    detections = by_present_classes(found.detections, became)
    file.add(frame.file, frame.index, frame.timestamp_ms, (width, height), detections)


def _by_few(detected: Iterable[Found]) -> Iterator[list[Found]]:
    """The frames that could be read, by a few at a time: one durable write for each would cost more."""
    waiting: list[Found] = []
    for found in detected:
        if found.detections is not None:
            waiting.append(found)
        if len(waiting) >= _FRAMES_PER_WRITE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


@dataclass
class _Tally:
    """What came of the frames asked for."""

    asked: int
    done: int = 0
    boxes: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Every frame was detected or cannot be read."""
        return self.done + len(self.problems) == self.asked

    def count(self, found: Found) -> None:
        if found.detections is None:
            self.problems.append(f"{found.read.frame.file}: {found.read.problem}")
        else:
            self.done += 1
            self.boxes += len(found.detections)

    def counted(self, detected: Iterable[Found]) -> Iterator[Found]:
        """The same frames, counted as they pass."""
        for found in detected:
            self.count(found)
            yield found

    def list_problems(self, *, verbose: bool) -> None:
        list_problems(self.problems, what="Files that cannot be read", shown=None if verbose else 20)

    def outcome(self) -> int:
        """0 if anything was detected, also where nothing was asked.

        Raises:
            Cancelled: A person stopped it before the end.
            UsageError: Not one of the frames could be read.
        """
        if not self.complete:
            raise Cancelled
        if self.asked and not self.done:
            raise UsageError("Nothing was detected: none of the files can be read.")
        return 0


def _suggestions(store: Store, found: Found, version_id: int) -> FrameSuggestions:
    """What a version proposes on a frame; the store passes over classes that the project no longer has."""
    detections = found.detections
    assert detections is not None
    boxes = [
        Suggestion(label, box[0], box[1], box[2], box[3], score)
        for box, score, label in zip(
            detections.boxes.tolist(), detections.scores.tolist(), detections.labels.tolist(), strict=True
        )
    ]
    image = found.read.image
    size = None if image is None else (image.shape[1], image.shape[0])
    return FrameSuggestions(found.read.frame.frame_id, version_id, boxes, size)


def frames_to_read(store: Store, frames: Sequence[Frame]) -> list[FrameToRead]:
    """Where the pictures of a project's frames are."""
    media = {item.id: item for item in store.media()}
    located = {item.id: store.media_path(item) for item in media.values()}
    return [
        FrameToRead(
            file=media[frame.media_id].path,
            path=located[frame.media_id],
            kind=media[frame.media_id].kind,
            index=frame.index,
            timestamp_ms=frame.timestamp_ms,
            frame_id=frame.id,
        )
        for frame in frames
    ]


def _wanted(store: Store, *, unreviewed: bool) -> list[Frame]:
    return [frame for frame in store.frames() if not (unreviewed and frame.reviewed)]


def _frames_of_media(sources: Sequence[Path], stopped: Stopped) -> list[FrameToRead]:
    """Every frame of every file; what cannot be read is one frame with the reason.

    Raises:
        UsageError: A path does not exist, or there is nothing to detect in.
        Cancelled: A person stopped it.
    """
    absent = [path for path in sources if not path.exists()]
    if absent:
        raise UsageError(f"There is no file or folder {absent[0]}.")
    frames: list[FrameToRead] = []
    with Progress("Reading media,", "files") as progress:
        for number, found in enumerate(find_media(sources, cancelled=stopped), 1):
            progress.update(number)
            if isinstance(found, Unreadable):
                frames.append(_unreadable(found.path, found.reason))
            elif found.kind == "image":
                frames.append(FrameToRead(str(found.path), found.path, "image", 0))
            else:
                frames.extend(_frames_of_video(found.path, stopped))
            if stopped():
                raise Cancelled
    if not frames:
        raise UsageError(f"There are no images or videos in {', '.join(map(str, sources))}.")
    return frames


def _frames_of_video(path: Path, stopped: Stopped) -> Iterator[FrameToRead]:
    with Progress(f"Reading {path.name}, frame") as progress:
        try:
            index = load_or_build_index(path, paths.cache_dir(), progress=progress.update, cancelled=stopped)
        except MediaError as error:
            yield _unreadable(path, error.message)
            return
    for number, timestamp in enumerate(index.timestamps_ms):
        yield FrameToRead(str(path), path, "video", number, timestamp)


def _unreadable(path: Path, reason: str) -> FrameToRead:
    return FrameToRead(str(path), path, "image", 0, problem=reason)


def load_detector(model: ChosenModel, compute: argparse.Namespace) -> Detector:
    """The model, ready to detect.

    Args:
        compute: Holds the `device`, `precision` and `engine` asked for.

    Raises:
        CheckpointError: The model cannot be used.
        DeviceError: There is no such device.
    """
    with Progress("") as progress:
        progress.show("Loading the model")  # its libraries take seconds to import
        from retinanet_core.detect.detector import Detector

        detector = Detector.load(
            model.folder,
            device=compute.device,
            precision=compute.precision,
            engine=compute.engine,
            say=note,
        )
    _log.info("%s on %s", model.folder, detector.describe())
    return detector


def detected_frames(
    detector: Detector, frames: Sequence[FrameToRead], cache_dir: Path, stopped: Stopped, min_score: float
) -> Generator[Found]:
    """Every frame in order with what was found on it, until a person stops it.

    Raises:
        DeviceError: The device ran out of memory.
    """
    with (
        FrameFeed(frames, cache_dir, detector.prepare) as feed,
        Progress("Detecting, frame", "frames") as progress,
    ):
        done = 0
        for batch in _batches(feed):
            if stopped():
                return
            for found in _detect_batch(detector, batch, min_score):
                done += 1
                yield found
            progress.update(done, len(frames))


def _detect_batch(detector: Detector, batch: Sequence[ReadFrame], threshold: float) -> Iterator[Found]:
    pictures = [read.prepared for read in batch if read.prepared is not None]
    detected = iter(detector.detect(pictures, min_score=threshold) if pictures else [])
    for read in batch:
        yield Found(read, None if read.image is None else next(detected))


def _batches(feed: Iterable[ReadFrame]) -> Iterator[list[ReadFrame]]:
    """Frames by a few at a time, fewer where they are large."""
    batch: list[ReadFrame] = []
    pixels = 0
    for read in feed:
        batch.append(read)
        pixels += 0 if read.image is None else read.image.shape[0] * read.image.shape[1]
        if len(batch) >= _BATCH or pixels >= _BATCH_PIXELS:
            yield batch
            batch, pixels = [], 0
    if batch:
        yield batch
