"""Four workers bundle and send at the same moment: one digest a person, each sent once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from tests.workbench.conftest import AT
from workbench.models import Delivery, DeliveryLine, DeliveryState, Webhook
from workbench.services.bundling import bundle_ripe
from workbench.services.sending import send_due

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WORKERS = 4
MESSAGES = 30


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def test_nothing_is_bundled_or_sent_twice(
    yanta_inspector: User, yanta_inspector2: User, yanta_head: User, hook, webhook, tell
) -> None:
    Webhook.objects.update(is_on=True)
    people = (yanta_inspector, yanta_inspector2, yanta_head)
    for number in range(MESSAGES):
        for person in people:
            tell(person, f"m{number}")
    ready = Barrier(WORKERS)

    def work(_number: int) -> int:
        ready.wait()
        try:
            bundle_ripe(on=AT.date(), at=AT)
            return send_due(at=AT).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        sent = sum(pool.map(work, range(WORKERS)))
    sent += send_due(at=AT).sent

    assert sent == len(people) == Delivery.objects.filter(state=DeliveryState.SENT).count()
    assert not DeliveryLine.objects.waiting().exists()
    ids = Counter(one["headers"]["webhook-id"] for one in hook.received)
    assert list(ids.values()) == [1] * len(people)
    said = [line["id"] for one in hook.received for line in one["json"]["messages"]]
    assert len(said) == len(set(said)) == MESSAGES * len(people)
