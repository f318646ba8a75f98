import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.supervisor.broker import Broker, broker_child, choose_broker
from core.supervisor.child import Child
from core.supervisor.place import end_leftovers, lock, require_free_port
from core.supervisor.processes import beat, environment, web, web_status, worker
from core.supervisor.steps import (
    StepFailed,
    Steps,
    StopFlag,
    Stopped,
    has_unapplied_migrations,
    last_words,
    static_fingerprint,
)
from core.supervisor.watch import Supervisor

WATCH_SECONDS: Final = 0.5
ANSWER_SECONDS: Final = 60.0


class Command(BaseCommand):
    help = "Run all processes of YaoAn on this machine: broker, worker, beat, web."
    requires_system_checks = []

    host: str
    port: int
    stop: StopFlag
    steps: Steps
    supervisor: Supervisor

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST_ADDRESS", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--demo", action="store_true", help="first make the demonstration")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        self.host, self.port = options["host"], options["port"]
        self.stop = StopFlag()
        self.stop.listen()
        with translation.override(terminal_language()), explained():
            lock_handle = lock(settings.RUN_DIR, self.address)
            with lock_handle:
                self.run(demo=options["demo"])

    @property
    def address(self) -> str:
        shown = {"0.0.0.0": "localhost", "127.0.0.1": "localhost"}  # noqa: S104 - shown only
        return f"http://{shown.get(self.host, self.host)}:{self.port}/"

    def run(self, *, demo: bool) -> None:
        ended = end_leftovers(settings.VAR_DIR)
        require_free_port(self.host, self.port, seconds=5.0 if ended else 0.0)
        broker = choose_broker()
        env = environment(embedded_broker=broker.program is not None)
        self.steps = Steps(env, self.stop, self.stdout)
        first = [broker_child(broker.program, env)] if broker.program else []
        self.supervisor = Supervisor(first, self.tell_death)
        try:
            self.prepare(broker, demo=demo)
            own = bool(first)
            self.serve(web(self.host, self.port, env), [worker(env, own_broker=own), beat(env)])
        except Stopped:
            pass
        finally:
            self.say(_("Stopping …"))
            self.supervisor.stop()
        self.say(_("Stopped. Nothing is running any more."))

    def prepare(self, broker: Broker, *, demo: bool) -> None:
        logs = settings.VAR_DIR / "log"
        logs.mkdir(parents=True, exist_ok=True)
        with self.steps.step(_("broker: %(name)s") % {"name": broker.name}):
            self.supervisor.tick()
            own = self.supervisor.children
            if not self.steps.wait(lambda: all(child.is_ready() for child in own), 15):
                raise StepFailed(_("The broker does not start.") + last_words(own[0].log))
        with self.steps.step(_("database")):
            if has_unapplied_migrations():
                self.steps.command("migrate", "--noinput", log=logs / "migrate.log")
        with self.steps.step(_("static files")):
            self.collect_static(logs / "static.log")
        if demo:
            with self.steps.step(_("demonstration")):
                self.steps.command("seed_demo")

    def collect_static(self, log: Path) -> None:
        """Once per change: naming and compressing takes seconds."""
        mark = settings.STATIC_ROOT / ".collected"
        wanted = static_fingerprint()
        if mark.exists() and mark.read_text(encoding="ascii") == wanted:
            return
        # Never shown, and slow to compress: a second API viewer and a browsable API.
        words = ["--noinput", "--clear", "--ignore=redoc", "--ignore=rest_framework"]
        self.steps.command("collectstatic", *words, log=log)
        mark.write_text(wanted, encoding="ascii")

    def serve(self, web_process: Child, others: list[Child]) -> None:
        """Start the rest, tell the address once it answers, and watch until asked to stop."""
        self.supervisor.children = [*self.supervisor.children, web_process]
        with self.steps.step(_("web")):
            self.steps.wait(self.web_answers, ANSWER_SECONDS)
        self.supervisor.children = [*self.supervisor.children, *others]
        self.supervisor.tick()
        self.tell_address(web_process)
        while not self.stop.is_set:
            self.supervisor.tick()
            self.stop.pause(WATCH_SECONDS)

    def web_answers(self) -> bool:
        self.supervisor.tick()
        return bool(web_status(self.host, self.port))

    def tell_address(self, web_process: Child) -> None:
        status = web_status(self.host, self.port)
        if not status or status >= 500:
            self.say(_("The web process answers with an error:") + last_words(web_process.log))
        sign_ins = settings.VAR_DIR / "demo-sign-ins.txt"
        if sign_ins.exists():
            self.say("\n" + sign_ins.read_text(encoding="utf-8").strip())
        self.say("\n" + _("YaoAn is ready: %(address)s") % {"address": self.address})
        self.say(_("Logs: %(folder)s. Stop: Ctrl-C.") % {"folder": web_process.log.parent})

    def tell_death(self, child: Child, status: int) -> None:
        self.say(
            _("%(name)s ended (status %(status)s) and is started again; see %(log)s")
            % {"name": child.name, "status": status, "log": child.log}
        )

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def terminal_language() -> str:
    """Chinese unless the terminal says otherwise: the product is Chinese first."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "en" if value.lower().startswith("en") else "zh-hans"
    return "zh-hans"


@contextmanager
def explained() -> Iterator[None]:
    """A refusal is told in both languages: whoever starts a server must understand it."""
    try:
        yield
    except (DomainError, DatabaseError) as error:
        told = []
        for language in ("zh-hans", "en"):
            with translation.override(language):
                told.append(str(error))
        raise CommandError("\n".join(dict.fromkeys(told))) from error
