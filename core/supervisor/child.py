import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LOG_LIMIT: Final = 10 * 1024 * 1024
STEADY_SECONDS: Final = 30.0
LONGEST_PAUSE: Final = 30.0


@dataclass
class Child:
    """One process of ours with everything it starts: a group of its own.

    Args:
        needs: names of children that must be ready first; when one of them dies,
            this one is started anew with it.
        is_ready: whether it answers; a child without the question is ready at once.
        prepare: what must be done before each start.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    log: Path
    needs: tuple[str, ...] = ()
    is_ready: Callable[[], bool] = lambda: True
    prepare: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    may_start_at: float = field(default=0.0, init=False)
    quick_deaths: int = field(default=0, init=False)

    @property
    def is_running(self) -> bool:
        return self.process is not None and not self.has_exited

    @property
    def has_exited(self) -> bool:
        """Whether the leader ended. It is not reaped yet, so its group's number stays taken."""
        if self.process is None:
            return False
        wanted = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, wanted) is not None

    def start(self, now: float) -> None:
        """Start it in a session of its own, its words appended to its log."""
        self.prepare()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command lines
                self.argv,
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = now

    def ask_to_stop(self) -> None:
        """The leader alone: it knows how to end its own children in order."""
        if self.process is not None and self.is_running:
            os.kill(self.process.pid, signal.SIGTERM)

    def kill_group(self) -> int:
        """End the whole group at once; an orphan would do its task a second time.

        Returns: the leader's exit status, negative for a signal.
        """
        if self.process is None:
            return 0
        # macOS refuses a group in which only the dead leader is left.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self.process = None
        return status

    def bury(self, now: float) -> int:
        """Clear away a dead one; the next start waits longer each time it dies quickly."""
        quick = now - self.started_at < STEADY_SECONDS
        self.quick_deaths = self.quick_deaths + 1 if quick else 0
        pause = 0.0 if self.quick_deaths < 2 else 0.5 * 2.0 ** (self.quick_deaths - 2)
        self.may_start_at = now + min(pause, LONGEST_PAUSE)
        return self.kill_group()
