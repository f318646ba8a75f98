"""What happens around a case: on the spot, handed elsewhere, merged, split."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus, HandOver, Transfer, TransferKind, TransferStatus
from enforcement.transitions.case_needs import (
    ARTICLE_POLICE,
    PENALTY_LAW,
    PROCEDURE_RULES,
    CaseAct,
)
from law.words import cite
from workbench.models import Approval

FILE_PAPERS_PERIOD = "simplified_procedure_filing"
HAND_IN_PERIOD = "onspot_fine_handover_officer"
DEPOSIT_PERIOD = "onspot_fine_bank_deposit"
ARTICLE_ON_SPOT = cite(PENALTY_LAW, "第五十一条、第五十二条")
ARTICLE_COLLECT = cite(PENALTY_LAW, "第六十八条、第六十九条")
ARTICLE_HAND_IN = cite(PENALTY_LAW, "第七十一条")
ARTICLE_PAPERS = cite(PROCEDURE_RULES, "第七十条")
ARTICLE_ELSEWHERE = cite(PROCEDURE_RULES, "第十四条、第十七条")

S = CaseStatus
# Where a case is still investigated: it may go elsewhere, be merged or split.
OPEN = (S.INVESTIGATING.value,)
SERVED = (S.SERVED.value, S.PERFORMED.value)
AFTER_FILING = (
    *(S.INVESTIGATING.value, S.REVIEWING.value, S.APPROVED.value, S.NOTIFIED.value),
    *(S.HEARING.value, S.DECIDED.value, S.SERVED.value, S.PERFORMED.value),
)


def is_simple(case: Any) -> bool:
    return bool(case.is_simple)


def is_ordinary(case: Any) -> bool:
    return not case.is_simple


def _collected(case: Any) -> bool:
    return bool(case.is_simple and case.on_spot.is_collected)


def _papers_filed(case: Any) -> bool:
    return case.on_spot.papers_filed_on is not None


def _papers_not_filed(case: Any) -> bool:
    return not _papers_filed(case)


def _not_handed_in(case: Any) -> bool:
    return case.on_spot.handed_in_on is None


def _handed_in(case: Any) -> bool:
    return case.on_spot.handed_in_on is not None


def _not_deposited(case: Any) -> bool:
    return case.on_spot.deposited_on is None


def _money_at_the_bank(case: Any) -> bool:
    return not case.on_spot.is_collected or case.on_spot.deposited_on is not None


def _not_elsewhere(case: Any) -> bool:
    return not (
        Transfer.objects.live().filter(case_id=case.pk).exists()
        or HandOver.objects.live().filter(case_id=case.pk).exists()
    )


def _nothing_waits(case: Any) -> bool:
    return not Approval.objects.pending().filter(about_uuid=case.uuid).exists()


def _police_has_it_now(case: Any) -> bool:
    """A transfer was handed over that the case does not know of yet."""
    rows = Transfer.objects.filter(
        case_id=case.pk, kind=TransferKind.POLICE, status=TransferStatus.HANDED_OVER
    )
    row = rows.first()
    return row is not None and row.handed_over_on != case.transferred_to_police_on


def _authority_took_it(case: Any) -> bool:
    return Transfer.objects.filter(case_id=case.pk, status=TransferStatus.ACCEPTED).exists()


def _several_violations(case: Any) -> bool:
    return bool(case.violations.count() > 1)


PAPERS_NOT_FILED = Need(
    name="papers_not_filed",
    met=_papers_not_filed,
    refusal=_("The papers were filed with the bureau already."),
)
PAPERS_FILED = Need(
    name="papers_filed",
    met=_papers_filed,
    refusal=_("The papers are not filed with the bureau yet. File them first."),
    article=ARTICLE_PAPERS,
)
NOT_HANDED_IN = Need(
    name="not_handed_in",
    met=_not_handed_in,
    refusal=_("The money was handed in already."),
)
HANDED_IN = Need(
    name="handed_in",
    met=_handed_in,
    refusal=_("The money is not handed in to the bureau yet. Record that first."),
    article=ARTICLE_HAND_IN,
)
NOT_DEPOSITED = Need(
    name="not_deposited",
    met=_not_deposited,
    refusal=_("The money was paid into the bank already."),
)
AT_THE_BANK = Need(
    name="at_the_bank",
    met=_money_at_the_bank,
    refusal=_("The money collected on the spot is not at the bank yet."),
    article=ARTICLE_HAND_IN,
)
NOT_ELSEWHERE = Need(
    name="not_elsewhere",
    met=_not_elsewhere,
    refusal=_(
        "The case is being transferred or handed over. Wait for the answer, or take it back."
    ),
    article=ARTICLE_POLICE,
)
NOTHING_WAITS = Need(
    name="nothing_waits",
    met=_nothing_waits,
    refusal=_("An approval of this case is waiting. Withdraw it or wait for its end."),
)
SEVERAL_VIOLATIONS = Need(
    name="several_violations",
    met=_several_violations,
    refusal=_("Only a case with two violations or more can be split: one must stay."),
)

ON_SPOT = (
    Rule(
        act=CaseAct.DECIDE_ON_SPOT.value,
        title=_("Penalise on the spot"),
        sources=(S.FILING.value,),
        target=S.DECIDED.value,
        perm=Perm.WRITE_CASES,
        starts=(FILE_PAPERS_PERIOD,),
        document=DocumentKind.DECISION_SUMMARY.value,
        article=ARTICLE_ON_SPOT,
        applies=is_simple,
    ),
    Rule(
        act=CaseAct.COLLECT_ON_SPOT.value,
        title=_("Collect the fine on the spot"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(HAND_IN_PERIOD,),
        article=ARTICLE_COLLECT,
        applies=_collected,
    ),
    Rule(
        act=CaseAct.HAND_IN_FINE.value,
        title=_("Hand the fine in to the bureau"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(NOT_HANDED_IN,),
        meets=(HAND_IN_PERIOD,),
        starts=(DEPOSIT_PERIOD,),
        article=ARTICLE_HAND_IN,
        applies=_collected,
    ),
    Rule(
        act=CaseAct.DEPOSIT_FINE.value,
        title=_("Pay the fine into the bank"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        also=(Perm.ASSIGN_WORK,),
        needs=(HANDED_IN, NOT_DEPOSITED),
        meets=(DEPOSIT_PERIOD,),
        article=ARTICLE_HAND_IN,
        applies=_collected,
    ),
    Rule(
        act=CaseAct.FILE_PAPERS.value,
        title=_("File the papers with the bureau"),
        sources=(S.DECIDED.value, *SERVED),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(PAPERS_NOT_FILED,),
        meets=(FILE_PAPERS_PERIOD,),
        article=ARTICLE_PAPERS,
        applies=is_simple,
    ),
    Rule(
        act=CaseAct.CLOSE_ON_SPOT.value,
        title=_("Close the on-the-spot case"),
        sources=(S.PERFORMED.value,),
        target=S.CLOSED.value,
        perm=Perm.WRITE_CASES,
        needs=(PAPERS_FILED, AT_THE_BANK),
        article=ARTICLE_PAPERS,
        applies=is_simple,
        confirm=True,
    ),
)
ELSEWHERE = (
    Rule(
        act=CaseAct.PROPOSE_TRANSFER.value,
        title=_("Propose a transfer"),
        sources=AFTER_FILING,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(NOT_ELSEWHERE,),
        article=ARTICLE_POLICE,
        applies=is_ordinary,
    ),
    Rule(
        act=CaseAct.TRANSFER_TO_POLICE.value,
        title=_("Transfer to the police"),
        sources=AFTER_FILING,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_POLICE,
        applies=_police_has_it_now,
    ),
    Rule(
        act=CaseAct.TRANSFER_AWAY.value,
        title=_("Transfer to another authority"),
        sources=OPEN,
        target=S.TRANSFERRED.value,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_ELSEWHERE,
        applies=_authority_took_it,
    ),
    Rule(
        act=CaseAct.HAND_OVER.value,
        title=_("Hand over to another bureau"),
        sources=OPEN,
        target=STAYS,
        perm=Perm.ASSIGN_WORK,
        needs=(NOT_ELSEWHERE, NOTHING_WAITS),
        article=ARTICLE_ELSEWHERE,
    ),
    Rule(
        act=CaseAct.MERGE.value,
        title=_("Merge into another case"),
        sources=OPEN,
        target=S.MERGED.value,
        perm=Perm.ASSIGN_WORK,
        needs=(NOT_ELSEWHERE, NOTHING_WAITS),
        confirm=True,
    ),
    Rule(
        act=CaseAct.SPLIT.value,
        title=_("Split the case"),
        sources=OPEN,
        target=STAYS,
        perm=Perm.ASSIGN_WORK,
        needs=(NOT_ELSEWHERE, NOTHING_WAITS, SEVERAL_VIOLATIONS),
        confirm=True,
    ),
)
AROUND = (*ON_SPOT, *ELSEWHERE)

# No penalty takes the place of a criminal case, and nobody decides what another must judge.
HELD = frozenset({CaseAct.SUBMIT_PENALTY.value, CaseAct.DECIDE.value})
ORDINARY = frozenset({CaseAct.SUBMIT_CLOSING.value, CaseAct.CLOSE.value})


def beside(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The lines of the ordinary course with what the acts around a case ask of them."""
    found = []
    for rule in rules:
        if rule.act in HELD:
            rule = replace(rule, needs=(*rule.needs, NOT_ELSEWHERE))
        if rule.act in ORDINARY:
            rule = replace(rule, applies=is_ordinary)
        found.append(rule)
    return tuple(found)
