"""What a child process does for the tests of faults: people, limits due today, their sweep.

Run by ``manage.py shell`` in a data folder of its own, beside a real broker and worker.
"""

from datetime import timedelta

from django.utils.timezone import localdate

from deadlines.models import Clock
from tests.factories.accounts import make_named, make_tree
from tests.factories.deadlines import make_clock
from tests.factories.workbench import make_record, make_webhook

PEOPLE = ("yanta_inspector", "yanta_inspector2", "yanta_unit_head")


def seed(address: str, clocks: int) -> None:
    """Officers of a bureau with a webhook, each with so many limits that end today."""
    tree, today = make_tree(), localdate()
    make_webhook(tree.yanta, address=address)
    for name in PEOPLE:
        officer = make_named(tree, name)
        for _each in range(clocks):
            began = today - timedelta(days=15)
            make_clock(make_record(officer), on=began, responsible=[officer])
    Clock.objects.update(act_by=today, due_on=today, next_look_on=today)
