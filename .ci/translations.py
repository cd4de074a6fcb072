"""The words of the program and their translations: `update`, after words have changed, or `check`, before they count.

Qt's own lupdate overlooks what stands in f-strings of Python and the counts of `translate`; this reads the syntax
trees instead, and writes the same .ts files, which Qt's Linguist opens. The sentences of the layers that know no Qt
(errors, findings, what the teaching child tells) are gathered as well: their constant parts, with {0}, {1} for the
facts. `app.ui.sentences` finds them again in a finished sentence. Needs Python and, to compile, PySide6.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SENTENCES = FOLDER / "sentences.json"
LANGUAGES = {"it": 2, "en": 2}
"""How many plural forms each has. English is the language of the sources: only its plurals are written down."""

CONTEXT = "Sentences"
SENTENCES_OF = (
    "app/settings.py",
    "app/project",
    "app/media",
    "app/interchange",
    "app/services",
    "retinanet_core",
)
NOT_IN_THE_WINDOW = (
    "retinanet_core/__main__.py",
    "retinanet_core/commands",
    "retinanet_core/export",
    "retinanet_core/published",
    "retinanet_core/starter",
)
"""What only the command line says."""

FUNCTIONS = {"tr", "translate", "QT_TRANSLATE_NOOP"}
TECHNICAL = {
    "ValueError", "TypeError", "KeyError", "RuntimeError", "EOFError", "FileExistsError", "NotImplementedError",
    "DecodeError", "DamagedIndexError", "UnsupportedPixelsError", "debug", "info", "warning", "error", "exception",
    "execute", "executemany", "executescript", "compile", "search", "match", "fullmatch", "getLogger", "perform",
    "start", "encode", "join", "tr", "translate", "QT_TRANSLATE_NOOP",
}  # fmt: skip
"""Calls whose texts no person is told."""
TECHNICAL_KEYWORDS = {"detail", "kind", "name", "doc", "verdict"}
NOBODY_IS_TOLD = {
    "AND part_of <> ?", "AND state <> 'suggested'", "AND state = 'suggested' AND score IS NOT NULL",
    "id, parent_id, created_at, status, run, report, note", "Exported by Foveate", "opencv {0}, digest 1",
    "alike on both sides", "another class", "two classes", "split video", "not asked", "not better", "too few",
    "clear state", "could not create a memory", "can't allocate memory", "out of memory", "not enough memory",
    "allocate memory", "insufficient memory", "importing the engine", "loading the model {0}", "task {0}",
    "reading frame {0} of {1}", "exit code {0}", "ended by signal or exception {0}", "file {0}", "missing {0}",
    "unexpected {0}", "shape {0}, expected {1}", "type {0}", "{0}: not finite", "{0}: shape {1}, expected {2}",
    "not dense", "on the device {0}", "{0}, OpenVINO {1}", "{0}, PyTorch {1}", "half size",
    "On pinned frames the new version finds", "AND state = 'confirmed' AND locked", "GROUP BY state", "delete class",
    "merge classes", "relink media", "replace media",
}  # fmt: skip
"""Prose of databases, logs and tables."""
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|FROM|WHERE|ORDER BY)\b")
PROSE = re.compile(r"[A-Za-z]{2,},? [a-z]+|[A-Za-z]{2,} \{\d\}|\{\d\} [a-z]{2,}")
END_OF_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z{“])")


class Message(NamedTuple):
    """A text to be translated, and where it is found."""

    context: str
    source: str

    @property
    def plural(self) -> bool:
        """It has as many forms as the language has plurals."""
        return "%n" in self.source or "%Ln" in self.source


class FaultError(Exception):
    """Something that cannot be translated as it stands, or was not."""


# --- the words of the window -----------------------------------------------------------------------------------


def window_messages() -> set[Message]:
    """What is given to `tr`, `translate` and QT_TRANSLATE_NOOP anywhere in the program."""
    found: set[Message] = set()
    for path in sorted((ROOT / "app").rglob("*.py")):
        found.update(_marked(ast.parse(path.read_text(encoding="utf-8")), "", path))
    return found


def _marked(node: ast.AST, owner: str, path: Path) -> Iterator[Message]:
    if isinstance(node, ast.ClassDef):
        owner = node.name
    if isinstance(node, ast.Call) and _called(node) in FUNCTIONS:
        yield from _of_call(node, owner, path)
    for child in ast.iter_child_nodes(node):
        yield from _marked(child, owner, path)


def _of_call(call: ast.Call, owner: str, path: Path) -> Iterator[Message]:
    where = f"{path.relative_to(ROOT)}:{call.lineno}"
    if _called(call) == "tr":
        if not (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "self"):
            raise FaultError(f"{where}: the texts of another object are not found; use self.tr or translate.")
        text = _constant(call.args[0])
        if text is None:
            raise FaultError(f"{where}: tr needs the text itself.")
        yield Message(owner, text)
        return
    if len(call.args) < 2:
        return  # a painter that moves
    context, text = (_constant(argument) for argument in call.args[:2])
    # Both may come from a table, whose rows are marked with QT_TRANSLATE_NOOP.
    if context is not None and text is not None:
        yield Message(context, text)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# --- sentences of the layers without Qt ------------------------------------------------------------------------


def sentence_messages() -> set[Message]:
    """The constant parts of all prose that is made below the window."""
    found: set[str] = set()
    for path in _files_with_sentences():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for text in _prose(tree, constants):
            found.update(_parts(text))
    return {Message(CONTEXT, text) for text in found}


def _files_with_sentences() -> Iterator[Path]:
    for name in SENTENCES_OF:
        start = ROOT / name
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            if not str(path.relative_to(ROOT)).startswith(NOT_IN_THE_WINDOW):
                yield path


def _parts(text: str) -> Iterator[str]:
    """Its sentences one by one, each with its facts counted anew; what is no prose is left out."""
    for part in END_OF_SENTENCE.split(text):
        part = part.strip(" ,;\n")
        part = _numbered(re.split(r"(\{\d+\})", part))
        if PROSE.search(part) and not SQL.search(part) and part not in NOBODY_IS_TOLD:
            yield part


def _prose(node: ast.AST, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(node, (ast.Assert, ast.Compare)):
        return
    if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
        return
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal"):
        return
    if isinstance(node, ast.Call) and _called(node) in TECHNICAL:
        return
    if isinstance(node, ast.keyword) and node.arg in TECHNICAL_KEYWORDS:
        return
    if isinstance(node, ast.Expr) and _constant(node.value) is not None:
        return  # a docstring
    if isinstance(node, ast.JoinedStr) or _constant(node) is not None:
        yield _template(node, constants)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _prose(child, constants)


def _template(node: ast.AST, constants: dict[str, str]) -> str:
    if isinstance(node, ast.Constant):
        # Braces of a text that is formatted later are facts like others.
        return _numbered(re.split(r"(\{\w+\})", str(node.value)))
    assert isinstance(node, ast.JoinedStr)
    pieces: list[str] = []
    for value in node.values:
        if isinstance(value, ast.Constant):
            pieces.append(str(value.value))
        else:
            assert isinstance(value, ast.FormattedValue)
            pieces.append(constants.get(getattr(value.value, "id", ""), "{x}"))
    text = _numbered(pieces)
    return _numbered(re.split(r"(\{\d+\})", re.sub(r"(\{\d+\})+", "{0}", text)))  # two facts in a row are one


def _numbered(pieces: Iterable[str]) -> str:
    text, count = "", 0
    for piece in pieces:
        if re.fullmatch(r"\{\w+\}", piece):
            text, count = f"{text}{{{count}}}", count + 1
        else:
            text += piece
    return text


# --- the files -------------------------------------------------------------------------------------------------


def wanted(language: str) -> list[Message]:
    """All messages that a language needs, in the order of its file."""
    found = window_messages() | sentence_messages()
    return sorted(message for message in found if language != "en" or message.plural)


def read(path: Path) -> dict[Message, tuple[str, ...]]:
    """The finished translations of a .ts file, each with its forms."""
    if not path.exists():
        return {}
    known: dict[Message, tuple[str, ...]] = {}
    for context in ElementTree.parse(path).iter("context"):  # noqa: S314
        name = context.findtext("name") or ""
        for entry in context.iter("message"):
            translation = entry.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if all(forms):
                known[Message(name, entry.findtext("source") or "")] = tuple(forms)
    return known


def written(language: str, known: dict[Message, tuple[str, ...]]) -> str:
    """The .ts file with these translations; what is missing is marked as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = None
    for message in wanted(language):
        if context is None or context.findtext("name") != message.context:
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = message.context
        entry = ElementTree.SubElement(context, "message", {"numerus": "yes"} if message.plural else {})
        ElementTree.SubElement(entry, "source").text = message.source
        forms = known.get(message, ())
        translation = ElementTree.SubElement(entry, "translation", {} if forms else {"type": "unfinished"})
        if message.plural:
            for number in range(LANGUAGES[language]):
                form = ElementTree.SubElement(translation, "numerusform")
                form.text = forms[number] if number < len(forms) else ""
        elif forms:
            translation.text = forms[0]
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def faults(language: str, known: dict[Message, tuple[str, ...]]) -> Iterator[str]:
    """What is wrong with translations, in sentences."""
    for message in wanted(language):
        forms = known.get(message)
        told = f"{language}, {message.context}: “{message.source}”"
        if forms is None:
            yield f"{told} is not translated."
            continue
        if message.plural and len(forms) != LANGUAGES[language]:
            yield f"{told} has not all plural forms."
        for form in forms:
            missing = set(_facts(message.source)) ^ set(_facts(form))
            if missing - {"%Ln", "%n"} or (missing and form is forms[-1]):
                yield f"{told} has not the same facts as “{form}”."
            if message.source[:1] in " \n" and form[:1] not in " \n":
                yield f"{told} begins with a space, “{form}” does not."


