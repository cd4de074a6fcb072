"""Starting and ending the services again and again, idle and busy, leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.detection import DetectionService
from app.services.frames import FrameLoader
from app.services.lifecycle import shut_down
from app.services.tasks import TaskRunner
from app.services.teaching import TeachingService
from tests.processes import children
from tests.services.conftest import our_threads
from tests.services.fake_parent import CHILD
from tests.services.fakes import FakeDetector, FakeSource, ref
from tests.shared_data import ROOT


@pytest.mark.parametrize("let_the_loop_run", [False, True])
def test_starting_and_ending_while_busy(qtbot: QtBot, tmp_path: Path, let_the_loop_run: bool) -> None:
    for turn in range(25):
        source = FakeSource()
        detector = FakeDetector(before=lambda _: time.sleep(0.005))
        runner = TaskRunner()
        loader = FrameLoader(source.open, make_thumbnail=lambda image: image)
        service = DetectionService(source.open, load_detector=lambda _, fake=detector: fake)
        teaching = TeachingService(command=lambda run: [sys.executable, str(CHILD), "patient", str(run)])
        service.set_model(1, tmp_path)
        service.detect([ref(n) for n in range(200)])
        loader.request(1, tmp_path, "image", 0)
        loader.prefetch([ref(n) for n in range(100)])
        loader.request_thumbnails([ref(n) for n in range(100)])
        for _ in range(5):
            runner.submit(lambda control: control.cancelled(), done=lambda _: None, failed=lambda _: None)
        if turn % 5 == 0:
            teaching.start(tmp_path)
        if let_the_loop_run:
            qtbot.waitUntil(lambda fake=detector: bool(fake.batches))
        assert shut_down([service, teaching, loader, runner])
        assert our_threads() == []
        assert sorted(source.closed_on) == sorted(source.opened_on)
    assert children() == []


def test_ending_services_that_never_worked(qtbot: QtBot) -> None:
    source = FakeSource()
    services = [TaskRunner(), FrameLoader(source.open), DetectionService(source.open), TeachingService()]
    assert shut_down(services)
    assert shut_down(services), "twice is harmless"


def test_a_service_that_does_not_end_is_said_and_the_others_still_end(qtbot: QtBot) -> None:
    stuck, free = FakeSource(), FakeSource()
    stuck.gate.clear()
    first = FrameLoader(stuck.open)
    second = FrameLoader(free.open)
    first.request(1, Path("/a"), "image", 0)
    second.request(1, Path("/a"), "image", 0)
    qtbot.waitUntil(lambda: stuck.reads == [0])
    assert not shut_down([first, second], seconds=0.2)
    stuck.gate.set()
    assert shut_down([first, second])


IMPORTING = """
    import sys, threading
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication, QTimer
    from app.services.detection import DetectionService
    from app.services.frames import FrameLoader
    from app.services.sources import frame_readers
    from app.services.tasks import TaskRunner
    from app.services.teaching import TeachingService

    class Watch:
        # Notes which thread looks for torch first.
        def find_spec(self, name, path=None, target=None):
            if name == "torch" and not seen:
                seen.append(threading.current_thread().name)
            return None

    seen = []
    sys.meta_path.insert(0, Watch())
    program = QCoreApplication([])
    service = DetectionService(frame_readers(Path("cache")))
    service.warmed.connect(program.quit)
    service.failed.connect(lambda *facts: (print(*facts), program.exit(1)))
    assert "torch" not in sys.modules, "the way to the first window imports torch"
    service.warm_up()
"""


def run_script(*parts: str) -> None:
    script = "".join(textwrap.dedent(part) for part in parts)
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_torch_is_imported_by_the_worker_and_only_when_asked() -> None:
    run_script(
        IMPORTING,
        """
        code = program.exec()
        assert "torch" in sys.modules
        assert seen == ["detection"], seen
        assert service.shutdown()
        sys.exit(code)
        """,
    )


@pytest.mark.parametrize("modules", [0, 300, 1000])
def test_closing_while_torch_is_being_imported_is_quick(modules: int) -> None:
    run_script(
        IMPORTING,
        f"""
        poll = QTimer()
        poll.timeout.connect(lambda: seen and len(sys.modules) > {modules} and program.quit())
        poll.start(1)
        program.exec()
        assert service.shutdown(30)
        assert "torch" not in sys.modules, "the import was given up"
        """,
    )


def test_an_engine_that_cannot_be_imported_is_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "retinanet_core.detect.detector", None)
    service = DetectionService(FakeSource().open)
    service.set_model(1, tmp_path)
    said: list[tuple[str, str]] = []
    service.failed.connect(lambda sentence, detail: said.append((sentence, detail)))
    service.detect([ref(1)])
    qtbot.waitUntil(lambda: said != [])
    assert said[0][0].startswith("PyTorch cannot be loaded")
    assert "retinanet_core.detect.detector" in said[0][1]
    assert not service.busy
    assert service.shutdown()
