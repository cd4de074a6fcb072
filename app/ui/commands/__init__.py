"""What a person can do, subject by subject: a module each, with its actions, facts and words.

The order here is the order within menus that several subjects share.
"""

from __future__ import annotations

from app.ui.action_spec import ActionSpec, Commands
from app.ui.commands import (
    boxes,
    classes,
    detect,
    edit,
    file,
    frames,
    help,
    overview,
    picture,
    review,
    teach,
    view,
)

SUBJECTS: tuple[Commands, ...] = (
    file.COMMANDS,
    edit.COMMANDS,
    picture.COMMANDS,
    boxes.COMMANDS,
    frames.COMMANDS,
    classes.COMMANDS,
    review.COMMANDS,
    detect.COMMANDS,
    teach.COMMANDS,
    overview.COMMANDS,
    view.COMMANDS,
    help.COMMANDS,
)

ACTIONS: tuple[ActionSpec, ...] = tuple(spec for subject in SUBJECTS for spec in subject.actions)
