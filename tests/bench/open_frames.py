"""The frames that are open: in which order a person comes to them, and detecting on them."""

from __future__ import annotations

import time
from typing import Literal

from app.media.frames import FrameReader
from app.project.looks import Look, Looks
from app.project.queue import basis_of, to_label
from app.project.records import FrameSuggestions, Suggestion
from app.project.store import Store
from app.project.versions import model_folder
from retinanet_core.detect.detector import Detector
from retinanet_core.types import Detections

BATCH = 4

Order = Literal["queue", "file"]


def next_frame(store: Store, order: Order, seed: int) -> int:
    """The frame that comes next in the program's queue of what to label, or as the files come."""
    if order == "queue":
        return to_label(basis_of(store), limit=1, seed=seed)[0].frame_id
    return next(frame.id for frame in store.frames() if not frame.reviewed)


def detect(store: Store) -> None:
    """Detect on every open frame with the active version, as the program does; without one do nothing."""
    active = store.active_version()
    if active is None:
        return
    detector = Detector.load(model_folder(store, active.id))
    frames = [frame for frame in store.frames() if not frame.reviewed]
    looks, found = [], []
    with FrameReader(store.cache_dir) as reader:
        for start in range(0, len(frames), BATCH):
            batch = frames[start : start + BATCH]
            media = [store.media_by_id(frame.media_id) for frame in batch]
            images = [reader.read(store.media_path(item), item.kind, 0) for item in media]
            for frame, answer in zip(batch, detector.detect(images), strict=True):
                looks.append(Look(frame.id, time.time(), answer, boxes_kept=False))
                found.append(FrameSuggestions(frame.id, active.id, _suggestions(answer)))
    detector.close()
    Looks(store.cache_dir, active.id).put(looks)
    store.set_suggestions(found)


def _suggestions(found: Detections) -> list[Suggestion]:
    rows = zip(found.labels.tolist(), found.boxes.tolist(), found.scores.tolist(), strict=True)
    return [Suggestion(label, x1, y1, x2, y2, score) for label, (x1, y1, x2, y2), score in rows]
