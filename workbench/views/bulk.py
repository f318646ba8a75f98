"""Approving the ticked rows of the queue."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.pages.base import Crumb, SignedIn
from workbench.models import Approval
from workbench.policies import APPROVER_PERMS
from workbench.services.bulk_approvals import MOST_AT_ONCE, BulkLine, approve_many
from workbench.views.approvals import ApprovalList


class ApproveInBulk(SignedIn):
    """Shows what became of each row; what was refused stays in the queue."""

    perms = APPROVER_PERMS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ApprovalList.selected(request).select_related(None).prefetch_related(None)
        asked: list[Approval] = list(rows.order_by("pk")[: MOST_AT_ONCE + 1])
        lines: list[BulkLine] = []
        refusal = ""
        try:
            lines = approve_many(asked, by=self.user, on=timezone.localdate())
        except DomainError as error:
            refusal = str(error)
        context = {
            "title": _("What became of the ticked ones"),
            "crumbs": [Crumb(_("Approvals"), reverse("workbench:approval-list"))],
            "lines": lines,
            "done": sum(line.is_done for line in lines),
            "refusal": refusal,
        }
        status = 400 if refusal else 200
        return render(request, "workbench/bulk.html", context, status=status)
