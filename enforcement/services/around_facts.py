"""What whoever decides a transfer sees of it."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from enforcement.models import Transfer
from enforcement.services.approval_facts import facts_of_case

Text = str | Promise


def facts_of_transfer(about_uuid: UUID, user: User) -> list[tuple[Text, str]]:
    """Where it goes and why, then the case."""
    rows = Transfer.objects.visible_to(user).select_related("case")
    transfer = rows.filter(uuid=about_uuid).first()
    if transfer is None:
        return []
    facts: list[tuple[Text, str]] = [
        (_("Kind"), str(transfer.get_kind_display())),
        (_("Receiving organ"), transfer.to_name),
        (_("Suspected crime"), transfer.charge),
        (_("Case"), str(transfer.case)),
    ]
    return [*(fact for fact in facts if fact[1]), *facts_of_case(transfer.case.uuid, user)]
