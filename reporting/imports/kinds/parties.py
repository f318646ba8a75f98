"""Parties: checked and entered many at a time by the registry's own bulk act."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import DomainError, Invalid
from core.models import Record
from core.protocols import Actor
from law.vocabularies import AreaTag, Domain, PartyKind
from registry.credit_codes import clean_credit_code, credit_code_fault
from registry.models import Party
from registry.services.intake import check_parties, register_parties
from registry.services.parties import NewParty, register_party
from registry.similar import NameIndex
from reporting.imports.base import Existing, ImportField, ImportKind, Outcome, ReadRow, Values
from reporting.imports.desk import Desk, Reader
from reporting.imports.values import Choices, Unreadable, read_text, read_yes_no, words_of


def read_code(text: str, _desk: Desk) -> str:
    code = clean_credit_code(text)
    if fault := credit_code_fault(code):
        raise Unreadable(fault)
    return code


def one_of(choices: Iterable[tuple[str, Any]]) -> Reader:
    """One of a vocabulary."""
    known = Choices(choices)
    return lambda text, _desk: known.read(text)


def some_of(choices: Iterable[tuple[str, Any]]) -> Reader:
    """Several of a vocabulary in one cell."""
    known = Choices(choices)
    return lambda text, _desk: [known.read(word) for word in words_of(text)]


def short(most: int) -> Any:
    """Text of at most ``most`` characters."""

    def read(text: str, _desk: Desk) -> str:
        if len(text) > most:
            told = gettext("Use at most %(most)s characters; this has %(count)s.")
            raise Unreadable(told % {"most": most, "count": len(text)})
        return read_text(text)

    return read


class PartyImport(ImportKind):
    name = "parties"
    title = _("Parties")
    about = _("Enterprises, institutions and shops under supervision.")
    perm = Perm.WRITE_PARTIES
    model = Party
    chunk = 500
    fields = (
        ImportField("name", _("Name"), short(200), True, "雁塔区康宁大药房", aliases=(
            "企业名称", "单位名称", "当事人名称", "药店名称")),
        ImportField("kind", _("Kind"), one_of(PartyKind.choices), True, "零售药店",
                    choices=tuple(PartyKind.choices), aliases=("类型", "企业类型", "主体类型")),
        ImportField("domains", _("Domains"), some_of(Domain.choices), True, "药品、医疗器械",
                    hint=_("Several are parted by 、"), aliases=("监管领域",)),
        ImportField("region", _("Region"), lambda text, desk: desk.region_named(text), True,
                    "雁塔区", hint=_("Its name or its code"),
                    aliases=("地区", "所属区县", "区县")),
        ImportField("bureau", _("Supervising bureau"),
                    lambda text, desk: desk.bureau_named(text),
                    hint=_("Empty: the most local bureau of the region")),
        ImportField("credit_code", _("Unified social credit code"), read_code,
                    example="91610113MA6TXXXX", hint=_("Format the column as text"),
                    aliases=("信用代码", "社会信用代码")),
        ImportField("address", _("Address"), short(300), example="长安中路1号",
                    aliases=("住所", "经营地址")),
        ImportField("area", _("Area"), one_of(AreaTag.choices), choices=tuple(AreaTag.choices)),
        ImportField("legal_representative", _("Legal representative"), short(50),
                    example="王㐂", aliases=("法人", "负责人", "法定代表人（负责人）")),
        ImportField("phone", _("Phone"), short(20), example="029-85550000",
                    aliases=("联系电话",)),
        ImportField("is_key", _("Key enterprise"), lambda text, _desk: read_yes_no(text)),
        ImportField("key_reason", _("Why key"), short(200)),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        if code := values.get("credit_code"):
            return (code,)
        return (values["name"], values["region"].pk)

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        return register_party(by=by, on=on, **cast(NewParty, values))

    def enter_many(
        self, rows: Sequence[ReadRow], *, by: Actor, on: date, desk: Desk
    ) -> list[Outcome]:
        """The bulk act takes all or none: what it refuses is taken out, the rest entered."""
        entries = [cast(NewParty, dict(row.values)) for row in rows]
        try:
            return [*register_parties(entries, by=by, on=on)]
        except Invalid:
            refused = self._refused(rows, by, on)
            if not refused:
                raise
        entries = [entry for at, entry in enumerate(entries) if at not in refused]
        parties = iter(register_parties(entries, by=by, on=on) if entries else [])
        return [refused.get(at) or next(parties) for at in range(len(rows))]

    def check_many(
        self, rows: Sequence[ReadRow], *, by: Actor, on: date, desk: Desk
    ) -> list[DomainError | None]:
        refused = self._refused(rows, by, on)
        return [refused.get(at) for at in range(len(rows))]

    def _refused(self, rows: Sequence[ReadRow], by: Actor, on: date) -> dict[int, DomainError]:
        entries = [cast(NewParty, dict(row.values)) for row in rows]
        found: dict[int, dict[str, Any]] = {}
        for name, text in check_parties(entries, by=by, on=on).items():
            at, _dot, field = name.partition(".")
            found.setdefault(int(at), {})[field] = text
        return {at: Invalid(fields=fields) for at, fields in found.items()}

    def duplicates(self, rows: Sequence[ReadRow], desk: Desk) -> dict[int, list[Existing]]:
        found = self._same_code(rows)
        names = NameIndex({row.values["region"].pk for row in rows if "region" in row.values})
        for row in rows:
            if row.number in found or not {"name", "region"} <= row.values.keys():
                continue
            values = row.values
            near = names.similar(
                values["name"], values["region"], has_code="credit_code" in values
            )
            if near:
                found[row.number] = [
                    Existing(title, gettext("has nearly the same name"), "party", str(uuid))
                    for uuid, title in near
                ]
        return found

    def _same_code(self, rows: Sequence[ReadRow]) -> dict[int, list[Existing]]:
        codes = {row.values.get("credit_code", ""): row.number for row in rows}
        codes.pop("", None)
        there = Party.objects.filter(credit_code__in=codes).select_related("bureau")
        why = gettext("has this credit code")
        return {
            codes[party.credit_code]: [
                Existing(party.name, why, "party", str(party.uuid), may_enter=False)
            ]
            for party in there
        }
