"""Runs the benchmarks on a database of their own and writes ``var/bench.json``.

``python -m benchmarks [NAME...]``: without names, all of them. DATABASE_URL is honoured:
the figures come from a test database beside it, which is removed at the end.
"""

import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test.utils import get_runner

FOLDER = Path(__file__).parent


def main(wanted: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["CELERY_TASK_ALWAYS_EAGER"] = "1"
    django.setup()
    names = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    if unknown := set(wanted) - set(names):
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}")
        return 2
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases(aliases={"default"}, serialized_aliases=set())
    try:
        figures = [
            figure
            for name in wanted or names
            for figure in import_module(f"benchmarks.bench_{name}").run()
        ]
    finally:
        runner.teardown_databases(databases)
    for figure in figures:
        mark = "" if figure.is_met else f"   below its floor of {figure.floor:,.0f}"
        print(f"  {figure.value:>12,.1f} {figure.unit:<4} {figure.name}{mark}")
    report = {
        "python": platform.python_version(),
        "database": connection.vendor,
        "processors": os.cpu_count(),
        "figures": [figure.as_row() for figure in figures],
    }
    target = settings.VAR_DIR / "bench.json"
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
