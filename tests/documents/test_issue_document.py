from datetime import date

import pytest

from audit.models import AuditEvent
from core.errors import Invalid
from documents.errors import AlreadyServed, NumberTaken
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve

ON = date(2026, 3, 10)
CONTENT = {
    "addressee": "雁塔区康宁大药房",
    "particulars": [["当事人", "雁塔区康宁大药房"]],
    "sections": [{"title": "违法事实和证据", "text": "一\n二"}],
}


@pytest.fixture
def told(yanta_head):
    return {
        "kind": DocumentKind.DECISION,
        "title": "行政处罚决定书",
        "content": CONTENT,
        "by": yanta_head,
        "on": ON,
    }


def test_a_document_bears_its_number_and_the_scope_of_its_record(yanta, case_of, told):
    record = case_of(yanta)

    document = issue(record, **told, word="罚")

    assert document.number == f"{yanta.document_word}罚〔2026〕1号"
    assert document.about == record.ref
    assert document.root_ref == record.root_ref
    assert document.bureau == yanta
    assert Document.objects.get().content == CONTENT
    event = AuditEvent.objects.latest("id")
    assert (event.kind, event.root_uuid) == ("document.issued", record.uuid)


def test_a_form_may_bear_no_number(yanta, case_of, told):
    assert issue(case_of(yanta), **told).number == ""
    assert issue(case_of(yanta), **told).number == ""


def test_a_past_document_keeps_its_number_and_day(yanta, case_of, told):
    past = issue(
        case_of(yanta),
        **told,
        number=f"{yanta.document_word}罚[2022]5号",
        issued_on=date(2022, 6, 1),
    )
    following = issue(case_of(yanta), **told, word="罚", issued_on=date(2022, 7, 1))

    assert (past.number, past.issued_on) == (
        f"{yanta.document_word}罚〔2022〕5号",
        date(2022, 6, 1),
    )
    assert following.number == f"{yanta.document_word}罚〔2022〕6号"


def test_a_number_is_borne_once(yanta, case_of, told):
    issue(case_of(yanta), **told, number="湘药监药罚〔2022〕82号")

    with pytest.raises(NumberTaken) as refused:
        issue(case_of(yanta), **told, number="湘药监药罚〔2022〕82号")

    assert "湘药监药罚〔2022〕82号" in refused.value.fields["number"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "99"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "长" * 10_000}, "title"),
        ({"number": "第1号"}, "number"),
    ],
)
def test_what_cannot_be_right_is_refused_and_takes_no_number(
    changes, field, yanta, case_of, told
):
    with pytest.raises(Invalid) as refused:
        issue(case_of(yanta), **{**told, "word": "罚", **changes})

    assert field in refused.value.fields
    assert issue(case_of(yanta), **told, word="罚").number.endswith("1号")


def test_service_is_noted_once(yanta, case_of, told, yanta_inspector):
    document = issue(case_of(yanta), **told)

    served = serve(document, served_on=ON, by=yanta_inspector, on=ON)

    assert (served.served_on, served.version) == (ON, 2)
    assert AuditEvent.objects.latest("id").kind == "document.served"
    with pytest.raises(AlreadyServed):
        serve(document, served_on=ON, by=yanta_inspector, on=ON)


@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 3, 11)])
def test_nothing_is_served_before_it_is_issued_or_in_the_future(
    day, yanta, case_of, told, yanta_inspector
):
    document = issue(case_of(yanta), **told)

    with pytest.raises(Invalid) as refused:
        serve(document, served_on=day, by=yanta_inspector, on=ON)

    assert "served_on" in refused.value.fields
