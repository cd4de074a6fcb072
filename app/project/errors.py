"""What a project refuses, in words for the person."""

from __future__ import annotations

from retinanet_core.errors import PlainError


class ProjectError(PlainError):
    """The project cannot be opened or changed; it is as it was."""
