"""What the self-test works on, made by the program itself: drawn finds, an odd picture, a video, and a project."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import PIL.Image

from app.demo.material import DETECTOR_FOLDER
from app.demo.project import labels_of
from app.demo.scenes import CLASSES, Scene, draw_scene
from app.project.edits import pin_frames
from app.project.incoming_edits import add_labels
from app.project.library import add_media
from app.project.records import Edit, FrameLabels
from app.project.store import Store
from app.project.versions import activate, import_model
from retinanet_core.errors import PlainError
from retinanet_core.types import ObjectClass

SCENES, REVIEWED, PINNED = 8, 7, 2
SIDE = 192
FIRST_SEED = 18
ODD_NAME, VIDEO_NAME = "z odd.jpg", "zz video.avi"
ODD_SIZE = 40, 90
"""Width and height of the odd picture, upright."""
SHADES = range(20, 240, 20)
"""Grey of each frame of the video."""

_ORIENTATION, _QUARTER_TURN = 0x0112, 6


def make_project(folder: Path) -> Path:
    """A project of all that, with reviewed and pinned frames, a detector to teach, and the demo's in use."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True)
    scenes = [draw_scene(FIRST_SEED + number, width=SIDE, height=SIDE) for number in range(SCENES)]
    for number, scene in enumerate(scenes):
        PIL.Image.fromarray(scene.image).save(pictures / f"finds {number:02}.png")
    write_odd_picture(pictures / ODD_NAME)
    write_video(pictures / VIDEO_NAME)
    with Store.create(folder / "self-test.foveate", CLASSES) as store:
        add_media(store, [pictures])
        import_model(store, write_detector(folder / "small"))
        activate(store, import_model(store, DETECTOR_FOLDER).id)
        _label(store, scenes)
        return store.folder


def write_detector(folder: Path) -> Path:
    """A detector that knows nothing yet and sees little of a picture: it is taught in seconds."""
    from retinanet_core import checkpoint
    from retinanet_core.choices import LITE_BACKBONE
    from retinanet_core.config import NetworkConfig
    from retinanet_core.network.retinanet import RetinaNet

    config = NetworkConfig(backbone=LITE_BACKBONE, channels=16, head_convs=1, short_side=64, long_side=64)
    classes = tuple(ObjectClass(number, name) for number, name in enumerate(CLASSES, start=1))
    checkpoint.save(
        folder, RetinaNet(config, len(classes)), checkpoint.ModelInfo(network=config, classes=classes)
    )
    return folder


def write_odd_picture(path: Path) -> None:
    """A CMYK photograph, lying on its side as its EXIF says; its upper half is red."""
    width, height = ODD_SIZE
    upright = np.zeros((height, width, 4), np.uint8)
    upright[: height // 2] = (0, 255, 255, 0)
    exif = PIL.Image.Exif()
    exif[_ORIENTATION] = _QUARTER_TURN
    lying = np.ascontiguousarray(np.rot90(upright))
    PIL.Image.fromarray(lying, "CMYK").save(path, quality=95, exif=exif)


def write_video(path: Path) -> None:
    """A motion JPEG, whose frames are each of one grey."""
    code = cv2.VideoWriter.fourcc(*"MJPG")
    plain = path.with_name("being-written.avi")
    writer = cv2.VideoWriter(str(plain), code, 10.0, (96, 64))
    for shade in SHADES:
        writer.write(np.full((64, 96, 3), shade, np.uint8))
    writer.release()
    if not plain.is_file():
        raise PlainError("OpenCV wrote no video.")
    plain.rename(path)


def _label(store: Store, scenes: list[Scene]) -> None:
    frame_ids = store.frame_ids()[:REVIEWED]
    labels = [
        FrameLabels(frame_id, labels_of(scene)) for frame_id, scene in zip(frame_ids, scenes, strict=False)
    ]
    _apply(store, add_labels(store, labels, reviewed=True, declared=CLASSES))
    _apply(store, pin_frames(store, frame_ids[:PINNED]))


def _apply(store: Store, edit: Edit | None) -> None:
    if edit is not None:
        store.apply(edit)
