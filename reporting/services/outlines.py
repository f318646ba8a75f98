"""The outlines of regions as an SVG draws them, if the office has any.

One GeoJSON file per province, ``<two digits>.json``, whose features carry a ``code`` of
GB/T 2260: cut at install time, or the office's own (``MAP_DIR``).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

from django.conf import settings

WIDTH = 800
Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A region as a path, and the point its name stands at."""

    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines of several regions on one sheet."""

    height: int
    outlines: Mapping[str, Outline]


@cache
def _rings(place: str, changed: float) -> dict[str, list[Ring]]:
    """Region code → outer outlines in degrees; read again when the file changes."""
    told = json.loads(Path(place).read_text(encoding="utf-8"))
    found: dict[str, list[Ring]] = {}
    for feature in told["features"]:
        code = str(feature["properties"]["code"])[-6:]
        shape = feature["geometry"]
        one = shape["type"] == "Polygon"
        parts = [shape["coordinates"]] if one else shape["coordinates"]
        found[code] = [[(p[0], p[1]) for p in part[0]] for part in parts]
    return found


def draw(codes: Iterable[str]) -> Drawing | None:
    """The outlines of these regions fitted to one sheet; None where there is no geometry."""
    wanted = list(codes)
    if not wanted:
        return None
    place = Path(settings.MAP_DIR) / f"{wanted[0][:2]}.json"
    try:
        known = _rings(str(place), place.stat().st_mtime)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    rings = {code: known[code] for code in wanted if code in known}
    points = [point for parts in rings.values() for ring in parts for point in ring]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)

    def at(point: tuple[float, float]) -> tuple[int, int]:
        x, y = point
        return round((x - west) * squeeze * scale), round((north - y) * scale)

    outlines = {code: _outline([[at(p) for p in r] for r in rings[code]]) for code in rings}
    return Drawing(round((north - south) * scale), outlines)


def _outline(rings: list[list[tuple[int, int]]]) -> Outline:
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
    widest = max(rings, key=len)
    xs, ys = [p[0] for p in widest], [p[1] for p in widest]
    return Outline(path, (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
