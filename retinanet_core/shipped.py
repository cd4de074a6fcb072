"""Models that come with the program."""

from __future__ import annotations

from pathlib import Path

STARTERS = {"lite": "starter"}
"""Presets that have a starter, and the name of its folder in resources/models."""


def starter_folder(preset: str) -> Path | None:
    """Where a new detector of a preset begins (`retinanet_core.starter` made it); None: with fresh heads."""
    name = STARTERS.get(preset)
    if name is None:
        return None
    try:
        import resources
    except ImportError:  # the detector is used without the program around it
        return None
    folder = Path(resources.__file__).parent / "models" / name
    return folder if (folder / "model.json").exists() else None
