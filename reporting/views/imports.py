"""The import centre: what can be imported, past imports, one import with its result."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.pages.base import Crumb, Page, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Act, Fact, Section, pill
from reporting.imports.books import template_book
from reporting.imports.registry import KINDS, PERMS, kind_named, kinds_for, require_import
from reporting.models.imports import ImportBatch, ImportState, RowState
from reporting.services.imports.deciding import may_enter
from reporting.services.imports.results import problems_of
from reporting.services.imports.work import WORKING, find_import, is_stuck

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 100
TONES: dict[str, str] = {
    ImportState.REFUSED: "late",
    ImportState.COLUMNS: "waiting",
    ImportState.CHECKED: "waiting",
    ImportState.DONE: "met",
    ImportState.UNDONE: "void",
    ImportState.DISCARDED: "void",
    **dict.fromkeys(WORKING, "active"),
}


def centre() -> Crumb:
    return Crumb(_("Import centre"), reverse("reporting:import-list"))


def import_address(batch: ImportBatch) -> str:
    return reverse("reporting:import-detail", args=[batch.uuid])


def own_kinds(user: Any) -> list[str]:
    return [kind.name for kind in kinds_for(user)]


class ImportPage:
    """What the pages of one import share."""

    perms: ClassVar[tuple[str, ...]] = PERMS
    request: HttpRequest
    kwargs: dict[str, Any]

    def get_record(self) -> ImportBatch:
        user: Any = self.request.user
        return find_import(self.kwargs["id"], user, own_kinds(user))


class ImportList(ListPage):
    title = _("Import centre")
    perms = PERMS
    row_url_name = "reporting:import-detail"
    empty_reason = _("Your bureau has imported nothing yet.")
    empty_advice = _("Take a template, fill it in, and look at what would happen first.")
    acts = (ListAct(_("New import"), "reporting:import-kinds", "file-import"),)
    columns = (
        Column("file_name", _("File"), css="wide"),
        Column("kind", _("Kind"), value=lambda row: str(KINDS[row.kind].title)),
        Column("state", _("State"), kind=Kind.STATUS, tones=TONES),
        Column("rows", _("Rows"), kind=Kind.NUMBER, value=lambda row: row.count("rows")),
        Column(
            "entered", _("Entered"), kind=Kind.NUMBER, value=lambda row: row.count("entered")
        ),
        Column("bad", _("Wrong"), kind=Kind.NUMBER, value=lambda row: row.count("bad")),
        Column("owner", _("By"), value="owner.name"),
        Column("created_at", _("Uploaded at"), kind=Kind.DATETIME, sort="created_at"),
    )

    def get_queryset(self) -> Any:
        rows = ImportBatch.objects.visible_to(self.user, own_kinds(self.user))
        return rows.select_related("owner")


class ImportKinds(Page):
    """What this person may import, with a template for each kind."""

    title = _("What do you want to import?")
    template_name = "reporting/imports/kinds.html"
    perms = PERMS

    def crumbs(self) -> list[Crumb]:
        return [centre()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kinds=kinds_for(self.user), **kwargs)


class ImportTemplate(SignedIn):
    """An empty table of a kind; it holds nobody's data."""

    perms = PERMS

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        wanted = kind_named(kind)
        require_import(wanted, by=self.user)
        return xlsx_answer(template_book(wanted), f"{wanted.title}.xlsx")


def xlsx_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = _attachment(name)
    return answer


def _attachment(name: str) -> str:
    quoted = "".join(f"%{byte:02X}" for byte in name.encode())
    return f"attachment; filename*=UTF-8''{quoted}"


class ImportDetail(ImportPage, DetailPage):
    """One import: what was read, what is wrong, what can be done now."""

    template_name = "reporting/imports/detail.html"
    record: ImportBatch

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("HX-Target") != "import-progress":
            return super().get(request, *args, **kwargs)
        self.record = self.get_record()
        if self.record.state not in WORKING or is_stuck(self.record):
            return HttpResponse(headers={"HX-Refresh": "true"})
        self.template_name = "reporting/imports/_progress.html"
        return self.render_to_response({"batch": self.record, "job": self.record.job})

    def crumbs(self) -> list[Crumb]:
        return [centre()]

    def status(self) -> SafeString:
        state = ImportState(self.record.state)
        return pill(state.label, TONES[state])

    def head(self) -> Sequence[Fact]:
        batch = self.record
        return [
            Fact(_("Kind"), KINDS[batch.kind].title),
            Fact(_("Bureau"), batch.bureau.name),
            Fact(_("By"), batch.owner.name if batch.owner else _("The command line")),
            Fact(_("Sheet"), batch.sheet or "—"),
        ]

    def notice(self) -> str:
        return self.record.refusal

    def acts(self) -> Sequence[Act]:
        return import_acts(self.record)

    def sections(self) -> Sequence[Section]:
        if not self.record.counts:
            return []
        facts = [
            Fact(RowState(state).label, f"{self.record.count(state):,}")
            for state in RowState.values
            if self.record.count(state)
        ]
        return [Section(_("Rows"), [Fact(_("In all"), self.record.count("rows")), *facts])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.record
        wrong = batch.rows.filter(state=RowState.BAD).order_by("number")
        near = batch.rows.filter(state=RowState.DUPLICATE).order_by("number")
        places = batch.column_of
        return super().get_context_data(
            batch=batch,
            job=batch.job,
            working=batch.state in WORKING and not is_stuck(batch),
            problems=list(problems_of(batch, wrong[:SHOWN])),
            more=batch.count("bad") > SHOWN,
            near=[(row, _row_title(row.texts, places), may_enter(row)) for row in near[:SHOWN]],
            may_decide=batch.state == ImportState.CHECKED,
            has_rest=batch.rows.kept_out().exists(),
            **kwargs,
        )


def _row_title(texts: list[str], places: dict[str, int]) -> str:
    named = [places[name] for name in ("name", "title", "number", "username") if name in places]
    first = [texts[at] for at in named if at < len(texts)] or texts
    return "　".join(first[:2])


def import_acts(batch: ImportBatch) -> list[Act]:
    """What can be done with an import in its state."""

    def act(title: Any, name: str, icon: str, **more: Any) -> Act:
        return Act(title, reverse(f"reporting:import-{name}", args=[batch.uuid]), icon, **more)

    columns = act(_("Name the columns"), "columns", "columns")
    discard = act(_("Discard"), "discard", "trash", weight="danger")
    if is_stuck(batch):
        return [act(_("Resume"), "resume", "refresh", weight="main")]
    match batch.state:
        case ImportState.COLUMNS:
            return [
                act(_("Name the columns"), "columns", "columns", weight="main"),
                discard,
            ]
        case ImportState.CHECKED:
            enter = act(_("Enter the rows"), "enter", "check", weight="main")
            decide = act(_("Decide on duplicates"), "decide", "copy")
            asked = [decide] if batch.count(RowState.DUPLICATE) else []
            return [enter, *asked, columns, discard]
        case ImportState.DONE:
            return [act(_("Take the import back"), "undo", "history", weight="danger")]
        case ImportState.REFUSED:
            return [discard]
    return []
