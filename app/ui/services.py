"""The services of the program, made together and ended together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.paths import thumbnails_file, video_index_dir
from app.services import engine
from app.services.comparing import ComparingService
from app.services.detection import DetectionService
from app.services.detection_types import LoadDetector
from app.services.frames import THUMBNAIL_SIDE, FrameLoader
from app.services.lifecycle import shut_down
from app.services.looking import LookingService
from app.services.sources import GiantFiles, frame_readers, thumbnail_readers
from app.services.tasks import TaskRunner
from app.services.teaching import TeachingService
from retinanet_core.types import Image


@dataclass(frozen=True)
class Services:
    """What works beside the window."""

    tasks: TaskRunner
    loader: FrameLoader
    detection: DetectionService
    teaching: TeachingService
    comparing: ComparingService
    looking: LookingService

    def shut_down(self) -> bool:
        """End them all; False if a thread is still inside a library (see `app.services.lifecycle`)."""
        return shut_down((self.teaching, self.detection, self.loader, self.tasks))


def make_services(
    *,
    device: Callable[[], str] = lambda: "auto",
    load_detector: LoadDetector | None = None,
    teach_command: Callable[[Path], list[str]] | None = None,
) -> Services:
    """The program's own services.

    Args:
        device: What is to detect; asked whenever a model is loaded, on a thread of its own.
        load_detector: Loads a model folder, in place of the real detector.
        teach_command: What teaches a run folder, in place of the real child.
    """
    own_loader = engine.detector_loader(device)
    source = frame_readers(video_index_dir())
    thumbnails = thumbnail_readers(video_index_dir(), thumbnails_file(), THUMBNAIL_SIDE)
    teaching = TeachingService() if teach_command is None else TeachingService(command=teach_command)
    tasks = TaskRunner()
    load = load_detector or own_loader
    prepare = engine.import_engine if load_detector is None else engine.import_nothing
    return Services(
        tasks=tasks,
        loader=FrameLoader(source, open_thumbnails=thumbnails, giants=GiantFiles(), reduce=_reductions),
        detection=DetectionService(source, load_detector=load_detector, own_loader=own_loader),
        teaching=teaching,
        comparing=ComparingService(tasks, source, load, prepare),
        looking=LookingService(tasks, source, load, prepare),
    )


def _reductions(image: Image) -> Mapping[int, Image]:
    from app.media.reductions import reductions  # decoders stay off the way to the first painted window

    return reductions(image)
