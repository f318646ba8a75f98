"""The acts on a limit: suspend, let run again, withdraw an entry, extend with a preview."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import DomainError, IllegalTransition, NotFound
from core.pages.base import Crumb, Text
from core.pages.details import RecordAddress
from core.pages.forms import FormPage, put_errors
from deadlines.forms import ExtendForm, ResumeForm, SuspendForm, WithdrawForm
from deadlines.models import Clock, ClockSuspension
from deadlines.policies import require_extend, require_suspend
from deadlines.services.changes import resume_clock, suspend_clock, withdraw_suspension
from deadlines.services.extensions import (
    ExtensionPreview,
    extend_clock,
    next_extension,
    preview_extension,
)
from deadlines.services.recount import rule_of


class ClockAct(RecordAddress, FormPage):
    """One act on a limit: whoever may not do it is told before they type."""

    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Clock]:
        return Clock.objects.visible_to(self.user).select_related("bureau")

    @cached_property
    def clock(self) -> Clock:
        clock: Clock = self.get_record()
        return clock

    def record(self) -> Clock:
        return self.clock

    def require(self) -> None:
        """Raises PermissionRefused or IllegalTransition before anything is typed."""
        require_suspend(self.clock, by=self.user)
        if not self.clock.is_live:
            raise IllegalTransition(_("This limit has ended; its dates no longer change."))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        return super().post(request, *args, **kwargs)

    def address(self) -> str:
        return reverse("deadlines:clock", args=[self.clock.uuid])

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Deadlines"), reverse("deadlines:list")),
            Crumb(self.clock.name, self.address()),
        ]


class SuspendPage(ClockAct):
    title = gettext_lazy("Enter days not counted")
    form_class = SuspendForm
    submit = gettext_lazy("Enter")
    success = gettext_lazy("Entered; the limit was counted again.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"rule": rule_of(self.clock)}

    def initial(self) -> dict[str, Any]:
        return {"first_on": self.on}

    def act(self, form: Any) -> str:
        suspend_clock(self.clock, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class ResumePage(ClockAct):
    title = gettext_lazy("Let the limit run again")
    form_class = ResumeForm
    submit = gettext_lazy("Let it run again")
    success = gettext_lazy("The limit runs again; it was counted again.")

    def initial(self) -> dict[str, Any]:
        return {"last_on": self.on}

    def act(self, form: Any) -> str:
        resume_clock(self.clock, **form.cleaned_data, by=self.user, on=self.on)
        return self.address()


class WithdrawPage(ClockAct):
    title = gettext_lazy("Withdraw an entry")
    form_class = WithdrawForm
    submit = gettext_lazy("Withdraw")
    success = gettext_lazy("Withdrawn; the limit was counted again.")
    danger = True

    @cached_property
    def line(self) -> ClockSuspension:
        line = self.clock.suspensions.filter(uuid=self.kwargs["line"]).first()
        if line is None:
            raise NotFound
        return line

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.intro = f"{self.line}　{self.line.cause}　{self.line.paper}"
        return super().get_context_data(**kwargs)

    def act(self, form: Any) -> str:
        withdraw_suspension(self.line, why=form.cleaned_data["why"], by=self.user, on=self.on)
        return self.address()


class ExtendPage(ClockAct):
    """First shows the old and the new day; only what was shown is granted."""

    title = gettext_lazy("Extend the limit")
    form_class = ExtendForm
    submit: Text = gettext_lazy("Show the new day")
    intro: Text = gettext_lazy("Nothing is changed before you have seen the new last day.")
    success = gettext_lazy("Extended; those it binds were told.")
    preview: ExtensionPreview | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.preview is not None:
            self.intro, self.submit = self.shown(self.preview), _("Extend")
        return super().get_context_data(**kwargs)

    @staticmethod
    def shown(seen: ExtensionPreview) -> str:
        """Both days, who approves, and where it stands."""
        expected = _(" (expected)") if seen.result.provisional else ""
        return _(
            "Last day %(before)s → %(after)s%(expected)s; act by %(act_before)s → %(act)s. "
            "Approved by: %(approver)s. %(basis)s"
        ) % {
            "before": seen.due_before,
            "after": seen.result.due_on,
            "expected": expected,
            "act_before": seen.act_by_before,
            "act": seen.result.act_by,
            "approver": seen.extension.approver,
            "basis": seen.basis,
        }

    def require(self) -> None:
        require_extend(self.clock, rule_of(self.clock), by=self.user)

    def form_kwargs(self) -> dict[str, Any]:
        return {"extension": next_extension(self.clock)}

    def initial(self) -> dict[str, Any]:
        return {"seen": self.preview.result.due_on.isoformat()} if self.preview else {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require()
        extension = next_extension(self.clock)
        if extension is None or extension.length is not None:
            self.preview = self.preview_of(None)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was typed shows its day first; the same typed again is granted."""
        self.require()
        form = self.form_class(request.POST, **self.form_kwargs())
        if not form.is_valid():
            return super().post(request, *args, **kwargs)
        try:
            self.preview = self.preview_of(form.cleaned_data.get("until_on"))
        except DomainError as error:
            put_errors(form, error)
            return self.refused(form, status=error.status, error=error)
        shown = self.preview.result.due_on.isoformat()
        if form.cleaned_data["seen"] == shown:
            return super().post(request, *args, **kwargs)
        again = self.form_class({**request.POST.dict(), "seen": shown}, **self.form_kwargs())
        return self.render_to_response(self.get_context_data(form=again))

    def preview_of(self, until_on: Any) -> ExtensionPreview:
        return preview_extension(self.clock, until_on=until_on, by=self.user, on=self.on)

    def act(self, form: Any) -> str:
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        extend_clock(self.clock, **values, by=self.user, on=self.on)
        return self.address()
