"""A province from nothing: regions, bureaus named as in life, units, default routes."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import AlreadyStarted
from accounts.models import Bureau, BureauKind, Region, Role, UnitKind, User
from accounts.services.bureaus import create_bureau, create_unit
from accounts.services.people import create_person, new_password
from accounts.services.regions import DATA, ShippedRegion, load_regions, shipped_regions
from accounts.services.roles import grant_role
from accounts.services.routes import set_default_routes
from core.errors import Invalid
from core.protocols import Actor

ADMINISTRATORS = (
    ("sysadmin", "系统管理员", Role.SYSTEM_ADMINISTRATOR),
    ("secadmin", "安全管理员", Role.SECURITY_ADMINISTRATOR),
)


@dataclass(frozen=True)
class FirstSignIn:
    """An account and its first password, which is shown once and changed at once."""

    person: User
    password: str


@cache
def shipped_provinces() -> dict[str, dict[str, Any]]:
    """Provinces this product knows how to set up, by code."""
    found: dict[str, dict[str, Any]] = _read("provinces.json")
    return found


@transaction.atomic
def create_province(code: str, *, by: Actor, on: date) -> Bureau:
    """Set up a province's regions, bureaus, units and default approval routes.

    Bureaus below the province: one per city and county; one each for places planned
    separately, directly under the province; its inspection sub-centres.

    Args:
        code: the province's region code, 610000.
        on: the day the bureaus are active from.

    Raises:
        AlreadyStarted: there is a bureau already.
        Invalid: no data are shipped for this province.
    """
    if Bureau.objects.exists():
        raise AlreadyStarted
    if code not in shipped_provinces():
        known = ", ".join(sorted(shipped_provinces()))
        text = _("No data are shipped for %(code)s. Known provinces: %(known)s.")
        raise Invalid(text % {"code": code, "known": known})
    load_regions()
    builder = _Builder(code, by, on)
    province = builder.province()
    builder.places()
    builder.subcentres()
    set_default_routes(by=by, on=on)
    return province


@transaction.atomic
def create_first_administrators(province: Bureau, *, by: Actor, on: date) -> list[FirstSignIn]:
    """One administrator of accounts and one of duties; neither can do the other's work."""
    unit = province.units.filter(name="信息中心").first()
    signs: list[FirstSignIn] = []
    for username, name, role in ADMINISTRATORS:
        password = new_password()
        person = create_person(
            username=username,
            name=name,
            bureau=province,
            unit=unit,
            password=password,
            by=by,
            on=on,
        )
        grant_role(person, role=role, by=by, on=on)
        signs.append(FirstSignIn(person, password))
    return signs


class _Builder:
    """Creates the bureaus of one province, parents first."""

    def __init__(self, code: str, by: Actor, on: date) -> None:
        self.code, self.by, self.on = code, by, on
        self.data = shipped_provinces()[code]
        self.regions = Region.objects.in_bulk()
        self.units: dict[str, list[dict[str, str]]] = _read("units.json")
        self.made: dict[str, Bureau] = {}

    def province(self) -> Bureau:
        region = shipped_regions()[self.code]
        return self._bureau(
            code=self.code,
            name=f"{region.name}药品监督管理局",
            short_name=f"{self.data['abbreviation']}药监",
            document_word=f"{self.data['abbreviation']}药监",
            kind=BureauKind.PROVINCE,
            parent=None,
            regions=[self.code],
        )

    def places(self) -> None:
        """Cities, counties, and the places that stand directly under the province."""
        own = {one["region"]: one for one in self.data["own_bureaus"]}
        for region in self._current_regions():
            separate = own.get(region.code)
            short = separate["short"] if separate else region.short
            below = self.code if separate or region.level == "city" else region.parent
            is_city = region.level == "city"
            self._bureau(
                code=region.code,
                name=separate["name"] if separate else f"{region.name}市场监督管理局",
                short_name=short,
                document_word=f"{self.data['abbreviation']}{short}市监",
                kind=BureauKind.CITY if is_city else BureauKind.COUNTY,
                parent=self.made[str(below)],
                regions=[region.code],
            )

    def subcentres(self) -> None:
        for number, one in enumerate(self.data["subcentres"], 1):
            self._bureau(
                code=f"{self.code}-{number:02}",
                name=one["name"],
                short_name=one["short"],
                document_word=f"{self.data['abbreviation']}检{number}",
                kind=BureauKind.SUBCENTRE,
                parent=self.made[self.code],
                regions=one["regions"],
            )

    def _current_regions(self) -> list[ShippedRegion]:
        mine = [
            one
            for one in shipped_regions().values()
            if one.province == self.code and one.level != "province" and not one.replaced_by
        ]
        return sorted(mine, key=lambda one: (one.level != "city", one.code))

    def _bureau(self, *, regions: list[str], **values: Any) -> Bureau:
        rows = [self.regions[code] for code in regions]
        bureau = create_bureau(**values, regions=rows, by=self.by, on=self.on)
        for unit in self.units[bureau.kind]:
            kind = UnitKind(unit["kind"])
            create_unit(bureau=bureau, kind=kind, name=unit["name"], by=self.by, on=self.on)
        self.made[bureau.code] = bureau
        return bureau


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
