"""The whole loop in a real window, by mouse and keyboard, on photographs; then the project is read from disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.interchange import voc
from app.project.records import BoxOrigin, BoxState
from app.project.store import Store
from tests.e2e.driver import Point, Program, Screen, State, require_tools
from tests.e2e.test_acceptance import foveate
from tests.shared_data import require_shared_data

pytestmark = pytest.mark.window

TAUGHT = tuple(f"BloodImage_{number:05}" for number in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16))
OPEN = ("BloodImage_00000", "BloodImage_00002")
MINUTES = 1.5
FEWEST = 5
"""Suggestions that the gestures of a review need: to relabel, to delete, to accept."""
PATIENCE = 300.0


@pytest.fixture
def screen() -> Iterator[Screen]:
    require_tools()
    with Screen(1440, 900) as running:
        yield running


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A person's own folder of photographs."""
    bccd = require_shared_data() / "bccd"
    folder = tmp_path / "blood cells"
    folder.mkdir()
    for name in (*TAUGHT, *OPEN):
        shutil.copy(bccd / "JPEGImages" / f"{name}.jpg", folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's home: teaching takes little time, and the slider starts low, for what that teaches is unsure."""
    folder = tmp_path / "home"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "settings.json").write_text(
        json.dumps({"teach_minutes": MINUTES, "score_threshold": 0.05})
    )
    return folder


def test_the_whole_loop(screen: Screen, pictures: Path, home: Path, tmp_path: Path) -> None:
    with Program(screen, [pictures], home) as program:
        project = open_folder(program, pictures)
        draw_the_first_box(program)
        assert program.close() == 0, program.output()
    import_labels(project, tmp_path)
    with Program(screen, [project], home) as program:
        teach_the_first_version(program)
        frame = detect_on_an_open_frame(program)
        drawn = draw_a_box(program, (20, 30, 120, 110))
        relabelled = relabel_by_key(program)
        deleted = delete_undo_redo(program)
        boxes = accept_and_complete(program, frame)
        teach_again_and_use(program)
        detect_again(program)
        assert program.close() == 0, program.output()
    with Store.open(project) as store:
        assert not store.read_only
        check_project(store, frame, boxes, drawn, relabelled, deleted)


def open_folder(program: Program, pictures: Path) -> Path:
    count = len(TAUGHT) + len(OPEN)
    state = program.wait(
        "the pictures", lambda seen: seen["frames"] == count and seen["frame_ready"], seconds=60
    )
    project = Path(state["project"])
    assert project == pictures.with_name("blood cells.foveate")
    assert Path(state["file"]).parent == pictures
    program.screenshot("1 folder opened")
    return project


def draw_the_first_box(program: Program) -> None:
    """Drawing needs no class beforehand: it is asked for where the box is."""
    program.key("w")
    state = program.wait("drawing", lambda seen: seen["drawing"])
    rect = truth_of(state)["WBC"][0]
    drag_rect(program, state, rect)
    program.wait("the question for a class", lambda seen: seen["asking_for_class"])
    program.type("WBC")
    program.key("Return")
    state = program.wait("the box", lambda seen: seen["counts"]["confirmed"] == 1)
    assert state["boxes"][0]["class"] == "WBC"
    assert_near(state["boxes"][0]["rect"], rect, state)
    program.screenshot("2 first box drawn")


def import_labels(project: Path, tmp_path: Path) -> None:
    """Another program has labelled some of the photographs; nobody has looked at the others."""
    names = tmp_path / "names.txt"
    names.write_text("\n".join(TAUGHT))
    bccd = require_shared_data() / "bccd"
    how = ("--format", "voc", "--as", "reviewed", "--names", names)
    foveate("import", project, bccd, *how, home=tmp_path)


def teach_the_first_version(program: Program) -> None:
    state = program.wait("the project", lambda seen: seen["project"] and seen["frame_ready"], seconds=60)
    assert state["reviewed"] == len(TAUGHT)
    assert state["active_version"] is None
    program.key("t")
    program.wait("teaching", lambda seen: seen["busy"]["teaching"])
    program.screenshot("3 teaching")
    state = program.wait("the first version", lambda seen: seen["card"], seconds=PATIENCE)
    assert state["card"] == {"version": 1, "verdict": "first"}
    assert state["active_version"] == 1
    program.screenshot("4 first version")
    press(program, "cardClose")
    program.wait("the card to go", lambda seen: seen["card"] is None)


