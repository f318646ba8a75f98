import time
from collections.abc import Callable, Sequence
from typing import Final

from core.supervisor.child import Child

GRACE_SECONDS: Final = 3.0
LAST_GRACE_SECONDS: Final = 1.0


class Supervisor:
    """Keeps children running. ``tick`` is called every half second and never waits."""

    def __init__(
        self,
        children: Sequence[Child],
        died: Callable[[Child, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.children = children
        self.died = died
        self.clock = clock

    def tick(self) -> None:
        """Bury what died, together with what needs it; start what may start."""
        for child in self.children:
            if child.has_exited:
                self.died(child, child.bury(self.clock()))
                for other in self.children:
                    if child.name in other.needs:
                        other.kill_group()
        for child in self.children:
            if self._may_start(child):
                child.start(self.clock())

    def _may_start(self, child: Child) -> bool:
        if child.process is not None or self.clock() < child.may_start_at:
            return False
        needed = [other for other in self.children if other.name in child.needs]
        return all(other.is_running and other.is_ready() for other in needed)

    def stop(self) -> None:
        """Stop everything within five seconds: first what stands on others, then the rest."""
        needed = {name for child in self.children for name in child.needs}
        _end([child for child in self.children if child.name not in needed], GRACE_SECONDS)
        _end([child for child in self.children if child.name in needed], LAST_GRACE_SECONDS)


def _end(children: Sequence[Child], grace: float) -> None:
    for child in children:
        child.ask_to_stop()
    limit = time.monotonic() + grace
    while any(child.is_running for child in children) and time.monotonic() < limit:
        time.sleep(0.05)
    for child in children:
        child.kill_group()
