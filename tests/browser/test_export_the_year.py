"""The provincial officer takes the year's summary away as a workbook."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.system import SYSTEM
from campaigns.services.indicators import load_indicators
from core.jobs import run_job
from core.models import Job
from core.money import in_wan
from tests.factories.accounts import SINCE
from tests.factories.enforcement_cases import INCOME, MINIMUM, make_closed_case, team_of

pytestmark = pytest.mark.browser


def test_the_annual_summary_is_exported_and_downloaded(
    sign_in, tree, province_officer, tmp_path
):
    load_indicators(by=SYSTEM, on=SINCE)
    make_closed_case(team_of(tree), on=timezone.localdate() - timedelta(days=20))
    seat = sign_in(province_officer)
    seat.page.locator("#side a[href='/annual/']").click()
    seat.press("reporting:annual-export")
    seat.send()
    job = Job.objects.get()
    seat.page.wait_for_url(f"**/{job.uuid}/")
    run_job(str(job.uuid))  # what the worker does

    # The page asks by itself until the file is there.
    button = seat.main.locator("form[action$='/download/'] button")
    button.wait_for()
    with seat.page.expect_download() as download:
        button.click()
    file = tmp_path / "annual.xlsx"
    download.value.save_as(file)
    book = load_workbook(file, read_only=True)
    text = [
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    ]
    book.close()
    assert any(province_officer.bureau.name in one for one in text)
    assert any(str(timezone.localdate().year) in one for one in text)
    total = in_wan(MINIMUM + INCOME)
    assert total in {Decimal(one) for one in text if is_number(one)}


def is_number(text):
    return text.replace(".", "", 1).isdecimal()
