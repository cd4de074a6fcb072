"""Benchmarks: what they measure and how is said in each module."""

import retinanet_core  # noqa: F401  (settings of the environment that torch reads when it is imported)
