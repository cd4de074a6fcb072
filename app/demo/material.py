"""What the demo is made of: which pictures are drawn, and the detector that comes with it."""

from __future__ import annotations

from pathlib import Path

import resources
from app import paths

DETECTOR_FOLDER = Path(resources.__file__).parent / "models" / "demo"
"""A model folder that knows `scenes.KNOWN_CLASSES`; `make_detector` makes it."""

PICTURES = 48
"""How many pictures the demo's project has."""

FIRST_SEED = 18
"""The first picture is drawn from this seed, the next from the one after it, and so on."""

REVIEWED = 24
"""How many of them, the last ones, come reviewed with all three classes."""

PINNED = 8
"""How many of those are pinned, evenly spread."""

KNOWN_CLASSES, NEW_CLASS = ("shell", "pebble"), "starfish"
"""What the detector knows, and what it has yet to learn."""

PROJECT_NAME = "demo.foveate"

FIRST_DETECTOR_SEED = 100_000
"""Seeds from here on draw the pictures that the detector was taught and measured on."""


def home() -> Path:
    """The folder of this person's own copy of the demo."""
    return paths.data_dir() / "demo"
