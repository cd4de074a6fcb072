"""Importing weights: what is right arrives as it was, and what is wrong is a sentence and leaves nothing."""

from __future__ import annotations

import argparse
import copy
import hashlib
import io
import json
import os
import pickle
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import psutil
import pytest
import safetensors.torch
import torch
import torchvision
from torch import Tensor

from retinanet_core.checkpoint import ModelInfo, load, load_info
from retinanet_core.errors import Cancelled, CheckpointError
from retinanet_core.importing import Limits, converting, import_backbone, import_weights, process, work
from retinanet_core.importing.beside import described_norm_eps
from retinanet_core.importing.container import kind_of
from retinanet_core.importing.naming import name_rows
from retinanet_core.importing.reading import read_state
from retinanet_core.network.torchvision_keys import recognise
from retinanet_core.published.table import find, norm_eps_of
from retinanet_core.types import ObjectClass
from tests.core import importing_child
from tests.core.torchvision_reference import old_names
from tests.core.torchvision_weights import ROWS, torchvision_state

State = dict[str, Tensor]


@pytest.fixture(scope="module")
def second() -> State:
    return torchvision_state(normed=True)


@pytest.fixture(scope="module")
def first() -> State:
    return torchvision_state(normed=False)


@pytest.fixture(scope="module")
def classifier() -> State:
    torch.manual_seed(0)
    return torchvision.models.resnet18(weights=None).state_dict()


def assert_refused(source: Path, folder: Path, **options: Any) -> CheckpointError:
    """Importing is refused with one sentence that names the file; nothing is left and nothing has changed."""
    before = {path: path.read_bytes() for path in source.parent.rglob("*") if path.is_file()}
    with pytest.raises(CheckpointError) as caught:
        import_weights(source, folder, **options)
    check_sentence(caught.value, source)
    assert {path: path.read_bytes() for path in source.parent.rglob("*") if path.is_file()} == before
    assert not folder.exists()
    return caught.value


def convert_here(source: Path, folder: Path, *, norm_eps: float | None = None) -> ModelInfo:
    """What the child does, without a child: only for files that torch or safetensors wrote from tensors."""
    folder.mkdir(exist_ok=True)
    job = work.DetectorJob(source=source, folder=folder, names=None, norm_eps=norm_eps, memory=0)
    converting.make_model(job, kind_of(source))
    return load_info(folder)


def check_sentence(error: CheckpointError, source: Path) -> None:
    assert str(source) in error.message
    assert error.message.endswith(".")
    assert ". " not in error.message
    assert "\n" not in error.message
    assert "weights_only" not in error.message + error.detail


# What is right


def test_weights_arrive_as_they_were(second: State, tmp_path: Path) -> None:
    """Also on another thread than the main one, as in the window."""
    torch.save(second, tmp_path / "mine.pth")
    result = []

    def work_there() -> None:
        result.append(
            import_weights(tmp_path / "mine.pth", tmp_path / "out" / "model", names=[None, "cat", " dog "])
        )

    thread = threading.Thread(target=work_there)
    thread.start()
    thread.join()
    network, info = load(tmp_path / "out" / "model")
    assert result == [info]
    assert info.classes == (ObjectClass(1, "cat"), ObjectClass(2, "dog"))
    assert (info.preset, info.recipe["source"], len(info.recipe["source_sha256"])) == ("coco", "mine.pth", 64)
    assert info.network.norm_eps == 1e-5
    assert_same(network.state_dict(), second, rows=[1, 2])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["model"]


def assert_same(ours: State, theirs: State, rows: list[int]) -> None:
    expected = recognise(theirs).state
    for part in ("weight", "bias"):
        key = f"class_head.output.{part}"
        by_anchor = expected[key].unflatten(0, (9, ROWS))
        expected[key] = by_anchor[:, rows].flatten(0, 1)
    for key, value in ours.items():
        if key in expected or not key.endswith("num_batches_tracked"):
            torch.testing.assert_close(value, expected[key].to(value.dtype), rtol=0, atol=0)
    assert expected.keys() <= ours.keys()


