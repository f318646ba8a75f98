"""Rules from memory: a named administrator puts them into use, and takes them out."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NotFound
from core.pages.base import Crumb, Text
from core.pages.details import DetailPage
from core.pages.parts import Act, Fact, Section
from deadlines.law_forms import ConfirmRuleForm, WithdrawRuleForm
from deadlines.models import Clock, LawChange
from deadlines.services.rules import (
    confirm_rule,
    find_confirmation,
    may_confirm,
    standing_confirmation,
    withdraw_confirmation,
)
from deadlines.services.what_if import MOST_SHOWN, Preview, preview_rule
from deadlines.views.what_if import WhatIfPage
from law.office import OfficeLaw
from law.periods import Period, get_period


class RuleForm(WhatIfPage):
    @property
    def rule(self) -> Period:
        """Only a rule that ships switched off can be confirmed or taken back."""
        rule = get_period(self.kwargs["id"])
        if rule.enabled_default:
            raise NotFound
        return rule

    def crumbs(self) -> list[Crumb]:
        address = reverse("law:period", args=[self.rule.id])
        return [
            Crumb(_("Statutory periods"), reverse("law:period-list")),
            Crumb(str(self.rule.title), address),
        ]


class ConfirmRule(RuleForm):
    title = gettext_lazy("Confirm the rule")
    form_class = ConfirmRuleForm
    apply_submit = gettext_lazy("Confirm by my name")
    success = gettext_lazy("Confirmed: the rule is in use.")
    intro = gettext_lazy(
        "Read the rule in the text first. You confirm by your name that length, unit and "
        "article are as the catalogue says."
    )

    def preview(self, form: Any) -> Preview:
        return preview_rule(self.rule.id, confirmed=True)

    def act(self, form: Any) -> str:
        note = form.cleaned_data["note"]
        confirm_rule(rule=self.rule.id, note=note, by=self.user, on=self.on)
        return reverse("law:period", args=[self.rule.id])


class WithdrawRule(RuleForm):
    title = gettext_lazy("Take the rule out of use")
    form_class = WithdrawRuleForm
    apply_submit = gettext_lazy("Take it out of use")
    success = gettext_lazy("The rule is no longer in use.")
    danger = True

    def preview(self, form: Any) -> Preview:
        return preview_rule(self.rule.id, confirmed=False)

    def act(self, form: Any) -> str:
        row = find_confirmation(self.rule.id)
        withdraw_confirmation(row, note=form.cleaned_data["note"], by=self.user, on=self.on)
        return reverse("law:period", args=[self.rule.id])


def confirmation_acts(rule: Period, user: Any, office: OfficeLaw) -> list[Act]:
    """The buttons of a rule from memory, for whoever may confirm it."""
    if rule.enabled_default or not may_confirm(user):
        return []
    if standing_confirmation(rule) is None:
        address = reverse("deadlines:rule-confirm", args=[rule.id])
        return [Act(_("Confirm the rule"), address, icon="circle-check")]
    address = reverse("deadlines:rule-withdraw", args=[rule.id])
    return [Act(_("Take the rule out of use"), address, icon="hand-stop", weight="danger")]


class LawChangePage(DetailPage):
    """What a change did: which limits moved, of those the reader may see."""

    record: LawChange

    def get_queryset(self) -> QuerySet[LawChange]:
        return LawChange.objects.select_related("author")

    def page_title(self) -> Text:
        return self.record.title

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Working-day calendar"), reverse("deadlines:workdays"))]

    def notice(self) -> Text:
        if self.record.finished_at is not None:
            return ""
        return _("The limits it touches are being counted again.")

    def head(self) -> Sequence[Fact]:
        change = self.record
        return [
            Fact(_("By"), change.author.name if change.author else _("The system")),
            Fact(_("Date"), change.on.isoformat()),
            Fact(_("Limits counted again"), change.looked_at),
            Fact(_("Limits moved"), change.moved),
        ]

    def sections(self) -> Sequence[Section]:
        reason = [Fact(_("Reason"), self.record.reason, wide=True)]
        if self.record.rule:
            rule = get_period(self.record.rule)
            address = reverse("law:period", args=[rule.id])
            reason.append(Fact(_("Statutory period"), str(rule.title), address, wide=True))
        return [
            Section(_("Why"), reason),
            Section(_("Limits that moved, as far as you may see them"), self._moves()),
        ]

    def _moves(self) -> list[Fact]:
        seen = Clock.objects.visible_to(self.user)
        rows = self.record.moves.filter(clock__in=seen).select_related("clock")
        return [
            Fact(
                row.clock.name,
                _("Last day %(before)s → %(after)s, act by %(act_by)s")
                % {
                    "before": row.due_before,
                    "after": row.due_after,
                    "act_by": row.act_by_after,
                },
                reverse("deadlines:clock", args=[row.clock.uuid]),
                wide=True,
            )
            for row in rows[:MOST_SHOWN]
        ] or [Fact(_("Limits"), _("None"))]
