"""The steps of an import as forms: upload, columns, duplicates, enter, take back."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.downloads import check_key, key_for
from core.errors import Invalid, NotFound
from core.pages.base import Crumb, SignedIn
from core.pages.forms import FormPage
from reporting.imports.base import ImportKind
from reporting.imports.books import marked_book, rest_book
from reporting.imports.registry import PERMS, kind_named, require_import
from reporting.models.imports import ImportBatch, ImportState
from reporting.services.imports.deciding import (
    decide_duplicates,
    discard_import,
    name_columns,
)
from reporting.services.imports.entering import begin_entering, begin_undoing
from reporting.services.imports.reading import upload_import
from reporting.services.imports.work import go_on, resume_import
from reporting.views.import_forms import (
    ColumnsForm,
    DecideForm,
    EnterForm,
    UploadForm,
    row_numbers,
)
from reporting.views.imports import ImportPage, centre, import_address, xlsx_answer

BOOKS = {"marked": marked_book, "rest": rest_book}


class UploadImport(FormPage):
    submit = _("Upload and check")
    perms = PERMS
    form_class = UploadForm
    intro = _("First only a check: nothing is entered until you say so.")
    success = _("The file was taken in.")

    @property
    def kind(self) -> ImportKind:
        kind = kind_named(self.kwargs["kind"])
        require_import(kind, by=self.user)
        return kind

    def page_title(self) -> str:
        return gettext("Import: %(file)s") % {"file": self.kind.title}

    def crumbs(self) -> list[Crumb]:
        return [centre(), Crumb(_("New import"), reverse("reporting:import-kinds"))]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # Sent twice, the file leads to one import anyway; reading it in the transaction
        # of the form's token would hold the database.
        sent = request.POST.copy()
        sent.pop("_once", None)
        request.POST = sent
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        batch, is_new = upload_import(
            kind=self.kind.name,
            file_name=file.name,
            content=file.read(),
            by=self.user,
            on=self.on,
        )
        if is_new:
            batch = go_on(batch, by=self.user, on=self.on)
        else:
            self.success = _("This very file was taken in before: here is what became of it.")
        if batch.state == ImportState.REFUSED:
            raise Invalid(fields={"file": batch.refusal})
        return import_address(batch)


class ImportAct(ImportPage, FormPage):
    """An act on one import."""

    form_class: ClassVar[Any] = forms.Form
    _found: ImportBatch | None = None

    def crumbs(self) -> list[Crumb]:
        batch = self.record()
        return [centre(), Crumb(batch.file_name, import_address(batch))]

    def record(self) -> ImportBatch:
        if self._found is None:
            self._found = self.get_record()
        return self._found

    @property
    def told(self) -> dict[str, Any]:
        return {"by": self.user, "on": self.on, "version": self.version}

    def gone_on(self) -> str:
        return import_address(go_on(self.record(), by=self.user, on=self.on))


class NameColumns(ImportAct):
    title = _("Name the columns")
    submit = _("Save and check")
    form_class = ColumnsForm
    intro = _("Your bureau's answer is remembered for its next file of this kind.")

    def form_kwargs(self) -> dict[str, Any]:
        batch = self.record()
        return {"batch": batch, "kind": kind_named(batch.kind)}

    def act(self, form: Any) -> str:
        name_columns(self.record(), mapping=form.mapping(), values=form.values(), **self.told)
        return self.gone_on()


class EnterRows(ImportAct):
    title = _("Enter the rows")
    submit = _("Enter")
    form_class = EnterForm
    success = _("The rows are being entered.")

    def act(self, form: Any) -> str:
        good_only = form.cleaned_data["rows"] == "good"
        begin_entering(self.record(), good_only=good_only, **self.told)
        return self.gone_on()


class DecideRows(ImportAct):
    title = _("Decide on duplicates")
    submit = _("Decide")
    form_class = DecideForm
    success = _("Decided.")

    def act(self, form: Any) -> str:
        typed = form.cleaned_data
        decision = "" if typed["decision"] == "undecided" else typed["decision"]
        decide_duplicates(
            self.record(), decision=decision, rows=row_numbers(typed["rows"]), **self.told
        )
        return import_address(self.record())


class UndoImport(ImportAct):
    title = _("Take the import back")
    submit = _("Take it back")
    danger = True
    intro = _("Every record of this import is taken out again, as long as nothing hangs on it.")
    confirm = _("Take every record of this import out again?")
    success = _("The import is being taken back.")

    def act(self, form: Any) -> str:
        begin_undoing(self.record(), **self.told)
        return self.gone_on()


class DiscardImport(ImportAct):
    title = _("Discard the import")
    submit = _("Discard")
    danger = True
    confirm = _("Discard this import? Nothing was entered.")
    success = _("Discarded.")

    def act(self, form: Any) -> str:
        discard_import(self.record(), **self.told)
        return reverse("reporting:import-list")


class ResumeImport(ImportAct):
    title = _("Resume the import")
    submit = _("Resume")
    intro = _("The work was stopped or broke off. It goes on where it was.")
    success = _("The work goes on.")

    def act(self, form: Any) -> str:
        return import_address(resume_import(self.record(), by=self.user, on=self.on))


class AskImportFile(ImportPage, SignedIn):
    """A POST gives the address of the marked file, or of the rest."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        batch, what = self.get_record(), self.kwargs["what"]
        if what not in BOOKS:
            raise NotFound
        return redirect(file_address(batch, what, self.user, "reporting:import-file"))


class ImportFile(ImportPage, SignedIn):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        batch, what = self.get_record(), self.kwargs["what"]
        check_key(
            request.GET.get("key", ""), f"import-{what}", batch.uuid, self.user.actor_uuid
        )
        return book_answer(batch, what)


def file_address(batch: ImportBatch, what: str, user: Any, name: str) -> str:
    key = key_for(f"import-{what}", batch.uuid, user.actor_uuid)
    return f"{reverse(name, args=[batch.uuid, what])}?key={key}"


def book_answer(batch: ImportBatch, what: str) -> HttpResponse:
    """The marked file or the rest, under the name of the file that was sent."""
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    word = gettext("marked") if what == "marked" else gettext("rest")
    return xlsx_answer(BOOKS[what](batch, kind_named(batch.kind)), f"{stem}-{word}.xlsx")
