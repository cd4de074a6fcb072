"""What is shipped with the program is named, with its licence."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.shared_data import ROOT


def test_every_package_the_program_needs_is_named_with_its_licence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "notices.py", tmp_path / "licences"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "licences" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if "|" in line]
    licences = {re.sub(r"[-_.]+", "-", row[0]).lower(): row[2] for row in rows[2:]}
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[><=!; ]", line)[0].lower() for line in wanted}
    assert names - licences.keys() == set()
    assert all(licences.values())
    assert "LGPL" in licences["pyside6-essentials"]
    texts = {path.name for path in (tmp_path / "licences").rglob("*.txt")}
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= texts
