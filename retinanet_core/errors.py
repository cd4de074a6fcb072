"""Errors that a person can be shown: one plain sentence, with the technical facts kept beside it."""

from __future__ import annotations


class PlainError(Exception):
    """An error whose text is one plain sentence: what happened, to what, and what to do.

    Args:
        message: The sentence. It names the file or thing concerned.
        detail: Technical facts for the log and the Details button; may be empty.
    """

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class CheckpointError(PlainError):
    """A model folder or weights file cannot be used."""


class ExportError(PlainError):
    """A model cannot be exported."""


class WeightsError(PlainError):
    """Published weights could not be fetched, or are not what their publisher states."""


class ManifestError(PlainError):
    """A manifest, job or COCO file cannot be understood."""


class InvalidBoxError(PlainError):
    """A box is not finite, has no area, or is of no known class."""


class NonFiniteLossError(PlainError):
    """The loss became NaN or infinite; no optimizer step was taken."""


class DeviceError(PlainError):
    """The device asked for does not exist, or ran out of memory."""


class Cancelled(Exception):  # noqa: N818  (not a failure: a person asked for it)
    """A person stopped the work."""
