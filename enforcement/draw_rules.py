"""The working rules of a draw, as data: how long the seed stands before it is used."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data" / "draw_rules.json"


class DrawRules(NamedTuple):
    """Minutes between the announcement and the draw, months an inspection excludes for,
    and what one draw may hold and draw at most."""

    notice_minutes: int
    recent_months: int
    most_in_pool: int
    most_drawn: int


@cache
def draw_rules() -> DrawRules:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    return DrawRules(*(int(told[name]) for name in DrawRules._fields))
