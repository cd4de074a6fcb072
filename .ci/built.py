"""Builds the program that needs no Python and has it prove itself, as on somebody else's computer.

    python .ci/built.py [FOLDER]    # a program that is built already

The folder's name has a space and an accent, and nobody may write there; the environment is empty and the home fresh.
Afterwards nothing in the folder may have changed. Needs Linux, about 12 GB of disk while it runs, and minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNWANTED = ("libQt5", "libx264", "libx265", "libtriton", "libreadline")
NEEDED = (
    "LICENSE",
    "licences/THIRD_PARTY.md",
    "_internal/resources/translations/foveate_it.qm",
    "_internal/resources/models/demo/weights.safetensors",
    "_internal/PySide6/Qt/translations/qtbase_it.qm",
    "_internal/torchvision/_C_stable.so",
)
NOBODY = 65534
STARTS, WINDOW_SECONDS = 3, 2.0


def main() -> int:
    """Build, look, run; the exit code of the self-test, or 1 if something is wrong with the folder."""
    with tempfile.TemporaryDirectory(prefix="foveate-built-") as temporary:
        place = Path(temporary)
        place.chmod(0o755)
        target = place / "Fovéate di prova"
        if len(sys.argv) > 1:
            program = _read_only(shutil.copytree(sys.argv[1], target / "foveate", symlinks=True))
        else:
            program = build(target, place / "work")
        wrong = list(_wrong_with(program))
        for sentence in wrong:
            print(sentence)
        before = _listing(program)
        print(f"Size: {sum(size for size, _ in before.values()) / 1e9:.2f} GB in {len(before)} files")
        seconds = min(_seconds_to_window(program, place / f"home {number}") for number in range(STARTS))
        print(f"From the start to the painted window: {seconds:.2f} s (bar: {WINDOW_SECONDS:.0f} s)")
        code = _start(program, place / "home è").wait()
        if _listing(program) != before:
            print("The program wrote into its own folder.")
            code = code or 1
        return code or (1 if wrong else 0)


def build(target: Path, work: Path) -> Path:
    """The folder of the program, built; nobody may write there."""
    command = [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--log-level", "WARN"]
    subprocess.run([*command, "--distpath", target, "--workpath", work], cwd=ROOT, check=True)
    return _read_only(target / "foveate")


def _read_only(program: Path) -> Path:
    for path in (program, *program.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222 | 0o444)
    return program


def _wrong_with(program: Path) -> Iterator[str]:
    for path in program.rglob("*"):
        if path.name.startswith(UNWANTED):
            yield f"{path.relative_to(program)} must not be shipped."
    for name in NEEDED:
        if not (program / name).is_file():
            yield f"{name} is missing."


def _listing(program: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file."""
    facts = ((path, path.lstat()) for path in program.rglob("*") if not path.is_dir())
    return {str(path): (fact.st_size, fact.st_mtime_ns) for path, fact in facts}


def _start(program: Path, home: Path, **options: int) -> subprocess.Popen[str]:
    """The self-test with nothing in its environment but a home; root becomes nobody, who really may not write."""
    home.mkdir()
    environment = {"HOME": str(home), "TMPDIR": str(home), "PATH": "/usr/bin:/bin"}
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    else:
        user = {}
    command = [program / "foveate-cli", "self-test", "--verbose"]
    return subprocess.Popen(command, cwd=home, env=environment, text=True, **user, **options)  # type: ignore[call-overload]  # mixed options


def _seconds_to_window(program: Path, home: Path) -> float:
    """Until the self-test says that its first step, the window, is there."""
    began = time.monotonic()
    process = _start(program, home, stdout=subprocess.PIPE)
    line = process.stdout.readline()
    seconds = time.monotonic() - began
    process.kill()
    process.communicate()
    if "a window" not in line:
        print(f"The window did not come: {line}")
        return float("inf")
    return seconds


if __name__ == "__main__":
    raise SystemExit(main())
