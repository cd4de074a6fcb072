"""README.md says what is true: its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.shared_data import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    block = README.split("## Commands", 1)[1].split("```")[1]
    return [line for line in block.strip().splitlines() if line.startswith("foveate ")]


@pytest.mark.parametrize("line", commands()[1:], ids=lambda line: line.split()[1])
def test_each_command_has_help_with_the_options_said(line: str) -> None:
    name = line.split()[1]
    done = subprocess.run(
        [sys.executable, "-m", "app", name, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for option in re.findall(r"--[a-z-]+", line.split("  ")[0]):
        assert option in done.stdout


def test_links_lead_to_files() -> None:
    targets = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert targets
    assert [link for link in targets if not (ROOT / link).is_file()] == []


def test_the_commands_that_ci_runs_are_there() -> None:
    for name in ("run", "tests"):
        found = subprocess.run(
            [sys.executable, ".ci/tools.py", "readme-command", name],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "python3 -m venv .venv && .venv/bin/pip install -e " in found.stdout
