"""The import centre at work: one import entered, one with errors waiting; a shared view."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.models import Role, User
from reporting.demo.people import Team
from reporting.models import ImportBatch
from reporting.services.imports.entering import begin_entering
from reporting.services.imports.reading import upload_import
from reporting.services.imports.work import go_on
from reporting.services.saved_views import save_view

HEADINGS = ("名称", "类型", "领域", "行政区划", "地址", "法定代表人", "备注")


def tell_imports(team: Team, on: date) -> None:
    """A county's lists: last month's was entered, this week's waits for its errors.

    Args:
        team: of a county bureau.
    """
    by = team.one(Role.INSPECTOR)
    region = team.bureau.regions.all()[0].name
    done = _taken_in(
        by,
        "演示-新增药店名单.csv",
        [
            (f"{region}演示{name}大药房", "零售药店", "药品、医疗器械", region,
             f"演示路{at}号", "王㐂", "演示")
            for at, name in enumerate(("鹤延堂", "𠮷祥", "㐂安堂", "永寿·春"), 1)
        ],
        on,
    )  # fmt: skip
    begin_entering(done, good_only=False, by=by, on=on)
    go_on(done, by=by, on=on, wait=True)
    _taken_in(by, "演示-乡镇网点名单.csv", _wrong_rows(region), on)
    save_view(
        path=reverse("registry:party-list"),
        title="重点企业（本局）",
        query="is_key=true&cols=name&cols=kind&cols=region&cols=status&sort=name",
        is_shared=True,
        by=by,
        on=on,
    )


def _wrong_rows(region: str) -> list[tuple[str, ...]]:
    """A right row, a word nobody knows, a region that is none, a party that may be there."""
    shop, drug = "零售药店", "药品"
    return [
        (f"{region}演示同济大药房", shop, drug, region, "演示路9号", "李四", ""),
        (f"{region}演示仁和诊所", "小诊所", drug, region, "演示路10号", "张三", "演示"),
        ("演示外地药店", shop, drug, "不在册的区", "", "", "演示"),
        (f"{region}演示㐂安堂药店", shop, drug, region, "演示路3号", "", "演示"),
    ]


def _taken_in(by: User, name: str, rows: Sequence[Sequence[str]], on: date) -> ImportBatch:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    batch, _new = upload_import(
        kind="parties",
        file_name=name,
        content=text.getvalue().encode("utf-8-sig"),
        by=by,
        on=on,
    )
    return go_on(batch, by=by, on=on, wait=True)
