"""foveate new: a project over images and videos that stay where they are."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import SUFFIX, UsageError, add_command
from app.cli.console import Progress, list_problems, say
from app.cli.stopping import stoppable
from retinanet_core.errors import Cancelled, PlainError

if TYPE_CHECKING:
    from app.cli.arguments import Commands
    from app.project.library import AddReport
    from app.project.store import Store


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "new",
        _new,
        summary="Make a project from images, folders and videos.",
        details="The media stay where they are. Files that cannot be read are listed with the reason.",
        example="foveate new cells --media photos/ clip.mp4 --classes RBC,WBC",
    )
    parser.add_argument("project", metavar="PROJECT", help=f"folder to make; {SUFFIX} is added to its name")
    parser.add_argument("--media", metavar="PATH", nargs="+", required=True, help="images, folders, videos")
    parser.add_argument("--classes", metavar="A,B", default="", help="names of the classes, in their order")


def _new(arguments: argparse.Namespace) -> int:
    from app.project.store import Store

    folder = Path(arguments.project)
    if not folder.name.endswith(SUFFIX):
        folder = folder.with_name(folder.name + SUFFIX)
    classes = [name.strip() for name in arguments.classes.split(",") if name.strip()]
    paths = _existing(arguments.media)
    had_folder = folder.exists()
    store = Store.create(folder, classes)
    try:
        report = _add(store, paths)
    except (PlainError, Cancelled, KeyboardInterrupt):
        store.close()
        _take_back(folder, keep_folder=had_folder)
        raise
    frames = len(store.frames())
    store.close()
    list_problems(
        [f"{path}: {reason}" for path, reason in report.problems],
        what="Files that cannot be read",
        shown=None if arguments.verbose else 20,
    )
    say(f"{folder}: {frames} frames in {report.added} files")
    if frames == 0:
        raise UsageError(f"The project {folder} was made, but none of the media can be read.")
    return 0


def _existing(words: list[str]) -> list[Path]:
    paths = [Path(word) for word in words]
    absent = [path for path in paths if not path.exists()]
    if absent:
        raise UsageError(f"There is no file or folder {absent[0]}.")
    return paths


def _add(store: Store, paths: list[Path]) -> AddReport:
    from app.project.library import add_media

    with stoppable() as stopped, Progress("Reading media,", "files") as progress:
        return add_media(store, paths, progress=progress.update, cancelled=stopped)


def _take_back(folder: Path, *, keep_folder: bool) -> None:
    """Remove the project that was just made: nobody has worked in it."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if not keep_folder:
        folder.rmdir()
