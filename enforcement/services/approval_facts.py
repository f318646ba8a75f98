"""What whoever approves an act of a case sees of it."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from enforcement.models import Case, Decision
from law.fine_checks import Verdict
from law.steps import show_yuan

Text = str | Promise


def facts_of_case(about_uuid: UUID, user: User) -> list[tuple[Text, str]]:
    """Party, amounts, violations and the proposal with its place in the range."""
    rows = Case.objects.visible_to(user).select_related("party")
    case = rows.filter(uuid=about_uuid).first()
    if case is None:
        return []
    facts: list[tuple[Text, str]] = [
        (_("Party"), case.party.name if case.party else case.party_label),
        (_("Officers"), "、".join(one.name for one in case.responsible_officers())),
        (_("Source"), case.get_source_display()),
    ]
    if case.goods_value is not None:
        facts.append((_("Goods value"), _yuan(case.goods_value)))
    if case.illegal_income is not None:
        facts.append((_("Illegal income"), _yuan(case.illegal_income)))
    for violation in case.violations.all():
        words = f"{violation.provision_title}（{violation.provision_article}）"
        facts.append((_("Violation %(n)s") % {"n": violation.seq}, words))
    proposal = Decision.objects.filter(case=case).first()
    if proposal is not None:
        facts += _proposed(case, proposal)
    return facts


def _proposed(case: Case, proposal: Decision) -> list[tuple[Text, str]]:
    found = case.fine_range()
    facts: list[tuple[Text, str]] = []
    if found is not None and found.min is not None and found.max is not None:
        facts.append((_("Statutory fine"), f"{_yuan(found.min)} – {_yuan(found.max)}"))
    facts.append((_("Proposed fine"), _yuan(proposal.fine)))
    if proposal.range_verdict:
        facts.append((_("Against the range"), str(Verdict(proposal.range_verdict).label)))
    facts.append((_("Discretion step"), proposal.get_step_display()))
    if proposal.mitigation_basis:
        facts.append((_("Article of mitigation"), proposal.mitigation_basis))
    return facts


def _yuan(amount: object) -> str:
    return _("%(amount)s yuan") % {"amount": show_yuan(str(amount or 0))}
