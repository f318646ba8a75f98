"""What keeps an import, what a bureau's words are remembered for, and the same file again."""

from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext

from registry.models import Party
from registry.services.parties import change_party
from reporting.models import ImportBatch
from reporting.models.imports import ImportState
from reporting.services.imports.holding import NAMES
from reporting.services.imports.results import problems_of
from tests.factories.files import HEADINGS, csv, ods, xls, xlsx
from tests.factories.imports import ON, make_entered, make_import, party_row, party_rows
from tests.factories.registry import make_licence

pytestmark = pytest.mark.django_db
OWN_WORDS = [["商户", "业态", "监管领域", "片区"], ["鹤延堂", "小药店", "药品", "雁塔区"]]
MAPPING = {"0": "name", "1": "kind", "2": "domains", "3": "region"}


def address(name, batch, **more):
    return reverse(f"reporting:import-{name}", kwargs={"id": batch.uuid, **more})


def sent(content, name="名单.csv"):
    return SimpleUploadedFile(name, content)


def upload(api, content):
    told = {"kind": "parties", "file": sent(content)}
    return api.post("/api/v1/imports/", told, format="multipart")


def held_back(by):
    """An import that cannot go: two licences on one party, another party changed."""
    batch = make_entered(by, *party_rows(3))
    first, second, _third = Party.objects.order_by("pk")
    make_licence(first)
    make_licence(first)
    change_party(second, changes={"phone": "1"}, by=by, on=ON)
    return batch


def test_what_depends_on_an_import_is_listed_on_the_page(client_for, yanta_inspector):
    batch = held_back(yanta_inspector)
    page = client_for(yanta_inspector).post(address("undo", batch))
    html = page.content.decode()
    assert page.status_code == 400
    assert "许可证件 2" in html
    assert Party.objects.count() == 3
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE


def test_what_depends_on_an_import_is_listed_by_the_api(api_for, yanta_inspector):
    batch = held_back(yanta_inspector)
    api = api_for(yanta_inspector)
    url = f"/api/v1/imports/{batch.uuid}/"
    tag = api.get(url)["ETag"]
    answer = api.post(f"{url}undo/", format="json", HTTP_IF_MATCH=tag)
    assert answer.status_code == 400
    told = str(answer.json())
    assert "许可证件 2" in told
    # Both reasons at once, each with its rows.
    changed = gettext("The records of these rows were changed since: %(rows)s.")
    assert changed % {"rows": 3} in told
    assert Party.objects.count() == 3


def test_what_commonly_hangs_on_records_has_a_name():
    assert set(NAMES) <= {model._meta.label for model in apps.get_models()}


def test_a_bureaus_words_are_asked_once_over_the_api(
    api_for, yanta_inspector, linwei_inspector
):
    api = api_for(yanta_inspector)
    made = upload(api, csv(*OWN_WORDS))
    assert made.json()["state"] == ImportState.COLUMNS
    url = f"/api/v1/imports/{made.json()['id']}/"
    told = {"mapping": MAPPING, "values": {"kind": {"小药店": "retail_pharmacy"}}}
    named = api.post(f"{url}name-columns/", told, format="json", HTTP_IF_MATCH=made["ETag"])
    assert named.json()["counts"] == {"good": 1, "rows": 1}

    again = [OWN_WORDS[0], ["永寿堂", "小药店", "药品", "雁塔区"]]
    assert upload(api, csv(*again)).json()["counts"] == {"good": 1, "rows": 1}
    # Another bureau has words of its own.
    assert upload(api_for(linwei_inspector), csv(*again)).json()["state"] == "columns"


def test_a_bureaus_words_are_asked_once_on_pages(client_for, yanta_inspector):
    batch = make_import(yanta_inspector, content=csv(*OWN_WORDS))
    client = client_for(yanta_inspector)
    fields = {f"column_{at}": name for at, name in MAPPING.items()}
    client.post(address("columns", batch), fields)
    client.post(address("columns", batch), {**fields, "word_kind_0": "retail_pharmacy"})
    again = csv(OWN_WORDS[0], ["永寿堂", "小药店", "药品", "雁塔区"])
    kind = reverse("reporting:import-upload", kwargs={"kind": "parties"})
    client.post(kind, {"file": sent(again)})
    assert ImportBatch.objects.latest("pk").counts == {"good": 1, "rows": 1}


def test_the_same_file_twice_changes_nothing_over_the_api(api_for, yanta_inspector):
    api = api_for(yanta_inspector)
    content = csv(HEADINGS, *party_rows(2))
    first = upload(api, content)
    url = f"/api/v1/imports/{first.json()['id']}/"
    api.post(f"{url}enter/", {"good_only": False}, format="json", HTTP_IF_MATCH=first["ETag"])
    second = upload(api, content)
    assert (second.status_code, second.json()["id"]) == (200, first.json()["id"])
    assert (Party.objects.count(), ImportBatch.objects.count()) == (2, 1)


@pytest.mark.parametrize("make", [csv, xls, ods], ids=["csv", "xls", "ods"])
def test_the_marked_file_of_any_format_is_a_workbook_that_can_come_again(
    client_for, yanta_inspector, make
):
    wrong = party_row(名称="", 地区="无此区", 类型="小卖部")
    batch = make_import(yanta_inspector, content=make(HEADINGS, party_row(1), wrong))
    client = client_for(yanta_inspector)
    assert "XLSX" in client.get(address("detail", batch)).content.decode()
    asked = client.post(address("ask-file", batch, what="marked"))
    answer = client.get(asked["Location"])
    assert unquote(answer["Content-Disposition"]).endswith(".xlsx")
    again = make_import(yanta_inspector, content=answer.content)
    assert again.counts == batch.counts
    fields = {field for field, _why in again.rows.get(state="bad").issues}
    assert fields == {"name", "region", "kind"}


def test_the_marked_file_lists_every_error_however_many(client_for, yanta_inspector):
    rows = [party_row(number, 地区="无此区", 类型="小卖部") for number in range(1, 131)]
    batch = make_import(yanta_inspector, content=xlsx(HEADINGS, *rows))
    assert len(list(problems_of(batch))) == 260
