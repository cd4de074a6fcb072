"""What is possible now: the facts that enable actions, and the words that depend on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from app.project.queue import Kind
from app.project.records import Edit
from app.ui.action_spec import When
from app.ui.edit_names import edit_name
from app.ui.words import pick

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


def possible(bench: Workbench) -> When:
    """Everything that holds now."""
    session = bench.session
    store, frame, media = session.store, session.frame, session.media
    facts = {
        When.PROJECT: store is not None,
        When.WRITABLE: session.writable,
        When.FRAMES: store is not None and bool(store.totals().frames),
        When.FRAME: frame is not None,
        When.VIDEO: frame is not None and media is not None and media.kind == "video",
        When.SELECTION: bool(bench.canvas.selection()),
        When.NO_SELECTION: not bench.canvas.selection(),
        When.SUGGESTIONS: bool(bench.review.acceptable),
        When.TARGET: bool(bench.review.rejectable),
        When.REVIEWED: frame is not None and frame.reviewed,
        When.CAN_UNDO: session.writable and store is not None and store.undo_edit() is not None,
        When.CAN_REDO: session.writable and store is not None and store.redo_edit() is not None,
        When.DETECTING: bench.detection.busy,
        When.DETECT_IDLE: not bench.detection.busy,
        When.TEACHING: bench.teaching.busy,
        When.TEACH_IDLE: not bench.teaching.busy,
    }
    state = When.ALWAYS
    for fact, holds in facts.items():
        if holds:
            state |= fact
    return state


def describe(bench: Workbench) -> None:
    """Words of actions and buttons that say what they would do now."""
    actions, session, store = bench.actions, bench.session, bench.session.store
    actions["undo"].setText(_step(_tr("&Undo"), store.undo_edit() if store is not None else None))
    actions["redo"].setText(_step(_tr("&Redo"), store.redo_edit() if store is not None else None))
    count = len(bench.review.acceptable)
    if bench.review.selection_leads:
        bench.bar.accept_button.set_words(_tr("Accept %Ln selected", count))
    elif count:
        bench.bar.accept_button.set_words(pick(count, _tr("Accept 1 shown"), _tr("Accept %Ln shown", count)))
    else:
        bench.bar.accept_button.set_words(_tr("Accept"))
    bench.bar.reject_button.set_words(_tr("Reject"))
    frame = session.frame
    done = frame is not None and bench.review.is_complete(frame)
    goes_on = _tr("Checked, next") if bench.queue.against_model else _tr("Next unreviewed")
    bench.bar.complete_button.set_words(goes_on if done else _tr("Complete, next"))
    for kind in (None, *Kind):
        actions[f"list-{kind or 'files'}"].setChecked(bench.queue.shown is kind)
    actions["pin"].setChecked(frame is not None and frame.pinned)
    actions["teach-pause"].setChecked(bench.teaching.paused)
    actions["draw"].setChecked(bench.boxes.drawing)
    actions["show-rejected"].setChecked(bench.display.rejected_shown)
    _show_position(bench)
    _show_engine(bench)


def _show_position(bench: Workbench) -> None:
    frame, model, locale = bench.session.frame, bench.frames.model, QLocale()
    place = model.position(frame.id) if frame is not None else None
    number = "–" if place is None else locale.toString(place + 1)  # noqa: RUF001  (a dash for nowhere)
    bench.window.position.setText(f"{number} / {locale.toString(len(model.order))}")


def _show_engine(bench: Workbench) -> None:
    store, status = bench.session.store, bench.status
    if store is None:
        status.engine.clear()
        status.saved.clear()
        return
    active, engine = store.active_version(), bench.detection.engine
    version = _tr("no version yet") if active is None else _tr("version {id}").format(id=active.id)
    status.engine.setText(f"{version} · {engine}" if engine and active is not None else version)
    status.saved.setText(_tr("looking only") if store.read_only else _tr("saved"))


def _step(verb: str, edit: Edit | None) -> str:
    return verb if edit is None else f"{verb} {edit_name(edit)}"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Conditions", text, None, count)