def test_a_checkpoint_of_the_reference_training_with_old_names(first: State, tmp_path: Path) -> None:
    """Old torch.save, DataParallel, options and optimizer beside it, half precision, frozen batch norms."""
    old = {f"module.{key}": value.half() for key, value in old_names(first).items()}
    saved = {
        "model": old,
        "optimizer": {"state": {0: {"step": 3, "exp_avg": torch.zeros(3)}}, "param_groups": [{"lr": 0.1}]},
        "args": argparse.Namespace(lr=0.1),
        "epoch": 3,
    }
    torch.save(saved, tmp_path / "mine.pt", _use_new_zipfile_serialization=False)
    info = convert_here(tmp_path / "mine.pt", tmp_path / "model", norm_eps=0.25)
    assert [(item.id, item.name) for item in info.classes] == [(1, "class 1"), (2, "class 2"), (3, "class 3")]
    assert (info.network.p6_source, info.network.head_norm, info.network.norm_eps) == ("p5", False, 0.25)
    network, _ = load(tmp_path / "model")
    assert_same(network.state_dict(), {key: value.half() for key, value in first.items()}, rows=[0, 1, 2])


def test_bare_safetensors(second: State, tmp_path: Path) -> None:
    plain = {key: value.clone() for key, value in second.items()}
    safetensors.torch.save_file(plain, tmp_path / "mine.safetensors")
    convert_here(tmp_path / "mine.safetensors", tmp_path / "model")
    network, _ = load(tmp_path / "model")
    assert_same(network.state_dict(), second, rows=[0, 1, 2])


def test_a_backbone_replaces_the_one_before(classifier: State, tmp_path: Path) -> None:
    torch.save(classifier, tmp_path / "resnet18.pth")
    target = tmp_path / "backbone.safetensors"
    target.write_bytes(b"old")
    import_backbone(tmp_path / "resnet18.pth", target, "resnet18")
    written = safetensors.torch.load_file(target)
    expected = {key: value for key, value in classifier.items() if not key.startswith("fc.")}
    assert written.keys() == expected.keys()
    for key, value in expected.items():
        torch.testing.assert_close(written[key], value, rtol=0, atol=0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backbone.safetensors", "resnet18.pth"]


def test_names_and_ids(tmp_path: Path) -> None:
    source = tmp_path / "x.pth"
    rows, classes = name_rows(source, 91, None)
    assert len(rows) == len(classes) == 80
    assert [item.id for item in classes] == rows
    assert (classes[0], classes[-1]) == (ObjectClass(1, "person"), ObjectClass(90, "toothbrush"))
    assert name_rows(source, 2, None).classes == (ObjectClass(1, "class 1"), ObjectClass(2, "class 2"))
    assert name_rows(source, 3, ["a", None, "b"]) == ([0, 2], (ObjectClass(1, "a"), ObjectClass(3, "b")))
    for names, words in (
        (["a"], "2 class rows, but 1 names"),
        ([None, None], "would be dropped"),
        (["a", " a"], 'called "a"'),
        (["a", " "], "no name"),
    ):
        with pytest.raises(CheckpointError, match=words) as caught:
            name_rows(source, 2, names)
        check_sentence(caught.value, source)


# What is wrong with the file


def text(path: Path) -> None:
    path.write_text("This is no file of weights.\n")


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def absent(_: Path) -> None:
    pass


def pipe(path: Path) -> None:
    os.mkfifo(path)


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3_000_000_000)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (text, "holds no weights"),
        (empty, "empty"),
        (folder, "is a folder"),
        (absent, "no file"),
        (huge, "2 GB"),
    ]
    + ([(pipe, "not a file")] if hasattr(os, "mkfifo") else []),
)
def test_what_is_no_file_of_weights(make: Callable[[Path], None], words: str, tmp_path: Path) -> None:
    source = tmp_path / "given.pth"
    make(source)
    with pytest.raises(CheckpointError, match=words) as caught:
        import_weights(source, tmp_path / "model")
    check_sentence(caught.value, source)
    assert not list(tmp_path.glob("*model*"))


