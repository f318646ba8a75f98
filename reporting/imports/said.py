"""Sentences said while reading a file, put into words where they are shown.

A workbook is read by a small program of its own, which knows no Django: it hands back which
sentence and its values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def gettext_noop(text: str) -> str:
    """Marks a sentence for translation. Not Django's: importing that takes longer than
    reading a workbook."""
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in English with its values, some of them sentences too."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        values = {
            name: value.as_json() if isinstance(value, Said) else value
            for name, value in self.values.items()
        }
        return {"text": self.text, "values": values}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Said":
        values = {
            name: cls.from_json(value) if isinstance(value, dict) else value
            for name, value in told["values"].items()
        }
        return cls(told["text"], values)


class Unfit(Exception):
    """A file that cannot be read, and why."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.said = Said(text, values)
