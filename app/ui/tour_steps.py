"""The steps of the tour: what is to be done, and how one sees in the project that it was done.

They are those of `foveate demo`: detect with what is known, meet a class that is not, draw five, teach, see the
difference. A step counts as done by what the project holds, whichever way a person took.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.demo.material import NEW_CLASS
from app.project.records import Box, BoxOrigin, BoxState, VersionStatus
from app.project.store import Store
from app.ui.words import QT_TRANSLATE_NOOP

WANTED = 5
"""How many of the new class are to be drawn."""


@dataclass(frozen=True)
class Facts:
    """What the steps look at.

    Attributes:
        detected: An open frame carries what a detector found.
        judged: A person accepted or rejected a suggestion.
        chosen: New boxes get the new class.
        drawn: How many boxes of the new class a person drew.
        completed: A person completed a frame.
        taught: How many versions teaching has made.
        refused: The newest of them was not better, and was kept out.
        in_use: One of them detects.
        seen: A frame carries what one of them suggests for the new class.
    """

    detected: bool = False
    judged: bool = False
    chosen: bool = False
    drawn: int = 0
    completed: bool = False
    taught: int = 0
    refused: bool = False
    in_use: bool = False
    seen: bool = False


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        text: What is to be done and why, marked as "Tour"; {key} is the key of `action`, {reject}, {complete} and
            {class_key} are others, {left} is how many boxes are still to be drawn.
        done: Whether it was.
        action: What does it, for a button beside the words; "" where it is done elsewhere.
        panel: The panel that it is about, which comes to the front.
    """

    name: str
    text: str
    done: Callable[[Facts], bool]
    action: str = ""
    panel: str = ""


STEPS: tuple[Step, ...] = (
    Step(
        "detect",
        QT_TRANSLATE_NOOP(
            "Tour",
            "This detector knows shells and pebbles. Press {key} and it draws a box around each that it finds here.",
        ),
        lambda facts: facts.detected,
        "detect",
    ),
    Step(
        "judge",
        QT_TRANSLATE_NOOP(
            "Tour",
            "Dashed boxes are suggestions. Is one wrong? Click on it, press {reject}; then {key} accepts the others.",
        ),
        lambda facts: facts.judged,
        "accept",
    ),
    Step(
        "choose",
        QT_TRANSLATE_NOOP(
            "Tour",
            "The starfish were passed over: nobody has taught it that class. Press {class_key} to draw starfish.",
        ),
        lambda facts: facts.chosen or facts.drawn > 0,
        panel="classes",
    ),
    Step(
        "draw",
        QT_TRANSLATE_NOOP(
            "Tour",
            "Press {key} and drag a box around a starfish: {left} to go. {next} leads to the next frame.",
        ),
        lambda facts: facts.drawn >= WANTED,
        "draw",
    ),
    Step(
        "complete",
        QT_TRANSLATE_NOOP(
            "Tour",
            "When everything on a frame has its box, press {key}: it is complete, and what has no box is background.",
        ),
        lambda facts: facts.completed,
        "complete",
    ),
    Step(
        "teach",
        QT_TRANSLATE_NOOP(
            "Tour",
            "The last 24 frames came reviewed, so there is enough to learn from. Press {key} to teach.",
        ),
        lambda facts: facts.taught > 0,
        "teach",
        "teach",
    ),
    Step(
        "use",
        QT_TRANSLATE_NOOP(
            "Tour",
            "The card says what the new version does better, on frames that it never learnt from. Use it.",
        ),
        lambda facts: facts.in_use,
        panel="teach",
    ),
    Step(
        "see",
        QT_TRANSLATE_NOOP(
            "Tour", "Go to another open frame and press {key}: it finds starfish now, by what you drew."
        ),
        lambda facts: facts.seen,
        "detect",
    ),
)

WHILE_TEACHING = QT_TRANSLATE_NOOP(
    "Tour",
    "It learns beside the window, and is measured on pinned frames as it goes. You can go on drawing meanwhile.",
)
NOT_BETTER = QT_TRANSLATE_NOOP(
    "Tour",
    "The version before stays in use. Draw on a few more frames, and press {key} to teach again.",
)
FINISHED = QT_TRANSLATE_NOOP(
    "Tour", "That is all there is to it: detect, correct, teach, look. Now with pictures of your own."
)


def facts_of(store: Store, draw_class: str) -> Facts:
    """What the tour's project holds; `draw_class` is the name of the class that new boxes get."""
    new = next((item.id for item in store.classes() if item.name == NEW_CLASS), None)
    versions = store.versions()
    taught = {version.id for version in versions if version.run}
    active = store.active_version()
    detected = judged = completed = seen = False
    drawn = 0
    for frame in store.frames():
        detected = detected or frame.detected_by is not None
        boxes = store.boxes(frame.id)
        own = [box for box in boxes if _is_own(box)]
        judged = judged or any(box.origin is BoxOrigin.MODEL for box in own)
        completed = completed or (frame.reviewed and bool(own))
        drawn += sum(box.origin is BoxOrigin.PERSON and box.class_id == new for box in own)
        seen = seen or any(
            box.state is BoxState.SUGGESTED and box.class_id == new and box.version_id in taught
            for box in boxes
        )
    newest = max((version for version in versions if version.run), key=lambda item: item.id, default=None)
    return Facts(
        detected=detected,
        judged=judged,
        chosen=draw_class == NEW_CLASS,
        drawn=drawn,
        completed=completed,
        taught=len(taught),
        refused=newest is not None and newest.status is VersionStatus.KEPT_OUT,
        in_use=active is not None and active.id in taught,
        seen=seen,
    )


def _is_own(box: Box) -> bool:
    """A person at work here has judged it or drawn it."""
    return box.state is not BoxState.SUGGESTED and box.origin is not BoxOrigin.IMPORT