def test_frames_that_lie(second: State, tmp_path: Path) -> None:
    """None of them is unpacked or unpickled."""
    archive = io.BytesIO()
    torch.save({"weight": torch.zeros(9)}, archive)
    bomb = tmp_path / "bomb.pth"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("archive/data.pkl", pickle.dumps({}))
        with target.open("archive/data/0", "w", force_zip64=True) as stream:
            for _ in range(50):
                stream.write(bytes(10_000_000))
    assert bomb.stat().st_size < 1_000_000

    overlapping = bytearray(archive.getvalue())
    place = overlapping.index(b"PK\x01\x02")
    overlapping[place + 20 : place + 28] = struct.pack("<II", 10**9, 10**9)

    header = tmp_path / "header.safetensors"
    header.write_bytes((10**11).to_bytes(8, "little") + b"{")
    (tmp_path / "cut.pth").write_bytes(archive.getvalue()[:-40])
    (tmp_path / "overlapping.pth").write_bytes(overlapping)
    for path, words in (
        (bomb, "is compressed"),
        (header, "damaged"),
        (tmp_path / "cut.pth", "damaged or not complete"),
        (tmp_path / "overlapping.pth", "more than its own size"),
    ):
        with pytest.raises(CheckpointError, match=words) as caught:
            kind_of(path)
        check_sentence(caught.value, path)
    assert_refused(bomb, tmp_path / "model")


