"""Builds a wheel, installs it outside the checkout, and has it load every resource and show its window.

python .ci/wheel.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PROOF = """
import sys
from pathlib import Path
import app, resources, retinanet_core
from app.cli.self_testing import Walk

target = Path(sys.argv[1])
for package in (app, resources, retinanet_core):
    assert target in Path(package.__file__).parents, f"{package.__file__} is not what was installed"
walk = Walk(Path(sys.argv[2]))
walk.window()
from app.ui.icons import icon_names, icon_pixmap
from app.ui.sentences import said
assert icon_names() and not any(icon_pixmap(name, 16, "#000000").isNull() for name in icon_names())
assert said("There is no screen.")
walk.material()
walk.open()
print(walk.languages())
walk.shut_down()
"""


def main() -> int:
    """0 if the installed program is whole and works."""
    with tempfile.TemporaryDirectory(prefix="foveate-wheel-") as temporary:
        place = Path(temporary)
        pip = [sys.executable, "-m", "pip", "-q"]
        subprocess.run(
            [*pip, "wheel", "--no-deps", "-w", place / "wheels", _source(place / "source")], check=True
        )
        (wheel,) = (place / "wheels").glob("foveate-*.whl")
        target = place / "installed"
        subprocess.run([*pip, "install", "--no-deps", "--target", target, wheel], check=True)
        missing = [
            name for name in _listed("app", "retinanet_core", "resources") if not (target / name).is_file()
        ]
        for name in missing:
            print(f"{name} is missing from the wheel.")
        home = place / "home"
        home.mkdir()
        environment = {
            **os.environ, "PYTHONPATH": str(target), "FOVEATE_HOME": str(home), "FOVEATE_OFFLINE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }  # fmt: skip
        command = [sys.executable, "-c", PROOF, str(target), str(home)]
        code = subprocess.run(command, cwd=home, env=environment, check=False).returncode
        return code or (1 if missing else 0)


def _source(folder: Path) -> Path:
    """A copy of the checkout: building leaves files behind, and takes in those that earlier builds left."""
    for name in _listed():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def _listed(*folders: str) -> list[str]:
    """What the checkout holds, in these folders or in all."""
    listed = subprocess.run(
        ["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


if __name__ == "__main__":
    raise SystemExit(main())
