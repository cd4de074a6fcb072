"""Writing a folder or a file of an export whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.interchange.labels import InterchangeError


@contextlib.contextmanager
def staged_folder(
    dest: Path, *, force: bool, replaceable: frozenset[str], originals: Iterable[Path]
) -> Iterator[Path]:
    """An empty folder to write into, which becomes `dest` when the block ends well and vanishes otherwise.

    Args:
        force: Replace what an earlier export left in `dest`.
        replaceable: Names that an export of this kind writes into `dest`; others are never deleted.
        originals: Files that must not be deleted: the project's own media.

    Raises:
        InterchangeError: `dest` holds something and `force` is not set, or something an export did not write;
            or it cannot be written. It is as it was then.
    """
    dest = dest.absolute()
    try:
        _check_free(dest, force, replaceable, originals)
        dest.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{dest.name}.", suffix=".part", dir=dest.parent))
    except OSError as error:
        raise _not_written(dest, error) from error
    try:
        fresh = stage / "new"  # inside, because the folder mkdtemp makes is closed to others
        fresh.mkdir()
        yield fresh
        _swap(fresh, dest, stage / "old")
    except OSError as error:
        raise _not_written(dest, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def staged_file(dest: Path, *, force: bool) -> Iterator[Path]:
    """A path to write to, which becomes the file `dest` when the block ends well and vanishes otherwise.

    Raises:
        InterchangeError: `dest` exists and `force` is not set, or it cannot be written. It is as it was then.
    """
    dest = dest.absolute()
    if dest.is_dir():
        raise InterchangeError(f"{dest} is a folder, not a file.")
    if dest.exists() and not force:
        raise InterchangeError(f"{dest} exists already; choose another name, or replace it with --force.")
    try:
        dest.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{dest.name}.", suffix=".part", dir=dest.parent))
    except OSError as error:
        raise _not_written(dest, error) from error
    try:
        yield stage / dest.name
        (stage / dest.name).replace(dest)
    except OSError as error:
        raise _not_written(dest, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _check_free(dest: Path, force: bool, replaceable: frozenset[str], originals: Iterable[Path]) -> None:
    if not dest.exists():
        return
    if not dest.is_dir():
        raise InterchangeError(f"{dest} is a file; an export of this format is a folder.")
    present = {path.name for path in dest.iterdir()}
    if not present:
        return
    if not force:
        raise InterchangeError(
            f"The folder {dest} is not empty; choose another one, or replace an earlier export with --force."
        )
    strange = sorted(present - replaceable)
    if strange:
        raise InterchangeError(
            f"The folder {dest} holds more than an earlier export ({strange[0]}), so it is not replaced; "
            "choose another one."
        )
    real = dest.resolve()
    inside = next((path for path in originals if path.resolve().is_relative_to(real)), None)
    if inside is not None:
        raise InterchangeError(
            f"The folder {dest} holds pictures of the project itself ({inside.name}), so it is not replaced; "
            "choose another one."
        )


def _swap(fresh: Path, dest: Path, old: Path) -> None:
    """Put `fresh` in the place of `dest`; what was there is back if that fails."""
    if not dest.exists():
        fresh.rename(dest)
        return
    dest.rename(old)
    try:
        fresh.rename(dest)
    except OSError:
        old.rename(dest)
        raise


def _not_written(dest: Path, error: OSError) -> InterchangeError:
    reason = error.strerror or "the folder cannot be written"
    return InterchangeError(
        f"Nothing was exported to {dest}: {reason[:1].lower()}{reason[1:]}.", detail=str(error)
    )
