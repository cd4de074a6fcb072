"""What a setting is: its key, the values it may have, and its words. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Kind(Protocol[T_co]):
    """What values a setting may have; from which kind it is, a dialog knows what to show."""

    def parse(self, value: object) -> T_co:
        """A value read from JSON in the setting's own type. Raises ValueError if it is none."""


@dataclass(frozen=True)
class Choice(Generic[T]):
    """One of some texts; `names` are the words for them, marked for translation as "Settings"."""

    values: tuple[T, ...]
    names: tuple[str, ...] = ()

    def parse(self, value: object) -> T:
        """One of the values."""
        for allowed in self.values:
            if value == allowed:
                return allowed
        raise ValueError(f"not one of {self.values}")


@dataclass(frozen=True)
class Number:
    """A number within limits; `step` is what a click adds, `unit` stands behind it."""

    low: float
    high: float
    step: float = 1.0
    unit: str = ""

    def parse(self, value: object) -> float:
        """A number within the limits."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError("not a number")  # noqa: TRY004  (one error type for a value that does not fit)
        if not self.low <= value <= self.high:
            raise ValueError(f"not within {self.low} and {self.high}")
        return float(value)


@dataclass(frozen=True)
class Truth:
    """True or false."""

    def parse(self, value: object) -> bool:
        """True or false, and nothing that is merely like it."""
        if not isinstance(value, bool):
            raise ValueError("not true or false")  # noqa: TRY004
        return value


@dataclass(frozen=True)
class Texts:
    """A list of texts."""

    def parse(self, value: object) -> tuple[str, ...]:
        """The texts in their order."""
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise ValueError("not a list of texts")
        return tuple(value)


@dataclass(frozen=True)
class TextLists:
    """A list of texts for each of some names."""

    def parse(self, value: object) -> Mapping[str, tuple[str, ...]]:
        """The lists by name."""
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            raise ValueError("not a table of lists")
        return MappingProxyType({name: Texts().parse(texts) for name, texts in value.items()})


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing that can be set.

    Attributes:
        group: Where a dialog lists it. Empty: nowhere, as nobody needs to see it, or nothing goes by it yet.
        label, help: What a dialog calls it, and a sentence about it; marked for translation as "Settings".
    """

    key: str
    default: T
    kind: Kind[T]
    group: str = ""
    label: str = ""
    help: str = ""

    def parse(self, value: object) -> T:
        """The value in its own type.

        Raises:
            ValueError: It is of another type or outside its limits.
        """
        return self.kind.parse(value)
