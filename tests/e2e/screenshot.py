"""Takes the picture in README.md: `python -m tests.e2e.screenshot [FILE]`.

Opens the demo in a real window, detects on its first picture, accepts some suggestions, draws two boxes of the
new class, and leaves the rest as suggestions.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from app.demo.material import NEW_CLASS
from app.demo.project import labels_of, truth_of
from app.demo.scenes import CLASSES
from tests.e2e.driver import Program, Screen, State
from tests.e2e.test_whole_loop import box_of, drag_rect, on_screen
from tests.shared_data import ROOT

ACCEPTED, DRAWN = 5, 2
COLOURS = 240
"""In the PNG file: enough for the picture, and it stays below 400 KB."""


def main(arguments: list[str]) -> int:
    """Take it."""
    target = Path(arguments[0]) if arguments else ROOT / "resources" / "screenshots" / "main.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, Screen(1440, 900) as screen:
        with Program(screen, ["demo"], Path(temporary) / "home") as program:
            pose(program)
            raw = screen.screenshot(Path(temporary) / "raw.png")
            program.close()
        subprocess.run(
            ["convert", str(raw), "+dither", "-colors", str(COLOURS), "-strip", f"PNG8:{target}"], check=True
        )
    sys.stdout.write(f"{target}: {target.stat().st_size // 1000} KB\n")
    return 0


def pose(program: Program) -> None:
    """Bring the window into the state of the picture."""
    state = program.wait("the demo", lambda seen: seen["frames"] > 1 and seen["frame_ready"], seconds=180)
    program.key("d")
    state = program.wait("suggestions", lambda seen: seen["shown"] > ACCEPTED, seconds=120)
    shown = [box for box in state["boxes"] if box["score"] >= state["threshold"]]
    for box in sorted(shown, key=lambda item: -item["score"])[:ACCEPTED]:
        accept(program, state, box["id"])
    program.key("Escape", str(CLASSES.index(NEW_CLASS) + 1))
    program.wait("the new class", lambda seen: seen["draw_class"] == NEW_CLASS and not seen["selection"])
    program.key("w")
    program.wait("drawing", lambda seen: seen["drawing"])
    new = [label for label in labels_of(truth_of(Path(state["file"]))) if label.class_name == NEW_CLASS]
    for number, label in enumerate(new[:DRAWN], start=1):
        drag_rect(program, state, (label.x1, label.y1, label.x2, label.y2))
        confirmed = ACCEPTED + number
        program.wait("the box", lambda seen, n=confirmed: seen["counts"]["confirmed"] == n)
    program.key("Escape")
    left, top, width, _ = state["canvas"]
    program.move((left + width - 8, top + 8))
    program.wait("rest", lambda seen: not seen["drawing"])


def accept(program: Program, state: State, box_id: int) -> None:
    """Click on a suggestion and accept it."""
    x1, y1, x2, y2 = box_of(state, box_id)["rect"]
    program.click(on_screen(state, ((x1 + x2) / 2, (y1 + y2) / 2)))
    program.wait("the selection", lambda seen: seen["selection"] == [box_id])
    program.key("a")
    program.wait("the box to be confirmed", lambda seen: box_of(seen, box_id)["state"] == "confirmed")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
