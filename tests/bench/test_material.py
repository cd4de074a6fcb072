"""Reading the labels of the real pictures, and what is made of them for runs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retinanet_core.teach.dataset import load_manifest
from tests.bench.material import Picture, TrueBox, pcb_boxes, voc_boxes
from tests.bench.teach_sets import labelled, learned, manifest, one_in, pinned, shuffled

VOC = """<annotation><size><width>640</width><height>480</height></size>
<object><name>RBC</name><bndbox><xmin>10</xmin><ymin>20</ymin><xmax>110</xmax><ymax>140</ymax></bndbox></object>
<object><name>WBC</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>5</xmax><ymax>50</ymax></bndbox></object>
</annotation>"""


def picture(number: int, *boxes: TrueBox) -> Picture:
    return Picture(Path(f"/pictures/{number}.jpg"), 640, 480, f"group {number}", boxes)


A = TrueBox("RBC", (10.0, 20.0, 110.0, 140.0))
B = TrueBox("WBC", (200.0, 200.0, 300.0, 300.0))
C = TrueBox("Platelets", (400.0, 10.0, 420.0, 30.0))


def test_boxes_of_a_voc_file_without_those_that_have_no_area() -> None:
    assert voc_boxes(VOC) == (A,)


def test_boxes_of_a_file_of_circuit_boards() -> None:
    assert pcb_boxes("466 441 493 470 3\n\n454 300 493 396 1\n5 5 5 9 2\n") == (
        TrueBox("mousebite", (466, 441, 493, 470)),
        TrueBox("open", (454, 300, 493, 396)),
    )


def test_a_manifest_says_what_was_asked_for() -> None:
    entries = learned(labelled([picture(1, A, C)], ["RBC", "WBC"]))
    entries += labelled([picture(2, A, C)], ["Platelets"]) + pinned([picture(3, A, B, C)])
    made = manifest(entries, ["RBC", "WBC", "Platelets"])
    assert made["categories"] == [
        {"id": 1, "name": "RBC"},
        {"id": 2, "name": "WBC"},
        {"id": 3, "name": "Platelets"},
    ]
    told = ("reviewed", "reviewed_classes", "split", "group", "changed")
    assert [tuple(image[name] for name in told) for image in made["images"]] == [
        (True, [1, 2], "train", "group 1", False),
        (True, [3], "train", "group 2", True),
        (True, None, "pinned", "group 3", True),
    ]
    boxes = [(box["image_id"], box["category_id"], box["bbox"]) for box in made["annotations"]]
    assert boxes == [
        (1, 1, [10, 20, 100, 120]),
        (2, 3, [400, 10, 20, 20]),
        (3, 1, [10, 20, 100, 120]),
        (3, 2, [200, 200, 100, 100]),
        (3, 3, [400, 10, 20, 20]),
    ]


def test_the_program_reads_the_manifest(tmp_path: Path) -> None:
    made = manifest(labelled([picture(1, A)]) + pinned([picture(2, B)]), ["RBC", "WBC"])
    (tmp_path / "manifest.json").write_text(json.dumps(made))
    read = load_manifest(tmp_path / "manifest.json")
    assert [frame.path.name for frame in read.train] == ["1.jpg"]
    assert read.pinned[0].boxes.tolist() == [[200, 200, 300, 300]]
    assert read.dropped == 0


def test_one_box_in_five_over_all_frames() -> None:
    entries = labelled([picture(number, *[A] * 7) for number in range(10)])
    kept = one_in(5, entries, seed=1)
    assert sum(len(entry.boxes) for entry in kept) == 14
    assert not any(entry.reviewed for entry in kept)
    assert kept == one_in(5, entries, seed=1)
    assert kept != one_in(5, entries, seed=2)


@given(st.lists(st.lists(st.sampled_from([A, B, C]), max_size=5), max_size=6), st.integers(0, 99))
def test_shuffling_deals_the_same_names_and_places_out_anew(boxes: list[list[TrueBox]], seed: int) -> None:
    before = [picture(number, *found) for number, found in enumerate(boxes)]
    after = shuffled(before, seed)
    assert [len(item.boxes) for item in after] == [len(item.boxes) for item in before]
    for what in ("name", "rect"):
        counts = [
            Counter(getattr(box, what) for item in pictures for box in item.boxes)
            for pictures in (before, after)
        ]
        assert counts[0] == counts[1]
