"""Gates of the law applied: limitation, change of law, one act, the fine in its range."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from enforcement.models import Case, Decision, DecisionKind, Violation
from enforcement.services.gates.gate import BLOCKS, PASSED, PENALTY_LAW, WARNING, Gate
from enforcement.services.law_choices import law_changed_within, two_laws
from enforcement.transitions.limitation import ARTICLE_LIMITATION, limitation_of
from law.fine_checks import Verdict
from law.provisions import cross_rules, get_provision
from law.steps import show_yuan
from law.successions import ARTICLE as ARTICLE_CHANGE
from law.words import cite

ORDER_118 = "samr118_illegal_income"


def limitation_gates(case: Case, rows: list[Violation]) -> Iterator[Gate]:
    """Two or five years, from the end of the act to its discovery."""
    title = _("Limitation")
    for row in rows:
        found = limitation_of(row, case)
        if found is None:
            text = _("Violation %(n)s: the day of the act is not recorded.") % {"n": row.seq}
            todo = _("Enter when the act ended; limitation runs from that day.")
            yield Gate("limitation", title, WARNING, text, ARTICLE_LIMITATION, todo)
            continue
        text = _(
            "Violation %(n)s: %(years)s years from %(from)s end on %(last)s; discovered on "
            "%(found)s."
        ) % {
            "n": row.seq,
            "years": found.years,
            "from": found.from_on.isoformat(),
            "last": found.last_on.isoformat(),
            "found": found.discovered_on.isoformat() if found.discovered_on else "?",
        }
        todo = ""
        if found.passed:
            todo = _("No penalty may be imposed for it: take it out, or propose no penalty.")
        state = BLOCKS if found.passed else PASSED
        yield Gate("limitation", title, state, text, ARTICLE_LIMITATION, todo)


def change_gates(case: Case, rows: list[Violation], on: date) -> Iterator[Gate]:
    """Law changed after the act, or while it went on."""
    title = _("Law of the day of the act")
    quiet = True
    for row in rows:
        both = two_laws(row, case, on=on)
        choice = getattr(row, "law_choice", None)
        if both is not None:
            quiet = False
            words = {"n": row.seq, "old": both.old.citation, "new": both.new.citation}
            if choice is None:
                text = _("Violation %(n)s: %(old)s was replaced by %(new)s after the act.")
                todo = _("Compare both and choose the law, with your reason.")
                yield Gate("law_change", title, BLOCKS, text % words, ARTICLE_CHANGE, todo)
            else:
                text = _("Violation %(n)s: %(law)s applies. %(reason)s") % {
                    "n": row.seq,
                    "law": choice.article,
                    "reason": choice.reason,
                }
                against = choice.lighter and choice.lighter != choice.chosen
                todo = _("The other law costs less. Check the choice.") if against else ""
                state = WARNING if against else PASSED
                yield Gate("law_change", title, state, text, ARTICLE_CHANGE, todo)
        older = law_changed_within(row)
        if older is not None:
            quiet = False
            text = _("Violation %(n)s began under %(old)s and went on under %(new)s.") % {
                "n": row.seq,
                "old": older.citation,
                "new": row.provision_article,
            }
            todo = _("Divide it: each period is measured by its own law and added.")
            yield Gate("two_periods", title, WARNING, text, ARTICLE_CHANGE, todo)
    if quiet and rows:
        text = _("Each act is measured by the law of its day, which is still in force.")
        yield Gate("law_change", title, PASSED, text, ARTICLE_CHANGE)


def one_fine_gate(rows: list[Violation]) -> Gate | None:
    """Several violations: is any of them the same act as another?"""
    if len(rows) < 2:
        return None
    title, article = _("One act, one fine"), f"{PENALTY_LAW}第二十九条"
    acts = {row.act_id for row in rows}
    text = _("%(n)s violations in %(acts)s acts; of one act the higher fine counts.") % {
        "n": len(rows),
        "acts": len(acts),
    }
    provisions = [row.provision for row in rows]
    doubled = len(acts) == len(rows) and len(set(provisions)) < len(rows)
    todo = _("The same provision stands twice: are these separate acts?") if doubled else ""
    return Gate("one_fine", title, WARNING if doubled else PASSED, text, article, todo)


def fine_gate(case: Case, proposal: Decision | None) -> Gate:
    """The proposed fine in the range, and what a fine below it needs."""
    title, article = _("Fine and range"), f"{PENALTY_LAW}第三十二条、第三十四条"
    if proposal is None:
        text, todo = _("No penalty is proposed yet."), _("Propose the penalty.")
        return Gate("fine", title, WARNING, text, article, todo)
    check = proposal.fine_check()
    found = case.fine_range()
    text = str(check.verdict.label)
    if found is not None and found.min is not None and found.max is not None:
        text = _("%(fine)s yuan proposed, range %(min)s to %(max)s: %(verdict)s.") % {
            "fine": show_yuan(str(proposal.fine or 0)),
            "min": show_yuan(str(found.min)),
            "max": show_yuan(str(found.max)),
            "verdict": check.verdict.label,
        }
    problems = " ".join(str(one.text) for one in check.problems)
    if not check.is_lawful:
        return Gate("fine", title, BLOCKS, text, article, problems)
    if check.verdict == Verdict.BELOW:
        text += " " + _("Mitigated: %(basis)s.") % {"basis": proposal.mitigation_basis}
        todo = _("The reviewer confirms that the ground of mitigation is proven.")
        return Gate("fine", title, WARNING, text, article, todo)
    state = WARNING if problems or check.verdict == Verdict.CANNOT_COMPUTE else PASSED
    return Gate("fine", title, state, text, article, problems)


def income_gate(rows: list[Violation], proposal: Decision | None, on: date) -> Gate | None:
    """Illegal income: in the article's text or not, before or after the rules of 2026."""
    rule = next((one for one in cross_rules() if one.id == ORDER_118), None)
    taken = proposal.confiscated_income if proposal else None
    if rule is None or not rows or on < rule.effective_from:
        return None
    title = _("Illegal income")
    silent = [row for row in rows if not get_provision(row.provision).illegal_income_in_text]
    earlier = [
        row for row in rows if row.ended_on is not None and row.ended_on < rule.effective_from
    ]
    notes = []
    if silent and taken:
        text = _("The text of %(article)s does not provide it: give the ground separately.")
        notes.append(text % {"article": "、".join(row.provision_article for row in silent)})
    if earlier:
        text = _(
            "An act before %(day)s is decided after it: the text does not say which rule of "
            "computation governs."
        )
        notes.append(text % {"day": rule.effective_from.isoformat()})
    text = " ".join(notes) or _("Computed after proven necessary expenses; refunds count.")
    todo = _("The reviewer decides and says why.") if notes else ""
    state = WARNING if notes else PASSED
    return Gate("illegal_income", title, state, text, rule.basis, todo)


