"""Telling whoever a clock binds that its dates moved."""

from datetime import date

from accounts.models import Role, User
from deadlines.models import Clock
from workbench.models import MessageKind
from workbench.services.messages import Draft, Text, send_many
from workbench.services.recipients import Directory


def tell_bound(
    clock: Clock, *, title: Text, body: Text = "", key: str, but: User, on: date
) -> None:
    """Tell those bound by a clock and their deputies, each once; not ``but``, who knows.

    Args:
        title: in words that tell nothing of the record.
        key: says the same thing once.
    """
    directory = Directory(on)
    bound = [user for user in clock.responsible.all() if user.is_active]
    if not bound and clock.responsible_role:
        role = Role(clock.responsible_role)
        bound = directory.holders(role, clock.bureau_id, clock.unit_id)
    send_many(
        [
            Draft(person, MessageKind.NOTICE, title, key, on, body, clock.about)
            for person in directory.with_deputies(bound)
            if person.pk != but.pk
        ]
    )
