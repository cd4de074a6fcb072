"""What earlier teachings left behind: results nobody took over, and runs that broke off and can go on.

The modules that look through run folders are imported by the task: the window must not wait for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from app.project.claims import claimed
from app.project.records import Version
from app.project.store import Store
from app.services.tasks import TaskRunner
from app.services.teaching import TeachOutcome
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from app.ui.teach_controller import TeachController
from app.ui.version_controller import VersionController
from app.ui.words import Durations
from retinanet_core.errors import PlainError
from retinanet_core.teach import orders, state
from retinanet_core.teach.job import CANCEL_NAME

NOTICE = "interrupted"


@dataclass(frozen=True)
class Leftovers:
    """Of a project's runs: `finished` have a result that is no version yet; `interrupted` can go on.

    Attributes:
        seconds: How long the interrupted one had learnt.
        over: Those that nothing will come of, by their tokens.
    """

    finished: tuple[Path, ...]
    interrupted: Path | None
    seconds: float
    over: tuple[str, ...] = ()


class RunRecovery(QObject):
    """Looks for leftovers when a project is opened, and asks about runs that broke off."""

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        notices: NoticeBar,
        teaching: TeachController,
        versions: VersionController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._notices = session, tasks, notices
        self._teaching, self._versions = teaching, versions
        self._durations = Durations(self)
        session.project_changed.connect(self._look)
        teaching.broke_off.connect(self._on_broke_off)
        teaching.starting.connect(lambda: notices.withdraw(NOTICE))

    def _look(self) -> None:
        store = self._session.store
        if store is None or store.read_only:
            return
        begun = tuple(claimed(store))  # now: those of runs that begin meanwhile are none of ours
        self._tasks.submit(
            lambda _control: _find(store, begun),
            done=lambda found: self._on_found(store, found),
            failed=self._on_failed,
            pool="project",
        )

    def _on_found(self, store: Store, found: Leftovers) -> None:
        if store is not self._session.store:
            return
        self._teaching.giving_back.give_back(store, found.over)
        for run in found.finished:
            self._versions.adopt(store, run, self._say_taken_over)
        if found.interrupted is not None and not self._teaching.busy:
            words = self.tr("Teaching was interrupted after {time}.")
            self._ask(found.interrupted, words.format(time=self._durations.exactly(found.seconds)))

    def _on_failed(self, error: PlainError) -> None:
        words = self.tr("What earlier teachings left behind cannot be looked at. {reason}")
        self._notices.show_notice(
            Notice(NOTICE, words.format(reason=error.message), Level.WARNING, error.detail)
        )

    def _say_taken_over(self, version: Version) -> None:
        text = self.tr("Teaching had ended when the program closed: version {id} is in the list of versions.")
        self._notices.show_notice(Notice(NOTICE, text.format(id=version.id)))

    def _on_broke_off(self, outcome: TeachOutcome) -> None:
        self._ask(outcome.run_folder, outcome.message, Level.ERROR, outcome.detail)

    def _ask(self, run: Path, words: str, level: Level = Level.INFO, detail: str = "") -> None:
        offers = (
            Offer(self.tr("Go on"), lambda: self._teaching.go_on_with(run)),
            Offer(self.tr("Discard"), lambda: self._discard(run)),
        )
        self._notices.show_notice(Notice(NOTICE, words, level, detail, offers))

    def _discard(self, run: Path) -> None:
        """A cancelled run does not come back, and what it kept for going on is removed."""

        store = self._session.store

        def discard(_control: object) -> tuple[str, ...]:
            from app.project import runs

            if not orders.give(run, CANCEL_NAME):
                return ()
            state.clear(run)
            return (runs.token_of(run),)

        def give_back(tokens: tuple[str, ...]) -> None:
            if store is not None and store is self._session.store:
                self._teaching.giving_back.give_back(store, tokens)

        self._tasks.submit(discard, done=give_back, failed=lambda _: None, pool="project")


def _find(store: Store, begun: Iterable[str]) -> Leftovers:
    """Look through the run folders of a project, and tidy them up; on a thread of the tasks.

    `begun` are the runs, by their tokens, that frames are marked for.
    """
    from app.project import runs

    runs.drop_leftovers(store)
    interrupted = runs.interrupted_runs(store)
    newest = interrupted[-1] if interrupted else None
    known = None if newest is None else state.saved(newest)
    return Leftovers(
        finished=tuple(runs.unadopted_runs(store)),
        interrupted=newest,
        seconds=0.0 if known is None else known.seconds,
        over=tuple(runs.runs_over(store, begun)),
    )
