"""A list leaves as a file and comes back: every row is recognised, and nothing changes."""

import io

import pytest
import pyzipper
from django.urls import reverse
from django.utils.translation import override

from core.errors import Invalid
from core.jobs import run_job
from registry.models import Licence, Party, Product
from registry.views.licences import LicenceList
from registry.views.parties import PartyList
from registry.views.products import ProductList
from reporting.exports.writers import headings
from reporting.imports.registry import kind_named
from reporting.models.imports import RowState
from reporting.services.imports.entering import begin_entering
from reporting.services.imports.reading import upload_import
from reporting.services.imports.work import go_on
from reporting.services.list_exports import password_of, start_list_export
from tests.factories.imports import ON
from tests.factories.registry import credit_code, make_licence, make_party, make_product

pytestmark = pytest.mark.django_db

LISTS = {
    "parties": ("registry:party-list", PartyList, Party),
    "licences": ("registry:licence-list", LicenceList, Licence),
    "products": ("registry:product-list", ProductList, Product),
}


@pytest.fixture
def registry(yanta_inspector):
    """What is awkward to write and to read: formulas, rare signs, empty cells, several."""
    first = make_party(
        name="雁塔区㐂安堂·𠮷祥大药房（一店）",
        credit_code=credit_code(),
        domains=["drug", "device"],
        address="-5号，“长安”路",
        phone="029-85550000",
        legal_representative="阿依古丽·买买提",
        is_key=True,
        key_reason="=1+1",
    )
    second = make_party(name="=1+1 药店", credit_code=credit_code())
    third = make_party(name="康宁药店", credit_code="")
    make_licence(first, number="陕CA6101130001", scope="处方药、非处方药；\n中药饮片")
    make_licence(second, number="-0012", expires_on=None)
    make_product(by=yanta_inspector, name="连花清瘟胶囊", holder=first)
    make_product(by=yanta_inspector, name="+维生素", approval_number="", holder=None)
    return first, second, third


def file_of(job):
    with job.file.open("rb") as kept:
        content = kept.read()
    if not (password := password_of(job)):
        return job.file_name, content
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        archive.setpassword(password.encode())
        [name] = archive.namelist()
        return name, archive.read(name)


def exported(by, address, columns, form):
    told = {"path": reverse(address), "columns": columns, "form": form}
    job, _little = start_list_export(**told, by=by, on=ON)
    run_job(str(job.uuid))
    job.refresh_from_db()
    assert job.state == "done", job.error
    return file_of(job)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", list(LISTS))
@pytest.mark.parametrize("chosen", ["all", "shown"])
def test_every_row_comes_back_as_one_that_is_there(
    registry, yanta_inspector, kind, form, chosen
):
    address, page, model = LISTS[kind]
    names = [one.name for one in page.columns if chosen == "all" or one.shown]
    before = list(model.objects.order_by("pk").values())
    name, content = exported(yanta_inspector, address, names, form)

    batch, _new = upload_import(
        kind=kind, file_name=name, content=content, by=yanta_inspector, on=ON
    )
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)
    rows = list(batch.rows.order_by("number"))
    assert {row.state for row in rows} == {RowState.DUPLICATE}, [row.issues for row in rows]
    assert len(rows) == len(before)
    assert all(row.existing for row in rows)

    with pytest.raises(Invalid, match=r"No row is new|没有新的行"):
        begin_entering(batch, good_only=True, by=yanta_inspector, on=ON)
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", list(LISTS))
def test_headings_are_those_of_the_import(kind, language):
    """Each field of the import is a column of the list, under the same heading."""
    _address, page, _model = LISTS[kind]
    with override(language):
        written = dict(
            zip((one.name for one in page.columns), headings(page.columns), strict=True)
        )
        for field in kind_named(kind).fields:
            assert written[field.name] == str(field.title)
