"""Fixtures of the project tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project.store import Store
from tests.project.building import new_store, temporary_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that costs little to sync."""
    with temporary_folder() as name:
        yield Path(name)


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A project with two classes (cat 1, dog 2) and three frames."""
    with new_store(folder) as opened:
        yield opened
