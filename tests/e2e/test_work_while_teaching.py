"""Labelling and detecting go on while a run is at work, and the run goes on as well."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import torch

from app.project import edits, runs, versions
from app.project.store import Store
from retinanet_core import checkpoint
from retinanet_core.detect.detector import Detector
from retinanet_core.device import Compute
from retinanet_core.teach.job import FINISHED
from tests.core.pictures import scene
from tests.e2e.small_project import make_project, new_run, start_child, story
from tests.project.building import apply

STEPS = 5

pytestmark = pytest.mark.slow


def steps_of(run: Path) -> int:
    return max((event["step"] for event in story(run) if event["event"] == "progress"), default=0)


def test_labelling_and_detecting_go_on_while_a_run_is_at_work(tmp_path: Path) -> None:
    with Store.open(make_project(tmp_path)) as store:
        active = store.active_version()
        assert active is not None
        network, info = checkpoint.load(versions.model_folder(store, active.id))
        detector = Detector(network, info, Compute(torch.device("cpu"), torch.float32), unchanged=True)
        before = sum(len(store.boxes(frame_id)) for frame_id in store.frame_ids())
        run = new_run(store)
        detected = drawn = 0
        with start_child(run) as child:
            end = time.monotonic() + 120
            while child.poll() is None and not steps_of(run):
                assert time.monotonic() < end
                time.sleep(0.01)
            began = steps_of(run)
            while child.poll() is None and steps_of(run) < began + STEPS:
                assert time.monotonic() < end
                detected += len(detector.detect([scene(detected)[0]]))
                apply(store, edits.draw_box(store, store.frame_ids()[0], 1, (1, 1, 9, 9)))
                drawn += 1
            taught = steps_of(run) - began
            assert child.wait(120) == FINISHED
        assert taught >= STEPS, "the run goes on while frames are detected"
        assert detected >= 2, "frames are detected while the run goes on"
        assert sum(len(store.boxes(frame_id)) for frame_id in store.frame_ids()) == before + drawn
        assert runs.unadopted_runs(store) == [run]
