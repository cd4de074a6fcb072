"""Settings that every test shares."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

import retinanet_core  # noqa: F401  (before torch: its threads would spin while they wait)

# Where the tests run in the background Ctrl-C is ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines differ in speed: how long an example takes says nothing about whether it is right.
settings.register_profile("foveate", deadline=None)
settings.load_profile("foveate")


class _Errors(logging.Handler):
    """Keeps the errors that come by, from any thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The command line logs every sentence that it ends with as an error, which most often is no defect.
        if record.name != "app.cli":
            self.texts.append(self.format(record))


@pytest.fixture(autouse=True)
def no_error_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """An error that the program only logs fails the test, unless it is marked with `logs_errors`: it is about one."""
    errors, log = _Errors(), logging.getLogger("app")
    log.addHandler(errors)
    yield
    log.removeHandler(errors)
    if errors.texts and request.node.get_closest_marker("logs_errors") is None:
        pytest.fail("the program logged an error:\n" + "\n".join(errors.texts), pytrace=False)
