"""The entry: help, version, mistakes, and how fast it answers."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import logs, paths
from app.cli.main import main
from tests.cli.conftest import Run

COMMANDS = (
    "demo",
    "new",
    "import",
    "export",
    "detect",
    "queue",
    "teach",
    "evaluate",
    "models",
    "fetch-weights",
    "info",
    "self-test",
)


def foveate_process(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)  # type: ignore[call-overload]


def test_the_version_is_said_by_the_real_program() -> None:
    result = foveate_process("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Foveate 0.")


def test_nothing_heavy_is_imported_before_a_command_is_chosen() -> None:
    code = "import sys; from app.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert not loaded & {"torch", "PySide6", "numpy", "cv2", "PIL", "msgspec", "sqlite3", "subprocess"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(
    foveate: Run, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert foveate(command, "--help") == 0
    assert f"example:\n  foveate {command} " in capsys.readouterr().out


def test_help_lists_every_command(foveate: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert foveate("--help") == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines if line.startswith("    ")} >= set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["new", "x"], 2, "foveate new: the following arguments are required: --media."),
        (["info", "--bogus"], 2, "foveate info: --bogus is not understood."),
        (["export", "p", "d", "--format", "xml"], 2, "foveate export: argument --format: invalid choice"),
        (["teach", "p", "--minutes", "-1"], 2, "is not a number above 0"),
        (["detect", "p", "--threshold", "1.5"], 2, "is not a number between 0 and 1"),
        (["--bogus"], 2, "--bogus"),
        (["nosuch"], 1, "There is no file, folder or command nosuch"),
        (["detect"], 1, "either a project, or --media"),
        (["detect", "a", "--media", "b"], 1, "either a project, or --media"),
        (["models", "nosuch"], 1, "There is no project nosuch"),
        (["fetch-weights", "nosuch"], 1, "There are no published weights nosuch; there are retinanet"),
        (["fetch-weights", "--from", "x"], 1, "--from needs NAME"),
        (["demo", "--report", "x"], 1, "--report needs --headless"),
    ],
)
def test_a_mistake_is_one_sentence_on_stderr(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, sentence: str
) -> None:
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_a_defect_is_a_sentence_with_the_trace_in_the_log(
    foveate: Run, capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("unexpected")

    monkeypatch.setattr("retinanet_core.device.describe_devices", broken)
    assert foveate("info") == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in (home / "logs" / logs.LOG_NAME).read_text()
    assert foveate("info", "--verbose") == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "fetch-weights", "--list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert "Traceback" not in said
    assert "Exception ignored" not in said


@pytest.mark.skipif(os.name == "nt", reason="closing the streams this way is for POSIX")
def test_it_runs_without_stdout_and_stderr() -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = None; sys.argv = ['foveate', 'models', 'nosuch']\n"
        "from app.__main__ import main; sys.exit(main())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 1


def test_a_log_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with logs.recording(blocked) as log:
        logging.getLogger("test").error("lost")
    assert log is None


def test_the_log_rotates_and_is_given_back(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    with logs.recording(tmp_path) as log:
        assert log is not None
        for _ in range(3000):
            logging.getLogger("test").error("x" * 1000)
    assert logging.getLogger().handlers == before
    assert {path.name for path in tmp_path.glob("foveate.log*")} == {"foveate.log", "foveate.log.1"}
    assert all(path.stat().st_size <= 2_000_000 for path in tmp_path.glob("foveate.log*"))


def test_recording_within_recording_writes_a_line_once(tmp_path: Path) -> None:
    with logs.recording(tmp_path) as log, logs.recording(tmp_path) as inner:
        logging.getLogger("test").error("only once")
    assert log is not None
    assert inner == log
    assert log.read_text().count("only once") == 1


def test_folders_are_the_systems_own_unless_a_home_is_set(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {paths.data_dir(), paths.cache_dir(), paths.log_dir()} == {
        home / "data",
        home / "cache",
        home / "logs",
    }
    monkeypatch.delenv("FOVEATE_HOME")
    assert home not in paths.data_dir().parents
    assert len({paths.data_dir(), paths.cache_dir(), paths.log_dir()}) == 3