def exemption_gate(case: Case, proposal: Decision | None) -> Gate | None:
    """First offence and repeat: what all bureaus answered."""
    title, article = _("First offence and repeat"), f"{PENALTY_LAW}第三十三条第一款"
    prior = case.prior_checks.first()
    none = proposal is not None and proposal.kind == DecisionKind.NO_PENALTY
    if prior is None:
        text = _("Nobody asked the other bureaus for earlier penalties.")
        todo = _("Ask for earlier penalties.")
        return Gate("prior", title, WARNING, text, article, todo)
    asked = {"day": prior.asked_on.isoformat(), "count": prior.count}
    if not prior.count:
        text = _("Asked on %(day)s: no earlier penalty. A first offence may be exempted.")
        return Gate("prior", title, PASSED, text % asked, article)
    text = _("Asked on %(day)s: penalised %(count)s times before (%(bureaus)s).") % {
        **asked,
        "bureaus": "、".join(prior.bureaus),
    }
    claims = none and proposal is not None and proposal.exemption == "first_offence"
    todo = _("Not a first offence. Weigh the repeat (Drug Administration Law Art. 137).")
    return Gate("prior", title, BLOCKS if claims else WARNING, text, article, todo)


ARTICLE_TRANSFER = cite("中华人民共和国行政处罚法", "第二十七条")
