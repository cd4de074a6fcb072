"""No decoder writes on the user's terminal, whatever the file; importing pictures brings in neither torch nor Qt."""

from __future__ import annotations

import subprocess
import sys

from tests.shared_data import ROOT, require_shared_data

READ_EVERYTHING = """
import sys
from pathlib import Path
from app.media.catalog import find_media
from app.media.errors import MediaError
from app.media.frames import FrameReader

data = Path(sys.argv[1])
read = refused = 0
with FrameReader(Path(sys.argv[2])) as reader:
    for found in find_media([data / "images_odd", data / "video"]):
        if found.path.name == "giant-image.jpg":
            continue
        try:
            reader.read(found.path, found.kind, 0)
            if found.kind == "video":
                reader.read(found.path, found.kind, 2)
            read += 1
        except MediaError:
            refused += 1
assert not {"torch", "PySide6"} & set(sys.modules)
print(read, refused)
"""


def test_every_real_file_is_read_or_refused_in_silence(tmp_path: object) -> None:
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        READ_EVERYTHING,
        str(require_shared_data()),
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.split() == ["28", "14"]
