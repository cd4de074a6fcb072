"""Drives the real program in a real window: a private X server, a window manager, a mouse and a keyboard.

The program is started as a person starts it and is touched through xdotool alone. What it shows is read from
the screen (screenshots) and from the state that it reports in the file named by FOVEATE_STATE_FILE.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from tests.shared_data import ROOT

TOOLS = ("Xvfb", "openbox", "xdotool", "import", "xprop")

State = dict[str, Any]
Point = tuple[float, float]


def require_tools() -> None:
    """Skip, saying what is missing, where no window can be driven; in CI, which installs the tools, fail."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        message = f"no window can be driven without {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


def artifacts_dir() -> Path:
    """Where screenshots are left: $FOVEATE_ARTIFACTS, else artifacts/ in the checkout, which git ignores."""
    folder = Path(os.environ.get("FOVEATE_ARTIFACTS", ROOT / "artifacts"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def wait_until(what: str, condition: Callable[[], Any], seconds: float) -> Any:
    """The first true value of `condition`.

    Raises:
        TimeoutError: It stayed false for `seconds`.
    """
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.05)


class Screen:
    """An X server of its own with a window manager, on a display that was free."""

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        self.width, self.height = width, height
        self._processes: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Screen:
        told, tell = os.pipe()
        size = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", size, "-nolisten", "tcp", "-dpi", "96"]
        self._start(command, pass_fds=(tell,))
        os.close(tell)
        with os.fdopen(told) as stream:
            number = stream.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self._start(["openbox", "--sm-disable"], env=self.environment())
        wait_until("the window manager", self._is_managed, 20)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def environment(self) -> dict[str, str]:
        """The environment of a program that is to appear on this screen."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *words: str) -> str:
        """Run xdotool here and return what it prints."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.strip()

    def screenshot(self, path: Path) -> Path:
        """The whole screen as a PNG file."""
        subprocess.run(
            ["import", "-window", "root", str(path)], env=self.environment(), timeout=60, check=True
        )
        return path

    def _start(
        self, command: list[str], env: dict[str, str] | None = None, pass_fds: Sequence[int] = ()
    ) -> None:
        self._processes.append(
            subprocess.Popen(
                command, env=env, pass_fds=pass_fds, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )

    def _is_managed(self) -> bool:
        asked = subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        return "window id" in asked.stdout


class Program:
    """The program, running on a screen, as a person sees and touches it.

    Attributes:
        home: The folder that stands for the person's home: settings, logs and cache go there.
        log: What it printed.
    """

    def __init__(self, screen: Screen, arguments: Sequence[str | Path], home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        without_tips(home)
        self.screen = screen
        self.home = home
        self.log = home / "output.txt"
        self._state_file = home / "state.json"
        self._state_file.unlink(missing_ok=True)
        environment = {
            **screen.environment(),
            "FOVEATE_HOME": str(home),
            "FOVEATE_STATE_FILE": str(self._state_file),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "LC_ALL": "C.UTF-8",
        }
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", *map(str, arguments)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._leave_traces()
        self.kill()

    # what it shows

    def state(self) -> State:
        """What the program reported last; {} before its first report."""
        try:
            state: State = json.loads(self._state_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return state

    def wait(self, what: str, condition: Callable[[State], Any], seconds: float = 30) -> State:
        """The first reported state for which `condition` is true.

        Raises:
            AssertionError: The program ended, or the time is over; the text holds its output and last state.
        """

        def look() -> State | None:
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}: {self.output()}")
            state = self.state()
            return state if state and condition(state) else None

        try:
            found: State = wait_until(what, look, seconds)
        except TimeoutError as problem:
            raise AssertionError(
                f"{problem}; it reports {self.state()} and printed {self.output()}"
            ) from None
        return found

    def output(self) -> str:
        """What it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def screenshot(self, name: str) -> Path:
        """Leave a picture of the screen among the artifacts."""
        return self.screen.screenshot(artifacts_dir() / f"{name}.png")

    # hands

    def key(self, *keys: str) -> None:
        """Press keys one after another, as xdotool names them ("ctrl+z", "space", "Delete")."""
        self.screen.xdotool("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.screen.xdotool("type", "--delay", "20", text)

    def move(self, to: Point) -> None:
        """Put the mouse at a point of the screen."""
        self.screen.xdotool("mousemove", "--sync", str(round(to[0])), str(round(to[1])))

    def click(self, at: Point, button: int = 1) -> None:
        """Click at a point of the screen."""
        self.move(at)
        self.screen.xdotool("click", str(button))

    def scroll_up(self) -> None:
        """Turn the mouse wheel by one notch, where the mouse is."""
        self.screen.xdotool("click", "4")

    def scroll_down(self) -> None:
        """Turn it by one notch the other way."""
        self.screen.xdotool("click", "5")

    def drag(self, start: Point, end: Point, steps: int = 8) -> None:
        """Press at `start`, move to `end` in steps as a hand does, let go."""
        self.move(start)
        self.screen.xdotool("mousedown", "1")
        for step in range(1, steps + 1):
            share = step / steps
            self.move((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        self.screen.xdotool("mouseup", "1")

    # the end

    def _leave_traces(self) -> None:
        """Put what helps to understand a failure among the artifacts: screen, state, output, logs."""
        if self.process.poll() is None:
            self.screenshot("failed")
        for path in (self._state_file, self.log, *(self.home / "logs").glob("*.log")):
            if path.exists():
                shutil.copy(path, artifacts_dir() / f"failed {path.name}")

    def close(self, seconds: float = 20) -> int:
        """Close the window by the window manager's key; the exit code.

        Raises:
            AssertionError: It did not end in time.
        """
        self.key("alt+F4")
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the window did not close in {seconds:.0f} s: {self.output()}") from None

    def kill(self) -> None:
        """End it at once, as a crash does, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


def without_tips(home: Path) -> None:
    """Tips move the picture while it is worked on; a home with settings of its own is left alone."""
    settings = home / "data" / "settings.json"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('{"tips": false}', encoding="utf-8")
