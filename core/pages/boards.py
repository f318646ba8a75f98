"""Charts of a board: option JSON built on the server, one question each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Series:
    name: Text
    values: Sequence[float | int | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart and the table of the same data below it.

    Args:
        kind: ``bar`` to compare, ``line`` over time.
        labels: of the groups or points in time.
        addresses: one per label, opened by a click on the bar and from the table.
    """

    name: str
    title: Text
    kind: str
    labels: Sequence[Text]
    series: Sequence[Series]
    unit: Text = ""
    addresses: Sequence[str] = field(default_factory=list)

    @property
    def script_id(self) -> str:
        return f"chart-{self.name}"

    def option(self) -> dict[str, Any]:
        """What ECharts draws; colours and fonts come from the page's own script."""
        labels = [str(label) for label in self.labels]
        along = {"type": "category", "data": labels}
        measure = {"type": "value"}
        flat = self.kind == "bar" and len(labels) > 8
        return {
            "xAxis": measure if flat else along,
            "yAxis": {**along, "inverse": True} if flat else measure,
            "legend": {"show": len(self.series) > 1},
            "grid": {"top": 34 if len(self.series) > 1 else 20},
            "series": [
                {
                    "type": self.kind,
                    "name": str(one.name),
                    "data": [None if v is None else float(v) for v in one.values],
                    "label": {"show": len(labels) * len(self.series) <= 60},
                }
                for one in self.series
            ],
            "addresses": list(self.addresses),
        }

    def rows(self) -> list[tuple[Text, str, list[Any]]]:
        """Label, address and values of each line of the table."""
        addresses = [*self.addresses, *[""] * len(self.labels)]
        return [
            (label, addresses[at], [one.values[at] for one in self.series])
            for at, label in enumerate(self.labels)
        ]
