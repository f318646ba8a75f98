"""Two questions by GET: the address is the question, the page is the answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.pages.base import Page
from core.pages.parts import Fact
from law.due import DeadlineResult
from law.forms import DeadlineForm, Question, RangeForm
from law.labels import Text, listed
from law.office import current_office
from law.penalties import PenaltyRange
from law.penalty_kinds import Activity, Level, PenaltyKind
from law.periods import Period, event_label, get_period
from law.provisions import Provision, get_provision
from law.questions import count_deadline, find_range
from law.steps import show_day

WRONG = 400


class Calculator(Page):
    """Chooses, asks, answers; a refusal is told at the field it is about."""

    template_name = "law/calculator.html"
    submit: Text = ""
    # The field whose presence in the address makes it a question.
    asked_by = ""

    def make_form(self) -> Question:
        """Raises NotFound for an entry that is not in the catalogue."""
        raise NotImplementedError

    def answer(self, form: Any) -> dict[str, Any]:
        """What the page shows of the answer. Raises DomainError: it cannot be answered."""
        raise NotImplementedError

    @property
    def data(self) -> Any:
        return self.request.GET if self.asked_by in self.request.GET else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, answer, status = self.make_form(), None, 200
        if form.is_bound:
            status = 200 if form.is_valid() else WRONG
        if form.is_bound and status != WRONG:
            try:
                answer = self.answer(form)
            except DomainError as error:
                form.tell(error)
                status = error.status
        chosen = len(form.fields) > 1
        context = self.get_context_data(form=form, answer=answer, chosen=chosen, page=self)
        return self.render_to_response(context, status=status)


class DeadlineCalculator(Calculator):
    title = gettext_lazy("Deadline calculator")
    submit = gettext_lazy("Count the days")
    asked_by = "start"

    def make_form(self) -> DeadlineForm:
        rule_id = self.request.GET.get("rule", "")
        rule = get_period(rule_id) if rule_id else None
        return DeadlineForm(rule, self.data if rule else None, initial={"rule": rule_id})

    def answer(self, form: DeadlineForm) -> dict[str, Any]:
        asked = form.cleaned_data
        rule, result = count_deadline(
            asked["rule"],
            form.moment(),
            suspensions=form.suspensions(),
            extensions=form.extensions(),
            extend_to=asked.get("extend_to"),
        )
        return {
            "title": rule.title,
            "address": reverse("law:period", args=[rule.id]),
            "figures": list(_days(rule, result)),
            "facts": [
                Fact(event_label(rule.trigger_event), _start(result)),
                Fact(_("Basis"), result.basis, wide=True),
            ],
            "provisional": result.provisional,
            "steps": [step.text for step in result.steps],
        }


def _start(result: DeadlineResult) -> str:
    iso = result.start.isoformat()
    return f"{show_day(iso[:10])} {iso[11:16]}".strip()


def _days(rule: Period, result: DeadlineResult) -> Any:
    """What the days are called, and the days with their weekdays."""
    due = show_day(result.due_on.isoformat())
    if result.due_at:
        due += f" {result.due_at:%H:%M}"
    backward = rule.direction == "before"
    yield _("Last day to act") if backward else _("Last day"), due
    if result.moved_to and result.moved_to != result.due_on:
        yield _("If it moves"), show_day(result.moved_to.isoformat())
    yield _("Act by"), show_day(result.act_by.isoformat())
    if result.open_from:
        yield _("Next step open from"), show_day(result.open_from.isoformat())


class RangeCalculator(Calculator):
    title = gettext_lazy("Fine calculator")
    submit = gettext_lazy("Compute the range")
    asked_by = "level"

    def make_form(self) -> RangeForm:
        provision_id = self.request.GET.get("provision", "")
        provision = get_provision(provision_id) if provision_id else None
        initial = {"provision": provision_id}
        return RangeForm(provision, self.data if provision else None, initial=initial)

    def answer(self, form: RangeForm) -> dict[str, Any]:
        asked = form.cleaned_data
        provision, found = find_range(
            asked["provision"],
            base=asked.get("base"),
            level=asked["level"],
            activity=asked.get("activity") or None,
            person=asked.get("person", False),
            on=asked.get("on"),
        )
        return {
            "title": provision.violation,
            "address": reverse("law:provision", args=[provision.id]),
            "figures": list(_amounts(found)),
            "facts": _question(provision, found),
            "unconfirmed": not current_office().uses(provision),
            "steps": [step.text for step in found.steps],
        }


def _amounts(found: PenaltyRange) -> Any:
    """What the amounts are called, and the amounts in yuan."""
    if found.min is None or found.max is None:
        yield _("Statutory range of the fine"), _("No fine at this level.")
        return
    words = {"low": f"{found.min:,.2f}", "high": f"{found.max:,.2f}"}
    yield _("Statutory range of the fine"), _("%(low)s to %(high)s yuan") % words
    yield _("Lenient, up to"), _("%s yuan") % f"{found.lenient_to:,.2f}"
    yield _("Heavier, from"), _("%s yuan") % f"{found.heavier_from:,.2f}"


def _question(provision: Provision, found: PenaltyRange) -> list[Fact]:
    whom = _("A responsible person") if found.person else _("The party")
    facts = [
        Fact(_("Circumstances"), Level(found.level).label),
        Fact(_("Whose fine"), whom),
    ]
    if found.activity:
        facts.append(Fact(_("Activity"), Activity(found.activity).label))
    if found.base is not None:
        facts.append(Fact(_("Base"), _("%s yuan") % f"{found.base:,.2f}"))
    kinds = listed([str(PenaltyKind(kind).label) for kind in found.kinds])
    return [
        *facts,
        Fact(_("Basis"), found.basis, wide=True),
        Fact(_("Consequences"), kinds, wide=True),
    ]
