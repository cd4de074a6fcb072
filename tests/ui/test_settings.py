"""The settings file: sparse, typed, never overwritten when it cannot be understood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QToolButton

from app import settings as table
from app.services import engine
from app.setting import Setting
from app.settings import (
    DEVICE,
    FONT_SCALE,
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
from app.ui import theme, threshold
from app.ui.dialogs.settings_dialog import SettingsDialog
from tests.ui.conftest import Hand


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


# --- the dialog --------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(opened: Hand) -> Iterator[SettingsDialog]:
    made = SettingsDialog(opened.bench.settings, opened.bench.window)
    made.show()
    yield made
    made.close()


def test_every_offered_setting_has_a_named_control_and_a_way_back(dialog: SettingsDialog) -> None:
    for item in SETTINGS:
        if item.group:
            assert dialog.field(item).accessibleName() == item.label
            back = dialog.findChild(QToolButton, f"reset-{item.key}")
            assert back is not None
            assert not back.isEnabled()


def test_a_change_holds_at_once(opened: Hand, dialog: SettingsDialog) -> None:
    scheme, minutes = dialog.field(SCHEME), dialog.field(TEACH_MINUTES)
    assert isinstance(scheme, QComboBox)
    assert isinstance(minutes, QDoubleSpinBox)
    scheme.setCurrentIndex(2)
    assert theme.current() is theme.DARK
    minutes.setValue(9)
    assert opened.bench.teach_panel.ready.minutes.value() == 9
    opened.settle()
    assert opened.bench.actions["colours-dark"].isChecked()
    back = dialog.findChild(QToolButton, "reset-scheme")
    assert back is not None
    back.click()
    assert scheme.currentIndex() == 0
    assert opened.bench.settings.get(SCHEME) == "system"


def test_the_dialog_follows_what_is_set_elsewhere(opened: Hand, dialog: SettingsDialog) -> None:
    minutes = dialog.field(TEACH_MINUTES)
    assert isinstance(minutes, QDoubleSpinBox)
    opened.bench.teach_panel.ready.minutes.setValue(12)
    assert minutes.value() == 12


def test_the_slider_follows_until_somebody_moves_it(opened: Hand, dialog: SettingsDialog) -> None:
    field, display = dialog.field(SCORE_THRESHOLD), opened.bench.display
    assert isinstance(field, QDoubleSpinBox)
    field.setValue(0.5)
    assert display.threshold == pytest.approx(0.5)
    display.threshold = 0.7
    opened.qtbot.waitUntil(lambda: bool(opened.store.setting(threshold.KEY)))
    field.setValue(0.4)
    assert display.threshold == pytest.approx(0.7)


def test_settings_are_looked_for(dialog: SettingsDialog) -> None:
    dialog.search.setText("minutes")
    assert dialog.field(TEACH_MINUTES).isVisible()
    assert not dialog.field(SCHEME).isVisible()
    dialog.search.clear()
    assert dialog.field(SCHEME).isVisible()


def test_another_device_loads_the_version_anew(opened: Hand, model: Path, dialog: SettingsDialog) -> None:
    bench = opened.bench
    bench.models.import_model(model)
    opened.qtbot.waitUntil(lambda: bench.services.tasks.running == 0)
    bench.detection.detect_current()
    opened.qtbot.waitUntil(lambda: not bench.detection.busy)
    (before,) = opened.detectors
    device = dialog.field(DEVICE)
    assert isinstance(device, QComboBox)
    device.setCurrentIndex(1)
    bench.detection.detect_current()
    opened.qtbot.waitUntil(lambda: not bench.detection.busy)
    assert len(opened.detectors) == 2
    assert opened.detectors[1].folder == before.folder


def test_the_real_detector_is_asked_for_the_device_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr(engine, "load_detector", lambda folder, device: asked.append((folder, device)))
    wanted = ["auto"]
    load = engine.detector_loader(lambda: wanted[0])
    load(tmp_path)
    wanted[0] = "cpu"
    load(tmp_path)
    assert asked == [(tmp_path, "auto"), (tmp_path, "cpu")]


def test_a_change_that_cannot_be_written_is_said_and_holds(
    opened: Hand, dialog: SettingsDialog, home: Path
) -> None:
    file = home / "data" / "settings.json"
    file.unlink(missing_ok=True)
    file.mkdir()
    (file / "full").touch()
    scheme = dialog.field(SCHEME)
    assert isinstance(scheme, QComboBox)
    scheme.setCurrentIndex(1)
    assert theme.current() is theme.LIGHT
    assert "cannot be written" in dialog.problem.text()
    assert dialog.problem.isVisible()


def test_the_size_of_the_text_follows_its_setting_at_once(opened: Hand) -> None:
    label = opened.bench.status.saved
    before = label.fontInfo().pointSizeF()
    opened.bench.settings.set(FONT_SCALE, 150.0)
    opened.settle()
    assert label.fontInfo().pointSizeF() == pytest.approx(1.5 * before, rel=0.08)
    heading = opened.bench.welcome.findChild(QLabel, "welcomeHeading")
    assert heading is not None
    assert heading.fontInfo().pointSizeF() == pytest.approx(3 * before, rel=0.08)
    opened.bench.settings.set(FONT_SCALE, 100.0)
    opened.settle()
    assert label.fontInfo().pointSizeF() == before
