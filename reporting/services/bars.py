"""Bars as SVG, drawn on the server: for paper, and for readers without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

WIDTH, LINE, LABEL, ROOM = 640, 26, 120, 90
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
INK, BAR, GOAL = "#3b4753", "#14508c", "#b4471f"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal
    target: Decimal | None = None


def bars_svg(bars: Sequence[Bar]) -> str:
    """One bar a line with its value; the target as a stroke across."""
    most = max([one.value for one in bars] + [one.target or Decimal(0) for one in bars])
    scale = (WIDTH - LABEL - ROOM) / float(most or 1)
    height = LINE * len(bars) + 8
    lines = [_line(place, one, scale) for place, one in enumerate(bars)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}" font-size="13" role="img">{"".join(lines)}</svg>'
    )


def _line(place: int, one: Bar, scale: float) -> str:
    top = place * LINE + 6
    length = float(one.value) * scale
    middle = top + 14
    parts = [
        f'<text x="{LABEL - 8}" y="{middle}" text-anchor="end" fill="{INK}">'
        f"{escape(one.label)}</text>",
        f'<rect x="{LABEL}" y="{top}" width="{length:.1f}" height="18" fill="{BAR}"/>',
    ]
    end = length
    if one.target:
        at = LABEL + float(one.target) * scale
        end = max(length, at - LABEL)
        parts.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top - 3}" y2="{top + 21}" '
            f'stroke="{GOAL}" stroke-width="2"/>'
        )
    parts.append(
        f'<text x="{LABEL + end + 6:.1f}" y="{middle}" fill="{INK}">{one.value:,.0f}</text>'
    )
    return "".join(parts)
