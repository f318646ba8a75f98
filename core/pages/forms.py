"""The form page: what was typed is never lost, a refusal stands beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, StaleVersion
from core.pages.base import SignedInPage, Text
from core.pages.once import act_once, new_token

VERSION = "_version"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record that somebody else changed meanwhile."""

    label: Text
    yours: Any
    theirs: Any


class FormPage(SignedInPage):
    """Base of every form: shows it, and hands what was typed to one service call.

    Subclasses say ``form_class`` and ``act(form)``; ``act`` calls the service with
    ``by=self.user, on=self.on`` and returns where to go next.
    """

    template_name = "_components/form.html"
    dialog_template_name = "_components/form_dialog.html"
    form_class: ClassVar[type[BaseForm]]
    submit: Text = gettext_lazy("Save")
    intro: Text = ""
    success: Text = gettext_lazy("Saved.")
    confirm: Text = ""
    danger: bool = False
    fieldsets: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = ()
    http_method_names = ["get", "post", "head", "options"]

    # -- what a subclass says ---------------------------------------------------------
    def act(self, form: Any) -> str:
        """Call the service; the answer is the address to go to."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        """What is known already."""
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def record(self) -> Any:
        """The record that is edited, for its version; None for a new one."""
        return None

    def cancel_address(self) -> str:
        crumbs = self.crumbs()
        return crumbs[-1].address if crumbs else "/"

    # -- the page ---------------------------------------------------------------------
    @property
    def on(self) -> date:
        return timezone.localdate()

    @property
    def version(self) -> int | None:
        """The version the person read, for the service's optimistic check."""
        sent = self.request.POST.get(VERSION, "")
        return int(sent) if sent.isdecimal() else None

    @property
    def in_dialog(self) -> bool:
        return self.request.headers.get("HX-Target") == "dialog-body"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(initial=self.initial(), **self.form_kwargs())
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(
            request.POST, request.FILES, initial=self.initial(), **self.form_kwargs()
        )
        if not form.is_valid():
            return self.refused(form, status=400)
        try:
            address, acted = act_once(request, self.user.actor_uuid, lambda: self.act(form))
        except DomainError as error:
            put_errors(form, error)
            return self.refused(form, status=error.status, error=error)
        if acted:
            # The script forgets the kept draft of this address when it sees the message.
            messages.success(request, str(self.success), extra_tags=f"draft:{request.path}")
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect(address)

    def refused(
        self, form: Any, *, status: int, error: DomainError | None = None
    ) -> HttpResponse:
        """The form again, with everything typed and what to correct."""
        context = self.get_context_data(
            form=form, differences=differences(form, error) if error else []
        )
        if isinstance(error, StaleVersion):
            context["version"] = error.details.get("version")
        return self.render_to_response(context, status=status)

    def get_template_names(self) -> list[str]:
        if self.in_dialog:
            return [self.dialog_template_name]
        return super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.record()
        sent = self.version
        context = super().get_context_data(
            page=self,
            version=sent if sent is not None else getattr(record, "version", None),
            once=self.request.POST.get("_once") or new_token(),
            action=self.request.get_full_path(),
            sections=form_sections(kwargs["form"], self.fieldsets),
            cancel_address=self.cancel_address(),
            in_dialog=self.in_dialog,
        )
        return {**context, **kwargs}


def put_errors(form: Any, error: DomainError) -> None:
    """A refusal's sentences at their fields; what names no field of the form, on top."""
    placed = False
    for name, text in error.fields.items():
        if name in form.fields:
            form.add_error(name, _texts(text))
            placed = True
        else:
            form.add_error(None, _texts(text))
    if not placed or not error.fields:
        form.add_error(None, str(error))


def _texts(text: Any) -> list[str]:
    return [str(part) for part in text] if isinstance(text, (list, tuple)) else [str(text)]


def differences(form: Any, error: DomainError) -> list[Difference]:
    """Both versions of each field that differs, with the form's labels."""
    yours, theirs = error.details.get("yours"), error.details.get("theirs")
    if not isinstance(yours, Mapping) or not isinstance(theirs, Mapping):
        return []
    found = []
    for name, mine in yours.items():
        if mine == theirs.get(name):
            continue
        field = form.fields.get(name)
        label = field.label if field is not None and field.label else _(name)
        found.append(Difference(label, mine, theirs.get(name)))
    return found


def form_sections(
    form: Any, fieldsets: tuple[tuple[Text, tuple[str, ...]], ...]
) -> list[tuple[Text, list[Any]]]:
    """The visible fields in their sections; what no section names comes last."""
    visible = {bound.name: bound for bound in form.visible_fields()}
    sections: list[tuple[Text, list[Any]]] = []
    for title, names in fieldsets:
        sections.append((title, [visible.pop(name) for name in names if name in visible]))
    rest = list(visible.values())
    return [*sections, ("", rest)] if rest else sections
