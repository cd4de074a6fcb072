"""The detection service: what is delivered, in which order, what is dropped, and what goes wrong."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.services.detection import DetectionService, FrameResult, Progress, Summary
from app.services.detection_types import LoadDetector, RateMeter
from retinanet_core.errors import CheckpointError, PlainError
from retinanet_core.types import Image
from tests.services.fakes import FakeDetector, FakeSource, picture, ref

MODEL = Path("/models/1")


class Ears:
    """Hears everything a service says, in order."""

    def __init__(self, service: DetectionService) -> None:
        self.results: list[FrameResult] = []
        self.handfuls: list[int] = []
        self.progress: list[Progress] = []
        self.summaries: list[Summary] = []
        self.ready: list[str] = []
        self.failed: list[tuple[str, str]] = []
        self.limited: list[str] = []
        self.said: list[str] = []
        self.threads: set[int] = set()
        service.results.connect(self.on_results)
        service.progress.connect(self.on_progress)
        service.finished.connect(self.on_finished)
        service.ready.connect(self.on_ready)
        service.failed.connect(self.on_failed)
        service.limited.connect(self.on_limited)
        service.preparing.connect(self.on_preparing)
        service.warmed.connect(self.on_warmed)

    def _note(self, what: str) -> None:
        self.threads.add(threading.get_ident())
        self.said.append(what)

    def on_results(self, results: list[FrameResult]) -> None:
        self._note("results")
        self.handfuls.append(len(results))
        self.results += results

    def on_progress(self, progress: Progress) -> None:
        self._note("progress")
        self.progress.append(progress)

    def on_finished(self, summary: Summary) -> None:
        self._note("finished")
        self.summaries.append(summary)

    def on_ready(self, description: str) -> None:
        self._note("ready")
        self.ready.append(description)

    def on_limited(self, sentence: str) -> None:
        self._note("limited")
        self.limited.append(sentence)

    def on_failed(self, sentence: str, detail: str) -> None:
        self._note("failed")
        self.failed.append((sentence, detail))

    def on_preparing(self) -> None:
        self._note("preparing")

    def on_warmed(self) -> None:
        self._note("warmed")

    def frames(self, request_id: int) -> list[int]:
        return [result.frame_id for result in self.results if result.request_id == request_id]


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


Make = Callable[..., tuple[DetectionService, Ears]]


@pytest.fixture
def make(qtbot: QtBot, source: FakeSource) -> Iterator[Make]:
    made: list[DetectionService] = []

    def make_service(
        detector: FakeDetector | None = None, *, load: LoadDetector | None = None, model: Path | None = MODEL
    ) -> tuple[DetectionService, Ears]:
        fake = detector or FakeDetector()
        service = DetectionService(source.open, load_detector=load or (lambda _: fake))
        made.append(service)
        if model is not None:
            service.set_model(1, model)
        return service, Ears(service)

    yield make_service
    source.gate.set()
    for service in made:
        assert service.shutdown()
    assert sorted(source.closed_on) == sorted(source.opened_on)


def test_every_frame_has_one_result_in_order_and_then_the_request_ends(
    qtbot: QtBot, make: Make, source: FakeSource
) -> None:
    detector = FakeDetector()
    service, ears = make(detector)
    frames = [ref(n) for n in range(60)]
    request = service.detect(frames)
    assert service.busy
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert ears.frames(request) == list(range(60))
    assert ears.summaries == [Summary(request, done=60, failed=0, cancelled=False)]
    assert not service.busy
    for result in ears.results:
        assert result.version_id == 1
        assert result.error == ""
        assert result.detections is not None
        assert result.detections.scores[0] == np.float32(result.frame_id / 256)
    assert ears.said[-1] == "finished"
    assert ears.threads == {threading.get_ident()}
    assert threading.get_ident() not in detector.threads | set(source.opened_on)
    assert len(detector.threads) == 1


def test_results_come_in_handfuls_and_progress_at_most_ten_times_a_second(qtbot: QtBot, make: Make) -> None:
    service, ears = make(FakeDetector(before=lambda images: time.sleep(0.004 * len(images))))
    began = time.monotonic()
    request = service.detect([ref(n) for n in range(200)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    took = time.monotonic() - began
    assert took > 200 * 0.004
    assert len(ears.results) == 200
    assert 3 <= len(ears.handfuls) <= took / 0.1 + 2
    assert 3 <= len(ears.progress) <= took / 0.1 + 1
    done = [progress.done for progress in ears.progress]
    assert done == sorted(set(done))
    for progress in ears.progress:
        assert (progress.request_id, progress.total) == (request, 200)
        assert progress.done / took * 0.9 < progress.per_second < 1 / 0.004
        assert progress.seconds_left == pytest.approx((200 - progress.done) / progress.per_second)


def test_nothing_is_loaded_before_it_is_time(qtbot: QtBot, make: Make) -> None:
    loaded: list[Path] = []

    def load(folder: Path) -> FakeDetector:
        loaded.append(folder)
        return FakeDetector()

    service, ears = make(load=load)
    qtbot.wait(50)
    assert loaded == []
    assert not any(thread.name.startswith("detection") for thread in threading.enumerate())
    service.warm_up()
    qtbot.waitUntil(lambda: ears.ready == ["CPU, fake"])
    assert loaded == [MODEL]
    assert ears.said == ["preparing", "warmed", "preparing", "ready"]
    service.set_model(1, MODEL)
    service.warm_up()
    service.detect([ref(1)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert loaded == [MODEL], "the same version is not loaded twice"


def test_cancelling_ends_a_long_run_at_once_and_nothing_follows(qtbot: QtBot, make: Make) -> None:
    detector = FakeDetector(before=lambda images: time.sleep(0.01 * len(images)))
    service, ears = make(detector)
    request = service.detect([ref(n % 256) for n in range(256)])
    qtbot.waitUntil(lambda: len(ears.results) > 5)
    service.cancel()
    (summary,) = ears.summaries
    assert summary.cancelled
    assert summary.request_id == request
    assert summary.done == len(ears.results)
    assert not service.busy
    seen = len(ears.results)
    after = service.detect([ref(7)])
    qtbot.waitUntil(lambda: len(ears.summaries) == 2)
    assert [result.request_id for result in ears.results[seen:]] == [after]
    assert sum(len(batch) for batch in detector.batches) < 256


def test_cancelling_one_request_leaves_the_other(qtbot: QtBot, make: Make, source: FakeSource) -> None:
    service, ears = make()
    source.gate.clear()
    first = service.detect([ref(n) for n in range(5)])
    second = service.detect([ref(n) for n in range(5, 10)])
    service.cancel(first)
    service.cancel(first)
    source.gate.set()
    qtbot.waitUntil(lambda: len(ears.summaries) == 2)
    assert ears.frames(first) == []
    assert ears.frames(second) == list(range(5, 10))
    assert [summary.cancelled for summary in ears.summaries] == [True, False]


def test_a_single_frame_goes_before_a_long_run(qtbot: QtBot, make: Make) -> None:
    detector = FakeDetector(before=lambda images: time.sleep(0.005 * len(images)))
    service, ears = make(detector)
    long = service.detect([ref(n) for n in range(200)])
    qtbot.waitUntil(lambda: ears.results != [])
    single = service.detect([ref(250)])
    batches = len(detector.batches)
    qtbot.waitUntil(lambda: ears.frames(single) == [250])
    assert [250] in detector.batches[: batches + 2], "at most the batch at work goes before it"
    assert len(ears.frames(long)) < 200
    qtbot.waitUntil(lambda: not service.busy)
    assert ears.frames(long) == list(range(200))


def test_the_newest_single_frame_goes_first_and_supersedes_the_same_frame(
    qtbot: QtBot, make: Make, source: FakeSource
) -> None:
    detector = FakeDetector()
    service, ears = make(detector)
    source.gate.clear()
    long = service.detect([ref(n) for n in range(4)])
    qtbot.waitUntil(lambda: source.reads == [0])
    older, other, newer = (service.detect([ref(n)]) for n in (50, 51, 50))
    assert ears.summaries == [Summary(older, 0, 0, cancelled=True)]
    source.gate.set()
    qtbot.waitUntil(lambda: not service.busy)
    assert [summary.request_id for summary in ears.summaries] == [older, newer, other, long]
    assert ears.frames(older) == []
    assert source.reads == [0, 50, 51, 1, 2, 3]


def test_pixels_that_are_known_are_not_read_again(qtbot: QtBot, make: Make, source: FakeSource) -> None:
    service, ears = make()
    service.detect([ref(3)], images={3: picture(99), 4: picture(98)})
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert source.reads == []
    assert ears.results[0].detections is not None
    assert ears.results[0].detections.scores[0] == np.float32(99 / 256)


@pytest.mark.logs_errors
def test_an_unreadable_frame_has_its_own_error_and_the_rest_goes_on(
    qtbot: QtBot, make: Make, source: FakeSource
) -> None:
    source.broken = {2: PlainError("b.png is cut off."), 3: ZeroDivisionError("x")}
    service, ears = make()
    request = service.detect([ref(n) for n in range(6)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert ears.frames(request) == list(range(6))
    errors = {result.frame_id: result.error for result in ears.results if result.detections is None}
    assert errors.keys() == {2, 3}
    assert errors[2] == "b.png is cut off."
    assert errors[3].endswith(".")
    assert "ZeroDivisionError" not in errors[3]
    assert ears.summaries == [Summary(request, done=4, failed=2, cancelled=False)]
    assert ears.failed == []


@pytest.mark.logs_errors
def test_a_picture_that_the_detector_cannot_take_costs_only_itself(qtbot: QtBot, make: Make) -> None:
    def choke(images: Sequence[Image]) -> None:
        time.sleep(0.001 * len(images))
        if any(image[0, 0, 0] == 30 for image in images):
            raise RuntimeError("out of memory")

    detector = FakeDetector(before=choke)
    service, ears = make(detector)
    request = service.detect([ref(n) for n in range(60)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert [result.frame_id for result in ears.results if result.error] == [30]
    assert ears.summaries == [Summary(request, done=59, failed=1, cancelled=False)]
    failing = next(number for number, batch in enumerate(detector.batches) if 30 in batch)
    assert len(detector.batches[failing]) > 1
    assert {len(batch) for batch in detector.batches[failing + 1 :]} == {1}, (
        "smaller batches need less memory"
    )


def test_what_was_given_up_for_want_of_memory_is_said_once(qtbot: QtBot, make: Make) -> None:
    def run_short(_images: Sequence[Image]) -> None:
        detector.limitation = "The graphics card has too little free memory."
        detector.name = "CPU, slow"

    detector = FakeDetector("GPU, fast", before=run_short)
    service, ears = make(detector)
    for number in range(3):
        service.detect([ref(number)])
        qtbot.waitUntil(lambda count=number + 1: len(ears.summaries) == count)
    assert ears.limited == ["The graphics card has too little free memory."]
    assert ears.ready == ["GPU, fast", "CPU, slow"]
    assert sum(summary.done for summary in ears.summaries) == 3


def test_pictures_are_prepared_ahead_for_the_detector_that_is_loaded(qtbot: QtBot, make: Make) -> None:
    """The thread that reads does it, so that the one that detects need not."""
    detector = FakeDetector()
    on: set[int] = set()

    def prepare(image: Image) -> Image:
        on.add(threading.get_ident())
        return image + 1

    detector.prepare = prepare  # type: ignore[method-assign]
    service, ears = make(detector)
    qtbot.waitUntil(lambda: service.warm_up() or ears.ready != [])
    service.detect([ref(number) for number in range(4)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert sorted(number for batch in detector.batches for number in batch) == [1, 2, 3, 4]
    assert on.isdisjoint({threading.get_ident(), *detector.threads})


@pytest.mark.logs_errors
def test_a_detector_that_answers_for_too_few_pictures_is_an_error(qtbot: QtBot, make: Make) -> None:
    class Short(FakeDetector):
        def detect(self, images: Sequence[Image]) -> list[object]:  # type: ignore[override]
            return []

    service, ears = make(Short())
    service.detect([ref(1), ref(2)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert ears.summaries[0].failed == 2


def test_a_model_that_cannot_be_loaded_is_one_sentence(qtbot: QtBot, make: Make) -> None:
    tries: list[Path] = []

    def load(folder: Path) -> FakeDetector:
        tries.append(folder)
        if len(tries) < 3:
            raise CheckpointError("The weights of version 1 are damaged.", detail="sha")
        return FakeDetector()

    service, ears = make(load=load)
    service.warm_up()
    qtbot.waitUntil(lambda: ears.failed != [])
    assert ears.failed == [("The weights of version 1 are damaged.", "sha")]
    request = service.detect([ref(n) for n in range(5)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert len(ears.failed) == 2
    assert ears.summaries == [Summary(request, 0, 0, cancelled=True)]
    service.detect([ref(1)])
    qtbot.waitUntil(lambda: len(ears.summaries) == 2)
    assert ears.ready == ["CPU, fake"]
    assert ears.summaries[1].done == 1


@pytest.mark.logs_errors
def test_any_other_error_of_loading_is_a_sentence_too(qtbot: QtBot, make: Make) -> None:
    def load(folder: Path) -> FakeDetector:
        raise KeyError("backbone.weight")

    service, ears = make(load=load)
    service.warm_up()
    qtbot.waitUntil(lambda: ears.failed != [])
    sentence, detail = ears.failed[0]
    assert sentence.endswith(".")
    assert "backbone" not in sentence
    assert "backbone.weight" in detail


def test_without_a_model_it_says_so(qtbot: QtBot, make: Make) -> None:
    service, ears = make(model=None)
    service.warm_up()
    qtbot.waitUntil(lambda: "warmed" in ears.said)
    assert ears.failed == []
    request = service.detect([ref(1), ref(2)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert "no model" in ears.failed[0][0]
    assert ears.summaries == [Summary(request, 0, 0, cancelled=True)]
    service.set_model(1, MODEL)
    service.detect([ref(1)])
    qtbot.waitUntil(lambda: len(ears.summaries) == 2)
    assert ears.summaries[1].done == 1


def test_a_request_without_frames_ends_after_it_was_made(qtbot: QtBot, make: Make) -> None:
    service, ears = make()
    request = service.detect([])
    assert ears.summaries == []
    qtbot.waitUntil(lambda: ears.summaries == [Summary(request, 0, 0, cancelled=False)])


def test_a_frame_named_twice_is_detected_once(qtbot: QtBot, make: Make) -> None:
    service, ears = make()
    service.detect([ref(1), ref(2), ref(1)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert [result.frame_id for result in ears.results] == [1, 2]


def test_a_new_version_takes_over_the_rest_of_a_run(qtbot: QtBot, make: Make) -> None:
    gate = threading.Event()
    working = threading.Event()

    def hold(images: Sequence[Image]) -> None:
        if any(image[0, 0, 0] == 3 for image in images):
            working.set()
            assert gate.wait(30)

    old, new = FakeDetector("old", before=hold), FakeDetector("new", label=2)
    detectors = {Path("/models/1"): old, Path("/models/2"): new}
    service, ears = make(load=detectors.__getitem__)
    request = service.detect([ref(n) for n in range(9)])
    assert working.wait(10)
    qtbot.waitUntil(lambda: ears.ready == ["old"])
    service.set_model(2, Path("/models/2"))
    assert service.version_id == 2
    gate.set()
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert ears.ready == ["old", "new"]
    assert ears.summaries == [Summary(request, done=9, failed=0, cancelled=False)]
    assert ears.frames(request) == list(range(9)), "each frame once"
    by_old = [result.frame_id for result in ears.results if result.version_id == 1]
    assert 3 not in by_old
    assert by_old == list(range(len(by_old)))
    for result in ears.results:
        assert result.detections is not None
        assert result.detections.labels[0] == result.version_id
    assert {frame for batch in new.batches for frame in batch} == set(range(len(by_old), 9))


def test_an_answer_of_the_old_version_that_was_on_its_way_is_dropped(
    qtbot: QtBot, make: Make, source: FakeSource
) -> None:
    detectors = {Path("/models/1"): FakeDetector("old"), Path("/models/2"): FakeDetector("new", label=2)}
    service, ears = make(load=detectors.__getitem__)
    service.warm_up()
    qtbot.waitUntil(lambda: ears.ready == ["old"])
    service.detect([ref(1)])
    deadline = time.monotonic() + 10
    while not detectors[Path("/models/1")].batches and time.monotonic() < deadline:
        time.sleep(0.001)  # the event loop must not run: the answer shall wait in it
    service.set_model(2, Path("/models/2"))
    qtbot.waitUntil(lambda: ears.summaries != [])
    (result,) = ears.results
    assert (result.frame_id, result.version_id) == (1, 2)
    assert result.detections is not None
    assert result.detections.labels[0] == 2


def test_no_model_any_more_cancels_everything(qtbot: QtBot, make: Make, source: FakeSource) -> None:
    service, ears = make()
    service.warm_up()
    qtbot.waitUntil(lambda: ears.ready != [])
    source.gate.clear()
    service.detect([ref(1), ref(2)])
    service.set_model(None, None)
    assert [summary.cancelled for summary in ears.summaries] == [True]
    assert service.version_id is None
    source.gate.set()
    qtbot.wait(50)
    assert ears.results == []
    assert ears.failed == []


def test_a_slot_may_cancel_while_it_is_told(qtbot: QtBot, make: Make) -> None:
    service, ears = make(FakeDetector(before=lambda images: time.sleep(0.002 * len(images))))
    service.results.connect(lambda _: service.cancel())
    service.detect([ref(n) for n in range(200)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert [summary.cancelled for summary in ears.summaries] == [True]
    assert ears.summaries[0].done == len(ears.results) < 200


def test_batches_are_small_enough_for_a_slow_detector(qtbot: QtBot, make: Make) -> None:
    slow = FakeDetector(before=lambda images: time.sleep(0.06 * len(images)))
    service, ears = make(slow)
    service.detect([ref(n) for n in range(20)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert 1 < max(len(batch) for batch in slow.batches) <= 4
    fast = FakeDetector(before=lambda images: time.sleep(0.001 * len(images)))
    service, ears = make(fast)
    service.detect([ref(n) for n in range(100)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert max(len(batch) for batch in fast.batches) == 8


def test_shutdown_while_busy_is_quick_and_silent(qtbot: QtBot, source: FakeSource) -> None:
    detector = FakeDetector(before=lambda images: time.sleep(0.01 * len(images)))
    service = DetectionService(source.open, load_detector=lambda _: detector)
    service.set_model(1, MODEL)
    ears = Ears(service)
    service.detect([ref(n) for n in range(200)])
    qtbot.waitUntil(lambda: ears.results != [])
    said = len(ears.said)
    assert service.shutdown()
    assert sum(len(batch) for batch in detector.batches) < 200, "what was only asked for is given up"
    service.detect([ref(1)])
    service.warm_up()
    service.cancel()
    qtbot.wait(150)
    assert len(ears.said) == said


def test_what_was_on_its_way_at_shutdown_is_not_heard(qtbot: QtBot, source: FakeSource) -> None:
    loaded = threading.Event()

    def load(folder: Path) -> FakeDetector:
        loaded.set()
        return FakeDetector()

    service = DetectionService(source.open, load_detector=load)
    service.set_model(1, MODEL)
    ears = Ears(service)
    service.warm_up()
    assert loaded.wait(10)
    assert service.shutdown()
    qtbot.wait(50)
    assert ears.said == []


def test_the_detector_is_let_go_when_another_is_set_and_at_the_end(qtbot: QtBot, source: FakeSource) -> None:
    made: list[weakref.ref[FakeDetector]] = []

    def load(folder: Path) -> FakeDetector:
        assert all(old() is None for old in made), "two models may not fit into memory"
        detector = FakeDetector(str(folder))
        made.append(weakref.ref(detector))
        return detector

    service = DetectionService(source.open, load_detector=load)
    ears = Ears(service)
    service.warm_up()
    for number in (1, 2, 3):
        service.set_model(number, Path("/models") / str(number))
        service.detect([ref(number)])
        qtbot.waitUntil(lambda number=number: len(ears.summaries) == number)
    assert [summary.done for summary in ears.summaries] == [1, 1, 1]
    assert service.shutdown()
    assert made[-1]() is None


def test_a_version_that_fails_after_another_was_set_ends_nothing(qtbot: QtBot, make: Make) -> None:
    loading, gate = threading.Event(), threading.Event()

    def load(folder: Path) -> FakeDetector:
        if folder == MODEL:
            loading.set()
            assert gate.wait(30)
            raise CheckpointError("The weights of version 1 are damaged.")
        return FakeDetector()

    service, ears = make(load=load)
    request = service.detect([ref(1), ref(2)])
    assert loading.wait(10)
    service.set_model(2, Path("/models/2"))
    gate.set()
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert ears.summaries == [Summary(request, done=2, failed=0, cancelled=False)]
    assert ears.failed == []


def test_pixels_are_let_go_when_there_is_nothing_to_do(qtbot: QtBot, make: Make) -> None:
    pixels: list[weakref.ref[Image]] = []

    def remember(images: Sequence[Image]) -> None:
        pixels.extend(weakref.ref(image) for image in images)

    service, ears = make(FakeDetector(before=remember))
    service.detect([ref(n) for n in range(20)])
    qtbot.waitUntil(lambda: ears.summaries != [])
    assert len(pixels) == 20
    qtbot.waitUntil(lambda: all(image() is None for image in pixels))


def test_the_rate_forgets_old_times() -> None:
    meter = RateMeter(window=10)
    assert meter.per_second == 0
    for second in range(10):
        meter.add(second, second + 1)
    assert meter.per_second == pytest.approx(1)
    for step in range(100):
        meter.add(10 + step / 5, 10 + (step + 1) / 5)
    assert meter.per_second == pytest.approx(5)
