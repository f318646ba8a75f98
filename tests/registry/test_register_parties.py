import contextlib

import pytest
from django.db import transaction

from audit.models import AuditEvent
from core.errors import DomainError, Invalid, PermissionRefused
from registry.models import Party
from registry.services.intake import register_parties
from registry.services.parties import register_party
from tests.factories.registry import ON, credit_code, entry, make_party, region

OF_THE_MOMENT = {"id", "uuid", "created_at", "updated_at"}
KEPT = [field for field in Party._meta.concrete_fields if field.name not in OF_THE_MOMENT]
AUDITED = [
    "kind",
    "on",
    "actor_uuid",
    "actor_bureau_path",
    "subject_kind",
    "subject_title",
    "root_kind",
    "bureau_path",
    "before",
    "after",
]


def one_by_one(rows, by):
    return [register_party(**row, by=by, on=ON) for row in rows]


class Undone(Exception):
    """Takes back what was entered, so that it can be entered again another way."""


def left_by(enter):
    """The rows and audit rows an act leaves, read back from the database, then undone."""
    found = []
    with contextlib.suppress(Undone), transaction.atomic():
        for party in enter():
            fresh = Party.objects.get(pk=party.pk)
            event = AuditEvent.objects.get(subject_uuid=party.uuid)
            found.append(
                {field.name: field.value_from_object(fresh) for field in KEPT}
                | {name: getattr(event, name) for name in AUDITED}
            )
        raise Undone
    return found


def test_many_at_once_leave_the_same_rows_as_one_by_one(xian_officer):
    rows = [
        entry(name="  㐂𠮷 大药房 ", credit_code=credit_code(11)),
        entry(
            name="碑林诊所",
            region="610103",
            kind="medical_institution",
            is_key=True,
            key_reason="疫苗接种单位",
            is_demo=True,
        ),
        entry(name="西安药厂", region="610100", kind="drug_manufacturer"),
    ]

    single = left_by(lambda: one_by_one(rows, xian_officer))
    many = left_by(lambda: register_parties(rows, by=xian_officer, on=ON))

    assert len(single) == 3
    assert many == single


WRONG = [
    {"credit_code": "91110000600037341M"},
    {"name": "长" * 10_000},
    {"name": ""},
    {"kind": "restaurant"},
    {"domains": []},
    {"domains": ["food"]},
    {"is_key": True},
    {"region": "610502"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: next(iter(wrong)))
def test_a_row_is_refused_in_the_words_of_the_single_act(wrong, xian_officer):
    with pytest.raises(DomainError) as single:
        one_by_one([entry(**wrong)], xian_officer)
    expected = single.value.fields or {"non_field_errors": str(single.value)}

    with pytest.raises(Invalid) as many:
        register_parties([entry(), entry(**wrong), entry()], by=xian_officer, on=ON)

    assert many.value.fields == {f"1.{name}": str(text) for name, text in expected.items()}
    assert not Party.objects.exists()


def test_a_known_code_is_refused_in_the_words_of_the_single_act(xian_officer):
    code = credit_code(21)
    make_party(credit_code=code)
    with pytest.raises(DomainError) as single:
        one_by_one([entry(credit_code=code)], xian_officer)

    with pytest.raises(Invalid) as many:
        register_parties([entry(credit_code=code)], by=xian_officer, on=ON)

    assert many.value.fields["0.credit_code"] == str(single.value.fields["credit_code"])


def test_a_code_that_stands_twice_in_the_rows_is_refused_at_the_second(xian_officer):
    code = credit_code(22)

    with pytest.raises(Invalid) as refused:
        register_parties(
            [entry(credit_code=code), entry(), entry(credit_code=code)], by=xian_officer, on=ON
        )

    assert list(refused.value.fields) == ["2.credit_code"]
    assert not Party.objects.exists()


def test_without_the_duty_nothing_is_entered(yanta_legal):
    with pytest.raises(PermissionRefused):
        one_by_one([entry()], yanta_legal)
    with pytest.raises(Invalid):
        register_parties([entry()], by=yanta_legal, on=ON)

    assert not Party.objects.exists()


def test_many_rows_cost_few_queries(xian_officer, django_assert_max_num_queries):
    where = region("610113")
    rows = [entry(region=where, credit_code=credit_code()) for _each in range(200)]
    register_parties([entry(region=where)], by=xian_officer, on=ON)

    # Bureau, its regions, known codes; rows and audit rows, fifty in a statement on SQLite.
    with django_assert_max_num_queries(16):
        register_parties(rows, by=xian_officer, on=ON)
