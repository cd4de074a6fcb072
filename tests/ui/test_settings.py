"""The settings file: sparse, typed, never overwritten when it cannot be understood."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings as table
from app.setting import Setting
from app.settings import (
    GROUPS,
    KEYS,
    RECENT,
    SCHEME,
    SCORE_THRESHOLD,
    SETTINGS,
    TEACH_MINUTES,
    Settings,
    SettingsError,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.json"


def test_only_what_differs_is_written(path: Path) -> None:
    settings = Settings(path)
    settings.set(TEACH_MINUTES, 2.0)
    settings.set(SCHEME, "dark")
    settings.set(SCHEME, "system")
    assert json.loads(path.read_text()) == {"teach_minutes": 2.0}
    again = Settings(path)
    assert again.get(TEACH_MINUTES) == 2.0
    assert again.get(SCHEME) == "system"
    assert again.problem == ""


def test_observers_hear_of_changes_only(path: Path) -> None:
    settings = Settings(path)
    heard: list[Setting[Any]] = []
    stop = settings.subscribe(heard.append)
    settings.set(TEACH_MINUTES, TEACH_MINUTES.default)
    settings.set(TEACH_MINUTES, 9.0)
    stop()
    settings.set(TEACH_MINUTES, 3.0)
    assert heard == [TEACH_MINUTES]


def test_values_that_do_not_fit_are_refused(path: Path) -> None:
    settings = Settings(path)
    with pytest.raises(ValueError, match="within"):
        settings.set(SCORE_THRESHOLD, 7.0)
    assert settings.get(SCORE_THRESHOLD) == SCORE_THRESHOLD.default
    assert not path.exists()


RAW = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.lists(st.text()))
)


@given(st.dictionaries(st.sampled_from([item.key for item in SETTINGS]), RAW))
def test_whatever_a_file_holds_every_value_fits_its_setting(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(raw))
    settings = Settings(path)
    for item in SETTINGS:
        assert item.parse(settings.get(item)) == settings.get(item)


def test_a_newer_programs_settings_survive(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"from_the_future": 3, "teach_minutes": "soon"}')
    settings = Settings(path)
    assert settings.get(TEACH_MINUTES) == TEACH_MINUTES.default
    settings.set(SCHEME, "dark")
    assert json.loads(path.read_text()) == {"from_the_future": 3, "scheme": "dark"}


def test_a_damaged_file_is_said_and_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{")
    settings = Settings(path)
    assert str(path) in settings.problem
    assert settings.get(SCHEME) == "system"
    settings.set(SCHEME, "dark")
    assert path.with_suffix(".damaged.json").read_text() == "{"
    assert Settings(path).get(SCHEME) == "dark"


def test_a_folder_that_cannot_be_written_is_said_and_the_value_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")
    with pytest.raises(SettingsError, match="cannot be written"):
        settings.set(SCHEME, "dark")
    assert settings.get(SCHEME) == "dark"


def test_recent_projects_come_first_once(path: Path) -> None:
    settings = Settings(path)
    for name in ("a", "b", "a", *map(str, range(20))):
        settings.remember_project(Path("/projects") / name)
    recent = settings.get(RECENT)
    assert recent[0] == str(Path("/projects/19"))
    assert len(recent) == len(set(recent)) == 10


def test_keys_of_actions_survive(path: Path) -> None:
    Settings(path).set(KEYS, {"undo": ("Ctrl+Z", "Z"), "quit": ()})
    assert Settings(path).get(KEYS) == {"undo": ("Ctrl+Z", "Z"), "quit": ()}


def test_the_table_is_whole() -> None:
    named = {name: item for name, item in vars(table).items() if isinstance(item, Setting)}
    assert sorted(named.values(), key=lambda item: item.key) == sorted(SETTINGS, key=lambda item: item.key)
    assert len({item.key for item in SETTINGS}) == len(SETTINGS)
    for item in SETTINGS:
        assert item.parse(item.default) == item.default
        assert item.group in (*GROUPS, ""), item.key
        assert bool(item.group) == bool(item.label), f"{item.key} has no place or no name"


def test_nothing_is_offered_that_nothing_goes_by() -> None:
    source = Path(table.__file__)
    others = "".join(
        file.read_text(encoding="utf-8") for file in source.parent.rglob("*.py") if file != source
    )
    offered = [name for name, item in vars(table).items() if isinstance(item, Setting) and item.group]
    assert [name for name in offered if not re.search(rf"\bget\({name}\)", others)] == []
