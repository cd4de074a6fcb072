"""What is possible now, and the words that depend on it, gathered from all subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import When
from app.ui.commands import SUBJECTS

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


def possible(bench: Workbench) -> When:
    """Everything that holds now."""
    state = When.ALWAYS
    for subject in SUBJECTS:
        for fact, holds in subject.facts(bench).items():
            if holds:
                state |= fact
    return state


def describe(bench: Workbench) -> None:
    """Words of actions and buttons that say what they would do now."""
    for subject in SUBJECTS:
        subject.describe(bench)
