"""“Why this date?”: in a dialog beside any date, as a page, and on paper."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Perm
from core.pages.base import Crumb, SignedInPage, Text
from core.pages.details import RecordAddress
from core.refs import resolve
from deadlines.models import Clock
from deadlines.why import why_of


class WhyPage(RecordAddress, SignedInPage):
    """Event, article, each day skipped, suspensions, extensions, and what follows."""

    perms = (Perm.READ_RECORDS,)
    template_name = "deadlines/why.html"
    record: Clock

    def get_queryset(self) -> QuerySet[Clock]:
        return Clock.objects.visible_to(self.user).select_related("bureau")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.record = self.get_record()
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_template_names(self) -> list[str]:
        if self.request.headers.get("HX-Target") == "dialog-body":
            return ["deadlines/why_dialog.html"]
        return super().get_template_names()

    def page_title(self) -> Text:
        return _("Why this date? %(limit)s") % {"limit": self.record.name}

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Deadlines"), reverse("deadlines:list")),
            Crumb(self.record.name, reverse("deadlines:clock", args=[self.record.uuid])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = resolve([self.record.about], self.user)[self.record.about]
        return super().get_context_data(
            **kwargs, why=why_of(self.record), clock=self.record, about=about
        )
