"""Where the shipped data lies, and how its dates are read."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"

Row = Mapping[str, Any]


def load(name: str) -> Row:
    """Read one JSON file of ``law/data``."""
    content: Row = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content


def day_or_none(text: str | None) -> date | None:
    """An ISO date, or None where the file says null."""
    return date.fromisoformat(text) if text else None
