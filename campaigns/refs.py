"""Campaign records by reference, for whoever may see them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from campaigns.models import AssistanceVisit, Campaign, CampaignTask, Programme
from core.refs import Ref, Resolved, register


def _resolver(
    kind: str, model: Any, url_name: str, owner: Callable[[Any], Any], related: str = ""
) -> Callable[[Iterable[UUID], Any], Mapping[UUID, Resolved]]:
    def resolve(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
        rows = model.objects.visible_to(user).filter(uuid__in=uuids)
        if related:
            rows = rows.select_related(related)
        return {
            row.uuid: Resolved(
                Ref(kind, row.uuid),
                str(row),
                reverse(url_name, args=[owner(row).uuid]),
                "target",
            )
            for row in rows
        }

    return resolve


def register_refs() -> None:
    page = "campaigns:campaign-detail"
    register("campaign", _resolver("campaign", Campaign, page, lambda row: row))
    register(
        "campaign_task",
        _resolver("campaign_task", CampaignTask, page, lambda row: row.campaign, "campaign"),
    )
    programme = _resolver("programme", Programme, "campaigns:programme-detail", lambda row: row)
    register("programme", programme)
    visit = "campaigns:visit-detail"
    register(
        "assistance_visit",
        _resolver("assistance_visit", AssistanceVisit, visit, lambda row: row, "party"),
    )
