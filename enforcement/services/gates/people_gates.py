"""Gates of who acts: competence, recusal, legal review, the approval route, the police."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.errors import NoApprovalRoute
from accounts.models import CertificateKind, Role, User
from accounts.services.routes import route_for
from enforcement.models import Case, Conflict, CriminalCheck, Decision
from enforcement.services.competence import competence_of, outside
from enforcement.services.gates.gate import BLOCKS, PASSED, PENALTY_LAW, WARNING, Gate
from law.office import current_office
from law.steps import show_yuan
from law.thresholds import ALWAYS_HEARD, MIN_OFFICERS, threshold
from law.vocabularies import PartyKind

REVIEW = f"{PENALTY_LAW}第五十八条"
ROUTE = "decision"


def competence_gate(case: Case, on: date) -> Gate:
    """Whether the level has the link, by the table, and the bureau may penalise at all."""
    title, article = _("Competence"), f"{PENALTY_LAW}第二十二条、第二十三条"
    if not case.bureau.may_penalise:
        text = _("%(bureau)s inspects and does not penalise.") % {"bureau": case.bureau.name}
        return Gate("competence", title, BLOCKS, text, article, _("Hand the case over."))
    cell = competence_of(case, case.bureau, on)
    if cell is None:
        text = _("The link is not recorded, so the level cannot be checked.")
        todo = _("Enter the link of the case.")
        return Gate("competence", title, WARNING, text, article, todo)
    if not cell.competence.competent:
        text = outside(case, case.bureau, cell, on)
        todo = _("Hand the case over, or record the assignment of jurisdiction.")
        return Gate("competence", title, WARNING, text, cell.competence.basis, todo)
    text = _("%(level)s level, %(domain)s, %(link)s.") % {
        "level": case.bureau.get_kind_display(),
        "domain": case.get_domain_display(),
        "link": case.get_link_display(),
    }
    return Gate("competence", title, PASSED, text, cell.competence.basis)


def officers_gate(case: Case) -> Gate:
    """Two officers, none of whom must keep away; no request left undecided."""
    title, article = _("Officers and recusal"), f"{PENALTY_LAW}第四十二条、第四十三条"
    team = case.responsible_officers()
    ids = [one.pk for one in team]
    names = "、".join(one.name for one in team)
    away = case.recusals.granted().filter(person__in=ids)
    conflicts = Conflict.objects.standing().filter(officer__in=ids, party=case.party_id)
    if len(team) < MIN_OFFICERS:
        text = _("Officers: %(names)s. The law asks for two or more.") % {"names": names}
        return Gate("recusal", title, BLOCKS, text, article, _("Assign officers."))
    if away.exists() or (case.party_id and conflicts.exists()):
        text = _("An officer of the case must keep away: %(names)s.") % {"names": names}
        return Gate("recusal", title, BLOCKS, text, article, _("Give the case to others."))
    waiting = [row.person.name for row in case.recusals.filter(granted__isnull=True)]
    if waiting:
        text = _("A recusal waits for its decision: %(names)s.") % {"names": "、".join(waiting)}
        todo = _("The head of the bureau decides on it.")
        return Gate("recusal", title, WARNING, text, article, todo)
    text = _("Officers: %(names)s; no conflict is declared.") % {"names": names}
    return Gate("recusal", title, PASSED, text, article)


def review_gate(case: Case, proposal: Decision | None, on: date) -> Gate:
    """Whether legal review is required, and whether the route has it."""
    title = _("Legal review")
    reasons = review_reasons(case, proposal, on)
    try:
        route = route_for(case.bureau, ROUTE)
    except NoApprovalRoute:
        text = _("No approval route is set for the penalty.")
        return Gate("review", title, BLOCKS, text, REVIEW, _("Set an approval route."))
    way = " → ".join(str(role.label) for role in route)
    text = _("Not required by the law here.")
    if reasons:
        text = _("Required: %(reasons)s.") % {"reasons": "；".join(reasons)}
    text = f"{text} {way}"
    if Role.LEGAL_REVIEWER not in route:
        state = BLOCKS if reasons else PASSED
        todo = _("The route lacks the legal reviewer. Set another route.") if reasons else ""
        return Gate("review", title, state, text, REVIEW, todo)
    if reasons and not _has_qualified_reviewer(case, on):
        todo = _("No legal reviewer of the bureau holds the legal qualification. Enter it.")
        return Gate("review", title, WARNING, text, REVIEW, todo)
    return Gate("review", title, PASSED, text, REVIEW)


def review_reasons(case: Case, proposal: Decision | None, on: date) -> list[str]:
    """Why the law asks for legal review before this decision.

    Legal source: Administrative Penalty Law Art. 58(1).
    """
    reasons = []
    if case.is_major:
        reasons.append(_("a major case"))
    if len({row.act_id for row in case.violations.all()}) > 1:
        reasons.append(_("several violations"))
    if proposal is None:
        return reasons
    if set(proposal.penalty_kinds) & {kind.value for kind in ALWAYS_HEARD}:
        reasons.append(_("a penalty with a right to be heard"))
    person = case.party_kind == PartyKind.INDIVIDUAL
    which = "hearing_fine_person" if person else "hearing_fine_organisation"
    limit = threshold(which, on=on, provincial=current_office().amounts_on(on))
    if (proposal.fine or 0) >= limit.value:
        text = _("a fine of %(limit)s yuan or more")
        reasons.append(text % {"limit": show_yuan(str(limit.value))})
    return reasons


def _has_qualified_reviewer(case: Case, on: date) -> bool:
    rows = User.objects.active().people().qualified(on, CertificateKind.LEGAL)
    found = rows.filter(bureau_id=case.bureau_id)
    return any(Role.LEGAL_REVIEWER in one.roles for one in found)


def criminal_gate(case: Case, answer: CriminalCheck | None) -> Gate:
    """The answer whether the facts suggest a crime, and what followed."""
    title, article = _("Signs of a crime"), f"{PENALTY_LAW}第二十七条"
    moved = case.transferred_to_police_on
    if answer is None:
        text = _("The question is answered when the penalty is submitted.")
        return Gate("criminal", title, WARNING, text, article, _("Go through the signs."))
    if not answer.found:
        text = _("%(name)s found none on %(day)s.") % {
            "name": answer.answered_by.name,
            "day": answer.answered_on.isoformat(),
        }
        return Gate("criminal", title, PASSED, text, article)
    signs = "；".join(f"{sign.text}（{sign.article}）" for sign in answer.told)
    if moved:
        text = _("%(signs)s. Handed to the police on %(day)s.")
        found = text % {"signs": signs, "day": moved.isoformat()}
        return Gate("criminal", title, PASSED, found, article)
    text = _("%(signs)s. Not transferred: %(why)s") % {
        "signs": signs,
        "why": answer.why_not_transferred,
    }
    todo = _("The reviewer judges whether that reason holds.")
    return Gate("criminal", title, WARNING, text, article, todo)
