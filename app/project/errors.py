"""What a project refuses, in words for the person."""

from __future__ import annotations

from retinanet_core.errors import PlainError


class ProjectError(PlainError):
    """The project cannot be opened or changed; it is as it was."""


class LosesComparisonError(ProjectError):
    """Pinning or unpinning would make versions impossible to compare honestly.

    Its message tells the person so. Whoever wants it nevertheless asks again with `knowingly=True`.
    """
