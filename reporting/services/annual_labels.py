"""The words of the annual tables, on the page and in the workbook alike."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.vocabularies import ClueSourceGroup, PartyGroup
from reporting.services.annual import BY_BUREAU

SECTION_TITLES: Mapping[str, str | Promise] = {
    "total": "",
    "source": gettext_lazy("By source"),
    "party_kind": gettext_lazy("By kind of party"),
    "city": gettext_lazy("By city"),
    "county": gettext_lazy("By county"),
}


def section_title(axis: str) -> str:
    return str(SECTION_TITLES[axis])


def row_label(axis: str, key: str, bureaus: Mapping[str, str]) -> str:
    """What a row is called: the total, a group, or a bureau by its code."""
    if axis == "total":
        return _("Total")
    if not key:
        return _("Not stated")
    if axis in BY_BUREAU:
        return bureaus[key]
    if axis == "source":
        return str(ClueSourceGroup(key).label)
    return str(PartyGroup(key).label)
