"""Settings that every test shares."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

import retinanet_core  # noqa: F401  (before torch: its threads would spin while they wait)

# Where the tests run in the background Ctrl-C is ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines differ in speed: how long an example takes says nothing about whether it is right.
settings.register_profile("foveate", deadline=None)
settings.load_profile("foveate")
