"""Who may be drawn: the libraries of parties and officers, frozen into one text."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Certificate, CertificateKind, Role, User
from core.errors import Invalid
from enforcement.draw_rules import draw_rules
from enforcement.models import Conflict, Draw, DrawStratum, Inspection, InspectionStatus
from enforcement.services.axes import link_of
from enforcement.services.draw_lots import Lots, NoLotLeft, number_to_draw
from law.thresholds import MIN_OFFICERS
from registry.models import KeyListItem, Party
from registry.models.party import PartyStatus

# Codes of the reasons the pool states itself; their words are in ``REASONS`` of the views.
CLOSED, SUSPENDED, RECENT, NO_STRATUM = "closed", "suspended", "recent", "no_stratum"
NO_CERTIFICATE = "no_certificate"


def months_before(on: date, months: int) -> date:
    """The same day so many calendar months earlier, or the last of that month."""
    at = on.year * 12 + on.month - 1 - months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def party_key(party: Party) -> str:
    """What a party is drawn by: its credit code, else its public id."""
    return party.credit_code or str(party.uuid)


def pool_of(draw: Draw, *, on: date) -> dict[str, Any]:
    """The frozen inputs of a draw, everything sorted by key.

    Raises:
        Invalid: too many parties, or fewer than two officers.
    """
    parties, excluded = _parties(draw, on)
    officers, excluded_officers = _officers(draw)
    keys = {one["id"]: one["key"] for one in parties}
    return {
        "version": 1,
        "draw": draw.number,
        "domain": draw.domain,
        "frozen_on": on.isoformat(),
        "planned_on": draw.planned_on.isoformat(),
        "pair_rule": draw.pair_rule,
        "strata": [
            {"seq": one.seq, "name": one.name, "ratio": f"{one.ratio:.2f}"}
            for one in draw.strata.all()
        ],
        "parties": _by_key(parties),
        "excluded": _by_key(excluded),
        "officers": _by_key(officers),
        "excluded_officers": _by_key(excluded_officers),
        "conflicts": _conflicts({one["id"]: one["key"] for one in officers}, keys),
    }


def require_drawable(inputs: dict[str, Any]) -> None:
    """Refuse a pool no draw can come of, before the seed is known.

    Raises:
        Invalid: nothing to draw, more than one draw may plan, too few officers, or a
            party no pair may go to.
    """
    wanted = _wanted(inputs)
    most = draw_rules().most_drawn
    if not wanted:
        raise Invalid(_("No party fits the strata. Change the ratios or the strata."))
    if wanted > most:
        text = _("%(n)s parties would be drawn; one draw plans at most %(most)s. Split it.")
        raise Invalid(text % {"n": wanted, "most": most})
    if len(inputs["officers"]) < MIN_OFFICERS:
        raise Invalid(
            _("Fewer than two officers with a certificate valid on the day can be drawn.")
        )
    # Without a conflict every party can get the same pairs: one of them stands for all.
    bound = {party for _officer, party in inputs["conflicts"]}
    free = [one for one in inputs["parties"] if one["key"] not in bound][:1]
    lots = Lots(inputs, "")
    for one in [*free, *(row for row in inputs["parties"] if row["key"] in bound)]:
        try:
            lots.pair_for(one["key"])
        except NoLotLeft as error:
            text = _("No pair of officers may go to %(party)s by the rule and the conflicts.")
            raise Invalid(text % {"party": one["name"]}) from error


def _wanted(inputs: dict[str, Any]) -> int:
    sizes: dict[int, int] = {}
    for one in inputs["parties"]:
        sizes[one["stratum"]] = sizes.get(one["stratum"], 0) + 1
    lots = Lots({**inputs, "officers": []}, "")
    return sum(number_to_draw(size, lots.ratios[seq]) for seq, size in sizes.items())


def _by_key(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda one: str(one["key"]))


def _parties(draw: Draw, on: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    most = draw_rules().most_in_pool
    rows = Party.objects.filter(
        bureau__path__startswith=draw.bureau.path, domains__has=draw.domain
    ).order_by("pk")
    found = list(rows[: most + 1])
    if len(found) > most:
        text = _("More than %(most)s parties. Let the bureaus below draw their own.")
        raise Invalid(text % {"most": most})
    recent = _recently_inspected(draw, on)
    by_hand = dict(
        draw.exclusions.filter(party__isnull=False).values_list("party_id", "reason")
    )
    strata = [(one, _listed(one)) for one in draw.strata.select_related("key_list")]
    drawable, excluded = [], []
    for party in found:
        told = {"key": party_key(party), "id": str(party.uuid), "name": party.name}
        reason = by_hand.get(party.pk) or _shut(party, recent)
        stratum = None if reason else _stratum_of(party, strata)
        if stratum is None:
            excluded.append({**told, "reason": reason or NO_STRATUM})
        else:
            drawable.append({**told, "stratum": stratum})
    return drawable, excluded


def _shut(party: Party, recent: set[int]) -> str:
    if party.status == PartyStatus.CLOSED:
        return CLOSED
    if party.status == PartyStatus.SUSPENDED:
        return SUSPENDED
    return RECENT if party.pk in recent else ""


def _recently_inspected(draw: Draw, on: date) -> set[int]:
    if not draw.recent_months:
        return set()
    since = months_before(on, draw.recent_months)
    made = Inspection.objects.filter(
        status=InspectionStatus.COMPLETED,
        inspected_on__gt=since,
        domain=draw.domain,
        party__bureau__path__startswith=draw.bureau.path,
    )
    return {pk for pk in made.values_list("party_id", flat=True) if pk is not None}


def _listed(stratum: DrawStratum) -> set[int] | None:
    if stratum.key_list_id is None:
        return None
    items = KeyListItem.objects.filter(key_list=stratum.key_list_id, party__isnull=False)
    return {pk for pk in items.values_list("party_id", flat=True) if pk is not None}


def _stratum_of(party: Party, strata: list[tuple[DrawStratum, set[int] | None]]) -> int | None:
    for one, listed in strata:
        if listed is not None and party.pk not in listed:
            continue
        wanted = (
            (one.risk_class, party.risk_class),
            (one.link, link_of(party)),
            (one.area, party.area),
        )
        if all(not asked or asked == has for asked, has in wanted):
            return one.seq
    return None


def _officers(draw: Draw) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those of the bureau whose duty it is, certified on the day; the rest with the reason."""
    people = list(
        User.objects.active()
        .people()
        .filter(
            bureau=draw.bureau,
            role_grants__role__in=[Role.INSPECTOR, Role.UNIT_HEAD],
            role_grants__revoked_on=None,
        )
        .select_related("unit")
        .distinct()
    )
    held = Certificate.objects.valid(draw.planned_on).filter(
        kind=CertificateKind.ENFORCEMENT, user__in=[one.pk for one in people]
    )
    numbers = dict(held.order_by("number").values_list("user_id", "number"))
    by_hand = dict(
        draw.exclusions.filter(officer__isnull=False).values_list("officer_id", "reason")
    )
    drawable, excluded = [], []
    for one in people:
        told = {
            "key": numbers.get(one.pk, str(one.uuid)),
            "id": str(one.uuid),
            "name": one.name,
        }
        reason = by_hand.get(one.pk) or ("" if one.pk in numbers else NO_CERTIFICATE)
        if reason:
            excluded.append({**told, "reason": reason})
        else:
            unit = str(one.unit.uuid) if one.unit else ""
            drawable.append({**told, "unit": unit})
    return drawable, excluded


def _conflicts(officers: dict[str, str], parties: dict[str, str]) -> list[list[str]]:
    rows = Conflict.objects.standing().filter(officer__uuid__in=list(officers))
    pairs = rows.values_list("officer__uuid", "party__uuid")
    return sorted(
        [officers[str(officer)], parties[str(party)]]
        for officer, party in pairs
        if str(party) in parties
    )
