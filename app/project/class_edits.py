"""Edits of the list of classes; an id keeps its meaning for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from app.project.colours import unused_colour
from app.project.errors import ProjectError
from app.project.reading import ProjectReader
from app.project.records import Edit, ObjectClass
from app.project.rows import change
from app.project.store import Store
from app.project.text import clean_name


def add_class(store: Store, name: str, colour: str = "") -> Edit:
    """A new class at the end of the list; without a colour it gets the next free one.

    Raises:
        ProjectError: The name is empty or taken, or the colour is none.
    """
    (new,) = new_classes(store, [_free_name(store, name)], colour)
    return Edit(kind="add class", changes=(change(None, new),))


def rename_class(store: ProjectReader, class_id: int, name: str) -> Edit | None:
    """Give a class another name; its boxes stay what they are.

    Raises:
        ProjectError: The name is empty or taken.
    """
    old = store.class_by_id(class_id)
    if clean_name(name) == old.name:
        return None
    new = msgspec.structs.replace(old, name=_free_name(store, name))
    return Edit(kind="rename class", changes=(change(old, new),))


def recolour_class(store: ProjectReader, class_id: int, colour: str) -> Edit | None:
    """Give a class another colour, #RRGGBB.

    Raises:
        ProjectError: It is no colour.
    """
    old = store.class_by_id(class_id)
    new = msgspec.structs.replace(old, colour=_checked_colour(colour))
    return Edit(kind="recolour class", changes=(change(old, new),)) if new != old else None


def move_class(store: ProjectReader, class_id: int, place: int) -> Edit | None:
    """Put a class at a place in the list, from 0; ids, and what boxes mean, stay."""
    classes = list(store.classes())
    moved = store.class_by_id(class_id)
    classes.remove(moved)
    classes.insert(max(0, place), moved)
    changes = tuple(
        change(item, msgspec.structs.replace(item, position=position))
        for position, item in enumerate(classes)
        if item.position != position
    )
    return Edit(kind="move class", changes=changes) if changes and classes != list(store.classes()) else None


def set_class_key(store: ProjectReader, class_id: int, key: str) -> Edit | None:
    """Give a class a key of its own, as portable text; "" for none.

    Raises:
        ProjectError: Another class has it.
    """
    old = store.class_by_id(class_id)
    owner = next((item for item in store.classes() if key and item.key == key and item.id != class_id), None)
    if owner is not None:
        raise ProjectError(f"The key {key} belongs to the class {owner.name} already.")
    new = msgspec.structs.replace(old, key=key)
    return Edit(kind="class key", changes=(change(old, new),)) if new != old else None


def import_classes(store: Store, listed: Sequence[tuple[str, str, str]]) -> Edit | None:
    """Classes from a list, in its order: those that the project lacks are added, the others look as the list says.

    Args:
        store: The project.
        listed: (name, colour, key) of each; "" where the list does not say. A key that a class has which is not in
            the list, or which came before in the list, is left out: give those that nothing else has.

    Raises:
        ProjectError: A name is empty or a colour is none.
    """
    wanted = {clean_name(name): (colour, key) for name, colour, key in listed}
    known = {item.name: item for item in store.classes()}
    added = new_classes(store, [name for name in wanted if name not in known])
    keys = {item.key for item in store.classes() if item.name not in wanted} - {""}
    changes = []
    there = [known[name] for name in wanted if name in known]
    for before, item in [*zip(there, there, strict=True), *((None, item) for item in added)]:
        colour, key = wanted[item.name]
        key = key or item.key
        key = "" if key in keys else key
        keys |= {key} - {""}
        after = msgspec.structs.replace(
            item, colour=_checked_colour(colour) if colour else item.colour, key=key
        )
        if after != before:
            changes.append(change(before, after))
    return Edit(kind="import classes", changes=tuple(changes), count=len(added)) if changes else None


def new_classes(store: Store, names: Iterable[str], colour: str = "") -> list[ObjectClass]:
    """Rows for classes that the project lacks, at the end of the list; names are taken as they are."""
    names = list(names)
    taken = [item.colour for item in store.classes()]
    position = max((item.position for item in store.classes()), default=-1) + 1
    added: list[ObjectClass] = []
    for class_id, name in zip(store.new_ids("class", len(names)), names, strict=True):
        chosen = _checked_colour(colour) if colour else unused_colour(taken)
        taken.append(chosen)
        added.append(ObjectClass(id=class_id, name=name, colour=chosen, position=position + len(added)))
    return added


def _free_name(store: ProjectReader, name: str) -> str:
    cleaned = clean_name(name)
    if any(item.name == cleaned for item in store.classes()):
        raise ProjectError(f"There is a class named {cleaned} already.")
    return cleaned


def _checked_colour(colour: str) -> str:
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) is None:
        raise ProjectError(f"{colour} is not a colour; write it as #RRGGBB.")
    return colour.upper()
