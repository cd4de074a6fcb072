"""Run folders of a project: which of them have a result, which can go on, and what is left of the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.project.errors import ProjectError
from app.project.reading import ProjectReader
from retinanet_core.teach import state
from retinanet_core.teach.job import CANCEL_NAME, CANDIDATE_NAME, REPORT_NAME


def unadopted_runs(store: ProjectReader) -> list[Path]:
    """Run folders that ended with a result which is no version yet, as after a crash; oldest first."""
    adopted = {version.run for version in store.versions()}
    return [run for run in _runs(store) if run.name not in adopted and _has_result(run)]


def interrupted_runs(store: ProjectReader) -> list[Path]:
    """Run folders that ended in the middle, as after a crash, and can go on from where they were; oldest first.

    Those before the newest run that became a version are left out: what they learn from is out of date. A run that is
    at work right now is among them.
    """
    newest = _newest_adopted(store)
    return [
        run
        for run in _runs(store)
        if int(run.name) > newest and not _ended(run) and state.saved(run) is not None
    ]


def drop_old_states(store: ProjectReader) -> None:
    """Remove what runs kept for going on that will never be asked to: they ended, were cancelled or are out of date."""
    newest = _newest_adopted(store)
    for run in _runs(store):
        if int(run.name) <= newest or _ended(run):
            state.clear(run)


def check_not_pinned(store: ProjectReader, frame_ids: Iterable[int]) -> None:
    """See that none of the frames that a run learns from was pinned since they were chosen.

    Raises:
        ProjectError: Some were; its message says what to do.
    """
    pinned = sum(store.has_frame(frame_id) and store.frame(frame_id).pinned for frame_id in frame_ids)
    if pinned:
        frames = (
            "1 frame that it learns from is" if pinned == 1 else f"{pinned} frames that it learns from are"
        )
        raise ProjectError(f"This run cannot go on, because {frames} pinned now; teach anew.")


def _newest_adopted(store: ProjectReader) -> int:
    """Number of the newest run that became a version; 0 if none did."""
    adopted = (version.run for version in store.versions())
    return max((int(name) for name in adopted if name.isdecimal()), default=0)


def _runs(store: ProjectReader) -> list[Path]:
    """The run folders, oldest first."""
    try:
        return sorted(run for run in store.runs_dir.iterdir() if run.name.isdecimal())
    except OSError:
        return []  # Without the folder there is nothing to take over.


def _has_result(run: Path) -> bool:
    """Whether a run ended with a model and was not cancelled meanwhile."""
    whole = (run / REPORT_NAME).is_file() and (run / CANDIDATE_NAME).is_dir()
    return whole and not (run / CANCEL_NAME).exists()


def _ended(run: Path) -> bool:
    """Whether a run has a report, or a person cancelled it."""
    return (run / REPORT_NAME).exists() or (run / CANCEL_NAME).exists()
