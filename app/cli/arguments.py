"""What the commands share: how they are declared, and how they open what their arguments name."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from retinanet_core.choices import ENGINES
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.store import Store

    Commands: TypeAlias = "argparse._SubParsersAction[FoveateParser]"

Command = Callable[[argparse.Namespace], int]

SUFFIX = ".foveate"


class UsageError(PlainError):
    """The words of a command do not make sense together."""


class FoveateParser(argparse.ArgumentParser):
    """Says a mistake in one sentence instead of a page of usage, and takes no abbreviated options."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  (argparse's own options)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        self.exit(2, f"{self.prog}: {message}. See '{self.prog} --help'.\n")


def add_command(
    commands: Commands, name: str, run: Command, *, summary: str, details: str = "", example: str
) -> FoveateParser:
    """Declare a command, with an example in its help."""
    parser = commands.add_parser(
        name,
        help=summary[:1].lower() + summary[1:].rstrip("."),
        description=f"{summary}\n\n{details}" if details else summary,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--verbose", action="store_true", help="say technical details and list everything")
    parser.set_defaults(run=run)
    return parser


def add_compute_options(parser: FoveateParser) -> None:
    """Where and how the detector runs."""
    parser.add_argument(
        "--device",
        default="auto",
        metavar="D",
        help="where to compute: auto (the best there is; default), cpu, cuda, cuda:1, mps",
    )
    parser.add_argument(
        "--precision",
        default="auto",
        metavar="P",
        help="how to compute: auto (the fastest that is sound there; default), float32, bfloat16, float16",
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="auto",
        help="what computes: auto (OpenVINO on processors, else PyTorch; default), pytorch, openvino",
    )


def whole_number(text: str) -> int:
    """An argument type: a whole number from 0."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def positive_number(text: str) -> float:
    """An argument type: a number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


def batch_norm_epsilon(text: str) -> float:
    """An argument type: an epsilon from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def project_folder(text: str) -> Path:
    """The project that a word names, with or without its ending.

    Raises:
        UsageError: There is none.
    """
    path = Path(text)
    for folder in (path, path.with_name(path.name + SUFFIX) if path.name else path):
        if folder.is_dir() and folder.name.endswith(SUFFIX):
            return folder
    raise UsageError(f"There is no project {text}; 'foveate new {text} --media PATH...' makes one.")


@contextmanager
def opened(text: str, *, to_write: bool = False) -> Iterator[Store]:
    """The store of the project that a word names.

    Raises:
        UsageError: There is no such project, or it should be written and another program has it open.
        ProjectError: It cannot be opened.
    """
    from app.project.store import Store

    store = Store.open(project_folder(text))
    try:
        if to_write and store.read_only:
            raise UsageError(store.read_only_reason)
        yield store
    finally:
        store.close()


def write_report(path: Path, value: object) -> None:
    """Write a JSON report, whole or not at all.

    Raises:
        PlainError: The file cannot be written.
    """
    import json

    from retinanet_core.files import write_atomically

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, (json.dumps(value, indent=1, allow_nan=False) + "\n").encode())
    except OSError as error:
        raise PlainError(f"The report {path} cannot be written.", detail=str(error)) from error
