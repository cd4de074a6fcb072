"""Settings that every test shares."""

from __future__ import annotations

import os

from hypothesis import settings

import retinanet_core  # noqa: F401  (before torch: its threads would spin while they wait)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines differ in speed: how long an example takes says nothing about whether it is right.
settings.register_profile("foveate", deadline=None)
settings.load_profile("foveate")