def _facts(text: str) -> list[str]:
    return re.findall(r"\{\w+\}|%L?n", text)


def compiled(ts: Path, qm: Path) -> None:
    """Make the file that the program loads."""
    import PySide6

    lrelease = Path(PySide6.__file__).parent / "lrelease"
    subprocess.run([lrelease, "-silent", ts, "-qm", qm], check=True)


def templates() -> str:
    """What `app.ui.sentences` looks for."""
    texts = sorted(message.source for message in sentence_messages())
    return json.dumps(texts, ensure_ascii=False, indent=0) + "\n"


def update() -> int:
    """Bring all files up to date; what is new in them has to be translated by a person."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    SENTENCES.write_text(templates(), encoding="utf-8")
    for language in LANGUAGES:
        ts = FOLDER / f"foveate_{language}.ts"
        known = read(ts)
        ts.write_text(written(language, known), encoding="utf-8")
        compiled(ts, ts.with_suffix(".qm"))
        for fault in faults(language, known):
            sys.stdout.write(f"{fault}\n")
    return 0


def check() -> int:
    """Whether the files are what `update` would make of them, and whole."""
    wrong: list[str] = []
    if not SENTENCES.exists() or SENTENCES.read_text(encoding="utf-8") != templates():
        wrong.append(f"{SENTENCES.relative_to(ROOT)} is not up to date.")
    for language in LANGUAGES:
        ts = FOLDER / f"foveate_{language}.ts"
        known = read(ts)
        wrong += faults(language, known)
        if not ts.exists() or ts.read_text(encoding="utf-8") != written(language, known):
            wrong.append(f"{ts.relative_to(ROOT)} is not up to date.")
            continue
        fresh = ts.with_suffix(".fresh")
        compiled(ts, fresh)
        if not ts.with_suffix(".qm").exists() or fresh.read_bytes() != ts.with_suffix(".qm").read_bytes():
            wrong.append(f"{ts.with_suffix('.qm').relative_to(ROOT)} is not compiled from its .ts file.")
        fresh.unlink()
    if wrong:
        wrong.append("Run python .ci/translations.py update, and translate what is unfinished.")
    sys.stdout.write("\n".join(wrong or ["All words are translated."]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        raise SystemExit(update() if sys.argv[1:] == ["update"] else check())
    except FaultError as fault:
        raise SystemExit(str(fault)) from None
