"""foveate models: the versions of a project's detector."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, add_command, batch_norm_epsilon, opened
from app.cli.console import Progress, percent, say, table
from app.cli.stopping import stoppable
from retinanet_core.commands.export import FORMATS, carry_out

if TYPE_CHECKING:
    from app.cli.arguments import Commands
    from app.project.records import Version
    from app.project.store import Store

FOLDER = "folder"


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "models",
        _models,
        summary="List, activate, export and import the versions of a project's detector.",
        details="list                the versions, the active one marked (default)\n"
        "activate V          detect with version V from now on\n"
        "export V DEST       copy version V to the folder DEST\n"
        "export V DEST --format onnx|torchvision\n"
        "                    write version V for other programs: DEST.onnx or DEST.pth, and DEST.json beside it\n"
        "import FOLDER       add a model folder as a new version; its classes are matched by name\n"
        "import FILE         add a RetinaNet of torchvision (.pth, .pt or .safetensors) as a new version",
        example="foveate models cells activate 3",
    )
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("action", nargs="?", default="list", choices=tuple(_ACTIONS))
    parser.add_argument("words", nargs="*", metavar="V | DEST | FOLDER | FILE")
    parser.add_argument(
        "--format", choices=(FOLDER, *FORMATS), help=f"what export writes (default: {FOLDER}, a model folder)"
    )
    parser.add_argument(
        "--classes",
        metavar="A,B",
        help="what the class rows of an imported FILE are called, in their order; a row without a name is dropped "
        "(default: the names of COCO for its 91 rows, otherwise class 1, class 2 and so on)",
    )
    parser.add_argument(
        "--norm-eps",
        type=batch_norm_epsilon,
        metavar="E",
        help="epsilon of the batch norms of an imported FILE, which the weights do not tell: 0 for a detector that was "
        "taught further from torchvision's first COCO weights (default: what the JSON beside an exported FILE says, "
        "otherwise 1e-5, and 0 for those COCO weights themselves)",
    )


def _models(arguments: argparse.Namespace) -> int:
    action, count = _ACTIONS[arguments.action]
    if len(arguments.words) != count:
        raise UsageError(
            f"'models PROJECT {arguments.action}' takes {count} words after it; see 'foveate models --help'."
        )
    if arguments.format is not None and arguments.action != "export":
        raise UsageError("--format is for 'models PROJECT export V DEST'.")
    if arguments.classes is not None and arguments.action != "import":
        raise UsageError("--classes is for 'models PROJECT import FILE'.")
    if arguments.norm_eps is not None and arguments.action != "import":
        raise UsageError("--norm-eps is for 'models PROJECT import FILE'.")
    options = {"export": [arguments.format or FOLDER], "import": [arguments.classes, arguments.norm_eps]}
    more = options.get(arguments.action, [])
    with opened(arguments.project, to_write=arguments.action in {"activate", "import"}) as store:
        action(store, *arguments.words, *more)
    return 0


def _list(store: Store) -> None:
    versions = store.versions()
    if not versions:
        say("No versions yet.")
        return
    active = store.active_version()
    rows = [["", "version", "from", "made", "status", "AP50"]]
    for version in versions:
        made = time.strftime("%Y-%m-%d %H:%M", time.localtime(version.created_at))
        parent = "-" if version.parent_id is None else str(version.parent_id)
        mark = "*" if active is not None and version.id == active.id else ""
        measured = percent((version.report.get("after") or {}).get("ap50"))
        rows.append([mark, str(version.id), parent, made, version.status.value, measured])
    say(table(rows, left=5))


def _activate(store: Store, number: str) -> None:
    from app.project.versions import activate

    version = _version(store, number)
    activate(store, version.id)
    say(f"Version {version.id} is active.")


def _export(store: Store, number: str, dest: str, form: str) -> None:
    from app.project.versions import export_version, model_folder

    version = _version(store, number)
    if form != FOLDER:
        carry_out(model_folder(store, version.id), Path(dest), form, say)
        return
    export_version(store, version.id, Path(dest))
    say(f"Version {version.id} is in {dest}.")


def _import(store: Store, text: str, classes: str | None, norm_eps: float | None) -> None:
    from app.project.versions import import_model
    from app.project.weights_files import is_weights_file

    source = Path(text)
    if not source.exists():
        raise UsageError(f"There is no file or folder {text}.")
    if is_weights_file(source):
        version = _import_weights(store, source, classes, norm_eps)
    elif classes is not None or norm_eps is not None:
        option = "--norm-eps" if classes is None else "--classes"
        raise UsageError(f"{text} is not a weights file, so {option} has no meaning for it.")
    else:
        version = import_model(store, source)
    say(f"{text} is version {version.id}; 'foveate models {store.folder} activate {version.id}' uses it.")


def _import_weights(store: Store, source: Path, classes: str | None, norm_eps: float | None) -> Version:
    from app.project.weights_files import adopt_converted, convert

    names = None if classes is None else [name.strip() or None for name in classes.split(",")]
    with stoppable() as stopped, Progress("Reading weights") as progress:
        progress.show("Reading weights")
        folder = convert(store.cache_dir, source, names=names, norm_eps=norm_eps, cancelled=stopped)
    return adopt_converted(store, folder, source)


def _version(store: Store, number: str) -> Version:
    found = next((item for item in store.versions() if str(item.id) == number), None)
    if found is None:
        raise UsageError(f"The project {store.folder.name} has no version {number}.")
    return found


_ACTIONS: dict[str, tuple[Callable[..., None], int]] = {
    "list": (_list, 0),
    "activate": (_activate, 1),
    "export": (_export, 2),
    "import": (_import, 1),
}
