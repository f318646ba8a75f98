"""Which papers a dossier needs, by kind of party: data of the office, not of a statute."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

from law.vocabularies import PartyKind

DATA = Path(__file__).parent / "data" / "dossier_items.json"
EVERY_KIND = "*"


class WantedItem(NamedTuple):
    """One paper: its code, its names, and the kinds of party that need it."""

    code: str
    name: str
    name_en: str
    kinds: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name


@cache
def wanted_items() -> tuple[WantedItem, ...]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        WantedItem(row["code"], row["name"], row["name_en"], tuple(row["kinds"]))
        for row in rows
    )


def wanted_of(kind: str) -> list[WantedItem]:
    """The papers the dossier of this kind of party needs. Persons have no dossier."""
    if kind == PartyKind.INDIVIDUAL:
        return []
    return [one for one in wanted_items() if EVERY_KIND in one.kinds or kind in one.kinds]


def kinds_with_dossier() -> list[str]:
    return [kind for kind in PartyKind.values if wanted_of(kind)]
