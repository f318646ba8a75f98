"""A list of parties comes in with an error, is corrected, entered, seen and exported."""

import os

import pytest

from accounts.models import Role
from registry.models import Party
from reporting.demo.imports import tell_imports
from reporting.models import ImportBatch
from tests.factories.files import HEADINGS, xlsx
from tests.factories.imports import ON, party_row

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("YAOAN_SHOTS", "")


class Team:
    """A county's people as the demonstration knows them."""

    def __init__(self, bureau, inspector):
        self.bureau, self.inspector = bureau, inspector

    def one(self, role):
        assert role == Role.INSPECTOR
        return self.inspector


def shot(seat, name):
    if SHOTS:
        seat.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_from_a_file_to_the_registry(sign_in, yanta_inspector):
    seat = sign_in(yanta_inspector)
    page = seat.page
    page.goto(f"{seat.home}/imports/new/")
    shot(seat, "kinds")
    page.goto(f"{seat.home}/imports/new/parties/")
    rows = [party_row(1, 名称="鼎盛一店"), party_row(2, 名称="丰泽二店", 类型="小药店")]
    content = xlsx(HEADINGS, *rows)
    page.set_input_files("input[name=file]", {
        "name": "名单.xlsx", "mimeType": "application/octet-stream", "buffer": content,
    })  # fmt: skip
    page.locator("form.sheet button[type=submit]").click()
    page.get_by_text("小药店").first.wait_for()
    shot(seat, "errors")
    batch = ImportBatch.objects.latest("pk")

    page.goto(f"{seat.home}/imports/{batch.uuid}/columns/")
    page.select_option("select[name=word_kind_0]", "retail_pharmacy")
    shot(seat, "columns")
    page.locator("form.sheet button[type=submit]").click()
    page.locator(f"a[href='/imports/{batch.uuid}/enter/']").click()
    page.locator("form.sheet button[type=submit]").click()
    page.locator(f"a[href='/imports/{batch.uuid}/undo/']").wait_for()
    shot(seat, "entered")
    assert Party.objects.filter(name__in=["鼎盛一店", "丰泽二店"]).count() == 2


def test_a_list_is_exported_as_it_stands(sign_in, yanta, yanta_inspector):
    tell_imports(Team(yanta, yanta_inspector), ON)
    seat = sign_in(yanta_inspector)
    page = seat.page
    page.goto(f"{seat.home}/imports/")
    shot(seat, "imports")
    waiting = ImportBatch.objects.get(state="checked")
    page.goto(f"{seat.home}/imports/{waiting.uuid}/")
    shot(seat, "waiting")
    page.goto(f"{seat.home}/registry/parties/")
    page.locator(".list-views summary").click()
    shot(seat, "views")
    page.locator(".list-views summary").click()
    page.locator(".list-export summary").click()
    shot(seat, "export")
    with page.expect_download() as download:
        page.locator(".list-export button[value=csv]").click()
    assert "㐂安堂" in download.value.path().read_text("utf-8-sig")


def test_the_centre_fits_a_phone(sign_in, yanta, yanta_inspector):
    tell_imports(Team(yanta, yanta_inspector), ON)
    seat = sign_in(yanta_inspector, phone=True)
    waiting = ImportBatch.objects.get(state="checked")
    for at, path in enumerate((f"/imports/{waiting.uuid}/", "/imports/", "/registry/parties/")):
        seat.page.goto(f"{seat.home}{path}")
        if at == 2:
            seat.page.locator(".list-views summary").click()
        shot(seat, f"phone{at}")
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= 390
