"""Administrative divisions as shipped, with codes that are no longer in use."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accounts.models import Region, RegionLevel

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class ShippedRegion:
    code: str
    name: str
    short: str
    level: str
    parent: str | None
    replaced_by: str | None = None

    @property
    def province(self) -> str:
        return f"{self.code[:2]}0000"


@cache
def shipped_regions() -> dict[str, ShippedRegion]:
    rows = json.loads((DATA / "regions.json").read_text(encoding="utf-8"))
    return {row["code"]: ShippedRegion(**row) for row in rows}


def load_regions() -> int:
    """Bring the table of regions up to what is shipped. Returns how many rows there are."""
    shipped = shipped_regions().values()
    for level in RegionLevel:
        Region.objects.bulk_create(
            [
                Region(code=one.code, name=one.name, level=one.level, parent_id=one.parent)
                for one in shipped
                if one.level == level.value
            ],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "level", "parent"],
        )
    replaced = [
        Region(code=one.code, replaced_by_id=one.replaced_by)
        for one in shipped
        if one.replaced_by
    ]
    Region.objects.bulk_update(replaced, ["replaced_by"])
    return len(shipped)
