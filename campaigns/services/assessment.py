"""Assessing bureaus: scored with evidence, appealed, settled with a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from campaigns.models import AssessmentItem, AssessmentScore, ScoreStatus
from campaigns.policies import require_design
from campaigns.services.entered import require_fits, require_text
from campaigns.transitions.assessment import ScoreAct
from core.errors import Invalid
from deadlines.services.procedure import advance, begin


@transaction.atomic
def give_score(
    item: AssessmentItem,
    *,
    bureau: Bureau,
    score: Decimal,
    evidence: str,
    by: User,
    on: date,
) -> AssessmentScore:
    """Score a bureau by one item; once appealed or settled it is no longer changed here.

    Args:
        score: 0 to the item's points.
        evidence: what shows it.

    Raises:
        Invalid: no evidence, more points than there are, or a bureau that is not below.
        PermissionRefused: not the organiser's campaign office.
    """
    require_design(item.campaign.bureau, by=by)
    require_text(evidence=evidence)
    require_fits(AssessmentScore, evidence=evidence)
    _require_points(item.weight, score)
    top = item.campaign.bureau
    if bureau.pk == top.pk or not top.is_above(bureau):
        raise Invalid(fields={"bureau": _("The bureau is not under the organiser.")})
    rows = AssessmentScore.objects.select_for_update()
    found = rows.filter(item=item, bureau=bureau).first()
    if found is not None and found.status != ScoreStatus.SCORED:
        raise Invalid(_("This score was appealed or settled. Settle the appeal instead."))
    values: dict[str, Any] = {
        "weight": item.weight,
        "score": score,
        "evidence": evidence.strip(),
        "scored_by": by,
        "scored_on": on,
    }
    if found is None:
        found = AssessmentScore.top(bureau=bureau, campaign=item.campaign, item=item, **values)
        found.save(force_insert=True)
        begin(found, by=by, on=on, act="score")
    else:
        for name, value in values.items():
            setattr(found, name, value)
        found.version += 1
        found.save()
    after = {"score": score, "of": item.weight}
    record("assessment_score.given", subject=found, by=by, on=on, after=after)
    return found


@transaction.atomic
def appeal_score(score: AssessmentScore, *, text: str, by: User, on: date) -> AssessmentScore:
    """Appeal against a score of one's own bureau."""
    require_text(text=text)
    require_fits(AssessmentScore, appeal=text)
    values = {"appeal": text.strip(), "appealed_on": on}
    advance(score, ScoreAct.APPEAL, by=by, on=on, note=text, values=values)
    return score


@transaction.atomic
def settle_score(
    score: AssessmentScore,
    *,
    by: User,
    on: date,
    reason: str = "",
    value: Decimal | None = None,
) -> AssessmentScore:
    """Uphold a score, or adjust it with a reason; the first one stays on the record.

    Args:
        value: the adjusted score; None or the same upholds it.
        reason: needed to adjust, and to answer an appeal.

    Raises:
        Invalid: no reason, or more points than there are.
    """
    adjusted = value is not None and value != score.score
    if adjusted or score.status == ScoreStatus.APPEALED:
        require_text(reason=reason)
    values: dict[str, Any] = {"adjustment_reason": reason.strip()}
    if value is not None and adjusted:
        _require_points(score.weight, value)
        values |= {"score": value, "first_score": score.score}
    advance(score, ScoreAct.SETTLE, by=by, on=on, note=reason, values=values)
    return score


def _require_points(weight: Decimal, score: Decimal) -> None:
    if not 0 <= score <= weight:
        text = _("Give 0 to %(most)s points.") % {"most": weight.normalize()}
        raise Invalid(fields={"score": text})
