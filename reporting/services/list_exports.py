"""Exporting a list: exactly its rows, its columns and its order."""

import secrets
import string
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Perm, User
from audit.services import record
from core.counts import CappedCount, capped_count
from core.errors import Invalid, PermissionRefused
from core.jobs import Progress, start_job
from core.models import Job
from core.pages.columns import Column
from core.pages.lists import ListPage
from core.pages.plain import plain_rows
from core.seals import SealBroken, seal, unseal
from core.tasks import send
from reporting.exports.lists import list_at
from reporting.exports.writers import MOST_XLSX, WRITERS, pack

LIST: Final = "reporting.list_export"
KEPT_FOR: Final = timedelta(days=7)
TELL_EVERY: Final = 5_000
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def start_list_export(
    *,
    path: str,
    query: str = "",
    columns: Sequence[str] = (),
    form: str = "xlsx",
    by: User,
    on: date,
) -> tuple[Job, bool]:
    """Ask for a list as a file.

    Args:
        path: the list's own address.
        query: its filters and order, as its address holds them.
        columns: names of its columns; none: those it shows.
        form: ``xlsx``, ``csv`` or ``jsonl``.

    Returns:
        The job, and whether it is little enough to be done at once (10,000 rows at most).

    Raises:
        NotFound: there is no list at the address.
        PermissionRefused: exports, or the list, are not this person's business.
        Invalid: an unknown form or column, or more rows than a workbook holds.
    """
    if not by.can(Perm.EXPORT_RECORDS):
        raise PermissionRefused
    if form not in WRITERS:
        raise Invalid(fields={"form": _("Choose XLSX, CSV or JSON lines.")})
    page = list_at(path, with_columns(query, columns), by)
    chosen = _chosen(page, columns)
    count = _fitting_count(page, form)
    is_personal = any(column.personal for column in chosen)
    title, names = str(page.page_title()), [column.name for column in chosen]
    asked = {"path": path, "form": form}
    after = {**asked, "list": title, "query": query, "columns": names, "rows": str(count)}
    record("list.exported", subject=by.bureau, by=by, on=on, after=after)
    params = {
        **asked,
        "query": with_columns(query, names),
        "by": str(by.uuid),
        "language": by.language,
        "name": f"{title[:80]}-{on.isoformat()}",
        "password": seal(_password()) if is_personal else "",
    }
    told = _("Export: %(list)s") % {"list": title}
    hand_over = send if not count.exact else _done_here
    job = start_job(kind=LIST, title=told[:200], params=params, by=by, send=hand_over)
    return job, count.exact


def with_columns(query: str, columns: Sequence[str]) -> str:
    """The list's query with these columns chosen."""
    asked = QueryDict(query, mutable=True)
    for name in ("after", "before", "view"):
        asked.pop(name, None)
    if columns:
        asked.setlist("cols", list(columns))
    return urlencode(list(_pairs(asked)))


def _pairs(query: QueryDict) -> Any:
    return ((name, value) for name, values in query.lists() for value in values)


def _chosen(page: ListPage, columns: Sequence[str]) -> list[Column]:
    if not page.exportable:
        raise PermissionRefused
    known = {column.name for column in page.columns}
    if unknown := [name for name in columns if name not in known]:
        text = _("The list has no such column: %(names)s.")
        raise Invalid(fields={"columns": text % {"names": "、".join(unknown[:5])}})
    return page.chosen_columns()


def _fitting_count(page: ListPage, form: str) -> CappedCount:
    rows = page.filtered()
    count = capped_count(rows)
    if form == "xlsx" and not count.exact and rows.order_by().count() > MOST_XLSX:
        raise Invalid(_("A workbook holds at most 1,000,000 rows. Choose CSV."))
    return count


def _password() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _each in range(4)) for _group in range(4))
    return "-".join(groups)


def _done_here(_uuid: str) -> None:
    """Little enough: the request does it itself, and a lost one is found stale."""


def write_list(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    told = {name: str(value) for name, value in params.items()}
    by = User.objects.select_related("bureau", "unit").get(uuid=told["by"])
    with override(told["language"]), tempfile.TemporaryDirectory() as folder:
        page = list_at(told["path"], told["query"], by)
        columns = page.chosen_columns()
        total = capped_count(page.filtered())
        rows = _Counted(lambda: plain_rows(page, columns), progress, total.value)
        name = f"{_file_name(told['name'])}.{told['form']}"
        target = Path(folder) / "export"
        WRITERS[told["form"]](target, columns, rows, told["name"])
        if told["password"]:
            packed = Path(folder) / "archive"
            pack(target, packed, name, unseal(told["password"]))
            target, name = packed, f"{_file_name(told['name'])}.zip"
        with target.open("rb") as file:
            progress.keep_file(name, File(file))
    progress.tell(rows.count, max(rows.count, 1))
    return {"rows": rows.count, "columns": [column.name for column in columns]}


class _Counted:
    """Counts rows on their way into the file, and tells how far it is."""

    def __init__(self, rows: Any, progress: Progress, total: int) -> None:
        self.rows, self.progress, self.total, self.count = rows, progress, total, 0

    def __iter__(self) -> Any:
        self.count = 0
        for row in self.rows():
            self.count += 1
            if self.count % TELL_EVERY == 0:
                self.progress.tell(self.count, max(self.total, self.count))
            yield row


def _file_name(name: str) -> str:
    unfit = {*'/\\:*?"<>|', *string.whitespace}
    return "".join("_" if sign in unfit else sign for sign in name) or "export"


def password_of(job: Job) -> str:
    """The password of an export's archive, for its owner; empty where there is none."""
    try:
        return unseal(str(job.params.get("password", "")))
    except SealBroken:
        return ""


def expire_exports(*, kinds: Sequence[str], at: datetime) -> int:
    """Delete the files of exports that were kept long enough; their rows stay."""
    old = Job.objects.filter(kind__in=kinds, finished_at__lt=at - KEPT_FOR).exclude(file="")
    gone = 0
    for job in old[:500]:
        job.file.delete(save=False)
        Job.objects.filter(pk=job.pk).update(
            file="", message=_("The file was kept for a week.")
        )
        gone += 1
    return gone
