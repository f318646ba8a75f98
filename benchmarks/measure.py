"""One figure of a benchmark, and how to take it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

# Units of which less is better.
AT_MOST = frozenset({"ms", "MB", "×"})


@dataclass(frozen=True, slots=True)
class Figure:
    """``floor`` is the least (or most, for times) that we accept; None where none was set."""

    name: str
    value: float
    unit: str
    floor: float | None = None

    @property
    def is_met(self) -> bool:
        if self.floor is None:
            return True
        return self.value <= self.floor if self.unit in AT_MOST else self.value >= self.floor

    def as_row(self) -> dict[str, object]:
        return {**asdict(self), "is_met": self.is_met}


def rate(act: Callable[[], object], times: int) -> float:
    """Acts per second over ``times`` acts."""
    began = time.perf_counter()
    for _ in range(times):
        act()
    return times / (time.perf_counter() - began)


def median_ms(act: Callable[[], object], times: int) -> float:
    """The middle of ``times`` acts, in milliseconds, after one that warms up."""
    act()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
