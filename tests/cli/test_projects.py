"""foveate new, import and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.project.id_sets import unpack
from app.project.records import BoxOrigin, BoxState
from app.project.store import Store
from tests.cli.conftest import Run, voc_text
from tests.shared_data import require_shared_data

Said = pytest.CaptureFixture[str]


def test_new_makes_a_project_and_lists_what_cannot_be_read(
    foveate: Run, tmp_path: Path, pictures: Path, capsys: Said
) -> None:
    (pictures / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    assert foveate("new", tmp_path / "pets", "--media", pictures, "--classes", "cat, dog") == 0
    said = capsys.readouterr()
    assert "4 frames in 4 files" in said.out
    assert "Files that cannot be read: 1" in said.err
    assert "broken.jpg" in said.err
    with Store.open(tmp_path / "pets.foveate") as store:
        assert [item.name for item in store.classes()] == ["cat", "dog"]
        assert len(store.frames()) == 4


def test_new_over_an_existing_project_changes_nothing(
    foveate: Run, project: Path, pictures: Path, capsys: Said
) -> None:
    before = (project / "project.sqlite").read_bytes()
    capsys.readouterr()
    assert foveate("new", project, "--media", pictures) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (project / "project.sqlite").read_bytes() == before


def test_new_with_a_path_that_leads_nowhere_makes_nothing(foveate: Run, tmp_path: Path, capsys: Said) -> None:
    assert foveate("new", tmp_path / "pets", "--media", tmp_path / "nowhere") == 1
    assert "There is no file or folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_that_is_stopped_leaves_nothing(
    foveate: Run, tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.project.library.scan_media", stopped)
    assert foveate("new", tmp_path / "pets", "--media", pictures) == 130
    assert not (tmp_path / "pets.foveate").exists()


def test_import_as_reviewed_confirms_boxes_and_marks_frames_also_empty_ones(project: Path) -> None:
    with Store.open(project) as store:
        reviewed = {store.media_by_id(frame.media_id).path[-5:]: frame.reviewed for frame in store.frames()}
        boxes = [box for frame in store.frames() for box in store.boxes(frame.id)]
        names = {item.id: item.name for item in store.classes()}
        assert reviewed == {"1.png": True, "2.png": True, "3.png": True, "4.png": False}
        assert sorted((names[box.class_id], box.rect) for box in boxes) == [
            ("cat", (8, 10, 40, 30)),
            ("cat", (8, 10, 40, 30)),
            ("dog", (1, 1, 9.5, 9.25)),
        ]
        assert {box.state for box in boxes} == {BoxState.CONFIRMED}
        assert {box.origin for box in boxes} == {BoxOrigin.IMPORT}
        undone = store.undo()
        assert undone is not None
        assert store.class_counts() == {}
        assert [item.name for item in store.classes()] == ["cat"]
        assert not any(frame.reviewed for frame in store.frames())


def test_imported_frames_are_complete_for_the_classes_that_the_labels_know(
    foveate: Run, tmp_path: Path, pictures: Path, labels: Path
) -> None:
    """VOC states no classes: those that occur somewhere in the set; COCO and YOLO state them."""
    project = tmp_path / "pets"
    foveate("new", project, "--media", pictures, "--classes", "fox,cat,dog,owl")
    names = tmp_path / "names.txt"
    names.write_text("2\n")
    words = ("import", project, labels, "--format", "voc", "--as", "reviewed", "--names", names)
    assert foveate(*words) == 0
    assert reviewed_for(project) == {"2.png": {"cat", "dog"}}
    stated = {
        "images": [{"id": 1, "file_name": "2.png"}, {"id": 2, "file_name": "4.png"}],
        "categories": [{"id": 1, "name": "owl"}, {"id": 2, "name": "newt"}],
        "annotations": [],
    }
    (tmp_path / "owls.json").write_text(json.dumps(stated))
    assert foveate("import", project, tmp_path / "owls.json", "--format", "coco", "--as", "reviewed") == 0
    assert reviewed_for(project) == {"2.png": {"cat", "dog", "owl"}, "4.png": {"owl"}}
    yolo = tmp_path / "yolo"
    (yolo / "labels").mkdir(parents=True)
    (yolo / "labels/4.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    (yolo / "classes.txt").write_text("cat\nfox\n")
    assert foveate("import", project, yolo, "--format", "yolo", "--as", "reviewed") == 0
    assert reviewed_for(project) == {"2.png": {"cat", "dog", "owl"}, "4.png": {"owl", "cat", "fox"}}


def reviewed_for(project: Path) -> dict[str, set[str]]:
    """By file name, for which classes a frame is complete."""
    with Store.open(project.with_suffix(".foveate")) as store:
        names = {item.id: item.name for item in store.classes()}
        return {
            Path(store.media_by_id(frame.media_id).path).name: {
                names[number] for number in unpack(frame.reviewed_classes)
            }
            for frame in store.frames()
            if frame.reviewed
        }


def test_import_as_suggested_leaves_frames_open(
    foveate: Run, tmp_path: Path, pictures: Path, labels: Path
) -> None:
    foveate("new", tmp_path / "pets", "--media", pictures)
    assert foveate("import", tmp_path / "pets", labels, "--format", "voc") == 0
    with Store.open(tmp_path / "pets.foveate") as store:
        states = {box.state for frame in store.frames() for box in store.boxes(frame.id)}
        assert states == {BoxState.SUGGESTED}
        assert not any(frame.reviewed for frame in store.frames())


def test_a_second_import_adds_nothing(foveate: Run, project: Path, labels: Path, capsys: Said) -> None:
    capsys.readouterr()
    assert foveate("import", project, labels, "--format", "voc", "--as", "reviewed") == 0
    assert "3 frames, 0 boxes" in (out := capsys.readouterr().out)
    assert "3 already there" in out


def test_what_is_left_out_is_listed_with_file_and_place(
    foveate: Run, tmp_path: Path, pictures: Path, capsys: Said
) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    boxes = [("cat", -5, 0, 20, 20), ("cat", 100, 100, 120, 120), ("cat", 5, 5, 5, 9), ("cat", 1, 1, 9, 9)]
    (folder / "1.xml").write_text(voc_text("1.png", *boxes))
    (folder / "2.xml").write_text(voc_text("2.png", ("cat", 1, 1, 9, 9), size=(48, 64)))
    (folder / "9.xml").write_text(voc_text("9.png", ("cat", 1, 1, 9, 9)))
    foveate("new", tmp_path / "pets", "--media", pictures)
    capsys.readouterr()
    assert foveate("import", tmp_path / "pets", folder, "--format", "voc", "--as", "reviewed") == 0
    said = capsys.readouterr()
    assert "1 frames, 2 boxes imported as reviewed" in said.out
    assert "1 clipped, 0 already there, 3 left out, 1 without a frame" in said.out
    assert "classes added: cat" in said.out
    assert "1.xml, line 4: the box has no area" in said.err
    assert "1.xml, line 3: the box lies outside its frame" in said.err
    assert "2.xml: its labels are for 48 x 64 pixels, but its frame has 64 x 48" in said.err
    assert "9.xml: the project has no frame called 9" in said.err


def test_import_can_be_restricted_to_names(
    foveate: Run, tmp_path: Path, pictures: Path, labels: Path, capsys: Said
) -> None:
    foveate("new", tmp_path / "pets", "--media", pictures)
    names = tmp_path / "train.txt"
    names.write_text("3\nnosuch\n1\n2\n")
    words = ("import", tmp_path / "pets", labels, "--format", "voc", "--names", names)
    assert foveate(*words, "--limit", "2") == 0
    said = capsys.readouterr()
    assert "1 frames, 2 boxes" in said.out
    assert "nosuch: the source has no labels of that name" in said.err
    assert foveate(*words) == 0
    assert "3 frames, 1 boxes" in capsys.readouterr().out


def test_an_import_that_matches_nothing_is_a_failure(
    foveate: Run, tmp_path: Path, pictures: Path, capsys: Said
) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "9.xml").write_text(voc_text("9.png"))
    foveate("new", tmp_path / "pets", "--media", pictures)
    assert foveate("import", tmp_path / "pets", folder, "--format", "voc") == 1
    assert "belongs to a frame" in capsys.readouterr().err


def test_an_unknown_yolo_class_changes_nothing(
    foveate: Run, tmp_path: Path, project: Path, capsys: Said
) -> None:
    source = tmp_path / "yolo"
    (source / "labels").mkdir(parents=True)
    (source / "classes.txt").write_text("cat\n")
    (source / "labels/1.txt").write_text("0 0.2 0.2 0.1 0.1\n")
    (source / "labels/2.txt").write_text("0 0.2 0.2 0.1 0.1\n1 0.5 0.5 0.1 0.1\n")
    before = (project / "project.sqlite").read_bytes()
    capsys.readouterr()
    assert foveate("import", project, source, "--format", "yolo") == 1
    assert "labels/2.txt, line 2: class 1 is unknown" in capsys.readouterr().err
    assert (project / "project.sqlite").read_bytes() == before


@pytest.mark.parametrize("format_", ["voc", "coco", "yolo"])
@pytest.mark.parametrize("copy", [False, True])
def test_what_is_exported_can_be_imported_again(
    foveate: Run, tmp_path: Path, project: Path, pictures: Path, format_: str, copy: bool
) -> None:
    words = ["export", project, tmp_path / "out", "--format", format_]
    assert foveate(*words, *(["--copy-images"] if copy else [])) == 0
    media = tmp_path / "out" if copy else pictures
    assert foveate("new", tmp_path / "again", "--media", media) == 0
    assert (
        foveate("import", tmp_path / "again", tmp_path / "out", "--format", format_, "--as", "reviewed") == 0
    )
    assert contents(tmp_path / "again.foveate") == contents(project) - ({("4.png", False)} if copy else set())


def contents(project: Path) -> set[tuple[object, ...]]:
    """File names with whether they are reviewed, and boxes."""
    found: set[tuple[object, ...]] = set()
    with Store.open(project) as store:
        names = {item.id: item.name for item in store.classes()}
        for frame in store.frames():
            file = Path(store.media_by_id(frame.media_id).path).name
            found.add((file, frame.reviewed))
            for box in store.boxes(frame.id):
                corners = tuple(round(value, 2) for value in box.rect)
                found.add((file, names[box.class_id], *corners, box.state))
    return found


def test_an_export_never_replaces_what_it_did_not_write(
    foveate: Run, tmp_path: Path, project: Path, pictures: Path, capsys: Said
) -> None:
    out = tmp_path / "out"
    words = ("export", project, out, "--format", "voc")
    assert foveate(*words) == 0
    capsys.readouterr()
    assert foveate(*words) == 1
    assert "is not empty" in capsys.readouterr().err
    (out / "Annotations/stale.xml").write_text("")
    assert foveate(*words, "--force") == 0
    assert not (out / "Annotations/stale.xml").exists()
    (out / "thesis.txt").write_text("years of work")
    capsys.readouterr()
    assert foveate(*words, "--force") == 1
    assert "thesis.txt" in capsys.readouterr().err
    assert (out / "thesis.txt").read_text() == "years of work"
    (out / "thesis.txt").unlink()
    (out / "JPEGImages").mkdir()
    assert foveate("new", tmp_path / "other", "--media", out) == 1  # no pictures there
    for picture in pictures.iterdir():
        (out / "JPEGImages" / picture.name).write_bytes(picture.read_bytes())
    assert foveate("new", tmp_path / "inside", "--media", out / "JPEGImages") == 0
    capsys.readouterr()
    assert foveate("export", tmp_path / "inside", out, "--format", "voc", "--force") == 1
    assert "pictures of the project itself" in capsys.readouterr().err
    assert len(list((out / "JPEGImages").iterdir())) == 4


def test_an_export_that_fails_leaves_nothing(
    foveate: Run, tmp_path: Path, project: Path, pictures: Path, capsys: Said
) -> None:
    (pictures / "3.png").rename(pictures / "gone.png")
    assert foveate("export", project, tmp_path / "out", "--format", "coco", "--copy-images") == 1
    assert "3.png" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_coco_export_can_be_a_single_file(foveate: Run, tmp_path: Path, project: Path) -> None:
    out = tmp_path / "out.json"
    assert foveate("export", project, out, "--format", "coco") == 0
    document = json.loads(out.read_text())
    assert document["info"]["image_folder"] == "pictures"
    assert [entry["file_name"] for entry in document["images"]] == ["1.png", "2.png", "3.png"]
    assert [entry["reviewed"] for entry in document["images"]] == [True, True, True]
    assert foveate("export", project, out, "--format", "coco") == 1
    assert foveate("export", project, out, "--format", "coco", "--force") == 0
    assert json.loads(out.read_text()) == document


def test_suggestions_are_exported_only_when_asked(
    foveate: Run, tmp_path: Path, pictures: Path, labels: Path
) -> None:
    foveate("new", tmp_path / "pets", "--media", pictures)
    foveate("import", tmp_path / "pets", labels, "--format", "voc")
    assert foveate("export", tmp_path / "pets", tmp_path / "a.json", "--format", "coco") == 0
    words = ("export", tmp_path / "pets", tmp_path / "b.json", "--format", "coco", "--with-suggestions")
    assert foveate(*words) == 0
    assert len(json.loads((tmp_path / "a.json").read_text())["annotations"]) == 0
    assert len(json.loads((tmp_path / "b.json").read_text())["annotations"]) == 3


@pytest.mark.shared_data
def test_frames_of_a_video_are_exported_as_pictures_with_index_and_time(foveate: Run, tmp_path: Path) -> None:
    video = require_shared_data() / "video" / "fire2.mp4"
    foveate("new", tmp_path / "fire", "--media", video)
    labels = tmp_path / "in.json"
    entry = {"id": 1, "file_name": "fire2_000012.png", "video": "fire2.mp4", "frame_index": 12}
    box = {"id": 1, "image_id": 1, "category_id": 5, "bbox": [1, 2, 30, 40]}
    document = {"images": [entry], "annotations": [box], "categories": [{"id": 5, "name": "fire"}]}
    labels.write_text(json.dumps(document))
    assert foveate("import", tmp_path / "fire", labels, "--format", "coco", "--as", "reviewed") == 0
    assert foveate("export", tmp_path / "fire", tmp_path / "out", "--format", "coco", "--copy-images") == 0
    written = json.loads((tmp_path / "out/annotations.json").read_text())
    assert [path.name for path in (tmp_path / "out/images").iterdir()] == ["fire2_000012.png"]
    (image,) = written["images"]
    with Store.open(tmp_path / "fire.foveate") as store:
        frame = next(frame for frame in store.frames() if frame.reviewed)
    assert (image["video"], image["frame_index"]) == ("fire2.mp4", 12)
    assert image["timestamp_ms"] == frame.timestamp_ms
    assert frame.index == 12
    for format_ in ("voc", "yolo"):  # the name alone leads back to the frame
        assert foveate("export", tmp_path / "fire", tmp_path / format_, "--format", format_) == 0
        assert foveate("import", tmp_path / "fire", tmp_path / format_, "--format", format_) == 0


@pytest.mark.shared_data
def test_a_picture_turned_by_its_metadata_is_exported_upright(foveate: Run, tmp_path: Path) -> None:
    import numpy as np
    import PIL.Image

    turned = tmp_path / "media" / "turned.jpg"
    turned.parent.mkdir()
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    PIL.Image.fromarray(np.zeros((48, 64, 3), np.uint8)).save(turned, exif=exif)
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "turned.xml").write_text(voc_text("turned.jpg", ("cat", 1, 2, 30, 60), size=(48, 64)))
    foveate("new", tmp_path / "p", "--media", turned)
    assert foveate("import", tmp_path / "p", labels, "--format", "voc", "--as", "reviewed") == 0
    assert foveate("export", tmp_path / "p", tmp_path / "out", "--format", "yolo", "--copy-images") == 0
    with PIL.Image.open(tmp_path / "out/images/turned.png") as picture:
        assert picture.size == (48, 64)
        assert picture.getexif().get(0x0112, 1) == 1


@pytest.mark.shared_data
def test_the_first_sixty_names_of_bccd(foveate: Run, tmp_path: Path, capsys: Said) -> None:
    bccd = require_shared_data() / "bccd"
    train = bccd / "ImageSets/Main/train.txt"
    stems = train.read_text().split()[:60]
    foveate("new", tmp_path / "cells", "--media", *(bccd / f"JPEGImages/{stem}.jpg" for stem in stems))
    capsys.readouterr()
    words = ("import", tmp_path / "cells", bccd, "--format", "voc", "--as", "reviewed")
    assert foveate(*words, "--names", train, "--limit", "60") == 0
    assert "60 frames, 1001 boxes imported as reviewed\n0 clipped" in capsys.readouterr().out
    with Store.open(tmp_path / "cells.foveate") as store:
        assert sum(frame.reviewed for frame in store.frames()) == 60
        assert {frame.reviewed_classes for frame in store.frames()} == {"1-3"}
        assert [item.name for item in store.classes()] == ["WBC", "RBC", "Platelets"]


def test_a_project_that_is_open_elsewhere_is_not_written(
    foveate: Run, project: Path, labels: Path, capsys: Said
) -> None:
    capsys.readouterr()
    with Store.open(project):
        assert foveate("import", project, labels, "--format", "voc") == 1
        assert foveate("models", project) == 0
    assert capsys.readouterr().err.count("\n") == 1
