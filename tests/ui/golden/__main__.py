"""Takes the ten pictures: `python -m tests.ui.golden --update`, or `--into FOLDER` to look at them first."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

FONT_IS_MISSING = 3
"""Exit code where the font of the pictures is not installed."""


def main(arguments: Sequence[str]) -> int:
    """Take them: each ratio in a process of its own, for Qt asks for it only once."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.golden", description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--update", action="store_true", help="write the golden pictures anew")
    where.add_argument("--into", type=Path, metavar="FOLDER", help="write them into another folder")
    parser.add_argument("--ratio", type=int, choices=(1, 2), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    folder = Path(__file__).parent if given.update else given.into
    if given.ratio is not None:
        return _take(folder, given.ratio)
    codes = [_take_beside(arguments, ratio) for ratio in (1, 2)]
    return max(codes)


def _take_beside(arguments: Sequence[str], ratio: int) -> int:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
    command = [sys.executable, "-m", "tests.ui.golden", *arguments, "--ratio", str(ratio)]
    return subprocess.run(command, env=environment, check=False).returncode


def _take(folder: Path, ratio: int) -> int:
    from tests.ui.golden.comparing import save
    from tests.ui.golden.poses import POSES
    from tests.ui.golden.studio import FONT, FontMissingError, Studio

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        try:
            studio = Studio(Path(temporary))
        except FontMissingError:
            sys.stderr.write(f"The font {FONT} is not installed, so the golden pictures cannot be taken.\n")
            return FONT_IS_MISSING
        for pose in (pose for pose in POSES if pose.ratio == ratio):
            studio.dress(pose.scheme, pose.language, pose.size)
            window = pose.take(studio)
            studio.settle()
            save(folder / f"{pose.name}.png", studio.photograph(window, ratio))
            if window is not studio.bench.window:
                window.close()
        studio.leave()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
