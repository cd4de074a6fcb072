"""Every test of the services must leave no thread behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

OUR_THREADS = ("media", "project", "frames", "thumbnails", "detection")


def our_threads() -> list[str]:
    """Names of the services' threads that are running."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith(OUR_THREADS)]


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    assert our_threads() == []
    yield
    assert our_threads() == []
