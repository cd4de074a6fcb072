"""foveate models PROJECT import FILE, with weights as torchvision saves them."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from app.project import versions
from app.project.store import Store
from app.project.weights_files import convert, is_weights_file
from retinanet_core.checkpoint import load_info
from retinanet_core.errors import Cancelled
from tests.cli.conftest import Run
from tests.core.torchvision_weights import torchvision_state

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "mine.pth"
    torch.save(torchvision_state(normed=True), path)
    return path


def left_over(project: Path) -> list[Path]:
    return [path for path in (project / "cache").rglob("*importing*") if path.exists()]


def test_a_weights_file_becomes_a_version(foveate: Run, project: Path, weights: Path, capsys: Said) -> None:
    capsys.readouterr()
    assert (
        foveate("models", project, "import", weights, "--classes", ", cat ,bird", "--norm-eps", "1e-3") == 0
    )
    said = capsys.readouterr()
    assert f"{weights} is version 1" in said.out
    assert said.err == ""
    with Store.open(project) as store:
        (version,) = store.versions()
        ids = {item.name: item.id for item in store.classes()}
        info = load_info(versions.model_folder(store, version.id))
        assert version.note == "mine.pth"
    assert [(item.name, item.id) for item in info.classes] == [("cat", ids["cat"]), ("bird", ids["bird"])]
    assert info.recipe["source"] == "mine.pth"
    assert info.network.norm_eps == 1e-3
    assert left_over(project) == []
    assert foveate("models", project, "activate", 1) == 0


def test_what_cannot_be_imported_is_one_sentence(
    foveate: Run, project: Path, weights: Path, model: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "text.pth").write_text("no weights")
    capsys.readouterr()
    for words, sentence in (
        (("import", weights, "--classes", "cat"), "has 3 class rows, but 1 names"),
        (("import", tmp_path / "text.pth"), "holds no weights"),
        (("import", tmp_path / "nothing.pth"), "There is no file or folder"),
        (("import", model, "--classes", "cat"), "is not a weights file"),
        (("list", "--classes", "cat"), "--classes is for"),
        (("import", model, "--norm-eps", "0"), "so --norm-eps has no meaning"),
        (("list", "--norm-eps", "0"), "--norm-eps is for"),
    ):
        assert foveate("models", project, *words) == 1
        said = capsys.readouterr()
        assert sentence in said.err
        assert (said.out, said.err.count("\n")) == ("", 1)
    with Store.open(project) as store:
        assert store.versions() == ()
    assert left_over(project) == []


def test_cancelling_leaves_nothing(project: Path, weights: Path) -> None:
    (project / "cache" / "importing" / "model").mkdir(parents=True)  # of a program that was killed
    with pytest.raises(Cancelled):
        convert(project / "cache", weights, cancelled=lambda: True)
    assert left_over(project) == []


def test_what_must_be_converted(model: Path, weights: Path, tmp_path: Path) -> None:
    assert is_weights_file(weights)
    assert not any(
        is_weights_file(path) for path in (model, *model.iterdir(), tmp_path, tmp_path / "nothing")
    )
    bare = tmp_path / "weights.safetensors"
    bare.touch()
    assert is_weights_file(bare)