def detect_on_an_open_frame(program: Program) -> int:
    before = program.state()["frame"]
    program.key("n")
    state = program.wait(
        "the next open frame",
        lambda seen: seen["frame"] != before and seen["frame_ready"] and not seen["frame_reviewed"],
    )
    assert Path(state["file"]).stem in OPEN
    detect(program)
    show_the_surest(program, 12)
    program.screenshot("5 suggestions")
    frame: int = state["frame"]
    return frame


def show_the_surest(program: Program, most: int) -> None:
    """Turn the wheel over the score slider until at most so many suggestions are left to see, but not too few."""
    state = program.state()
    assert state["shown"] >= 3, "the first version finds too little to go on with"
    left = state["canvas"][0]
    _, top, _, height = state["buttons"]["acceptButton"]
    program.move((left + 110, top + height / 2))
    while state["shown"] > most:
        threshold = state["threshold"]
        program.scroll_up()
        state = program.wait("the slider", lambda seen, old=threshold: seen["threshold"] > old)
    if state["shown"] < FEWEST:
        program.scroll_down()
        program.wait("the slider", lambda seen, old=state["threshold"]: seen["threshold"] < old)


def detect(program: Program) -> State:
    program.key("d")
    return program.wait(
        "the detector",
        lambda seen: not seen["busy"]["detecting"] and seen["counts"]["suggested"] > 0,
        seconds=120,
    )


def draw_a_box(program: Program, rect: tuple[float, float, float, float]) -> int:
    there = {box["id"] for box in program.state()["boxes"]}
    program.key("w")
    state = program.wait("drawing", lambda seen: seen["drawing"])
    drag_rect(program, state, rect)
    state = program.wait("the new box", lambda seen: {box["id"] for box in seen["boxes"]} - there)
    (new,) = [box for box in state["boxes"] if box["id"] not in there]
    assert (new["state"], new["origin"]) == ("confirmed", "person")
    assert_near(new["rect"], rect, state)
    program.key("Escape")
    program.wait("selecting", lambda seen: not seen["drawing"])
    box_id: int = new["id"]
    return box_id


def relabel_by_key(program: Program) -> int:
    """A digit gives the selected suggestion another class, and by that confirms it."""
    box = select_a_suggestion(program)
    classes = program.state()["classes"]
    number = next(position for position, name in enumerate(classes) if name != box["class"])
    program.key(str(number + 1))
    program.wait(
        "the other class",
        lambda seen: (
            (box_of(seen, box["id"])["class"], box_of(seen, box["id"])["state"])
            == (classes[number], "confirmed")
        ),
    )
    program.screenshot("6 relabelled")
    box_id: int = box["id"]
    return box_id


def delete_undo_redo(program: Program) -> int:
    box = select_a_suggestion(program)
    for keys, state in (("Delete", "rejected"), ("ctrl+z", "suggested"), ("ctrl+shift+z", "rejected")):
        program.key(keys)
        program.wait(keys, lambda seen, state=state: box_of(seen, box["id"])["state"] == state)
    program.screenshot("7 deleted, undone, redone")
    box_id: int = box["id"]
    return box_id


def accept_and_complete(program: Program, frame: int) -> list[dict[str, Any]]:
    """Accept what is shown and complete the frame; the boxes as they were when it was left."""
    reviewed = program.state()["reviewed"]
    program.key("Escape")
    program.wait("no selection", lambda seen: not seen["selection"])
    program.key("a")
    state = program.wait(
        "what is shown to be confirmed",
        lambda seen: (
            not any(
                box["state"] == "suggested" and box["score"] >= seen["threshold"] for box in seen["boxes"]
            )
        ),
    )
    program.screenshot("8 accepted")
    program.key("space")
    program.wait(
        "the next frame",
        lambda seen: seen["reviewed"] == reviewed + 1 and seen["frame"] != frame and seen["frame_ready"],
    )
    boxes: list[dict[str, Any]] = state["boxes"]
    return [box for box in boxes if box["state"] != "suggested"]


