"""Starting: the window is there before anything heavy is imported; ending: nothing is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from app.cli.main import main
from app.demo.material import DETECTOR_FOLDER
from tests.shared_data import ROOT
from tests.ui.conftest import make_picture

FIRST_PAINT = """
import sys, threading
from PySide6.QtCore import QTimer
from app.ui import application
from app.ui.services import make_services

app = application.make_application()
bench = application.start(app, make_services())
seen = []

def painted():
    heavy = ("torch", "torchvision", "cv2", "openvino", "pyqtgraph", "scipy", "matplotlib")
    seen.append([name for name in heavy if name in sys.modules])
    seen.append(sorted(thread.name for thread in threading.enumerate()))
    QTimer.singleShot(0, app.quit)

bench.window.painted.connect(painted)
app.exec()
assert bench.shut_down()
print(seen)
"""

RUN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.ui import application

def look():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    if window.windowTitle().startswith("beach") and "torch" in sys.modules:
        window.close()
    else:
        QTimer.singleShot(50, look)

application.make_application()
QTimer.singleShot(50, look)
raise SystemExit(application.run(sys.argv[1:]))
"""


def python(code: str, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOVEATE_HOME": str(home), "FOVEATE_STATE_FILE": str(home / "state.json")}
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_first_painted_window_has_imported_nothing_heavy(home: Path) -> None:
    home.mkdir()
    done = python(FIRST_PAINT, home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[[], ['MainThread']]"


def test_run_opens_what_it_is_given_and_ends_in_order(home: Path, pictures: Path) -> None:
    home.mkdir()
    make_picture(pictures / "find_6.png", 6)
    project = str(pictures.with_name("beach.foveate"))
    assert main(["new", project, "--media", str(pictures)]) == 0
    assert main(["models", project, "import", str(DETECTOR_FOLDER)]) == 0
    assert main(["models", project, "activate", "1"]) == 0  # without one nothing is got ready
    done = python(RUN, str(pictures), home=home)
    assert done.returncode == 0, done.stderr
    state = json.loads((home / "state.json").read_text())
    assert Path(state["project"]) == pictures.with_name("beach.foveate")
    assert (home / "data" / "window.ini").is_file()
    assert (home / "logs" / "foveate.log").is_file()
    assert not (pictures.with_name("beach.foveate") / "lock").exists(), "the project was closed"
    assert "Traceback" not in done.stderr
