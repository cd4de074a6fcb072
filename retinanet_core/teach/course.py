"""The training of a run through the phases of its plan: what is said, kept and asked on the way."""

from __future__ import annotations

import time
from pathlib import Path

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.device import Compute
from retinanet_core.teach import state
from retinanet_core.teach.control import Control
from retinanet_core.teach.curve import QualityCurve
from retinanet_core.teach.dataset import Manifest
from retinanet_core.teach.job import Events
from retinanet_core.teach.plan import Plan
from retinanet_core.teach.trainer import StepReport, Trainer

_PROGRESS_SECONDS = 0.5


class Course:
    """Takes a trainer through a plan.

    Args:
        run: The run folder, where its state is kept.
        trainer: In the first phase of the plan.
        plan: The phases.
        events: Told how it goes.
        control: Asked at every step whether to go on.
        seconds: For training in all, pauses not counted.
        reserve: Seconds that measuring takes afterwards, for the time that is left.
    """

    def __init__(
        self,
        run: Path,
        trainer: Trainer,
        plan: Plan,
        events: Events,
        control: Control,
        seconds: float,
        reserve: float,
    ) -> None:
        self._run = run
        self._trainer = trainer
        self._plan = plan
        self._events = events
        self._control = control
        self._seconds = seconds
        self._reserve = reserve
        self._keeper = state.StateKeeper(run, control, tell=lambda said: events.say("note", sentence=said))
        self._phase = 0
        self._short = False
        self._earlier = 0.0
        self._origin = self._clock()
        self._said = 0.0

    def follow(self, info: ModelInfo, manifest: Manifest, compute: Compute) -> None:
        """Train until the time is over or a person has had enough; from the last state if there is one.

        Raises:
            Cancelled, PlainError: As `Control.check` and `Trainer.run`.
        """
        kept = state.load(self._run)
        first = 0
        if kept is not None and kept.phase < len(self._plan.phases):
            first = kept.phase
            self._earlier = kept.seconds
            self._origin -= kept.seconds
        curve = QualityCurve(self._trainer, info, manifest, compute, self._events, self._check, self._used)
        begins = 0.0
        for number, phase in enumerate(self._plan.phases):
            ends = begins + phase.share
            if number >= first:
                if number:
                    self._trainer.enter(phase)
                if kept is not None and number == first:
                    self._trainer.restore(kept.trainer)
                    curve.restore(kept.quality)
                if not self._phase_through(number, (begins, ends), curve):
                    break
            begins = ends
        self._trainer.end()

    def _phase_through(self, number: int, span: tuple[float, float], curve: QualityCurve) -> bool:
        """One phase; False if a person wants no more."""
        self._phase = number
        phase = self._plan.phases[number]
        self._events.say("phase", number=number + 1, of=len(self._plan.phases), sentence=phase.sentence)

        def go_on() -> bool:
            self._check()
            return not self._control.finish_wanted()

        def on_step(report: StepReport) -> bool:
            self._keeper.follow(lambda: self._state(curve))
            self._tell(report)
            curve.follow(report)
            return go_on()

        used = self._used() / self._seconds
        return self._trainer.run(
            self._seconds * (span[1] - max(used, span[0])),
            on_step,
            span=(max(used, span[0]), span[1]),
            clock=self._clock,
            go_on=go_on,
        )

    def _check(self) -> None:
        """As `Control.check`; when memory becomes short the trainer gives up what it can."""
        self._control.check()
        if self._control.memory_short and not self._short:
            self._trainer.shrink()
        self._short = self._control.memory_short

    def _state(self, curve: QualityCurve) -> state.RunState:
        return state.RunState(
            phase=self._phase,
            step=self._trainer.steps,
            seconds=self._used(),
            trainer=self._trainer.state(),
            quality=curve.points,
        )

    def _tell(self, report: StepReport) -> None:
        now = time.monotonic()
        if now - self._said < _PROGRESS_SECONDS:
            return
        self._said = now
        left = max(0.0, self._seconds - self._used()) + self._reserve
        self._events.say(
            "progress",
            step=report.step,
            fraction=report.fraction,
            loss=report.loss,
            seconds_left=round(left, 1),
        )

    def _clock(self) -> float:
        """Seconds, not counting pauses."""
        return time.monotonic() - self._control.paused_seconds

    @property
    def earlier(self) -> float:
        """Seconds of training before an interruption."""
        return self._earlier

    def _used(self) -> float:
        """Seconds of training until now, those before an interruption counted."""
        return self._clock() - self._origin
