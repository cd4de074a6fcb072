"""Takes the pictures of the guide, in every language: `python -m tests.e2e.guide_pictures [DEMO]`.

DEMO is a folder where the demo is, or is kept for the next time; its project must be untouched. Needs no screen.
Detects on the demo; the card shows what `foveate demo --headless` measures after teaching.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image as Pillow
from PIL import ImageChops
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.demo.material import NEW_CLASS
from app.demo.project import labels_of, prepare, truth_of
from app.project.edits import accept_boxes, draw_box
from app.project.records import BoxState, ObjectClass
from app.project.store import Store
from app.settings import LANGUAGE, SCHEME, TIPS
from app.ui import application, theme
from app.ui.guide import folder_of
from app.ui.language import LANGUAGES
from app.ui.panels.teach_card import Card
from app.ui.services import make_services
from app.ui.workbench import Workbench

SIZE = (1180, 760)
COLOURS = 200
MARGIN = 12
ACCEPTED = 5


def main(arguments: list[str]) -> int:
    """Take them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["FOVEATE_HOME"] = temporary
        app = application.make_application()
        settings = application.own_settings()
        settings.set(SCHEME, "light")
        settings.set(TIPS, False)
        bench = application.start(app, make_services(), settings)
        bench.window.setWindowState(Qt.WindowState.WindowNoState)
        bench.window.resize(*SIZE)
        demo = Path(arguments[0]) if arguments else Path(temporary) / "demo"
        bench.opening.open_project(prepare(demo))
        pose(bench)
        bench.window.close()
        bench.shut_down()
    return 0


def pose(bench: Workbench) -> None:
    """Bring the window into each state, and take it."""
    store = bench.session.store
    assert store is not None
    wait(lambda: bench.view.ready)
    bench.actions["detect"].trigger()
    wait(lambda: bool(bench.session.boxes) and not bench.detection.busy)
    shown = sorted(
        (box for box in bench.session.boxes if box.state is BoxState.SUGGESTED),
        key=lambda box: -(box.score or 0),
    )
    bench.session.perform(lambda store: accept_boxes(store, [box.id for box in shown[:ACCEPTED]]))
    take(bench, "suggestions", bench.canvas)
    frame, media = bench.session.frame, bench.session.media
    assert frame is not None
    assert media is not None
    new = next(item.id for item in store.classes() if item.name == NEW_CLASS)
    for label in labels_of(truth_of(store.media_path(media))):
        if label.class_name == NEW_CLASS:
            rect = (label.x1, label.y1, label.x2, label.y2)
            bench.session.perform(lambda store, rect=rect: draw_box(store, frame.id, new, rect))
    newest = max(box.id for box in bench.session.boxes)
    bench.canvas.set_selection({newest})
    take(bench, "drawing", bench.canvas)
    take(bench, "window", bench.window)
    bench.window.raise_dock("teach")
    bench.teach_panel.show_card(Card(version_id=2, current_id=1, report=report_of(store), active=False))
    card = bench.window.findChild(QWidget, "teachCard")
    assert isinstance(card, QWidget)
    take(bench, "card", card)


def report_of(store: Store) -> dict[str, Any]:
    """Before, the class that is new is not found; after, everything on the pinned frames is."""
    boxes = [box for frame in store.frames() if frame.pinned for box in store.boxes(frame.id)]
    truth = {item: sum(box.class_id == item.id for box in boxes) for item in store.classes()}
    known = {item: 0 if item.name == NEW_CLASS else count for item, count in truth.items()}
    whole, before = sum(truth.values()), sum(known.values())
    return {
        "verdict": "better",
        "sentence": f"On pinned frames the new version finds {whole} of {whole} objects (was {before}), "
        "with 1 wrong box (was 2).",
        "before": measured(truth, known),
        "after": measured(truth, truth),
        "comparison": [
            {"id": item.id, "verdict": "better" if item.name == NEW_CLASS else "same"} for item in truth
        ],
        "needed": {"frames": 0},
    }


def measured(truth: dict[ObjectClass, int], found: dict[ObjectClass, int]) -> dict[str, Any]:
    """As a measuring says it."""
    rows = [
        {
            "id": item.id,
            "name": item.name,
            "truth": count,
            "found": found[item],
            "missed": count - found[item],
            "extra": 0,
            "ap50": found[item] / count,
            "ap": found[item] / count,
            "precision": 1.0,
            "recall": found[item] / count,
        }
        for item, count in truth.items()
    ]
    whole = sum(found.values()) / sum(truth.values())
    return {"ap50": whole, "ap": whole, "threshold": 0.5, "classes": rows, "extra_on_empty": 0}


def take(bench: Workbench, name: str, widget: QWidget) -> None:
    """A picture of the widget in each language, with few colours."""
    for language in LANGUAGES:
        bench.settings.set(LANGUAGE, language)
        spin(0.6)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if widget.objectName() == "teachCard":
            widget.resize(widget.width(), widget.layout().totalHeightForWidth(widget.width()))
        widget.grab(seen(bench) if widget is bench.canvas else widget.rect()).save(buffer, "PNG")
        grabbed = Pillow.open(io.BytesIO(buffer.data().data())).convert("RGBA")
        ground = Pillow.new("RGBA", grabbed.size, theme.current().window)
        picture = Pillow.alpha_composite(ground, grabbed).convert("RGB")
        if name == "card":
            box = ImageChops.difference(picture, ground.convert("RGB")).getbbox()
            picture = picture.crop((0, 0, picture.width, box[3] + MARGIN)) if box else picture
        target = folder_of(language) / f"{name}.png"
        picture.quantize(COLOURS, dither=Pillow.Dither.NONE).save(target, optimize=True)
        sys.stdout.write(f"{target}: {target.stat().st_size // 1000} KB\n")
    bench.settings.set(LANGUAGE, LANGUAGES[0])


def seen(bench: Workbench) -> QRect:
    """Where the picture is on the canvas."""
    frame, canvas = bench.session.frame, bench.canvas
    assert frame is not None
    corners = (QPointF(0, 0), QPointF(frame.width, frame.height))
    return QRect(*(canvas.image_to_view(corner).toPoint() for corner in corners)) & canvas.rect()


def wait(happened: Callable[[], bool], seconds: float = 240) -> None:
    """Let the window work until something has happened."""
    ends = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > ends:
            raise SystemExit("It took too long.")
        spin(0.05)
    spin(0.5)


def spin(seconds: float) -> None:
    """Let the window work for a while."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
