"""Tasks: where callbacks run, what reaches them, and what does not."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.services.tasks import TaskControl, TaskRunner
from retinanet_core.errors import Cancelled, PlainError


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.shutdown()


class Heard:
    """What the callbacks of a task were told, and on which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[PlainError] = []
        self.progress: list[object] = []
        self.threads: set[int] = set()

    def on_done(self, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.done.append(value)

    def on_failed(self, error: PlainError) -> None:
        self.threads.add(threading.get_ident())
        self.failed.append(error)

    def on_progress(self, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.progress.append(value)


def test_the_work_runs_elsewhere_and_the_answer_arrives_here(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    here = threading.get_ident()
    runner.submit(
        lambda _: threading.get_ident(), done=lambda value: heard.on_done(value), failed=heard.on_failed
    )
    qtbot.waitUntil(lambda: heard.done != [])
    assert heard.done != [here]
    assert heard.threads == {here}
    assert runner.running == 0


def test_a_plain_error_arrives_as_it_is(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    error = PlainError("a.png is cut off.", detail="byte 12")

    def fail(_: TaskControl) -> None:
        raise error

    runner.submit(fail, done=heard.on_done, failed=heard.on_failed)
    qtbot.waitUntil(lambda: heard.failed != [])
    assert heard.failed == [error]
    assert heard.done == []
    assert heard.threads == {threading.get_ident()}


@pytest.mark.logs_errors
@pytest.mark.parametrize("error", [KeyError("k"), MemoryError(), SystemExit(2), Cancelled()])
def test_any_other_error_becomes_a_sentence(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture, error: BaseException
) -> None:
    heard = Heard()

    def fail(_: TaskControl) -> None:
        raise error

    with caplog.at_level(logging.ERROR):
        runner.submit(fail, done=heard.on_done, failed=heard.on_failed)
        qtbot.waitUntil(lambda: heard.failed != [])
    (plain,) = heard.failed
    assert plain.message.endswith(".")
    assert type(error).__name__ not in plain.message
    if not isinstance(error, Cancelled):
        assert type(error).__name__ in plain.detail
        assert "in fail" in plain.detail
        assert type(error).__name__ in caplog.text


def test_a_cancelled_task_is_never_heard_of_again(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard()
    begun, stopped = threading.Event(), threading.Event()

    def work(control: TaskControl) -> str:
        control.report(1)
        begun.set()
        while not control.cancelled():
            time.sleep(0.001)
        stopped.set()
        raise ValueError("the work was torn down")

    task = runner.submit(work, done=heard.on_done, failed=heard.on_failed, progress=heard.on_progress)
    assert begun.wait(10)
    task.cancel()
    assert stopped.wait(10)
    qtbot.waitUntil(lambda: runner.running == 0)
    assert (heard.done, heard.failed, heard.progress) == ([], [], [])
    assert caplog.text == "", "tearing down what nobody wants is no fault"


def test_cancelling_after_the_work_but_before_its_answer_is_heard(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    ended = threading.Event()
    task = runner.submit(lambda _: 1, done=heard.on_done, failed=heard.on_failed, pool="project")
    runner.submit(lambda _: ended.set(), done=heard.on_done, failed=heard.on_failed, pool="project")
    assert ended.wait(10)  # so the first answer is waiting in the event loop, which has not run
    task.cancel()
    qtbot.waitUntil(lambda: runner.running == 0)
    assert heard.done == [None]


def test_a_callback_may_cancel_its_own_task(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()

    def work(control: TaskControl) -> int:
        control.report(1)
        return 2

    task = runner.submit(work, done=heard.on_done, failed=heard.on_failed, progress=lambda _: task.cancel())
    qtbot.waitUntil(lambda: runner.running == 0)
    assert heard.done == []


def test_progress_is_throttled_and_the_last_one_comes_before_done(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    order: list[str] = []

    def work(control: TaskControl) -> None:
        step = 0
        while len(heard.progress) < 3:
            step += 1
            control.report(step)
        control.report("last")

    runner.submit(
        work,
        done=lambda _: order.append("done"),
        failed=heard.on_failed,
        progress=lambda value: (heard.on_progress(value), order.append("progress")),
    )
    qtbot.waitUntil(lambda: "done" in order)
    *steps, last = heard.progress
    assert last == "last"
    assert 3 <= len(steps) <= 8
    assert steps[-1] > len(steps), "of what comes quickly only the newest is told"
    assert order[-1] == "done"
    assert heard.threads == {threading.get_ident()}


def test_the_project_pool_runs_one_after_another_in_order(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    inside = threading.Semaphore(1)

    def work(number: int) -> int:
        assert inside.acquire(blocking=False), "two at once"
        time.sleep(0.001)
        inside.release()
        return number

    for number in range(20):
        runner.submit(
            lambda _, number=number: work(number), done=heard.on_done, failed=heard.on_failed, pool="project"
        )
    qtbot.waitUntil(lambda: len(heard.done) + len(heard.failed) == 20)
    assert heard.done == list(range(20))


def test_the_media_pool_runs_two_at_once(qtbot: QtBot, runner: TaskRunner) -> None:
    heard = Heard()
    both = threading.Barrier(2)
    for _ in range(2):
        runner.submit(lambda _: both.wait(10), done=heard.on_done, failed=heard.on_failed)
    qtbot.waitUntil(lambda: len(heard.done) == 2)
    assert heard.failed == []


def test_shutdown_ends_waiting_and_running_work_in_silence(qtbot: QtBot) -> None:
    runner = TaskRunner()
    heard = Heard()
    begun = threading.Event()

    def work(control: TaskControl) -> None:
        begun.set()
        while not control.cancelled():
            time.sleep(0.001)

    for _ in range(10):
        runner.submit(work, done=heard.on_done, failed=heard.on_failed)
    assert begun.wait(10)
    assert runner.shutdown()
    task = runner.submit(work, done=heard.on_done, failed=heard.on_failed)
    assert task.control.cancelled()
    qtbot.wait(50)
    assert (heard.done, heard.failed) == ([], [])


def test_shutdown_says_when_a_job_does_not_end(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    runner = TaskRunner()
    begun, gate = threading.Event(), threading.Event()

    def stubborn(_: TaskControl) -> None:
        begun.set()
        gate.wait(30)

    runner.submit(stubborn, done=lambda _: None, failed=lambda _: None)
    assert begun.wait(10)
    assert not runner.shutdown(0.05)
    assert "media-0" in caplog.text
    gate.set()
    assert runner.shutdown()
