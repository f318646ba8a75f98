"""What a page of the report forms is asked for: whose form, for which period."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.models import Bureau
from campaigns.models import Campaign
from core.errors import NotFound
from reporting.report_forms.days import asked_period
from reporting.report_forms.fill import Question
from reporting.services.report_content import Figured

YEAR = "year"


def question_of(params: Any, user: Any) -> Question:
    """``?bureau=&period=&campaign=`` as asked; by default one's own bureau, this year.

    A period is a shipped one, or any days: ``2022-03-01..2022-05-31``.

    Raises:
        NotFound: a bureau or campaign outside one's jurisdiction, or no such period.
        Invalid: days that cannot be read.
    """
    code = params.get("period") or f"{timezone.localdate().year}-{YEAR}"
    bureau = Bureau.objects.filter(code=params.get("bureau") or user.bureau.code).first()
    if bureau is None or not user.bureau.is_above(bureau):
        raise NotFound
    return Question(bureau, asked_period(code), campaign_of(params, user))


def campaign_of(params: Any, user: Any) -> Campaign | None:
    """Raises NotFound for a campaign the reader does not see."""
    if not params.get("campaign"):
        return None
    found = Campaign.objects.visible_to(user).filter(code=params["campaign"]).first()
    if found is None:
        raise NotFound
    return found


def query_of(question: Question, **more: str) -> dict[str, str]:
    """The parameters that ask the same again."""
    found = {"bureau": question.bureau.code, "period": question.period.code, **more}
    if question.campaign is not None:
        found["campaign"] = question.campaign.code
    return found


def live_address(question: Question, cell: Figured) -> str:
    """The list of exactly the records behind a cell as it is now."""
    query = urlencode(query_of(question, cell=str(cell.address)))
    return f"{reverse('reporting:report-rows')}?{query}"
