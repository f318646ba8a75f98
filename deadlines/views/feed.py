"""Subscribing to one's own limits with a calendar program."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View

from core.pages.base import Crumb, Page
from deadlines.models import Clock
from deadlines.services.feed import calendar_of, live_feed, make_feed, owner_of, revoke_feed


class FeedPage(Page):
    """Whether there is an address, what it tells, and how to make or revoke it."""

    title = gettext_lazy("Subscribe to my deadlines")
    template_name = "deadlines/feed.html"

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("My deadlines"), reverse("deadlines:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, feed=live_feed(self.user))


class MakeFeed(FeedPage):
    """Shows the new address on the answer to the act, and never again."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        token = make_feed(by=self.user, on=localdate())
        address = request.build_absolute_uri(reverse("deadlines:ical", args=[token]))
        shown = TemplateResponse(
            request, self.template_name, self.get_context_data(address=address)
        )
        shown.headers["Cache-Control"] = "no-store"
        return shown


class RevokeFeed(FeedPage):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        revoke_feed(by=self.user, on=localdate())
        messages.success(
            request, _("The address has been revoked. Nobody can read it any more.")
        )
        return redirect("deadlines:feed")


class ICalendar(View):
    """What the calendar program reads. The secret in the address is all it needs."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        def page_of(clock: Clock) -> str:
            return request.build_absolute_uri(reverse("deadlines:clock", args=[clock.uuid]))

        content = calendar_of(owner_of(token), on=localdate(), page_of=page_of)
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Content-Disposition"] = 'inline; filename="deadlines.ics"'
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer
