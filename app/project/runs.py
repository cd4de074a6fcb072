"""Run folders of a project: which of them have a result, which can go on, and what is left of the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from app.project.errors import ProjectError
from app.project.learned import run_token
from app.project.reading import ProjectReader
from app.project.records import Version
from retinanet_core.errors import ManifestError
from retinanet_core.teach import state
from retinanet_core.teach.job import CANCEL_NAME, CANDIDATE_NAME, REPORT_NAME, load_job

FRAMES_NAME = "frames"


def token_of(run: Path) -> str:
    """What tells a run from every other; "" if it says none, as those of older programs do, or cannot be read."""
    try:
        return load_job(run).token
    except ManifestError:
        return ""


def adopted_as(store: ProjectReader, run: Path, token: str) -> Version | None:
    """The version that a run gave.

    Its name alone does not say: older programs began to count anew where a person had emptied the folder.
    """
    for version in store.versions():
        if version.run == run.name and run_token(version) == token:
            return version
    return None


def unadopted_runs(store: ProjectReader) -> list[Path]:
    """Run folders that ended with a result which is no version yet, as after a crash; oldest first."""
    return [run for run in _runs(store) if _has_result(run) and adopted_as(store, run, token_of(run)) is None]


def interrupted_runs(store: ProjectReader) -> list[Path]:
    """Run folders that ended in the middle, as after a crash, and can go on from where they were; oldest first.

    Those before the newest run that became a version are left out: what they learn from is out of date. A run that is
    at work right now is among them.
    """
    newest = newest_adopted(store)
    return [
        run
        for run in _runs(store)
        if int(run.name) > newest and not _ended(run) and state.saved(run) is not None
    ]


def drop_leftovers(store: ProjectReader) -> None:
    """Remove what fills the disk in runs that are over, and leave what they were and said.

    A run is over when it became a version, was cancelled, or can neither be taken over nor go on. None may be at work.
    """
    needed = {*unadopted_runs(store), *interrupted_runs(store)}
    for run in _runs(store):
        if run in needed:
            if _ended(run):
                state.clear(run)
            continue
        state.clear(run)
        for name in (FRAMES_NAME, CANDIDATE_NAME):
            shutil.rmtree(run / name, ignore_errors=True)


def runs_over(store: ProjectReader, tokens: Iterable[str]) -> list[str]:
    """Those of some runs, by their tokens, that nothing will come of any more. None may be at work."""
    left = {token_of(run) for run in (*unadopted_runs(store), *interrupted_runs(store))}
    return [token for token in tokens if token not in left]


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


def newest_adopted(store: ProjectReader) -> int:
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
