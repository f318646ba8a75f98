"""Where an import looks things up: bureaus, regions, parties … once per chunk of rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Bureau, Region, Unit, User
from accounts.system import System
from campaigns.models import Campaign, Indicator, Phase
from core.protocols import Actor
from registry.credit_codes import LENGTH, clean_credit_code
from registry.models import Party
from reporting.imports.values import Unreadable

Found = TypeVar("Found")


class Desk:
    """One import's view of the tables, as the person who imports may see them."""

    def __init__(self, by: Actor, bureau: Bureau, on: date) -> None:
        self.by, self.bureau, self.on = by, bureau, on
        self._parties: dict[str, list[Party]] = {}
        self._officers: dict[str, list[User]] = {}

    @property
    def user(self) -> Any:
        """The person who imports; the command line's system sees what the province sees."""
        return self.by

    def seen(self, rows: Any) -> Any:
        return rows.all() if isinstance(self.by, System) else rows.visible_to(self.by)

    # -- bureaus, units, regions: small tables, read once -----------------------------
    @cached_property
    def _bureaus(self) -> dict[str, list[Bureau]]:
        found: dict[str, list[Bureau]] = defaultdict(list)
        for bureau in Bureau.objects.filter(active_to=None).select_related("parent"):
            for name in {bureau.code, bureau.name, bureau.short_name}:
                found[name].append(bureau)
        return found

    def bureau_named(self, text: str) -> Bureau:
        return _one(self._bureaus.get(text, []), text, _("bureau"))

    @cached_property
    def _regions(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = defaultdict(list)
        for region in Region.objects.filter(valid_to=None).select_related("parent__parent"):
            names = {region.code, region.name}
            above, name = region.parent, region.name
            while above is not None:
                name = f"{above.name}{name}"
                names.add(name)
                above = above.parent
            for one in names:
                found[one].append(region)
        return found

    def region_named(self, text: str) -> Region:
        return _one(self._regions.get(text.replace(" ", ""), []), text, _("region"))

    @cached_property
    def _units(self) -> dict[tuple[int, str], Unit]:
        rows = Unit.objects.filter(is_active=True).select_related("bureau")
        return {(unit.bureau_id, unit.name): unit for unit in rows}

    def unit_named(self, text: str, bureau: Bureau) -> Unit:
        found = self._units.get((bureau.pk, text))
        return _one([found] if found else [], text, _("unit"))

    # -- campaigns --------------------------------------------------------------------
    @cached_property
    def _campaigns(self) -> dict[str, list[Campaign]]:
        found: dict[str, list[Campaign]] = defaultdict(list)
        for row in self.seen(Campaign.objects).select_related("bureau"):
            found[row.name].append(row)
        return found

    def campaign_named(self, text: str) -> Campaign:
        return _one(self._campaigns.get(text, []), text, _("campaign"))

    @cached_property
    def _indicators(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = defaultdict(list)
        for row in Indicator.objects.all():
            for name in {row.code, row.name, row.name_en}:
                found[name].append(row)
        return found

    def indicator_named(self, text: str) -> Indicator:
        return _one(self._indicators.get(text, []), text, _("indicator"))

    def phase_named(self, text: str, campaign: Campaign) -> Phase:
        found = [one for one in campaign.phases.all() if text in (one.kind, str(one))]
        return _one(found, text, _("phase"))

    # -- parties and officers: many, looked up for one chunk at a time ----------------
    def load_parties(self, texts: Iterable[str]) -> None:
        wanted = {text for text in texts if text and text not in self._parties}
        codes = {clean_credit_code(text): text for text in wanted}
        codes = {code: text for code, text in codes.items() if len(code) == LENGTH}
        rows = self.seen(Party.objects).select_related("region", "bureau")
        for chunk in _chunks(list(wanted)):
            self._parties.update({text: [] for text in chunk})
            for party in rows.filter(name__in=chunk):
                self._parties[party.name].append(party)
        for chunk in _chunks(list(codes)):
            for party in rows.filter(credit_code__in=chunk):
                self._parties[codes[party.credit_code]] = [party]

    def party_named(self, text: str) -> Party:
        if text not in self._parties:
            self.load_parties([text])
        found = self._parties[text]
        if len(found) > 1:
            what = _("%(count)s parties are called “%(text)s”. Give the credit code instead.")
            raise Unreadable(what % {"count": len(found), "text": text})
        return _one(found, text, _("party"))

    def load_officers(self, texts: Iterable[str]) -> None:
        wanted = {text for text in texts if text not in self._officers}
        if not wanted:
            return
        # Of one's own line of bureaus: who else could be on the team.
        line = Q(bureau__path__startswith=self.bureau.path)
        line |= Q(bureau__path__in=self.bureau.paths_above)
        people = User.objects.filter(line, is_active=True)
        people = people.filter(Q(name__in=wanted) | Q(username__in=wanted))
        self._officers.update({text: [] for text in wanted})
        for one in people.select_related("bureau", "unit"):
            for text in {one.name, one.username} & wanted:
                self._officers[text].append(one)

    def officers_named(self, texts: Sequence[str]) -> list[User]:
        self.load_officers(texts)
        return [_one(self._officers[text], text, _("officer")) for text in texts]


def _one(found: Sequence[Found], text: str, what: str) -> Found:
    """The only one. Raises Unreadable where there is none, or several."""
    if len(found) == 1:
        return found[0]
    if not found:
        told = _("No %(what)s “%(text)s” is known to you. Check how it is written.")
        raise Unreadable(told % {"what": what, "text": text})
    told = _("Several of these are called “%(text)s” (%(what)s). Give the code instead.")
    raise Unreadable(told % {"what": what, "text": text})


def _chunks(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[start : start + 500] for start in range(0, len(items), 500))


Reader = Callable[[str, Desk], Any]
