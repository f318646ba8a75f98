"""Importing published decisions from a table: the template, the errors, then the rows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import DomainError
from core.pages.base import Crumb, SignedIn
from core.pages.forms import FormPage, put_errors
from enforcement.forms.gates import ImportForm
from enforcement.services.precedent_import import ImportResult, import_precedents
from enforcement.services.precedent_table import template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENTERS = (Perm.RECORD_PAST_CASES,)


class ImportPrecedents(FormPage):
    """A table with errors, or one that is only checked, comes back with its list."""

    title = gettext_lazy("Import decisions")
    submit = gettext_lazy("Read the table")
    success = gettext_lazy("The decisions were entered.")
    intro = gettext_lazy(
        "Published decisions of other authorities, one a row. Every error is listed by row "
        "and column; with any error nothing is entered."
    )
    template_name = "enforcement/precedent_import.html"
    perms = ENTERS
    form_class = ImportForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Precedents"), reverse("enforcement:precedent-list"))]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.refused(form, status=400)
        try:
            result = self.read(form.cleaned_data["file"], dry_run=True)
        except DomainError as error:
            put_errors(form, error)
            return self.refused(form, status=error.status, error=error)
        if result.errors or form.cleaned_data["dry_run"]:
            context = self.get_context_data(form=form, result=result)
            status = 400 if result.errors else 200
            return self.render_to_response(context, status=status)
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        self.read(form.cleaned_data["file"], dry_run=False)
        return reverse("enforcement:precedent-list")

    def read(self, file: Any, *, dry_run: bool) -> ImportResult:
        """The table from its beginning."""
        file.seek(0)
        return import_precedents(
            file.read(), name=file.name, dry_run=dry_run, by=self.user, on=self.on
        )


class Template(SignedIn):
    """The empty table."""

    perms = ENTERS

    def get(self, _request: HttpRequest) -> HttpResponse:
        headers = {"Content-Disposition": 'attachment; filename="decisions.xlsx"'}
        return HttpResponse(template_workbook(), content_type=XLSX, headers=headers)