class Evil:
    """Would run a command when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.marker}",)


def test_a_pickle_that_would_run_a_command(tmp_path: Path) -> None:
    marker = tmp_path / "was here"
    source = tmp_path / "evil.pth"
    torch.save({"weight": torch.zeros(3), "x": Evil(marker)}, source)
    error = assert_refused(source, tmp_path / "model")
    assert "something else than weights" in error.message
    assert "system" in error.detail
    assert not marker.exists()


@pytest.mark.parametrize("torch_saves", [True, False])
def test_an_old_pickle_that_would_run_a_command(torch_saves: bool, tmp_path: Path) -> None:
    marker = tmp_path / "was here"
    source = tmp_path / "evil.pth"
    if torch_saves:
        torch.save(Evil(marker), source, _use_new_zipfile_serialization=False)
    else:
        source.write_bytes(pickle.dumps(Evil(marker), protocol=2))
    with pytest.raises(CheckpointError, match="something else than weights") as caught:
        read_state(source, kind_of(source))
    check_sentence(caught.value, source)
    assert not marker.exists()


def test_a_pickle_that_asks_for_all_memory(tmp_path: Path) -> None:
    source = tmp_path / "greedy.pth"
    with zipfile.ZipFile(source, "w") as target:
        # bytearray(2**40), in the words of a pickle
        target.writestr(
            "archive/data.pkl",
            b"\x80\x02cbuiltins\nbytearray\n\x8a\x06" + (1 << 40).to_bytes(6, "little") + b"\x85R.",
        )
        target.writestr("archive/version", "3")
        target.writestr("archive/byteorder", "little")
    error = assert_refused(source, tmp_path / "model")
    assert "more memory" in error.message


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_an_old_file_that_is_not_complete(share: float, tmp_path: Path) -> None:
    whole = io.BytesIO()
    torch.save({"weight": torch.zeros(999)}, whole, _use_new_zipfile_serialization=False)
    source = tmp_path / "cut.pth"
    source.write_bytes(whole.getvalue()[: int(len(whole.getvalue()) * share)])
    with pytest.raises(CheckpointError, match="damaged") as caught:
        read_state(source, kind_of(source))
    check_sentence(caught.value, source)


# What is wrong with the weights; these need no child, since torch.save made the files


def import_here(tmp_path: Path, saved: object, *, norm_eps: float | None = None) -> CheckpointError:
    """The sentence that weights are refused with."""
    source = tmp_path / "given.pth"
    torch.save(saved, source)
    with pytest.raises(CheckpointError) as caught:
        convert_here(source, tmp_path / "m", norm_eps=norm_eps)
    check_sentence(caught.value, source)
    assert list((tmp_path / "m").iterdir()) == []
    return caught.value


def test_other_networks(classifier: State, tmp_path: Path) -> None:
    from torchvision.models.detection import fasterrcnn_mobilenet_v3_large_320_fpn

    assert "RetinaNet" in import_here(tmp_path, classifier).message
    other = fasterrcnn_mobilenet_v3_large_320_fpn(weights=None, weights_backbone=None).state_dict()
    assert "RetinaNet" in import_here(tmp_path, other).message
    for saved in (
        {},
        [torch.zeros(3)],
        torch.zeros(3),
        {"epoch": 3},
        {"model": {"weight": 3}},
        {1: torch.zeros(3)},
    ):
        assert "state dict" in import_here(tmp_path, saved).message


CLASS_BIAS = "head.classification_head.cls_logits.bias"
BOX_WEIGHT = "head.regression_head.bbox_reg.weight"
VARIANCE = "backbone.body.bn1.running_var"


def cut(state: State) -> None:
    for key in [key for key in state if ".layer4." in key]:
        del state[key]


CHANGES: list[tuple[str, Callable[[State], object], str, str]] = [
    ("missing", lambda s: s.pop(CLASS_BIAS), "other names", f"missing {CLASS_BIAS}"),
    (
        "unexpected",
        lambda s: s.update({"extra.weight": torch.zeros(1)}),
        "other names",
        "unexpected extra.weight",
    ),
    ("shape", lambda s: s.update({BOX_WEIGHT: s[BOX_WEIGHT][1:]}), "other names", BOX_WEIGHT),
    ("integers", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS].int()}), "other names", "type int32"),
    ("complex", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS] + 0j}), "other names", "type complex64"),
    ("nan", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS] * torch.nan}), "not finite", CLASS_BIAS),
    ("too large", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS].double() - 1e300}), "not finite", CLASS_BIAS),
    ("negative variance", lambda s: s.update({VARIANCE: -1 - s[VARIANCE]}), "not finite", "variance"),
    ("sparse", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS].to_sparse()}), "plain numbers", "not dense"),
    ("meta", lambda s: s.update({CLASS_BIAS: s[CLASS_BIAS].to("meta")}), "plain numbers", "meta"),
    (
        "twice",
        lambda s: s.update({"backbone.fpn.inner_blocks.0.weight": s["backbone.fpn.inner_blocks.0.0.weight"]}),
        "twice",
        "",
    ),
    ("no stage", cut, "ResNet", "blocks 2, 2, 2"),
    (
        "quantized",
        lambda s: s.update({CLASS_BIAS: torch.quantize_per_tensor(s[CLASS_BIAS], 0.1, 0, torch.qint8)}),
        "plain numbers",
        "quantized",
    ),
]


@pytest.mark.filterwarnings("ignore")  # of torch: it will soon have no quantized tensors
@pytest.mark.parametrize(
    ("change", "words", "detail"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_weights_that_do_not_fit(
    second: State, tmp_path: Path, change: Callable[[State], object], words: str, detail: str
) -> None:
    state = dict(second)
    change(state)
    error = import_here(tmp_path, state)
    assert words in error.message
    assert detail in error.detail
    assert len(error.detail.splitlines()) <= 21


def test_a_network_that_is_said_to_be_enormous_takes_no_memory(second: State, tmp_path: Path) -> None:
    """Every tensor is one number, seen many times."""
    state = {
        key: torch.zeros(()).expand([300_000 if side == 256 else side for side in value.shape])
        for key, value in second.items()
    }
    before = psutil.Process().memory_info().rss
    assert "larger than those of any detector" in import_here(tmp_path, state).message
    assert psutil.Process().memory_info().rss < before + 500_000_000


def test_epsilon_zero_needs_variances(first: State, tmp_path: Path) -> None:
    state = copy.deepcopy(first)
    state[VARIANCE][3] = 0
    error = import_here(tmp_path, state, norm_eps=0.0)
    assert "not finite" in error.message
    (tmp_path / "m").rmdir()
    assert convert_here(tmp_path / "given.pth", tmp_path / "m").network.norm_eps == 1e-5


def test_the_published_v1_detector_has_epsilon_zero(
    first: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a person fetched it without this program."""
    assert find("retinanet_resnet50_fpn_coco").norm_eps == norm_eps_of("eeacb38b" + 56 * "0") == 0
    assert norm_eps_of(64 * "0") is None
    torch.save(first, tmp_path / "given.pth")
    monkeypatch.setattr(converting, "norm_eps_of", lambda digest: 0.0)
    assert convert_here(tmp_path / "given.pth", tmp_path / "m").network.norm_eps == 0


