"""What whoever decides on a clue sees of it."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from enforcement.models import Clue

Text = str | Promise


def facts_of_clue(about_uuid: UUID, user: User) -> list[tuple[Text, str]]:
    """Where it came from, whom it concerns, and what the verification found."""
    rows = Clue.objects.visible_to(user).select_related("party", "handler")
    clue = rows.filter(uuid=about_uuid).first()
    if clue is None:
        return []
    return [
        (_("Party"), clue.party.name if clue.party else clue.party_label),
        (_("Source"), str(clue.get_source_display())),
        (_("Received on"), clue.received_on.isoformat()),
        (_("Handling officer"), str(clue.handler or "")),
        (_("Content"), clue.content),
        (_("Result of verification"), clue.verification),
    ]
