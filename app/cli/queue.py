"""foveate queue: which frames to look at next, and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_command, opened, whole_number

if TYPE_CHECKING:
    from app.cli.arguments import Commands
    from app.project.queue import Entry, Reason
    from app.project.store import Store

KINDS = ("label", "missed", "extra", "misplaced")


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "queue",
        _queue,
        summary="List the frames to look at next, and why.",
        details="label: unreviewed frames, in the order in which labelling them would teach most.\n"
        "missed, extra, misplaced: reviewed frames where the version in use sees something that has no box, sees\n"
        "nothing where a box is, or sees it elsewhere; 'foveate detect PROJECT --frames all' lets it look first.",
        example="foveate queue cells --limit 50",
    )
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("--kind", choices=KINDS, default="label", help="which queue (default: label)")
    parser.add_argument(
        "--limit", type=whole_number, default=20, metavar="N", help="at most so many frames (default: 20)"
    )
    parser.add_argument("--json", action="store_true", help="say it as JSON")


def _queue(arguments: argparse.Namespace) -> int:
    from app.cli.console import note, say, say_json, table
    from app.project.queue import basis_of, to_label, triage

    with opened(arguments.project) as store:
        basis = basis_of(store)
        if arguments.kind == "label":
            entries = to_label(basis, limit=arguments.limit)
        else:
            found = triage(basis)
            entries = getattr(found, arguments.kind)[: arguments.limit]
            if found.unlooked:
                note(f"{len(found.unlooked)} reviewed frames have not been looked at by the version in use.")
        names = {item.id: item.name for item in store.classes()}
        if arguments.json:
            say_json([_facts(store, entry, names) for entry in entries])
        elif entries:
            rows = [(_place(store, entry), _words(entry.reason, names)) for entry in entries]
            say(table(rows, left=2))
        else:
            say("No frames.")
    return 0


def _facts(store: Store, entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    frame, reason = store.frame(entry.frame_id), entry.reason
    return {
        "file": store.media_by_id(frame.media_id).path,
        "index": frame.index,
        "value": entry.value,
        "why": str(reason.why),
        "boxes": reason.boxes,
        "class": _name(reason.class_id, names),
        "examples": reason.examples,
        "score": reason.score,
        "overlap": reason.overlap,
        "instead": _name(reason.instead, names),
    }


def _place(store: Store, entry: Entry) -> str:
    """The file, and for a video the number of the frame."""
    frame = store.frame(entry.frame_id)
    media = store.media_by_id(frame.media_id)
    return f"{media.path} {frame.index}" if media.kind == "video" else media.path


def _words(reason: Reason, names: dict[int, str]) -> str:
    """The reason as a phrase."""
    from app.project.queue import Why

    boxes = "1 box" if reason.boxes == 1 else f"{reason.boxes} boxes"
    name = _name(reason.class_id, names)
    match reason.why:
        case Why.UNSURE:
            few = "" if reason.examples is None else f", which has few examples ({reason.examples})"
            return f"unsure about {boxes}" + (f", mostly {name}{few}" if name else "")
        case Why.FLICKER:
            return f"{name} comes and goes between neighbouring frames"
        case Why.MISSED:
            return f"{boxes} likely missed, best {name} with score {reason.score:.2f}"
        case Why.EXTRA:
            instead = _name(reason.instead, names)
            return f"{boxes} likely extra, first {name}" + (f", seen as {instead}" if instead else "")
        case Why.MISPLACED:
            return f"{boxes} badly placed, worst {name} with overlap {reason.overlap:.2f}"
    return {
        Why.UNLIKE: "unlike the frames labelled so far",
        Why.SURE: "the model is sure of everything",
        Why.RANDOM: "drawn at random",
        Why.UNSEEN: "no model has looked at it",
    }[reason.why]


def _name(class_id: int | None, names: dict[int, str]) -> str | None:
    return None if class_id is None else names.get(class_id)
