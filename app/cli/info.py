"""foveate info: versions, devices, engine and precision, folders."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app import logs, paths
from app.cli.arguments import add_command
from app.cli.console import say, say_json
from retinanet_core.version import __version__

if TYPE_CHECKING:
    from app.cli.arguments import Commands

_PACKAGES = (
    "torch",
    "torchvision",
    "openvino",
    "PySide6-Essentials",
    "opencv-python-headless",
    "numpy",
    "Pillow",
)


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "info",
        _info,
        summary="Say versions, devices, the engine and precision chosen, and where the folders are.",
        example="foveate info --json",
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--speed",
        nargs="?",
        const="auto",
        metavar="DEVICE",
        help="measure as well how long detecting takes (auto, cpu, cuda, mps)",
    )


def _info(arguments: argparse.Namespace) -> int:
    facts = _facts()
    if arguments.speed is not None:
        facts["speed"] = _speed(arguments.speed)
    if arguments.json:
        say_json(facts)
        return 0
    for title, group in facts.items():
        if isinstance(group, dict):
            say(f"{title}:")
            for key, value in group.items():
                say(f"  {key}: {_text(value)}")
        else:
            say(f"{title}: {_text(group)}")
    return 0


def _facts() -> dict[str, Any]:
    import platform
    import sqlite3

    from retinanet_core.detect.engine import describe_choice
    from retinanet_core.device import describe_devices

    return {
        "foveate": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "executable": sys.executable,
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: _version(name) for name in _PACKAGES},
        "compute": {**describe_choice(), **describe_devices()},
        "folders": {
            "data": str(paths.data_dir()),
            "cache": str(paths.cache_dir()),
            "log": str(paths.log_dir() / logs.LOG_NAME),
        },
    }


def _speed(device: str) -> dict[str, Any]:
    from app.demo.speed import measure

    speed = measure(device)
    return {"engine": speed.engine, "seconds_per_picture": round(speed.seconds, 4)}


def _version(package: str) -> str | None:
    """None for a package whose files are not there, as in a packaged program."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _text(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
