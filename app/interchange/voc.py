"""Pascal VOC: one XML file a picture.

Coordinates are read and written as they stand, as continuous pixels from 0, which is what labelImg, CVAT and
their users mean by them. The 2012 challenge's own files count from 1 and include the last pixel: read this
way their boxes are at most one pixel off, while subtracting 1 would shift everybody else's.
"""

from __future__ import annotations

import xml.sax
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape
from xml.sax.xmlreader import AttributesImpl

import defusedxml
import defusedxml.sax

from app.interchange.labels import (
    ImportReport,
    InterchangeError,
    LabelledBox,
    LabelledImage,
    Problem,
    box_fault,
    class_name_fault,
    count_read,
    files_below,
    number_text,
    parse_number,
    read_label_bytes,
    safe_name,
    shown_path,
)

ANNOTATIONS = "Annotations"
IMAGES = "JPEGImages"
_MAX_DEPTH = 32


def read(source: Path) -> tuple[list[LabelledImage], ImportReport]:
    """Read a VOC data set (the folder that holds `Annotations`), a folder of XML files, or one XML file.

    A file that is not a VOC annotation is listed in the report and the others are read.

    Raises:
        InterchangeError: There is no XML file there, or the folder cannot be read.
    """
    folder = source / ANNOTATIONS if (source / ANNOTATIONS).is_dir() else source
    paths = [source] if source.is_file() else files_below(folder, [".xml"])
    if not paths:
        raise InterchangeError(f"There are no Pascal VOC files (.xml) in {source}.")
    root = folder if folder.is_dir() else folder.parent
    images: list[LabelledImage] = []
    refused: list[Problem] = []
    for path in paths:
        shown = shown_path(path, source)
        try:
            images.append(_read_file(path, path.relative_to(root), shown, refused))
        except InterchangeError as error:
            refused.append(Problem(shown, "", error.message))
    return images, count_read(images, refused)


def write(images: Sequence[LabelledImage], dest: Path) -> None:
    """Write `Annotations/NAME.xml` for each picture into the folder `dest`, and their list in `ImageSets`.

    Args:
        images: With width, height and boxes in pixels; the stems of their file names differ.

    Raises:
        OSError: The folder cannot be written.
    """
    names = []
    for image in images:
        name = PurePosixPath(image.file_name)
        target = dest / ANNOTATIONS / name.with_name(f"{name.stem}.xml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_to_xml(image), encoding="utf-8", newline="\n")
        names.append(str(name.with_name(name.stem)))
    sets = dest / "ImageSets" / "Main"
    sets.mkdir(parents=True, exist_ok=True)
    sets.joinpath("all.txt").write_text(
        "".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n"
    )


@dataclass(eq=False, slots=True)
class _Node:
    """An XML element with the line it starts on."""

    tag: str
    line: int
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def child(self, tag: str) -> _Node | None:
        return next((node for node in self.children if node.tag == tag), None)

    def child_text(self, tag: str) -> str:
        node = self.child(tag)
        return "" if node is None else node.text.strip()


class _TreeBuilder(ContentHandler):
    """Keeps elements, their text and their lines; refuses nesting that no annotation needs."""

    def __init__(self) -> None:
        super().__init__()
        self.root: _Node | None = None
        self._open: list[_Node] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  (SAX's name)
        if len(self._open) >= _MAX_DEPTH:
            raise xml.sax.SAXException(f"elements are nested deeper than {_MAX_DEPTH}")
        locator = self._locator  # type: ignore[attr-defined]  # set by ContentHandler.setDocumentLocator
        node = _Node(name, locator.getLineNumber() or 0)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].text += content


def _parse(data: bytes, shown: str) -> _Node:
    builder = _TreeBuilder()
    try:
        defusedxml.sax.parseString(data, builder, forbid_dtd=True)
    except defusedxml.DefusedXmlException as error:
        raise InterchangeError(
            f"{shown} declares a document type, which annotations never need.", detail=repr(error)
        ) from error
    except (xml.sax.SAXException, ValueError, LookupError) as error:  # ValueError, LookupError: odd encodings
        line = error.getLineNumber() if isinstance(error, xml.sax.SAXParseException) else None
        where = f", line {line}," if line else ""
        raise InterchangeError(f"{shown}{where} is not well-formed XML.", detail=str(error)) from error
    if builder.root is None or builder.root.tag != "annotation":
        raise InterchangeError(f"{shown} is not a Pascal VOC annotation.")
    return builder.root


def _read_file(path: Path, below: Path, shown: str, refused: list[Problem]) -> LabelledImage:
    root = _parse(read_label_bytes(path), shown)
    stated = safe_name(root.child_text("filename"))
    size = root.child("size")
    width, height = (None, None) if size is None else (_whole(size, "width"), _whole(size, "height"))
    boxes: list[LabelledBox] = []
    for node in root.children:
        if node.tag == "object":
            box = _read_object(node)
            if isinstance(box, str):
                refused.append(Problem(shown, f"line {node.line}", box))
            else:
                boxes.append(box)
    return LabelledImage(
        # The XML's own name comes first: programs copy <filename> along when files are renamed.
        file_name=below.with_suffix("").as_posix(),
        aliases=() if stated is None else (stated,),
        width=width if width and height else None,
        height=height if width and height else None,
        boxes=tuple(boxes),
        source=shown,
    )


def _read_object(node: _Node) -> LabelledBox | str:
    """The object's box, or why it is none, as a clause."""
    name = node.child_text("name")
    fault = class_name_fault(name)
    if fault is not None:
        return fault
    rect = node.child("bndbox")
    if rect is None:
        return "the object has no upright box (bndbox)"
    values = []
    for tag in ("xmin", "ymin", "xmax", "ymax"):
        text = rect.child_text(tag)
        number = parse_number(text)
        if number is None:
            return f"{tag} is not a finite number ({text[:40]!r})" if text else f"{tag} is missing"
        values.append(number)
    x1, y1, x2, y2 = values
    fault = box_fault(x1, y1, x2, y2)
    return fault if fault is not None else LabelledBox(name, x1, y1, x2, y2, place=f"line {node.line}")


def _whole(node: _Node, tag: str) -> int | None:
    """A positive whole number of pixels, or None: many programs write 0 for a size they do not know."""
    text = node.child_text(tag)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 9 and int(text) > 0 else None


def _to_xml(image: LabelledImage) -> str:
    name = PurePosixPath(image.file_name)
    lines = [
        "<annotation>",
        f"\t<folder>{escape(str(PurePosixPath(IMAGES, *name.parts[:-1])))}</folder>",
        f"\t<filename>{escape(name.name)}</filename>",
        "\t<size>",
        f"\t\t<width>{image.width}</width>",
        f"\t\t<height>{image.height}</height>",
        "\t\t<depth>3</depth>",
        "\t</size>",
        "\t<segmented>0</segmented>",
    ]
    for box in image.boxes:
        lines += [
            "\t<object>",
            f"\t\t<name>{escape(box.class_name)}</name>",
            "\t\t<pose>Unspecified</pose>",
            "\t\t<truncated>0</truncated>",
            "\t\t<difficult>0</difficult>",
            "\t\t<bndbox>",
            f"\t\t\t<xmin>{number_text(box.x1)}</xmin>",
            f"\t\t\t<ymin>{number_text(box.y1)}</ymin>",
            f"\t\t\t<xmax>{number_text(box.x2)}</xmax>",
            f"\t\t\t<ymax>{number_text(box.y2)}</ymax>",
            "\t\t</bndbox>",
            "\t</object>",
        ]
    lines.append("</annotation>\n")
    return "\n".join(lines)
