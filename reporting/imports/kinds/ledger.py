"""Hazards and problems found elsewhere, on their way into the ledger."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.models import LedgerItem, LedgerSource
from campaigns.services.ledger import REGISTERS, dispatch_item, register_item
from core.models import Record
from law.vocabularies import DefectGrade, Domain, Link
from reporting.imports.base import Existing, ImportField, ImportKind, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.licences import day_field, has, party_field
from reporting.imports.kinds.parties import one_of, short
from reporting.imports.values import Unreadable, read_date

LONG = short(20_000)


def read_past_day(text: str, desk: Desk) -> date:
    """A day that has come."""
    day = read_date(text)
    if day > desk.on:
        raise Unreadable(gettext("The day lies in the future."))
    return day


class LedgerImport(ImportKind):
    name = "ledger"
    title = _("Ledger items")
    about = _("Hazards and problems, each with who answers for its rectification.")
    perm = Perm.WRITE_INSPECTIONS
    perms = REGISTERS
    model = LedgerItem
    chunk = 50
    needs_person = True
    made_beside = ("deadlines.Transition", "accounts.Share")
    fields = (
        ImportField("description", _("Hazard or problem"), LONG, True, "阴凉柜温度记录缺失",
                    aliases=("问题", "存在问题", "问题描述", "问题隐患", "隐患描述")),
        ImportField("source", _("Source"), one_of(LedgerSource.choices), True, "检查发现",
                    choices=tuple(LedgerSource.choices), aliases=("问题来源", "发现方式")),
        ImportField("domain", _("Domain"), one_of(Domain.choices), True, "药品",
                    choices=tuple(Domain.choices), aliases=("类别", "监管领域")),
        ImportField("found_on", _("Found on"), read_past_day, True, "2026-01-05",
                    _("2026-1-5, 2026/01/05, 2026年1月5日 and 20260105 are read alike"),
                    ("发现时间", "排查日期", "检查日期")),
        party_field(required=False),
        ImportField("place", _("Place"), short(300), hint=_("Needed where no party is named"),
                    aliases=("发生地点", "具体位置")),
        ImportField("campaign", _("Campaign"), lambda text, desk: desk.campaign_named(text),
                    aliases=("专项行动", "专项")),
        ImportField("link", _("Link"), one_of(Link.choices), choices=tuple(Link.choices)),
        ImportField("category", _("Category"), short(50), aliases=("问题类别", "隐患类别")),
        ImportField("grade", _("Grade"), one_of(DefectGrade.choices),
                    choices=tuple(DefectGrade.choices),
                    aliases=("风险等级", "隐患等级", "严重程度")),
        ImportField("bureau", _("Responsible bureau"),
                    lambda text, desk: desk.bureau_named(text),
                    hint=_("Empty: the party's bureau where it is yours or under it"),
                    aliases=("责任单位", "整改责任单位")),
        ImportField("measure", _("Measure of rectification"), LONG, aliases=("整改要求",)),
        day_field("due_on", _("To be rectified by"), False, "整改时限", "整改期限", "完成时限"),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        return (*self._about(values), values["found_on"])

    def _about(self, values: Values) -> tuple[Any, ...]:
        """Campaign, party or place, and words: the same hazard, whenever it was found."""
        campaign, party = values.get("campaign"), values.get("party")
        return (
            campaign.pk if campaign else None,
            party.pk if party else None,
            "" if party else values.get("place", ""),
            values["description"],
        )

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        due_on = values.pop("due_on", None)
        item = register_item(by=by, on=on, **values)
        if due_on is not None:
            dispatch_item(item, due_on=due_on, by=by, on=on)
            item.refresh_from_db()
        return item

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        wanted: dict[tuple[Any, ...], list[int]] = {}
        for row in rows:
            if has(row, "description"):
                wanted.setdefault(self._about(row.values), []).append(row.number)
        there = desk.seen(LedgerItem.objects).filter(
            description__in={key[-1] for key in wanted}
        )
        why = gettext("is the same problem, in the ledger already")
        found: dict[int, list[Existing]] = {}
        for item in there.select_related("party"):
            place = "" if item.party_id else item.place
            about = (item.campaign_id, item.party_id, place, item.description)
            for number in wanted.get(about, ()):
                one = Existing(str(item), why, "ledger_item", str(item.uuid))
                found.setdefault(number, []).append(one)
        return found
