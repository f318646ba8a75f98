"""Imports at each stage, made through the acts."""

from datetime import date

from accounts.models import User
from reporting.models import ImportBatch
from reporting.services.imports.entering import begin_entering
from reporting.services.imports.reading import upload_import
from reporting.services.imports.work import go_on
from tests.factories.files import HEADINGS, csv
from tests.factories.registry import credit_code

ON = date(2026, 11, 22)


def party_row(number: int = 1, **changes: str) -> list[str]:
    """A row that can be entered by 雁塔, unless something is changed."""
    values = {
        "名称": f"雁塔区㐂安堂·{number}号大药房",
        "类型": "零售药店",
        "领域": "药品、医疗器械",
        "地区": "雁塔区",
        "统一社会信用代码": credit_code(),
        "地址": f"长安中路{number}号",
        "联系电话": "029-85550000",
    }
    return [*{**values, **changes}.values()]


def party_rows(count: int) -> list[list[str]]:
    return [party_row(number) for number in range(1, count + 1)]


def make_import(
    by: User, *rows, kind: str = "parties", content: bytes | None = None, on: date = ON
) -> ImportBatch:
    """A file taken in and checked."""
    if content is None:
        content = csv(*([HEADINGS] if kind == "parties" else []), *rows)
    batch, _new = upload_import(kind=kind, file_name="名单.csv", content=content, by=by, on=on)
    return go_on(batch, by=by, on=on, wait=True)


def make_entered(
    by: User, *rows, on: date = ON, good_only: bool = False, **more
) -> ImportBatch:
    batch = make_import(by, *rows, on=on, **more)
    begin_entering(batch, good_only=good_only, by=by, on=on)
    return go_on(batch, by=by, on=on, wait=True)