def described(source: Path, norm_eps: object, kind: str = "foveate torchvision detector") -> bytes:
    """A description as exporting writes it beside a state dict."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return json.dumps({"kind": kind, "norm_eps": norm_eps, "file": {"sha256": digest}}).encode()


def test_a_description_is_believed_only_where_it_is_one_of_that_file(tmp_path: Path) -> None:
    source, beside = tmp_path / "given.pth", tmp_path / "given.json"
    source.write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    assert described_norm_eps(source, digest) is None
    beside.write_bytes(described(source, 0.0))
    assert described_norm_eps(source, digest) == 0
    assert described_norm_eps(source, 64 * "0") is None
    for text in (
        described(source, -0.5), described(source, 2), described(source, "0"), described(source, None),
        described(source, 0.0, "foveate onnx detector"), b"", b"{", b"[]", b"\xff", b"[" * 100_000,
        described(source, 0.0) + bytes(1_000_000),
    ):  # fmt: skip
        beside.write_bytes(text)
        assert described_norm_eps(source, digest) is None
    beside.unlink()
    beside.mkdir()
    assert described_norm_eps(source, digest) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_name_that_is_not_utf_8(second: State, tmp_path: Path) -> None:
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pth"))
    torch.save(second, tmp_path / "given.pth")
    (tmp_path / "given.pth").rename(source)
    assert convert_here(source, tmp_path / "m").recipe["source"] == r"caf\udce9.pth"
    other = source.with_suffix(".safetensors")
    other.write_bytes(safetensors.torch.save({"weight": torch.ones(2)}))
    assert read_state(other, "safetensors")["weight"].tolist() == [1, 1]
    source.write_bytes(pickle.dumps({}))
    with pytest.raises(CheckpointError, match=r"caf\\udce9.pth is damaged"):
        import_weights(source, tmp_path / "model")


def test_shared_tensors_are_told_apart(second: State, tmp_path: Path) -> None:
    state = dict(second)
    first_lateral, second_lateral = (f"backbone.fpn.layer_blocks.{n}.0.weight" for n in (0, 1))
    state[second_lateral] = state[first_lateral]
    turned = "backbone.fpn.layer_blocks.2.0.weight"
    state[turned] = state[turned].transpose(2, 3)
    torch.save(state, tmp_path / "given.pth")
    convert_here(tmp_path / "given.pth", tmp_path / "m")
    network, _ = load(tmp_path / "m")
    assert_same(network.state_dict(), state, rows=[0, 1, 2])


def test_other_backbones(classifier: State, tmp_path: Path) -> None:
    torch.save(classifier, tmp_path / "given.pth")
    job = work.BackboneJob(source=tmp_path / "given.pth", folder=tmp_path, backbone="resnet34", memory=0)
    with pytest.raises(CheckpointError, match="other names, shapes or types") as caught:
        converting.make_backbone(job, "zip")
    check_sentence(caught.value, job.source)
    assert "and " in caught.value.detail.splitlines()[20]
    with pytest.raises(ValueError, match="no ResNet resnet19"):
        import_backbone(tmp_path / "given.pth", tmp_path / "x", "resnet19")


def test_a_place_that_is_taken_stays_as_it_is(tmp_path: Path) -> None:
    torch.save({}, tmp_path / "given.pth")
    (tmp_path / "model").mkdir()
    with pytest.raises(CheckpointError, match="exists already"):
        import_weights(tmp_path / "given.pth", tmp_path / "model")
    (tmp_path / "file").touch()
    with pytest.raises(CheckpointError, match="cannot be written"):
        import_weights(tmp_path / "given.pth", tmp_path / "file" / "model")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "given.pth", "model"]


# What may go wrong with the child


def run_child(
    task: Callable[[Path], None], tmp_path: Path, seconds: float = 60, memory: int = 1 << 40, **options: Any
) -> None:
    process.run(
        task, tmp_path / "started", source=tmp_path / "x.pth", seconds=seconds, memory=memory, **options
    )


def no_children() -> bool:
    return not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="took longer than 1 s") as caught:
        run_child(importing_child.sleep, tmp_path, seconds=1)
    check_sentence(caught.value, tmp_path / "x.pth")
    assert no_children()


def test_a_child_is_ended_when_the_person_cancels(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_child(importing_child.sleep, tmp_path, cancelled=(tmp_path / "started").exists)
    assert no_children()


def test_cancelling_leaves_nothing(tmp_path: Path, second: State) -> None:
    torch.save(second, tmp_path / "given.pth")
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        import_weights(tmp_path / "given.pth", tmp_path / "model", cancelled=lambda: next(asked))
    assert [path.name for path in tmp_path.iterdir()] == ["given.pth"]
    assert no_children()


def test_a_child_that_crashes_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="process that reads it fail") as caught:
        run_child(importing_child.crash, tmp_path)
    check_sentence(caught.value, tmp_path / "x.pth")
    assert "-11" in caught.value.detail
    assert not list(Path.cwd().glob("core*"))


def test_a_pipe_that_breaks_while_waiting_is_a_crash(tmp_path: Path) -> None:
    """As on Windows, where asking whether there is an answer fails when the child has ended."""
    receiver, child = MagicMock(), MagicMock(exitcode=3)
    receiver.poll.side_effect = BrokenPipeError
    answer = process._answer(child, receiver, tmp_path / "x.pth", 1, 1, None)
    assert answer.outcome == "fault"
    assert answer.detail.startswith("exit code 3: BrokenPipeError")


def test_the_parent_ends_a_child_that_takes_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_TORCH_ITSELF", 0)
    with pytest.raises(CheckpointError, match="more memory") as caught:
        run_child(importing_child.fill_memory, tmp_path, memory=300_000_000)
    check_sentence(caught.value, tmp_path / "x.pth")
    assert no_children()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit")
def test_the_system_refuses_memory_beyond_the_limit(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="more memory"):
        run_child(importing_child.reserve_memory, tmp_path)


def test_the_parent_needs_no_torch(tmp_path: Path) -> None:
    """Also where the program is a script that was handed to Python."""
    (tmp_path / "given.pth").write_bytes(pickle.dumps({}))
    code = (
        "import sys; from pathlib import Path; from retinanet_core.importing import import_weights\n"
        "try: import_weights(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except Exception as error: print(error)\n"
        "sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "given.pth", tmp_path / "model"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "given.pth is damaged or holds something else" in done.stdout


def test_limits_leave_room_for_the_largest_network() -> None:
    """ResNet-152 with a thousand classes, four times in float32."""
    parameters = sum(p.numel() for p in torchvision.models.resnet152(weights=None).parameters())
    heads = 2 * 4 * 256 * 256 * 9 + 256 * 9 * 9 * 1004
    assert 4 * 4 * (parameters + heads) < Limits().memory
