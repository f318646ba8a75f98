"""How states and terms of the registry are shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.pages.parts import pill
from registry.filters import SOON
from registry.models import Licence, Party
from registry.models.party import PartyStatus

STATUS_TONES: Final = {
    PartyStatus.OPERATING.value: "active",
    PartyStatus.SUSPENDED.value: "waiting",
    PartyStatus.CLOSED.value: "void",
}


def status_badge(party: Party) -> SafeString:
    return pill(party.get_status_display(), STATUS_TONES[party.status])


def term_badge(licence: Licence, on: date | None = None) -> SafeString:
    """Whether the licence is in force, and how long still."""
    today = on or timezone.localdate()
    if licence.revoked_on is not None:
        return pill(pgettext("licence", "Revoked"), "void")
    if licence.expires_on is None:
        return pill(_("No end"), "neutral")
    days = (licence.expires_on - today).days
    if days < 0:
        return pill(_("Expired"), "late")
    if days <= SOON.days:
        return pill(_("%(days)s days left") % {"days": days}, "soon")
    return pill(_("Valid"), "neutral")


def labels(codes: tuple[str, ...], choices: Iterable[tuple[str, Any]]) -> str:
    """The words of several codes of one vocabulary."""
    words = dict(choices)
    return "、".join(str(words.get(code, code)) for code in codes)
