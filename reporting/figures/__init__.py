"""Every computed figure: one definition, one query, one list of rows behind it."""

from reporting.figures.compute import (
    FigureValue,
    axes_of,
    break_down,
    by_bureau,
    by_child,
    compute,
    compute_many,
    rows_behind,
)
from reporting.figures.definition import Figure, FigureScope, Measure
from reporting.figures.registry import FIGURES, figure

__all__ = [
    "FIGURES",
    "Figure",
    "FigureScope",
    "FigureValue",
    "Measure",
    "axes_of",
    "break_down",
    "by_bureau",
    "by_child",
    "compute",
    "compute_many",
    "figure",
    "rows_behind",
]
