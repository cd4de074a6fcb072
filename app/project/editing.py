"""Edits, and the way back and forth along them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from app.project.changes import accepted, keep_learned, replayed
from app.project.history import Journal, Statement
from app.project.records import ChangeSet, Edit, Frame, Row, Table
from app.project.rows import Delta
from app.project.writing import Part, ProjectWriter


class ProjectEditor(ProjectWriter):
    """The part of the store that the journal knows of."""

    def new_ids(self, table: Table, n: int = 1) -> list[int]:
        """Ids for new rows; none is ever handed out again once a row with it was written."""
        return self._reserve(table, n)

    def apply(self, edit: Edit, initiator: object = None) -> ChangeSet:
        """Carry out an edit and put it on the journal; what could be redone is forgotten.

        Raises:
            ProjectError: It cannot be written, or a row is not as the edit says; nothing changed.
            InvalidBoxError: A box is not on its frame; nothing changed.
        """
        return self._apply(edit, initiator, part_of=0, told=True)

    def extend(self, first: int, edit: Edit, initiator: object = None, *, told: bool = True) -> ChangeSet:
        """Carry out an edit as a further part of the step that the journal's entry `first` began.

        Undo takes the whole step back. Where another step came after it, or it was undone, the edit is a step of its
        own, as with `apply`.

        Args:
            told: Observers are told of it; else the caller does so soon, with `tell`, of several parts at once.

        Raises:
            ProjectError, InvalidBoxError: As with `apply`; nothing changed.
        """
        return self._apply(edit, initiator, part_of=first, told=told)

    def tell(self, change: ChangeSet) -> None:
        """Tell observers of what `extend` did not."""
        self._tell(change)

    def _apply(self, edit: Edit, initiator: object, *, part_of: int, told: bool) -> ChangeSet:
        self.check_writable()
        journal = self._journal
        with self._reading():
            deltas = accepted(self._mirror, edit.changes)
            is_part = 0 < part_of <= journal.cursor == journal.last and part_of == journal.first_of(
                journal.cursor
            )
        if not deltas:
            return ChangeSet(initiator=initiator)
        if is_part:
            statements = journal.extend(part_of, edit.count, deltas)
        else:
            statements = journal.push(edit.kind, edit.count, deltas)
        top = journal.cursor + 1
        change = self._write(deltas, statements, initiator, cursor=top, last=top)
        return self._tell(change) if told else change

    def undo(self, initiator: object = None) -> ChangeSet | None:
        """Take the last step back; None when there is none.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        self.check_writable()
        return self.travel(self.before_undo(), initiator)

    def redo(self, initiator: object = None) -> ChangeSet | None:
        """Do again what was undone last; None when there is nothing.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        self.check_writable()
        return self.travel(self.after_redo(), initiator)

    def before_undo(self) -> int:
        """Where an undo travels to."""
        with self._reading():
            return max(0, self._journal.first_of(self.cursor) - 1)

    def after_redo(self) -> int:
        """Where a redo travels to."""
        if self.cursor >= self._journal.last:
            return self.cursor
        with self._reading():
            return self._journal.end_of(self.cursor + 1)

    def travel(self, seq: int, initiator: object = None, *, most: int | None = None) -> ChangeSet | None:
        """Undo or redo until the entries of the journal up to `seq` are in force; 0 for none of them.

        It is one transaction, of which observers are told as one change.

        Args:
            seq: From 0 to the last entry.
            initiator: Who asked.
            most: Stop on the way after the entry with which so many rows have changed, so that a long way can be gone
                in several calls; see `cursor`.

        Returns:
            What changed; None when one is there already.

        Raises:
            ProjectError: It cannot be written, or the journal is damaged; nothing changed.
        """
        cursor = self.cursor
        if not 0 <= seq <= self._journal.last:
            raise ValueError(f"there is no entry {seq} of the journal")
        if seq == cursor:
            return None
        backwards = seq < cursor
        way = range(cursor, seq, -1) if backwards else range(cursor + 1, seq + 1)

        def parts() -> Iterator[Part]:
            nonlocal cursor
            measured = self.measured_frames()
            changed = 0
            for entry in way:
                deltas, statements = self._replay(entry, measured, backwards=backwards)
                yield deltas, statements
                cursor = entry - 1 if backwards else entry
                changed += len(deltas)
                if most is not None and changed >= most:
                    break
            yield [], [self._journal.point_to(cursor)]

        change = self._write_all(parts(), initiator)
        self._journal.moved(cursor, self._journal.last)
        return self._tell(change)

    def _replay(self, seq: int, measured: Collection[int], *, backwards: bool) -> Part:
        with self._reading():
            entry = self._journal.changes(seq)
            deltas = replayed(self._mirror, entry, backwards=backwards, measured=measured)
        return deltas, _remember_facts(self._journal, seq, entry, deltas)


def _remember_facts(
    journal: Journal, seq: int, entry: Sequence[Delta], deltas: Iterable[Delta]
) -> list[Statement]:
    """Undoing takes files and frames away: what was learned of them, and that frames were taught, is put into the
    entry, so that redoing brings it back."""
    gone = {(delta.table, delta.id): delta.before for delta in deltas if delta.after is None}
    changes = [
        Delta(table, before, _with_facts(gone.get((table, after.id)), after))
        if after is not None and table in ("frame", "media")
        else Delta(table, before, after)
        for table, before, after in entry
    ]
    return [journal.replace(seq, changes)] if gone and changes != entry else []


def _with_facts(gone: Row | None, after: Row) -> Row:
    if gone is None:
        return after
    if isinstance(gone, Frame) and isinstance(after, Frame) and gone.taught:
        after = msgspec.structs.replace(after, taught=True)
    return keep_learned(gone, after)