def teach_again_and_use(program: Program) -> None:
    program.key("t")
    program.wait("teaching", lambda seen: seen["busy"]["teaching"])
    state = program.wait("the second version", lambda seen: seen["card"], seconds=PATIENCE)
    assert state["card"]["version"] == 2
    assert state["active_version"] == 1, "nothing replaces a version but a person"
    program.screenshot("9 before and after")
    press(program, "cardUse")
    program.wait("the second version in use", lambda seen: seen["active_version"] == 2)


def detect_again(program: Program) -> None:
    state = detect(program)
    assert not state["frame_reviewed"]
    program.screenshot("10 detected again")


def check_project(
    store: Store, frame: int, boxes: list[dict[str, Any]], drawn: int, relabelled: int, deleted: int
) -> None:
    """What the window showed is what is on disk."""
    names = {item.id: item.name for item in store.classes()}
    assert set(names.values()) == {"WBC", "RBC", "Platelets"}
    on_disk = {
        box.id: (names[box.class_id], str(box.state), list(box.rect))
        for box in store.boxes(frame)
        if box.state is not BoxState.SUGGESTED
    }
    assert on_disk == {box["id"]: (box["class"], box["state"], box["rect"]) for box in boxes}
    assert store.box(drawn).origin is BoxOrigin.PERSON
    assert store.box(relabelled).edited
    assert store.box(deleted).state is BoxState.REJECTED
    assert store.frame(frame).reviewed
    assert store.frame(frame).taught or store.frame(frame).pinned
    active = store.active_version()
    assert active is not None
    assert (active.id, active.parent_id) == (2, 1)
    assert {item.detected_by for item in store.frames() if not item.reviewed} == {2}
    if store.frame(frame).pinned:
        store.undo()  # the second teaching pinned it, which is a step of its own
    assert store.undo() is not None
    assert not store.frame(frame).reviewed


def truth_of(state: State) -> dict[str, list[tuple[float, float, float, float]]]:
    """The true boxes of the photograph that is shown, by class."""
    stem = Path(state["file"]).stem
    images, _ = voc.read(require_shared_data() / "bccd" / "Annotations" / f"{stem}.xml")
    boxes: dict[str, list[tuple[float, float, float, float]]] = {}
    for box in images[0].boxes:
        boxes.setdefault(box.class_name, []).append((box.x1, box.y1, box.x2, box.y2))
    return boxes


def select_a_suggestion(program: Program) -> dict[str, Any]:
    """Click on suggestions, surest first, until one is selected: another box may lie on top of a middle."""
    state = program.state()
    candidates = [
        box for box in state["boxes"] if box["state"] == "suggested" and box["score"] >= state["threshold"]
    ]
    for box in sorted(candidates, key=lambda item: -item["score"]):
        x1, y1, x2, y2 = box["rect"]
        program.click(on_screen(state, ((x1 + x2) / 2, (y1 + y2) / 2)))
        seen = program.wait("a selection", lambda seen: len(seen["selection"]) == 1)
        chosen = box_of(seen, seen["selection"][0])
        if chosen["state"] == "suggested":
            return chosen
    raise AssertionError(f"no suggestion could be selected: {candidates}")


def box_of(state: State, box_id: int) -> dict[str, Any]:
    found: dict[str, Any] = next(box for box in state["boxes"] if box["id"] == box_id)
    return found


def press(program: Program, name: str) -> None:
    """Click on a button, by its object name, once it is there."""
    state = program.wait(f"the button {name}", lambda seen: name in seen["buttons"])
    left, top, width, height = state["buttons"][name]
    program.click((left + width / 2, top + height / 2))


def drag_rect(program: Program, state: State, rect: tuple[float, float, float, float]) -> None:
    program.drag(on_screen(state, rect[:2]), on_screen(state, rect[2:]))


def on_screen(state: State, point: Point) -> Point:
    view = state["view"]
    return (view["left"] + point[0] * view["scale"], view["top"] + point[1] * view["scale"])


def assert_near(rect: list[float], expected: tuple[float, float, float, float], state: State) -> None:
    """The mouse only stands on whole pixels of the screen."""
    assert rect == pytest.approx(expected, abs=1.5 / state["view"]["scale"])
