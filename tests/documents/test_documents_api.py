from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.system import SYSTEM
from documents.models import DocumentKind
from documents.services.documents import issue

API = "/api/v1/documents/"


def make(record, number=1):
    return [
        issue(
            record,
            kind=DocumentKind.DECISION,
            title="行政处罚决定书",
            content={"addressee": "康宁大药房"},
            word="罚",
            by=SYSTEM,
            on=date(2026, 3, 10),
        )
        for _each in range(number)
    ]


def test_a_document_is_read_with_its_text(api_for, yanta_inspector, yanta, case_of):
    record = case_of(yanta)
    document = make(record)[0]
    api = api_for(yanta_inspector)

    listed = api.get(f"{API}?kind=45&number=2026&about_uuid={record.uuid}").json()["results"]
    read = api.get(f"{API}{document.uuid}/").json()

    assert [row["number"] for row in listed] == [document.number]
    assert "content" not in listed[0]
    assert read["content"] == {"addressee": "康宁大药房"}
    assert read["about"] == str(record.ref)


def test_a_foreign_document_is_not_there(api_for, linwei_inspector, sysadmin, yanta, case_of):
    document = make(case_of(yanta))[0]
    api = api_for(linwei_inspector)

    assert api.get(API).json()["count"] == 0
    assert api.get(f"{API}{document.uuid}/").status_code == 404
    assert api_for(sysadmin).get(API).status_code == 403


def test_documents_are_not_made_here(api_for, yanta_inspector, yanta, case_of):
    document = make(case_of(yanta))[0]
    api = api_for(yanta_inspector)

    assert api.post(API, {}).status_code == 405
    assert api.patch(f"{API}{document.uuid}/", {}).status_code == 405
    assert api.delete(f"{API}{document.uuid}/").status_code == 405


def test_a_list_costs_as_much_for_a_hundred_rows_as_for_ten(
    api_for, yanta_inspector, yanta, case_of
):
    api = api_for(yanta_inspector)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert api.get(f"{API}?page_size=200").status_code == 200
        return len(seen)

    make(case_of(yanta), 10)
    queries()
    few = queries()
    make(case_of(yanta), 90)

    assert queries() == few
