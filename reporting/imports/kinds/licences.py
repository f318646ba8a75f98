"""Licences and filings of parties that are in the registry."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.models import Record
from registry.models import Licence
from registry.models.party import LicenceKind
from registry.services.licences import add_licence
from reporting.imports.base import Existing, ImportField, ImportKind, ReadRow, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.parties import one_of, short
from reporting.imports.values import read_date


def party_field(required: bool = True) -> ImportField:
    """The party a row is about: by credit code, or by its name where that is one alone."""
    return ImportField(
        "party",
        _("Party"),
        lambda text, desk: desk.party_named(text),
        required,
        "雁塔区康宁大药房",
        _("Its credit code, or its exact name"),
        ("企业名称", "单位名称", "当事人", "统一社会信用代码"),
        load=Desk.load_parties,
    )


def day_field(name: str, title: Any, required: bool = False, *aliases: str) -> ImportField:
    return ImportField(
        name,
        title,
        lambda text, _desk: read_date(text),
        required,
        "2026-01-05",
        _("2026-1-5, 2026/01/05, 2026年1月5日 and 20260105 are read alike"),
        aliases,
    )


class LicenceImport(ImportKind):
    name = "licences"
    title = _("Licences")
    about = _("Licences and filings of parties that are in the registry.")
    perm = Perm.WRITE_PARTIES
    model = Licence
    chunk = 200
    fields = (
        party_field(),
        ImportField("kind", _("Kind"), one_of(LicenceKind.choices), True, "药品经营许可证",
                    choices=tuple(LicenceKind.choices), aliases=("许可证类型", "证件类型")),
        ImportField("number", _("Number"), short(60), True, "陕CA6101130001",
                    aliases=("许可证号", "证号", "备案号")),
        day_field("issued_on", _("Issued on"), True, "发证日期", "备案日期"),
        day_field("expires_on", _("Expires on"), False, "有效期至", "有效期"),
        ImportField("scope", _("Scope"), short(2000), aliases=("经营范围",)),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        return values["kind"], values["number"]

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        return add_licence(by=by, on=on, **values)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        numbers: dict[tuple[str, str], int] = {
            self.key(row.values): row.number for row in rows if has(row, "kind", "number")
        }
        there = Licence.objects.filter(number__in={number for _kind, number in numbers})
        return {
            numbers[row.kind, row.number]: [
                Existing(
                    f"{row} · {row.party.name}", str(_("has this number")), "licence",
                    str(row.uuid), may_enter=False,
                )
            ]
            for row in there.select_related("party")
            if (row.kind, row.number) in numbers
        }  # fmt: skip


def has(row: ReadRow, *names: str) -> bool:
    return set(names) <= row.values.keys()
