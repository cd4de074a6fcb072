"""The same weights in torchvision and here: the same detections, to the last digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torchvision.models.detection import RetinaNet as TorchvisionRetinaNet

from retinanet_core.boxes import pairwise_iou
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.choices import MIN_SCORE
from retinanet_core.detect.detector import Detector
from retinanet_core.detect.engine import TorchEngine, make_engine
from retinanet_core.errors import CheckpointError
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.network.torchvision_keys import looks_like_torchvision, recognise, to_torchvision
from retinanet_core.types import Detections, Image, ObjectClass
from tests.core.pictures import CPU
from tests.core.torchvision_reference import Version, found_by, old_names, reference
from tests.shared_data import require_shared_data

SIZES = [
    (480, 640), (470, 470), (432, 768), (768, 432), (300, 300), (100, 640), (640, 90), (33, 57),
    (479, 639), (432, 700), (200, 350), (350, 200), (640, 479), (97, 97), (256, 600), (600, 256),
    (320, 240), (240, 320), (64, 47), (399, 401), (450, 630), (630, 450), (150, 155), (80, 333),
]  # fmt: skip
"""(height, width) of 24 cut-outs: upright, lying, square, long, tiny, and sides one off from round numbers."""


def read_picture(path: Path) -> Image:
    """RGB pixels of a file."""
    data = np.fromfile(path, dtype=np.uint8)
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR_RGB), np.uint8)


@lru_cache(maxsize=1)
def pictures() -> list[Image]:
    """Cut-outs of photographs of blood cells and of a road, upright and on their side, each of another size.

    Not of the scanned circuit boards: on their ground of one even colour neighbours score the same to within the
    error of float32, and which of them suppresses the others is chance.
    """
    root = require_shared_data()
    files = sorted((root / "bccd" / "JPEGImages").glob("*.jpg"))[::40]
    capture = cv2.VideoCapture(str(root / "video" / "car-detection.mp4"))
    road = np.asarray(capture.read()[1], np.uint8)[..., ::-1]
    upright = [*(read_picture(file) for file in files), road]
    sources = [*upright, *(picture.transpose(1, 0, 2) for picture in upright)]
    cuts = []
    for number, (height, width) in enumerate(SIZES):
        large = [s for s in sources if s.shape[0] >= height and s.shape[1] >= width]
        cuts.append(np.ascontiguousarray(large[number % len(large)][:height, :width]))
    assert [cut.shape[:2] for cut in cuts] == SIZES
    return cuts


@lru_cache(maxsize=1)
def theirs(version: Version, short: int, long: int) -> TorchvisionRetinaNet:
    return reference(version, pictures()[0], short=short, long=long)


@lru_cache(maxsize=len(SIZES))
def expected_on(number: int, version: Version, short: int, long: int) -> Detections:
    """What torchvision finds on the picture of this number."""
    return found_by(theirs(version, short, long), pictures()[number])


@pytest.fixture(scope="module", autouse=True)
def _give_memory_back() -> Iterator[None]:
    yield
    for cached in (pictures, theirs, expected_on):
        cached.cache_clear()


NORM_EPS = {"v1": 0.0, "v2": 1e-5}
"""Of the references; a state dict does not tell it."""


def ours(
    model: TorchvisionRetinaNet, version: Version, *, old: bool = False, short: int = 800, long: int = 1333
) -> tuple[RetinaNet, ModelInfo]:
    """The network that its state dict describes, every row of the class head kept."""
    state = dict(model.state_dict())
    recognised = recognise(old_names(state) if old else state)
    config = type(recognised.config)(
        **{f: getattr(recognised.config, f) for f in recognised.config.__struct_fields__}
        | {"short_side": short, "long_side": long, "norm_eps": NORM_EPS[version]}
    )
    network = RetinaNet(config, recognised.classes)
    network.load_state_dict(recognised.state, strict=False)
    assert recognised.state.keys() <= network.state_dict().keys()
    missing = network.state_dict().keys() - recognised.state.keys()
    assert all(key.endswith("num_batches_tracked") for key in missing)
    classes = tuple(ObjectClass(row, str(row)) for row in range(recognised.classes))
    return network.eval(), ModelInfo(network=config, classes=classes)


def assert_same(found: Detections, expected: Detections) -> int:
    """As many, and each with a partner: same class, box within 0.01 px, score within 1e-5.

    Whether a box is reported whose score is the threshold, or which overlaps a better one by 0.5, each to within the
    error of float32, is chance: returns how many have no partner for such a reason.
    """
    theirs, ours = list(range(len(expected))), list(range(len(found)))
    for row in list(theirs):
        partner = next((other for other in ours if is_same(expected, row, found, other)), None)
        if partner is not None:
            theirs.remove(row)
            ours.remove(partner)
    alone = [(expected, row) for row in theirs] + [(found, row) for row in ours]
    for detections, row in alone:
        assert is_undecided(detections, row, expected), (detections.boxes[row], detections.scores[row])
    if not alone:
        assert len(found) == len(expected)
    return len(alone)


def is_same(first: Detections, row: int, second: Detections, other: int) -> bool:
    """Whether two detections are one."""
    return bool(
        first.labels[row] == second.labels[other]
        and abs(first.scores[row] - second.scores[other]) <= 1e-5
        and np.abs(first.boxes[row] - second.boxes[other]).max() <= 0.01
    )


def is_undecided(detections: Detections, row: int, others: Detections) -> bool:
    """Whether its score is the threshold, or a better box of its class overlaps it by 0.5, or as good as that."""
    if abs(detections.scores[row] - MIN_SCORE) <= 1e-6:
        return True
    better = (others.labels == detections.labels[row]) & (others.scores > detections.scores[row])
    overlaps = pairwise_iou(
        torch.from_numpy(others.boxes[better]), torch.from_numpy(detections.boxes[row])[None]
    )
    return bool(((overlaps - 0.5).abs() <= 1e-4).any())


def check(
    version: Version,
    engine: str,
    numbers: Sequence[int],
    *,
    old: bool = False,
    short: int = 800,
    long: int = 1333,
) -> int:
    """Compare on the pictures of these numbers; returns how many detections there were."""
    network, info = ours(theirs(version, short, long), version, old=old, short=short, long=long)
    made = TorchEngine(network, CPU) if engine == "unfolded" else make_engine(network, CPU, engine)
    detector = Detector(network, info, CPU, engine=made)
    if engine == "openvino":
        assert made.wait(-1, -1)  # type: ignore[attr-defined]
    count = undecided = 0
    for number in numbers:
        expected = expected_on(number, version, short, long)
        undecided += assert_same(detector.detect([pictures()[number]])[0], expected)
        count += len(expected)
    detector.close()
    assert undecided <= count / 200
    return count


@pytest.mark.shared_data
@pytest.mark.parametrize("engine", ["pytorch", "openvino"])
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_the_same_detections_on_24_real_pictures_at_320_px(version: Version, engine: str) -> None:
    assert check(version, engine, range(24), short=320, long=533) > 24 * 20


@pytest.mark.shared_data
@pytest.mark.slow
@pytest.mark.parametrize(("version", "half"), [("v1", 0), ("v2", 1)])
def test_the_same_detections_on_real_pictures_at_800_px(version: Version, half: int) -> None:
    """Twelve for each, for they take long, and together all of them."""
    assert check(version, "openvino", range(half, 24, 2)) > 12 * 20


@pytest.mark.shared_data
def test_the_names_of_the_published_v1_file_are_read_as_well() -> None:
    assert check("v1", "unfolded", range(3), old=True, short=320, long=533) > 0


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_names_go_there_and_back(version: Version) -> None:
    state = reference(version, np.full((64, 64, 3), 90, np.uint8), short=64, long=64).state_dict()
    recognised = recognise(state)
    assert looks_like_torchvision(state)
    assert recognised.config.norm_eps == 1e-5
    back = to_torchvision(recognised.state, recognised.config)
    assert back.keys() == state.keys()
    assert all(back[key] is state[key] for key in state)


def test_strides_and_anchors_are_torchvisions_where_its_weights_need_them() -> None:
    """At 800 px its P6 and P7 have strides 61 and 114; our own models have 64 and 128."""
    model = reference("v2", np.full((64, 64, 3), 90, np.uint8), short=64, long=64)
    config = recognise(model.state_dict()).config
    features = [torch.zeros(1, 1, s, s) for s in (100, 50, 25, 13, 7)]
    from torchvision.models.detection.image_list import ImageList

    expected = model.anchor_generator(ImageList(torch.zeros(1, 3, 800, 800), [(800, 800)]), features)[0]
    found = anchors_for(800, 800, config)
    torch.testing.assert_close(found, expected, rtol=0, atol=0)
    last = found[-7 * 7 * 9 :].reshape(7, 7, 9, 4)
    centres = (last[..., :2] + last[..., 2:]) / 2
    assert (centres[0, 1, 0, 0] - centres[0, 0, 0, 0]).item() == 114


def test_what_is_no_retinanet_is_refused() -> None:
    from torchvision.models import resnet18

    with pytest.raises(CheckpointError, match="does not hold a RetinaNet"):
        recognise(resnet18(weights=None).state_dict())
