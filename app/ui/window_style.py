"""How the parts of the window look beyond what the theme says of all controls."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from app.ui.theme import Palette

_RULES = Template("""
*[quiet="true"] { color: $muted; }
QLabel#boxesHeader, QLabel#framesSummary, QLabel#teachAdvice, QLabel#classesHint,
QLabel#versionsNone, QLabel#queueReason, QLabel#timelinePlace, QLabel#position, QLabel#noticeMore { color: $muted; }
QLabel#position { min-width: 92px; }
QLabel#cardHeadline, QLabel#teachNews, QLabel#teachPlan { font-weight: 600; }
QLabel#recentTitle, QLabel#computerTitle { color: $muted; font-weight: 600; }
QFrame#tipLine { background: $window; border: none; border-top: 1px solid $border; }
QFrame#tourBar { background: $soft; border: none; border-top: 1px solid $border; }
QFrame#tourBar QLabel, QFrame#tourBar QPushButton[link="true"] { color: $on_soft; }
QLabel#tourPlace { font-weight: 600; }
QFrame#dropTarget { border: 2px dashed $outline; border-radius: 8px; background: $raised; }
QFrame#noticeBar { background: $soft; border: none; border-bottom: 1px solid $border; }
QFrame#noticeBar QLabel { color: $on_soft; }
QFrame#noticeBar[level="warning"] { border-left: 4px solid $warning; background: $raised; }
QFrame#noticeBar[level="error"] { border-left: 4px solid $danger; background: $raised; }
QFrame#noticeBar[level="warning"] QLabel, QFrame#noticeBar[level="error"] QLabel { color: $text; }
QLabel#queueReason { background: $window; }
QComboBox#framesOrder QAbstractItemView::item { min-height: 32px; padding-left: 8px; }
QWidget#reviewBar, QWidget#timeline { background: $window; border-top: 1px solid $border; }
QLabel#dockTitle { color: $muted; font-weight: 600; }
QLabel#keysProblem, QLabel#settingsProblem { color: $danger; }
QLabel#keysAction, QLabel[groupTitle="true"] { font-weight: 600; }
QLabel#dropHint { background: $veil; color: $on_soft; border: 2px dashed $accent; border-radius: 8px;
  font-weight: 600; }
QDialog#palette { background: $raised; border: 1px solid $outline; }
QDialog#palette QListView { background: $raised; border: none; }
QFrame#classPrompt { background: $raised; border: 1px solid $accent; border-radius: 8px; }
QFrame[row="true"] { border: 1px solid $border; border-radius: 6px; background: $surface; }
QFrame[row="true"][active="true"] { border: 1px solid $accent; }
QFrame[row="true"][chosen="true"] { border: 2px solid $accent; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QPushButton[link="true"] { border: none; background: transparent; text-align: left; padding: 4px 8px; }
QPushButton[link="true"]:hover { background: $border; }
QPushButton[link="true"]:focus { border: 2px solid $accent; padding: 2px 6px; }
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton#detectMore { padding: 4px 0; }
QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 5px; }
QToolButton[bare="true"] { padding-right: 4px; }
QToolButton[bare="true"]::menu-indicator { image: none; }
QTableView#numbersTable QHeaderView { background: $window; border-bottom: 1px solid $border; }
QTableView#comparisonTable::item, QTableView#numbersTable::item { padding: 0 5px; }
QTableView#comparisonTable QHeaderView::section, QTableView#numbersTable QHeaderView::section { padding: 6px; }
QMainWindow > QTabBar::tab { padding: 6px 7px; }
QTableView { selection-background-color: $soft; selection-color: $on_soft; }
QDockWidget > QWidget#framesPanel, QDockWidget > QWidget#boxesPanel { background: $window; }
""")


def window_style(colours: Palette) -> str:
    """The rules for one scheme."""
    # A little of what lies below shows through.
    return _RULES.substitute(asdict(colours), veil=f"#e0{colours.soft[1:]}")
