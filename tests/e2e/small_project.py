"""The smallest project that can really be taught, and the real child on it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import torch

from app.media.frames import FrameReader
from app.project import edits, versions
from app.project.library import add_media
from app.project.records import BoxState, FrameSuggestions, Suggestion
from app.project.snapshot import plan_snapshot, write_snapshot
from app.project.store import Store
from app.services.child_process import child_environment, teach_command
from retinanet_core import checkpoint
from retinanet_core.choices import LITE_BACKBONE
from retinanet_core.config import NetworkConfig
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach import orders
from retinanet_core.types import ObjectClass
from tests.core.pictures import scene, write_png
from tests.project.building import apply

FRAMES = 14
CLASSES = {1: 1, 5: 2}
"""Ids of the project for those of the scenes."""


def make_project(folder: Path) -> Path:
    """Corrected frames, two of them to be pinned, and a detector for 64 pixels in use."""
    media = folder / "media"
    media.mkdir()
    for seed in range(FRAMES):
        write_png(media / f"{seed:02}.png", scene(seed)[0])
    with Store.create(folder / "p.foveate", ["disc", "square"]) as store:
        add_media(store, [media])
        for seed, frame_id in enumerate(store.frame_ids()):
            correct(store, frame_id, seed)
        version = versions.import_model(store, write_model(folder / "model"))
        versions.activate(store, version.id)
        return store.folder


def correct(store: Store, frame_id: int, seed: int) -> None:
    for rect, label in scene(seed)[1]:
        apply(store, edits.draw_box(store, frame_id, CLASSES[label], rect))
    store.set_suggestions([FrameSuggestions(frame_id, None, [Suggestion(1, 2.0, 2.0, 9.0, 9.0, 0.4)])])
    suggested = [box.id for box in store.boxes(frame_id) if box.state is BoxState.SUGGESTED]
    apply(store, edits.reject_boxes(store, suggested))
    apply(store, edits.complete_frame(store, frame_id, 0.3))


def write_model(folder: Path) -> Path:
    torch.manual_seed(0)
    config = NetworkConfig(backbone=LITE_BACKBONE, channels=16, head_convs=1, short_side=64, long_side=64)
    info = checkpoint.ModelInfo(network=config, classes=(ObjectClass(1, "disc"), ObjectClass(2, "square")))
    checkpoint.save(folder, RetinaNet(config, 2), info)
    return folder


def new_run(store: Store) -> Path:
    """A run of a few seconds from the version in use."""
    plan = plan_snapshot(store, minutes=0.1, parent=store.active_version(), precision="float32")
    with FrameReader(store.cache_dir) as reader:
        return write_snapshot(plan, reader.read)


def start_child(run: Path) -> subprocess.Popen[bytes]:
    """The real child, as the service starts it."""
    orders.clear(run)
    (run / "events.jsonl").unlink(missing_ok=True)
    with (run / "child.log").open("wb") as log:
        return subprocess.Popen(teach_command(run), env=child_environment(os.environ), stdout=log, stderr=log)


def story(run: Path) -> list[dict[str, Any]]:
    """What the child has said, but for a line that was cut short."""
    path = run / "events.jsonl"
    whole = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line) for line in whole]
