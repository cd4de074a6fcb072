"""Files that were moved, replaced or deleted, and drives that are not connected: one quiet bar each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app import paths
from app.project import outside
from app.project.outside import KnownFile, Look, Looked, NewContent, Place
from app.project.records import ChangeSet, Media, Seen
from app.project.store import Store
from app.services.frames import FrameLoader
from app.services.tasks import Task, TaskControl, TaskRunner
from app.services.watching import FileWatch
from app.ui.activity import ActivityBar
from app.ui.dialogs.relink_dialog import RelinkDialog
from app.ui.frame_view import FrameView
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.outside_words import OutsideWords
from app.ui.session import Session
from retinanet_core.errors import PlainError

T = TypeVar("T")

ACTIVITY = "find"
SWEEP_AFTER_MS = 2000
"""After a project is opened: what is looked at comes first."""
REST_MS = 200
"""How long one rests on a frame before its file is looked at."""
AT_ONCE = 200
"""Files of one piece of a sweep."""
SOME = 500
"""Changed files up to this many are looked at again at once."""
LISTED = 200
"""Paths that the details name at most."""


class OutsideController(QObject):
    """Looks after the files of the open project, keeps how they were found, and offers what can be done."""

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        loader: FrameLoader,
        view: FrameView,
        notices: NoticeBar,
        activity: ActivityBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._tasks, self._loader, self._view = session, tasks, loader, view
        self._notices, self._activity, self._window = notices, activity, window
        self._words = OutsideWords(self)
        self.watch = FileWatch(tasks, self)
        self._found: dict[int, Looked] = {}
        self._unkept: dict[int, Looked] = {}
        self._said: dict[str, frozenset[object]] = {}
        self._asked_for = False
        self._task: Task | None = None
        self.dialog: RelinkDialog | None = None
        self._sweep_soon = QTimer(self, singleShot=True, interval=SWEEP_AFTER_MS)
        self._sweep_soon.timeout.connect(self.look_at_all)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look_at_current)
        self.watch.looked.connect(self._on_looked)
        self.watch.swept.connect(self._on_swept)
        self.watch.touched.connect(self._look_at_current)
        session.project_changed.connect(self._on_project_changed)
        session.current_changed.connect(self._rest.start)
        session.changed.connect(self._on_changed)

    # --- looking -------------------------------------------------------------------------------------------

    def look_at_all(self) -> None:
        """Look at every file of the project, slowly."""
        store = self._session.store
        if store is not None:
            self.watch.sweep(self._parts(store))

    def look_again(self) -> None:
        """Look at every file because a person asks for it: all is said again, also that there is nothing to say."""
        self._asked_for = True
        self._said.clear()
        self.look_at_all()

    def _on_swept(self) -> None:
        self._settle()
        if self._asked_for and not self._found and self._session.store is not None:
            self._notices.show_notice(Notice("outside-found", self.tr("All files are where they were.")))
        self._asked_for = False

    def _parts(self, store: Store) -> Iterator[Sequence[KnownFile]]:
        ids = [media.id for media in store.media() if not media.problem]
        for start in range(0, len(ids), AT_ONCE):
            yield self._known(store, ids[start : start + AT_ONCE])

    def _known(self, store: Store, media_ids: Sequence[int]) -> list[KnownFile]:
        there = {media.id: media for media in self._media(media_ids)}
        return [outside.known_file(store, media) for media in there.values() if not media.problem]

    def _media(self, media_ids: Sequence[int]) -> list[Media]:
        """Those of the files that the project has."""
        store = self._session.store
        return (
            [] if store is None else [store.media_by_id(item) for item in media_ids if store.has_media(item)]
        )

    def _look_at_current(self) -> None:
        store, media = self._session.store, self._session.media
        if store is None or media is None or media.problem:
            self.watch.watch(None)
            return
        file = outside.known_file(store, media)
        self.watch.watch(file.path)
        self.watch.look([file])

    def _on_project_changed(self) -> None:
        self.watch.stop()
        self._rest.stop()
        if self.dialog is not None:
            self.dialog.reject()
        self._end_task()
        self._found.clear()
        self._unkept.clear()
        self._said.clear()
        self._asked_for = False
        if self._session.store is None:
            self._sweep_soon.stop()
        else:
            self._sweep_soon.start()
            self._rest.start()

    def _on_changed(self, change: ChangeSet) -> None:
        """Files came, went, or are elsewhere now, by an edit, undo or redo."""
        store = self._session.store
        if store is None or not change.media_ids or change.initiator is self:
            return
        if len(change.media_ids) <= SOME:
            self.watch.look(self._known(store, sorted(change.media_ids)))

    def _on_looked(self, looked: Mapping[int, Looked], sweeping: bool) -> None:
        came_back = []
        self._unkept.update(looked)
        for media_id, found in looked.items():
            if found.look is not Look.SAME:
                self._found[media_id] = found
            elif self._found.pop(media_id, None) is not None:
                came_back.append(media_id)
        self._show_again(came_back)
        if not sweeping:  # What a sweep finds is said and kept once, at its end.
            self._settle()

    # --- keeping and saying ----------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Keep how the files were found, and say what can be done about it."""
        store = self._session.store
        if store is None:
            return
        self._found = {
            media_id: found for media_id, found in self._found.items() if store.has_media(media_id)
        }
        self._keep()
        self._say_missing(self._with(Look.MISSING))
        self._say_replaced(self._asked)
        self._say_unreachable()

    def _keep(self) -> None:
        if not self._session.writable:
            self._unkept.clear()
            return
        seen: dict[int, Seen] = {}
        for media in self._media(list(self._unkept)):
            match self._unkept[media.id].look:
                case Look.SAME:
                    seen[media.id] = ""
                case Look.MISSING:
                    seen[media.id] = "missing"
                case Look.REPLACED if media.seen == "missing" or self._asked_for:
                    seen[media.id] = ""
        self._unkept.clear()
        if seen:
            self._session.write(lambda store: store.mark_seen(seen, self))

    @property
    def _asked(self) -> list[Media]:
        """The replaced files of which nobody has said what is to be done."""
        return [media for media in self._with(Look.REPLACED) if media.seen != "replaced"]

    def _with(self, look: Look) -> list[Media]:
        return self._media([media_id for media_id, found in self._found.items() if found.look is look])

    def _say_missing(self, media: list[Media]) -> None:
        offers = (Offer(self.tr("Find…"), self.ask_where),) if self._session.writable else ()
        self._say("outside-missing", media, self._words.missing, offers)

    def _say_replaced(self, media: list[Media]) -> None:
        offers = (
            Offer(
                self.tr("Use the new one") if len(media) == 1 else self.tr("Use the new ones"),
                self.use_replaced,
            ),
            Offer(
                self.tr("Keep as it was") if len(media) == 1 else self.tr("Keep as they were"),
                self.keep_replaced,
            ),
        )
        self._say("outside-replaced", media, self._words.replaced, offers if self._session.writable else ())

    def _say(
        self,
        key: str,
        media: list[Media],
        words: Callable[[Sequence[str]], str],
        offers: tuple[Offer, ...],
    ) -> None:
        if not self._news(key, frozenset(item.id for item in media)):
            return
        store = self._session.store
        assert store is not None
        files = [str(store.media_path(item)) for item in media[:LISTED]]
        more = [self.tr("and %Ln more", "", len(media) - LISTED)] if len(media) > LISTED else []
        text = words([Path(item.path).name for item in media])
        self._notices.show_notice(Notice(key, text, Level.WARNING, "\n".join([*files, *more]), offers))

    def _say_unreachable(self) -> None:
        drives = sorted({found.drive for found in self._found.values() if found.look is Look.UNREACHABLE})
        if self._news("outside-drive", frozenset(drives)):
            again = Offer(self.tr("Try again"), self.try_again)
            text = self._words.unreachable(drives)
            self._notices.show_notice(Notice("outside-drive", text, Level.WARNING, offers=(again,)))

    def _news(self, key: str, about: frozenset[object]) -> bool:
        """Whether there is something to say that was not said; what no longer holds is withdrawn."""
        if not about:
            self._said.pop(key, None)
            self._notices.withdraw(key)
            return False
        news = self._said.get(key) != about
        self._said[key] = about
        return news

    def _forget_said(self, key: str) -> None:
        """It may be said again: its bar went when it was pressed."""
        self._said.pop(key, None)

    def _show_again(self, media_ids: Sequence[int]) -> None:
        """The pixels of these files may be others, or there again."""
        store = self._session.store
        media = self._media(media_ids)
        if store is None or not media:
            return
        self._loader.forget(frame.id for item in media for frame in outside.frames_of(store, item))
        current = self._session.media
        if current is not None and current.id in media_ids:
            self._view.reload()

    # --- what can be done ------------------------------------------------------------------------------------

    def try_again(self) -> None:
        """The drive may be there now."""
        store = self._session.store
        self._forget_said("outside-drive")
        away = [media_id for media_id, found in self._found.items() if found.look is Look.UNREACHABLE]
        if store is None:
            return
        if len(away) > SOME:
            self.look_at_all()
        else:
            self.watch.look(self._known(store, away))

    def ask_where(self) -> None:
        """Let a person choose the folder where the missing files are, and show what is found there."""
        self._forget_said("outside-missing")
        store, missing = self._session.store, self._with(Look.MISSING)
        if store is None or not missing or self.dialog is not None:
            return
        folder = self._ask_folder(store, missing)
        if folder is None:
            self._settle()
            return
        self.dialog = RelinkDialog(self._known(store, [media.id for media in missing]), self._window)
        self.dialog.folder_wanted.connect(self._ask_again)
        self.dialog.finished.connect(self._on_decided)
        self.dialog.open()
        self.find_in(folder)

    def _ask_folder(self, store: Store, missing: Sequence[Media]) -> Path | None:
        start = next((above for above in store.media_path(missing[0]).parents if above.is_dir()), store.home)
        name = QFileDialog.getExistingDirectory(
            self.dialog or self._window, self.tr("The folder where the files are now"), str(start)
        )
        return Path(name) if name else None

    def _ask_again(self) -> None:
        store, missing = self._session.store, self._with(Look.MISSING)
        folder = self._ask_folder(store, missing) if store is not None and missing else None
        if folder is not None:
            self.find_in(folder)

    def find_in(self, folder: Path) -> None:
        """Look for the missing files in a folder and all below, and show what is found."""
        store, dialog = self._session.store, self.dialog
        if store is None or dialog is None or self._task is not None:
            return
        files = self._known(store, [media.id for media in self._with(Look.MISSING)])
        gone = {file.media_id for file in files}
        taken = frozenset(str(store.media_path(item)) for item in store.media() if item.id not in gone)

        def work(control: TaskControl) -> dict[int, Place]:
            return outside.search(files, folder, taken, progress=control.report, cancelled=control.cancelled)

        def done(found: dict[int, Place]) -> None:
            self._task = None
            dialog.show_places(found)

        def failed(error: PlainError) -> None:
            self._task = None
            dialog.reject()
            self._on_failed(error)

        dialog.begin(folder)
        self._task = self._tasks.submit(work, done=done, failed=failed, progress=dialog.go_on)

    def _on_decided(self, result: int) -> None:
        """The dialog was closed; only its button changes anything."""
        dialog, self.dialog = self.dialog, None
        self._end_task()
        if dialog is None:
            return
        found = dialog.chosen() if result == QDialog.DialogCode.Accepted else {}
        of = dialog.model.rowCount()
        dialog.deleteLater()
        here = {media_id: path for media_id, path in found.items() if self._media([media_id])}
        if here and self._session.perform(lambda store: outside.relink_media(store, here)):
            # What was done is looked at again, by which the bar counts fewer.
            self._notices.show_notice(Notice("outside-found", self._words.found(len(here), of)))
        else:
            self._settle()

    def use_replaced(self) -> None:
        """Take the files that were replaced as they are now."""
        store, media = self._session.store, self._asked
        self._forget_said("outside-replaced")
        if store is None or not media or self._task is not None:
            return
        wanted = [(item, store.media_path(item)) for item in media]

        def work(control: TaskControl) -> tuple[dict[int, NewContent], list[PlainError]]:
            contents, problems = {}, []
            for item, path in wanted:
                try:
                    contents[item.id] = outside.read_anew(
                        path, item, paths.video_index_dir(), cancelled=control.cancelled
                    )
                except PlainError as error:
                    problems.append(error)
            return contents, problems

        self._begin(self.tr("Looking at files"), work, self._take_contents)

    def _take_contents(self, read: tuple[dict[int, NewContent], list[PlainError]]) -> None:
        self._end_task()
        contents, problems = read
        if self._session.perform(lambda store: outside.use_replaced(store, contents)):
            self._show_again(list(contents))
        if problems:
            details = "\n".join(filter(None, (f"{error.message} {error.detail}" for error in problems)))
            self._notices.show_notice(Notice("outside-failed", problems[0].message, Level.ERROR, details))

    def keep_replaced(self) -> None:
        """Leave labels and frames as they are; the files stay marked."""
        kept: dict[int, Seen] = {media.id: "replaced" for media in self._asked}
        self._session.write(lambda store: store.mark_seen(kept, self))

    # --- its own task ----------------------------------------------------------------------------------------

    def _begin(self, text: str, work: Callable[[TaskControl], T], done: Callable[[T], None]) -> None:
        self._activity.show_activity(ACTIVITY, text, None, self._cancel)

        def progress(count: int) -> None:
            number = QLocale().toString(count)
            self._activity.show_activity(ACTIVITY, f"{text}: {number}", None, self._cancel)

        self._task = self._tasks.submit(work, done=done, failed=self._on_failed, progress=progress)

    def _cancel(self) -> None:
        self._end_task()
        self._settle()

    def _on_failed(self, error: PlainError) -> None:
        self._end_task()
        self._notices.show_notice(Notice("outside-failed", error.message, Level.ERROR, error.detail))

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._activity.end(ACTIVITY)
