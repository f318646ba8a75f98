"""What was decided before: the list with its totals, one decision, entering a past case."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column
from core.pages.details import DetailPage
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Entry, Fact, Section, pill
from enforcement.addresses import case_address
from enforcement.filters.precedent import PrecedentFilter
from enforcement.forms.past_case import PastCaseForm
from enforcement.models import Case, DatePrecision
from enforcement.services.past_cases import record_past_case
from enforcement.services.precedents import precedents_for, yearly_totals
from enforcement.views.case_page import (
    amount,
    penalty_facts,
    title_cell,
    verdict_pill,
    violation_lines,
)
from law.steps import show_yuan

READ = (Perm.READ_RECORDS,)
LENGTHS = {DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def day_as_known(case: Case) -> str:
    """The decision's day as precisely as it is known, else the publication's."""
    if case.decided_on is not None:
        return written(case, "decided", case.decided_on, case.decided_precision)
    if case.published_on is not None:
        words = written(case, "published", case.published_on, case.published_precision)
        return _("published %(day)s") % {"day": words}
    return str(DatePrecision.UNKNOWN.label)


def written(case: Case, name: str, day: Any, precision: str) -> str:
    """A day, a month or a year; several of them as published."""
    if precision == DatePrecision.SPAN:
        return str(case.published_facts.get(name) or day.year)
    return str(day.isoformat()[: LENGTHS.get(DatePrecision(precision), 10)])


def authority_cell(case: Case) -> str:
    return case.authority_name or case.bureau.short_name


def provisions_cell(case: Case) -> SafeString:
    rows = [
        (violation.provision_title, violation.provision_article)
        for violation in case.violations.all()
    ]
    return format_html_join(" ", '<span title="{}">{}</span>', [(t, a) for t, a in rows])


def money_cell(value: Any) -> str:
    return amount(value)


class PrecedentList(ListPage):
    acts = (
        ListAct(
            gettext_lazy("Import decisions"),
            "enforcement:precedent-import",
            icon="upload",
            perms=(Perm.RECORD_PAST_CASES,),
        ),
    )
    title = gettext_lazy("Precedents")
    template_name = "enforcement/precedent_list.html"
    perms = READ
    filterset_class = PrecedentFilter
    primary_filters = ("domain", "provision", "origin")
    default_sort = "-counted_on"
    columns = (
        Column("title", gettext_lazy("Title"), cell=title_cell, css="wide"),
        Column("authority", gettext_lazy("Authority"), value=authority_cell),
        Column("day", gettext_lazy("Decided or published on"), day_as_known, sort="counted_on"),
        Column("provisions", gettext_lazy("Provision"), cell=provisions_cell),
        Column(
            "goods",
            gettext_lazy("Goods value (yuan)"),
            cell=lambda case: money_cell(case.goods_value),
            sort="goods_value",
            css="text-end k-number",
        ),
        Column(
            "fine",
            gettext_lazy("Fine (yuan)"),
            cell=lambda case: money_cell(case.decision.fine),
            sort="decision__fine",
            css="text-end k-number",
        ),
        Column(
            "verdict",
            gettext_lazy("Against the range"),
            cell=lambda case: verdict_pill(case.decision),
        ),
        Column("domain", gettext_lazy("Domain"), shown=False),
        Column("number", gettext_lazy("Decision number"), "decision.number", shown=False),
        Column(
            "income",
            gettext_lazy("Illegal income (yuan)"),
            cell=lambda case: money_cell(case.illegal_income),
            shown=False,
            css="text-end k-number",
        ),
    )
    empty_reason = gettext_lazy("No decision fits these filters.")
    empty_advice = gettext_lazy("Take a filter away, or search for fewer words.")

    def get_queryset(self) -> QuerySet[Case]:
        rows = precedents_for(self.user).select_related("bureau", "decision")
        return rows.prefetch_related("violations")

    def row_address(self, row: Case) -> str:
        return case_address(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, totals=yearly_totals(self.filtered()))


class PrecedentDetail(DetailPage):
    """Another authority's published decision, as it was published."""

    perms = READ
    template_name = "enforcement/precedent_detail.html"
    record: Case

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.published_to(self.user).select_related("bureau", "decision")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Precedents"), reverse("enforcement:precedent-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def status(self) -> SafeString | str:
        return pill(_("Entered later"), "neutral")

    def notice(self) -> Text:
        return _("Published by another authority and entered afterwards (补录).")

    def head(self) -> Sequence[Fact]:
        case = self.record
        return [
            Fact(_("Authority"), case.authority_name),
            Fact(_("Decided or published on"), day_as_known(case)),
            Fact(_("Entered by"), case.bureau.name),
        ]

    def sections(self) -> Sequence[Section]:
        case = self.record
        facts = case.published_facts
        total = facts.get("total_fine_and_confiscation")
        bounds = facts.get("fine_bounds")
        rows = [
            Fact(_("Party as published"), case.party_label),
            Fact(_("Domain"), case.get_domain_display()),
            Fact(_("Violation"), facts.get("violation") or case.facts),
            Fact(_("Articles cited"), facts.get("articles_cited")),
            Fact(_("Goods value (yuan)"), amount(case.goods_value)),
            Fact(_("Illegal income (yuan)"), amount(case.illegal_income)),
        ]
        if bounds:
            words = " – ".join(show_yuan(bound) for bound in bounds)
            rows.append(Fact(_("Fine lies between (yuan)"), words))
        if total:
            rows.append(Fact(_("Fine and confiscation together (yuan)"), show_yuan(total)))
        return [
            Section(_("As published"), rows),
            Section(_("Decision"), penalty_facts(case.decision)),
        ]

    def timeline(self) -> Iterable[Entry]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.record
        context = super().get_context_data(
            **kwargs,
            violations=violation_lines(case, editable=False),
            persons=case.decision.persons.all(),
        )
        # Limits and comments belong to whoever works on a case; nobody works on this one.
        return {**context, "panels": []}


class EnterPastCase(FormPage):
    title = gettext_lazy("Enter a past case")
    submit = gettext_lazy("Enter")
    success = gettext_lazy("The past case was entered.")
    intro = gettext_lazy(
        "A case decided before. Amounts that are not known stay empty; no limit runs, and the "
        "check against the law is kept as a note."
    )
    perms = (Perm.RECORD_PAST_CASES,)
    form_class = PastCaseForm
    fieldsets = (
        (
            gettext_lazy("Case"),
            ("title", "bureau", "domain", "link", "source", "party", "party_label", "facts"),
        ),
        (
            gettext_lazy("Days"),
            (
                "filed_on",
                "decided_on",
                "decided_precision",
                "published_on",
                "published_precision",
                "decision_number",
            ),
        ),
        (gettext_lazy("Provision"), ("provision", "level", "activity")),
        (
            gettext_lazy("Amounts"),
            (
                *("goods_value", "illegal_income", "fine"),
                *("confiscated_income", "confiscated_goods_value"),
            ),
        ),
        (gettext_lazy("Penalties"), ("penalty_kinds",)),
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Cases"), reverse("enforcement:case-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        return {"bureau": self.user.bureau.code}

    def act(self, form: Any) -> str:
        case = record_past_case(form.told(), by=self.user, on=self.on)
        return case_address(case)
