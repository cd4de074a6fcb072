"""Text that people type or files bring, made fit to be stored."""

from __future__ import annotations

from app.project.errors import ProjectError


def clean_text(text: str) -> str:
    """The same text without what UTF-8 cannot hold (lone surrogates) and without NUL."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def clean_name(name: str) -> str:
    """A class name: one line, without space around it.

    Raises:
        ProjectError: Nothing is left.
    """
    cleaned = " ".join(clean_text(name).split())
    if not cleaned:
        raise ProjectError("A class needs a name.")
    return cleaned
