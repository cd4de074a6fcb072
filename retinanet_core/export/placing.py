"""Where an exported model and its description go, and putting them there whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from retinanet_core.errors import ExportError
from retinanet_core.files import sync_folder, write_atomically

KIND = "kind"
KIND_PREFIX = "foveate "
TORCHVISION_KIND = f"{KIND_PREFIX}torchvision detector"


class Target(NamedTuple):
    """The file of a model, and NAME.json beside it."""

    model: Path
    description: Path


def target(dest: Path, suffix: str) -> Target:
    """The files for a destination, which may lack its suffix.

    Args:
        dest: What a person named.
        suffix: Of the format, such as ".onnx".

    Raises:
        ExportError: It is a folder, its folder does not exist, or the description would replace a file that is none.
    """
    if dest.is_dir():
        raise ExportError(f"{dest} is a folder; name the file, such as {dest / 'detector'}{suffix}.")
    model = dest if dest.suffix.lower() == suffix else dest.with_name(dest.name + suffix)
    description = model.with_suffix(".json")
    if not model.parent.is_dir():
        raise ExportError(f"There is no folder {model.parent}.")
    if model.is_dir() or (description.exists() and not _is_description(description)):
        taken = model if model.is_dir() else description
        raise ExportError(f"{taken} exists and is not an exported model; choose another name.")
    return Target(model, description)


def _is_description(path: Path) -> bool:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and str(content.get(KIND, "")).startswith(KIND_PREFIX)


def place(
    files: Target, data: bytes, description: Mapping[str, Any], check: Callable[[Path], None] | None = None
) -> None:
    """Write a model and its description, replacing what is there only by whole files.

    Args:
        files: Where.
        data: The model's bytes.
        description: The JSON; the name and SHA-256 of the model are added to it as `file`.
        check: Called with the written model before it has its name; what it raises goes to the caller, and nothing
            is left behind.

    Raises:
        ExportError: The files cannot be written.
    """
    file = {"name": files.model.name, "sha256": hashlib.sha256(data).hexdigest()}
    text = json.dumps({**description, "file": file}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    folder = files.model.parent
    try:
        with TemporaryDirectory(prefix=".export-", dir=folder, ignore_cleanup_errors=True) as aside:
            parts = [(Path(aside, path.name), path) for path in files]
            for (part, _), content in zip(parts, (data, text.encode()), strict=True):
                write_atomically(part, content)
            if check is not None:
                check(parts[0][0])
            for part, path in parts:
                part.replace(path)
        sync_folder(folder)
    except OSError as error:
        raise ExportError(f"The model cannot be written to {files.model}.", detail=str(error)) from error
