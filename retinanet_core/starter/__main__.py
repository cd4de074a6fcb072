"""Makes and measures the starter: `python -m retinanet_core.starter COMMAND`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

from retinanet_core.commands.console import note
from retinanet_core.device import choose
from retinanet_core.files import write_atomically
from retinanet_core.starter.scenes import draw_scene

HELD_OUT_SEED = 10**9
"""Scenes that nothing was trained on."""

_HELD_OUT_SCENES = 60

STEPS = 15_000
"""Of the starter in resources/models."""


def main() -> int:
    """Run a command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m retinanet_core.starter", description=__doc__)
    commands = parser.add_subparsers(required=True)
    draw = commands.add_parser("draw", help="write drawn scenes as PNG files, with their boxes")
    draw.add_argument("folder", type=Path)
    draw.add_argument("--count", type=int, default=20)
    draw.add_argument("--side", type=int, default=640)
    draw.add_argument("--seed", type=int, default=0)
    draw.set_defaults(run=_draw)
    train = commands.add_parser("train", help="train on drawn scenes, or go on, and write the model")
    train.add_argument("work", type=Path, help="folder of what is needed to go on")
    train.add_argument("model", type=Path, help="model folder that is written at the end")
    train.add_argument("--steps", type=int, default=STEPS, help="over all sittings")
    train.add_argument("--sitting", type=float, metavar="MINUTES", help="end after so many, to go on later")
    train.add_argument("--preset", default="lite", choices=("lite", "compact"))
    train.add_argument("--seed", type=int, default=0)
    train.add_argument("--workers", type=int, default=1, help="processes that draw")
    train.set_defaults(run=_train)
    measure = commands.add_parser("measure", help="recall at 100 boxes on scenes that it has never seen")
    measure.add_argument("model", type=Path)
    measure.set_defaults(run=_measure)
    options = parser.parse_args()
    return int(options.run(options))


def _draw(options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.count):
        scene = draw_scene(np.random.default_rng((options.seed, number)), options.side, options.side)
        picture = scene.image.copy()
        for boxes, colour in ((scene.boxes, (255, 0, 0)), (scene.doubtful, (255, 255, 0))):
            for x1, y1, x2, y2 in boxes.astype(int).tolist():
                cv2.rectangle(picture, (x1, y1), (x2 - 1, y2 - 1), colour, 1)
        _, data = cv2.imencode(".png", picture[..., ::-1])
        write_atomically(options.folder / f"scene{number:04}.png", data.tobytes())
    return 0


def _train(options: argparse.Namespace) -> int:
    from retinanet_core.starter.pretrain import Pretraining, Progress, sit

    def tell(progress: Progress) -> None:
        losses = ", ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
        note(f"{progress.spent / 60:.0f} min, step {progress.step}: {losses}")

    training = Pretraining(options.preset, options.seed, options.steps, choose("auto"))
    training.restore(options.work)
    sitting = float("inf") if options.sitting is None else 60 * options.sitting
    complete = sit(training, options.work, workers=options.workers, tell=tell, sitting_seconds=sitting)
    training.export(options.model, {"precision": training.compute.precision})
    note("complete" if complete else "to be continued")
    return 0


def _measure(options: argparse.Namespace) -> int:
    from retinanet_core.detect.detector import Detector
    from retinanet_core.starter.recall import recall

    detector = Detector.load(options.model)
    rngs = [np.random.default_rng((HELD_OUT_SEED, number)) for number in range(_HELD_OUT_SCENES)]
    scenes = [draw_scene(rng, 640, 640) for rng in rngs]
    note(f"recall at 100 boxes: {recall(detector, [(scene.image, scene.boxes) for scene in scenes]):.3f}")
    detector.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
