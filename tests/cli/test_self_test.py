"""The program proves itself, speaks to nobody, and says which step failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import ROOT

STEPS = ("a window", "an odd picture", "teaching in a child process", "both languages", "nothing left behind")

SPEAKS = """
import socket, sys
from app.cli import offline
offline.stay_offline_if_asked()
ours = socket.socket(socket.AF_UNIX)
ours.bind(sys.argv[1])
ours.close()
for speak in (
    lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
):
    try:
        speak()
    except OSError as error:
        print(error.errno == 101 or error, end=" ")
print(len(offline.refused()))
"""

FAILS = """
import sys
from app.cli.main import main
from app.cli import self_testing
from retinanet_core.errors import PlainError

def broken(self):
    raise {error}

self_testing.Walk.window = broken
sys.exit(main(["self-test"]))
"""


def python(*words: object, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOVEATE_HOME": str(home), **variables}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False
    )


@pytest.mark.slow
def test_the_program_proves_itself(home: Path) -> None:
    done = python("-m", "app", "self-test", home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout.splitlines()
    assert all(line.startswith("ok ") for line in said[:-1])
    for step in STEPS:
        assert any(step in line for line in said), step
    assert said[-1].startswith(f"All {len(said) - 1} steps work")
    assert not (home / "settings.json").exists(), "the person's own settings were touched"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("PlainError('There is no screen.')", "There is no screen."),
        ("OSError('no screen')", "The step 'a window' failed: no screen."),
    ],
)
def test_a_step_that_fails_is_said_and_fails_the_whole(home: Path, error: str, sentence: str) -> None:
    done = python("-c", FAILS.format(error=error), home=home)
    assert done.returncode == 1
    assert done.stdout.startswith("FAILED  a window (")
    assert done.stderr.splitlines()[-1] == sentence


@pytest.mark.skipif(os.name == "nt", reason="sockets with names of the computer's own are Unix's")
def test_a_program_that_is_to_stay_offline_makes_no_connection(home: Path, tmp_path: Path) -> None:
    done = python("-c", SPEAKS, tmp_path / "own", home=home, FOVEATE_OFFLINE="1")
    assert done.stdout.split() == ["True", "True", "True", "3"], done.stdout + done.stderr
