"""What must be there on the way from the review to the decision."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from deadlines.services.calendar import office_calendar
from enforcement.duties import (
    discussion_reasons,
    hearing_of,
    is_heavier,
    last_notice,
    legal_review_reasons,
    proposal_now,
    told_figures,
    was_heard,
)
from enforcement.models import (
    CaseReview,
    CaseStatus,
    DecisionKind,
    Discussion,
    Hearing,
    ReviewOpinion,
)
from enforcement.transitions.course_law import (
    ARTICLE_DISCUSSION,
    ARTICLE_HEARING,
    ARTICLE_HEARING_NOTICE,
    ARTICLE_HEARING_REPORT,
    ARTICLE_LEGAL_REVIEW,
    ARTICLE_NOT_HEAVIER,
    ARTICLE_NOTICE_NEED,
    ARTICLE_OUTCOME,
    ARTICLE_PUBLIC,
    ARTICLE_RECORD,
    ARTICLE_REQUEST,
    ARTICLE_REVIEW_AFTER,
    HEARING_WINDOW,
)
from law.counting import compute_deadline
from law.periods import in_force


def hearing_ends_on(case: Any) -> date | None:
    """The last day on which the party may ask for a hearing; None before the notice."""
    if case.notified_on is None:
        return None
    period = in_force(HEARING_WINDOW, case.notified_on)
    return compute_deadline(period, case.notified_on, calendar=office_calendar()).due_on


def _opens_after_window(case: Any) -> date | None:
    last = hearing_ends_on(case)
    return last + timedelta(days=1) if last else None


def running_hearing(case: Any) -> Hearing | None:
    """The hearing that is under way; None where none is."""
    rows = Hearing.objects.filter(case_id=case.pk, reported_on=None, withdrawn_on=None)
    return rows.select_related("case", "document", "host", "recorder").last()


def _is_adverse(case: Any) -> bool:
    proposal = proposal_now(case)
    return proposal is None or proposal.kind == DecisionKind.PENALTY


def _has_kind(case: Any, kind: DecisionKind) -> bool:
    proposal = proposal_now(case)
    return proposal is not None and proposal.kind == kind


def _hearing_settled(case: Any) -> bool:
    notice = last_notice(case)
    if notice is None or not notice.has_hearing_right or notice.hearing_waived_on:
        return True
    hearing = hearing_of(notice)
    return hearing is not None and hearing.is_over


def _has_hearing_right(case: Any) -> bool:
    notice = last_notice(case)
    return notice is not None and notice.has_hearing_right


def _may_still_ask(case: Any) -> bool:
    notice = last_notice(case)
    asked = hearing_of(notice) is not None
    return notice is not None and not asked and notice.hearing_waived_on is None


def _is_scheduled(case: Any) -> bool:
    hearing = running_hearing(case)
    return hearing is not None and hearing.document_id is not None


def _notice_served(case: Any) -> bool:
    hearing = running_hearing(case)
    return hearing is not None and hearing.notice_served_on is not None


def _is_unannounced(case: Any) -> bool:
    hearing = running_hearing(case)
    return hearing is not None and hearing.is_public and hearing.announced_on is None


def _is_held(case: Any) -> bool:
    hearing = running_hearing(case)
    return hearing is not None and hearing.held_on is not None


def _is_announced(case: Any) -> bool:
    hearing = running_hearing(case)
    return hearing is None or not hearing.is_public or hearing.announced_on is not None


def _reviewed_after_hearing(case: Any) -> bool:
    heard = Hearing.objects.filter(case_id=case.pk, reported_on__isnull=False).last()
    if heard is None:
        return True
    agreed = CaseReview.objects.filter(case_id=case.pk, hearing=heard)
    return agreed.filter(opinion=ReviewOpinion.AGREE).exists()


def _legally_reviewed(case: Any) -> bool:
    if not legal_review_reasons(case):
        return True
    proposal = proposal_now(case)
    rows = CaseReview.objects.filter(case_id=case.pk, kind="legal")
    last = rows.filter(proposal_version=proposal.version if proposal else 0).last()
    return last is not None and last.opinion == ReviewOpinion.AGREE


def _discussed(case: Any) -> bool:
    if not discussion_reasons(case):
        return True
    proposal = proposal_now(case)
    rows = Discussion.objects.filter(case_id=case.pk)
    last = rows.filter(proposal_version=proposal.version if proposal else 0).last()
    return last is not None and last.agreed


def _is_not_heavier(case: Any) -> bool:
    """Heavier only on facts the party was not told of: then it is told anew."""
    notice, proposal = last_notice(case), proposal_now(case)
    if notice is None or proposal is None:
        return True
    now = told_figures(case, proposal)
    return now["facts"] != notice.told["facts"] or not is_heavier(now, notice.told)


ADVERSE = Need(
    name="adverse",
    met=_is_adverse,
    refusal=_(
        "No penalty is proposed: there is nothing to announce to the party. Decide at once."
    ),
    article=ARTICLE_NOTICE_NEED,
)
NO_PENALTY_PROPOSED = Need(
    name="no_penalty_proposed",
    met=lambda case: _has_kind(case, DecisionKind.NO_PENALTY),
    refusal=_("“No penalty” is not what was proposed and approved."),
    article=ARTICLE_OUTCOME,
)
DISMISSAL_PROPOSED = Need(
    name="dismissal_proposed",
    met=lambda case: _has_kind(case, DecisionKind.DISMISSAL),
    refusal=_("The dismissal of the case is not what was proposed and approved."),
    article=ARTICLE_OUTCOME,
)
HEARING_SETTLED = Need(
    name="hearing",
    met=_hearing_settled,
    refusal=_(
        "The party may still ask for a hearing. Record its waiver, hold the hearing, or wait "
        "until its five working days are over."
    ),
    article=ARTICLE_HEARING,
    opens_on=_opens_after_window,
)
HEARING_RIGHT = Need(
    name="hearing_right",
    met=_has_hearing_right,
    refusal=_("The intended penalty gives no right to a hearing."),
    article=ARTICLE_HEARING,
)
NOT_ASKED_YET = Need(
    name="not_asked_yet",
    met=_may_still_ask,
    refusal=_("The party waived the hearing, or a hearing was asked for already."),
    article=ARTICLE_REQUEST,
)
SCHEDULED = Need(
    name="scheduled",
    met=_is_scheduled,
    refusal=_("Host, time and place of the hearing are not fixed yet. Fix them first."),
    article=ARTICLE_HEARING_NOTICE,
)
HEARING_NOTICE_SERVED = Need(
    name="hearing_notice",
    met=_notice_served,
    refusal=_("The notice of the hearing is not served yet. Serve it first."),
    article=ARTICLE_HEARING_NOTICE,
)
HEARING_ANNOUNCED = Need(
    name="hearing_announced",
    met=_is_announced,
    refusal=_("A public hearing is announced before it is held. Announce it first."),
    article=ARTICLE_PUBLIC,
)
NOTICE_UNSERVED = Need(
    name="notice_unserved",
    met=lambda case: not _notice_served(case),
    refusal=_("The notice of the hearing was served already."),
    article=ARTICLE_HEARING_NOTICE,
)
UNANNOUNCED = Need(
    name="unannounced",
    met=_is_unannounced,
    refusal=_("The hearing is not public, or it was announced already."),
    article=ARTICLE_PUBLIC,
)
HELD = Need(
    name="held",
    met=_is_held,
    refusal=_("The hearing is not held yet. Record it first."),
    article=ARTICLE_RECORD,
)
NOT_HELD = Need(
    name="not_held",
    met=lambda case: not _is_held(case),
    refusal=_("The hearing was held already. Submit its report."),
    article=ARTICLE_HEARING_REPORT,
)
REVIEWED_AFTER_HEARING = Need(
    name="review_after_hearing",
    met=_reviewed_after_hearing,
    refusal=_(
        "A case that was heard goes through legal review after the hearing. The legal reviewer "
        "records the opinion first."
    ),
    article=ARTICLE_REVIEW_AFTER,
)
LEGALLY_REVIEWED = Need(
    name="legal_review",
    met=_legally_reviewed,
    refusal=_(
        "This case needs a legal review, and no legal reviewer has agreed to this proposal."
    ),
    article=ARTICLE_LEGAL_REVIEW,
)
DISCUSSED = Need(
    name="discussion",
    met=_discussed,
    refusal=_(
        "The heads of the bureau must discuss this case together and agree to this proposal. "
        "Record the discussion first."
    ),
    article=ARTICLE_DISCUSSION,
)
UNDER_REVIEW = Need(
    name="under_review",
    met=lambda case: case.status == CaseStatus.REVIEWING or was_heard(case),
    refusal=_("No hearing was held: there is nothing to review after the notice."),
    article=ARTICLE_REVIEW_AFTER,
)
NOT_HEAVIER = Need(
    name="not_heavier",
    met=_is_not_heavier,
    refusal=_(
        "The penalty is heavier than the party was told, and no new fact was recorded. Its "
        "defence must not make the penalty heavier."
    ),
    article=ARTICLE_NOT_HEAVIER,
)
