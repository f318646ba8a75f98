"""Inspections that were made, and cases decided before (补录)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import DomainError
from core.models import Record
from enforcement.models import Case, Inspection, SiteConclusion
from enforcement.services.inspections import complete_inspection, log_inspection
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    record_past_case,
)
from law.provisions import get_provision
from law.vocabularies import ClueSource, Domain, Link, PenaltyKind
from reporting.imports.base import Existing, ImportField, ImportKind, Values
from reporting.imports.desk import Desk
from reporting.imports.kinds.licences import day_field, has, party_field
from reporting.imports.kinds.parties import one_of, short, some_of
from reporting.imports.values import Unreadable, read_amount, words_of

LONG = short(10_000)


def _officers(desk: Desk, texts: Iterable[str]) -> None:
    desk.load_officers([word for text in texts for word in words_of(text)])


class InspectionImport(ImportKind):
    name = "inspections"
    title = _("Inspections")
    about = _("Inspections that were made, each with its team and its conclusion on site.")
    perm = Perm.WRITE_INSPECTIONS
    model = Inspection
    chunk = 40
    needs_person = True
    made_beside = (
        "deadlines.Transition", "enforcement.InspectionOfficer", "accounts.Share",
        "enforcement.Inspection_campaigns",
    )  # fmt: skip
    fields = (
        party_field(),
        ImportField("domain", _("Domain"), one_of(Domain.choices), True, "药品",
                    choices=tuple(Domain.choices)),
        day_field("inspected_on", _("Inspected on"), True, "检查日期"),
        ImportField("officers", _("Officers"),
                    lambda text, desk: desk.officers_named(words_of(text)), True,
                    "李雁查、王雁查",
                    _("Names or user names, the lead first"), ("检查人员", "执法人员"),
                    load=_officers),
        ImportField("site_conclusion", _("Conclusion on site"), one_of(SiteConclusion.choices),
                    example="符合要求", choices=tuple(SiteConclusion.choices),
                    hint=_("Empty: the inspection stays under way"), aliases=("检查结论",)),
        ImportField("link", _("Link"), one_of(Link.choices), choices=tuple(Link.choices)),
        ImportField("place", _("Place"), short(300), aliases=("检查地点",)),
        ImportField("summary", _("Summary"), LONG, aliases=("检查内容", "检查情况")),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        return values["party"].pk, values["domain"], values["inspected_on"]

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        conclusion = values.pop("site_conclusion", "")
        inspection = log_inspection(by=by, on=on, **values)
        if conclusion:
            complete_inspection(inspection, site_conclusion=conclusion, by=by, on=on)
            inspection.refresh_from_db()
        return inspection

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        names = ("party", "domain", "inspected_on")
        wanted = {self.key(row.values): row.number for row in rows if has(row, *names)}
        there = desk.seen(Inspection.objects).filter(
            party__in={key[0] for key in wanted}, inspected_on__in={key[2] for key in wanted}
        )
        found: dict[int, list[Existing]] = {}
        for row in there:
            number = wanted.get((row.party_id, row.domain, row.inspected_on))
            if number:
                why = gettext("is an inspection of the same party on the same day")
                found.setdefault(number, []).append(
                    Existing(str(row), why, "inspection", str(row.uuid))
                )
        return found


def _provision(text: str, _desk: Desk) -> str:
    try:
        return get_provision(text).id
    except DomainError as error:
        raise Unreadable(str(error)) from error


class PastCaseImport(ImportKind):
    name = "past_cases"
    title = _("Past cases")
    about = _("Cases decided before the product was used; what is not known stays empty.")
    perm = Perm.RECORD_PAST_CASES
    model = Case
    chunk = 50
    needs_person = True
    made_beside = (
        "enforcement.PersonPenalty", "enforcement.Violation", "enforcement.Decision",
        "deadlines.Transition", "enforcement.Case_campaigns",
    )  # fmt: skip
    fields = (
        ImportField("title", _("Title"), short(200), True, "某药店销售劣药案",
                    aliases=("案件名称", "案由")),
        ImportField("domain", _("Domain"), one_of(Domain.choices), True, "药品",
                    choices=tuple(Domain.choices), aliases=("领域", "类别")),
        ImportField("party", _("Party in the registry"),
                    lambda text, desk: desk.party_named(text),
                    hint=_("Its credit code, or its exact name in the registry"),
                    load=Desk.load_parties),
        ImportField("party_label", _("Party as published"), short(200), example="某药店",
                    aliases=("当事人", "被处罚人")),
        ImportField("bureau", _("Bureau"), lambda text, desk: desk.bureau_named(text),
                    hint=_("Its name or its code; empty: your own")),
        ImportField("authority_name", _("Authority of another province"), short(100)),
        ImportField("decision_number", _("Decision number"), short(60),
                    example="（雁）市监罚〔2021〕15号",
                    aliases=("处罚决定书文号", "决定书文号", "文书号")),
        day_field("filed_on", _("Filed on"), False, "立案日期"),
        day_field("decided_on", _("Decided on"), False, "处罚日期", "决定日期"),
        day_field("published_on", _("Published on"), False, "公示日期"),
        ImportField("provision", _("Provision"), _provision,
                    hint=_("The code of the list of provisions"), aliases=("处罚依据",)),
        ImportField("penalty_kinds", _("Kinds of penalty"),
                    some_of(PenaltyKind.choices),
                    hint=_("Several are parted by 、"), aliases=("处罚种类",)),
        *(
            ImportField(name, title, lambda text, _desk: read_amount(text), example="1.2万元",
                        hint=_("In yuan, or with its unit; empty: not known"), aliases=aliases,
                        takes_unit=True)
            for name, title, aliases in (
                ("fine", _("Fine"), ("罚款金额", "罚款")),
                ("confiscated_income", _("Income confiscated"), ("没收违法所得",)),
                ("confiscated_goods_value", _("Value of goods confiscated"), ()),
                ("goods_value", _("Value of goods"), ("货值金额",)),
                ("illegal_income", _("Illegal income"), ("违法所得",)),
            )
        ),
        ImportField("source", _("Source"), one_of(ClueSource.choices),
                    choices=tuple(ClueSource.choices), aliases=("案件来源",)),
        ImportField("facts", _("Facts"), LONG, aliases=("违法事实", "主要违法事实")),
    )  # fmt: skip

    def key(self, values: Values) -> tuple[Any, ...]:
        if number := values.get("decision_number"):
            return (number,)
        party = values["party"].pk if "party" in values else values.get("party_label", "")
        return values["title"], party, values.get("decided_on")

    def settled(self, values: Values, desk: Desk) -> None:
        if not {"decided_on", "published_on"} & values.keys():
            raise Unreadable(gettext("Give the day of the decision or of its publication."))
        if not {"party", "party_label"} & values.keys():
            raise Unreadable(gettext("Name the party, as in the registry or as published."))

    def enter(self, values: Values, *, by: Any, on: date, desk: Desk) -> Record:
        def some(*names: str) -> dict[str, Any]:
            return {name: values.pop(name) for name in names if name in values}

        amounts = PastAmounts(
            **some(
                "fine", "confiscated_income", "confiscated_goods_value", "goods_value",
                "illegal_income",
            )
        )  # fmt: skip
        dates = PastDates(**some("filed_on", "decided_on", "published_on"))
        provision = values.pop("provision", "")
        past = PastCase(
            **{**values, "penalty_kinds": tuple(values.get("penalty_kinds", ()))},
            amounts=amounts,
            dates=dates,
            charges=(PastCharge(provision=provision),) if provision else (),
        )
        return record_past_case(past, by=by, on=on)

    def duplicates(self, rows: Any, desk: Desk) -> dict[int, list[Existing]]:
        numbers = {row.values.get("decision_number", ""): row.number for row in rows}
        numbers.pop("", None)
        there = desk.seen(Case.objects).filter(decision__number__in=numbers)
        why = gettext("has this decision number")
        return {
            numbers[row.decision.number]: [Existing(row.title, why, "case", str(row.uuid))]
            for row in there.select_related("decision")
        }
