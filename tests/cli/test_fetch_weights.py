"""fetch-weights, of the program and of the core alone, against a server on this computer."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cli.main import main as foveate_main
from retinanet_core.__main__ import main as core_main
from retinanet_core.errors import CheckpointError
from retinanet_core.published import convert, table
from retinanet_core.published.table import PUBLISHED, PublishedWeights
from tests.core.weights_server import DATA, Server, closed_port, entry_at, honest, serving, stalls_after

Main = Callable[[list[str]], int]

both = pytest.mark.parametrize("main", [foveate_main, core_main], ids=["foveate", "core"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with the only published weights there are; they hold nothing that could be converted."""
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as started:
        monkeypatch.setattr(table, "PUBLISHED", (entry_at(started.url),))
        monkeypatch.setattr(convert, "convert", lambda pth, entry: None)
        yield started


@both
@pytest.mark.parametrize("words", [[], ["--list"]])
def test_the_list_says_size_licence_and_what_is_here(
    main: Main, words: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch-weights", *words]) == 0
    said = capsys.readouterr().out
    assert all(entry.name in said and entry.licence in said for entry in PUBLISHED)
    assert "resnet18_imagenet                44.7 MiB  -          ResNet-18" in said
    assert "installed" not in said
    assert str(home / "data" / "weights") in said


@both
def test_weights_are_fetched_once_into_the_data_folder(
    main: Main, server: Server, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert main(["fetch-weights", "tiny"]) == 0
        path = home / "data" / "weights" / "tiny.pth"
        assert path.read_bytes() == DATA
        said = capsys.readouterr()
        assert said.out == f"tiny is in {path}.\nLicence: None at all.\n"
        assert said.err == ""
    assert len(server.asked) == 1
    converted = path.with_name("tiny.safetensors")
    for state in ("fetched", "installed"):
        assert main(["fetch-weights", "--list"]) == 0
        assert f"  {state:9}  a tiny one" in capsys.readouterr().out
        converted.touch()


def test_what_was_fetched_is_converted(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(pth: Path, entry: PublishedWeights) -> None:
        assert (pth, entry.name) == (home / "data" / "weights" / "tiny.pth", "tiny")
        raise CheckpointError(f"{pth} holds no weights.")

    monkeypatch.setattr(convert, "convert", refuse)
    assert core_main(["fetch-weights", "tiny"]) == 1
    assert capsys.readouterr().err.endswith("tiny.pth holds no weights.\n")


@both
def test_a_file_can_be_brought_and_kept_elsewhere(
    main: Main, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "given.pth"
    given.write_bytes(DATA)
    assert main(["fetch-weights", "tiny", "--from", str(given), "--to", str(tmp_path / "kept")]) == 0
    assert (tmp_path / "kept" / "tiny.pth").read_bytes() == DATA
    assert server.asked == []
    given.write_bytes(DATA[1:])
    assert main(["fetch-weights", "tiny", "--from", str(given)]) == 1
    said = capsys.readouterr()
    assert "given.pth is not tiny" in said.err
    assert said.err.count("\n") == 1


@both
def test_without_a_network_it_fails_in_one_sentence(
    main: Main, monkeypatch: pytest.MonkeyPatch, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(table, "PUBLISHED", (entry_at(f"http://127.0.0.1:{closed_port()}"),))
    assert main(["fetch-weights", "tiny"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert 'run "foveate fetch-weights tiny --from FILE" here.\n' in said.err
    assert said.err.count("\n") == 1


@both
def test_progress_is_one_line_on_a_terminal(
    main: Main, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["fetch-weights", "tiny"]) == 0
    lines = terminal.getvalue().split("\r")
    assert lines[1] == "Fetching tiny, 0 of 0 MiB"
    assert lines[-2:] == [" " * len(lines[1]), ""]
    assert "\n" not in terminal.getvalue()


CHILD = """
import sys
from retinanet_core.published import convert, table
from tests.core.weights_server import entry_at
convert.convert = lambda pth, entry: None
table.PUBLISHED = (entry_at(sys.argv[1]),)
if sys.argv[2] == "foveate":
    from app.cli.main import main
else:
    from retinanet_core.__main__ import main
sys.exit(main(["fetch-weights", "tiny"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("program", ["foveate", "core"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_or_killed_download_goes_on_at_the_next_start(
    program: str, number: signal.Signals, server: Server, home: Path
) -> None:
    server.answers = [stalls_after(150_000), honest()]
    command = [sys.executable, "-c", CHILD, server.url, program]
    part = home / "data" / "weights" / "tiny.pth.part"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        wait_for(lambda: part.exists() and part.stat().st_size > 100_000)
        child.send_signal(number)
        out, err = child.communicate(timeout=20)
    stopped = number == signal.SIGINT
    assert (child.returncode, out, err) == ((130, "", "Stopped.\n") if stopped else (-number, "", ""))
    here = part.stat().st_size
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (again.returncode, again.stderr) == (0, "")
    assert server.ranges() == ["", f"bytes={here}-"]
    assert part.with_suffix("").read_bytes() == DATA


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)
