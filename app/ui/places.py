"""Where a project belongs when pictures are opened without one. Knows no Qt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

SUFFIX = ".foveate"
DATABASE = "project.sqlite"


def as_project(path: Path) -> Path | None:
    """The project folder that `path` names, itself or by a file inside; None if it names none."""
    for candidate in (path, path.parent):
        if candidate.suffix == SUFFIX and (candidate / DATABASE).is_file():
            return candidate
    return None


def with_suffix(folder: Path) -> Path:
    """`folder`, named as a project is."""
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)


def project_folder_for(media: Sequence[Path], data_dir: Path) -> Path:
    """The project that pictures belong to: beside their folder where that can be written, else in `data_dir`.

    A folder FOLDER gets FOLDER.foveate next to it; single files get a project named after the folder that holds
    them. Asking again with the same paths gives the same project, so that opening a folder twice reopens it.

    Args:
        media: At least one file or folder.
        data_dir: The person's own folder for projects.
    """
    first = media[0].absolute()
    folder = first if first.is_dir() else first.parent
    beside = folder.with_name(folder.name + SUFFIX) if folder.name else None
    if beside is not None and (beside.is_dir() or os.access(beside.parent, os.W_OK)):
        return beside
    return data_dir / ((folder.name or "pictures") + SUFFIX)


def display_name(folder: Path) -> str:
    """What a person calls the project."""
    return folder.name.removesuffix(SUFFIX)


def short(path: Path) -> str:
    """The path as a person reads it: `~` is their home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # it lies elsewhere, or nobody knows where home is
        return str(path)
