"""Opening projects, pictures and videos, and labels in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import ActionSpec, Commands, Facts, When
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "open-images",
        QT_TRANSLATE_NOOP("Actions", "Open &pictures…"),
        lambda bench: bench.opening.ask_for_images(),
        keys=("Ctrl+O",),
        icon="open",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open pictures; without a project, one is made beside them"),
    ),
    ActionSpec(
        "open-folder",
        QT_TRANSLATE_NOOP("Actions", "Open &folder…"),
        lambda bench: bench.opening.ask_for_folder(),
        keys=("Ctrl+Shift+O",),
        icon="folder",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open all pictures and videos below a folder"),
    ),
    ActionSpec(
        "open-video",
        QT_TRANSLATE_NOOP("Actions", "Open &video…"),
        lambda bench: bench.opening.ask_for_video(),
        icon="video",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open a video, frame by frame"),
    ),
    ActionSpec(
        "new-project",
        QT_TRANSLATE_NOOP("Actions", "&New project…"),
        lambda bench: bench.opening.ask_for_new_project(),
        keys=("Ctrl+N",),
        icon="project",
        menu="-file",
        tip=QT_TRANSLATE_NOOP("Actions", "Start an empty project in a place of your choice"),
    ),
    ActionSpec(
        "open-project",
        QT_TRANSLATE_NOOP("Actions", "Open p&roject…"),
        lambda bench: bench.opening.ask_for_project(),
        icon="project",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open a .foveate project"),
    ),
    ActionSpec(
        "close-project",
        QT_TRANSLATE_NOOP("Actions", "&Close project"),
        lambda bench: bench.opening.close_project(),
        keys=("Ctrl+W",),
        menu="file",
        when=When.PROJECT,
    ),
    ActionSpec(
        "import-labels",
        QT_TRANSLATE_NOOP("Actions", "&Import labels…"),
        lambda bench: bench.labels.ask_for_import(),
        icon="import",
        menu="-file",
        when=When.WRITABLE | When.FRAMES,
        tip=QT_TRANSLATE_NOOP("Actions", "Read boxes from Pascal VOC, COCO or YOLO files"),
    ),
    ActionSpec(
        "export-labels",
        QT_TRANSLATE_NOOP("Actions", "&Export labels…"),
        lambda bench: bench.labels.ask_for_export(),
        icon="export",
        menu="file",
        when=When.PROJECT | When.FRAMES,
        tip=QT_TRANSLATE_NOOP("Actions", "Write the confirmed boxes as COCO, Pascal VOC or YOLO files"),
    ),
    ActionSpec(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "&Settings…"),
        lambda bench: bench.shell.show_settings(),
        keys=("Ctrl+,",),
        icon="settings",
        menu="-file",
    ),
    ActionSpec(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        lambda bench: bench.quit(),
        keys=("Ctrl+Q",),
        menu="-file",
    ),
)


def facts(bench: Workbench) -> Facts:
    """Whether a project is open, and may be changed."""
    return {When.PROJECT: bench.session.store is not None, When.WRITABLE: bench.session.writable}


def describe(bench: Workbench) -> None:
    """Whether what is done is kept."""
    store = bench.session.store
    if store is None:
        bench.status.saved.clear()
    else:
        looking = translate("Commands", "looking only")
        bench.status.saved.setText(looking if store.read_only else translate("Commands", "saved"))


COMMANDS = Commands(ACTIONS, facts, describe)
