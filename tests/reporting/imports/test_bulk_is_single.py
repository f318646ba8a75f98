"""Entering many rows gives what entering each alone gives, and refuses what it refuses."""

import pytest

from accounts.system import SYSTEM
from audit.models import AuditEvent
from core.errors import DomainError
from registry.models import Party
from registry.services.intake import check_parties, register_parties
from registry.services.parties import register_party
from registry.similar import NameIndex, similar_names
from reporting.imports.base import ReadRow
from reporting.imports.desk import Desk
from reporting.imports.registry import KINDS
from tests.factories.imports import ON
from tests.factories.registry import credit_code, entry, make_party, region

pytestmark = pytest.mark.django_db
WRONG = [
    {"credit_code": "123"},
    {"name": "长" * 201},
    {"domains": []},
    {"kind": "no such kind"},
    {"phone": "1" * 21},
    {"region": "610502"},
    {"is_key": True},
]


def alone(told, by):
    try:
        return register_party(**told, by=by, on=ON)
    except DomainError as error:
        return error


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: next(iter(one)))
def test_a_row_is_refused_in_the_words_of_the_single_act(yanta_inspector, yanta, wrong):
    told = entry(**wrong)
    error = alone(dict(told), yanta_inspector)
    assert isinstance(error, DomainError)
    expected = error.fields or {"non_field_errors": str(error)}
    refused = check_parties([told], by=yanta_inspector, on=ON)
    assert {name.partition(".")[2]: text for name, text in refused.items()} == {
        name: str(text) for name, text in expected.items()
    }
    kind = KINDS["parties"]
    found = kind.enter_many(
        [ReadRow(2, dict(told)), ReadRow(3, entry())],
        by=yanta_inspector,
        on=ON,
        desk=Desk(yanta_inspector, yanta, ON),
    )
    assert isinstance(found[0], DomainError)
    assert isinstance(found[1], Party)


def test_a_code_that_is_taken_is_told_alike(yanta_inspector):
    code = credit_code()
    make_party(credit_code=code)
    told = entry(credit_code=code)
    error = alone(dict(told), yanta_inspector)
    assert check_parties([told], by=yanta_inspector, on=ON) == {
        "0.credit_code": str(error.fields["credit_code"])
    }


def test_rows_and_audit_rows_are_those_of_the_single_act(tree):
    told = entry(credit_code=credit_code(), name="康宁")
    one = register_party(**told, by=SYSTEM, on=ON)
    apart = {"id", "uuid", "credit_code", "created_at", "updated_at", "search"}
    (other,) = register_parties([{**told, "credit_code": credit_code()}], by=SYSTEM, on=ON)
    fields = [field.name for field in Party._meta.fields if field.name not in apart]
    assert [getattr(one, name) for name in fields] == [getattr(other, name) for name in fields]
    first, second = AuditEvent.objects.filter(kind="party.registered").order_by("pk")
    assert {**first.after, "credit_code": ""} == {**second.after, "credit_code": ""}


def test_many_names_are_compared_like_one(tree):
    for name in ("雁塔区鹤延堂大药房", "雁塔区康宁药店", "西安永寿堂医药有限公司"):
        make_party(name=name)
    here = region()
    index = NameIndex([here.pk])
    for name in ("鹤延堂药店", "康宁大药房", "永寿堂", "完全不同诊所"):
        alike = [party.name for party in similar_names(Party.objects.all(), name, here)]
        assert [title for _uuid, title in index.similar(name, here, has_code=True)] == alike


def test_two_parties_with_codes_of_their_own_are_never_the_same(tree):
    make_party(name="雁塔区鹤延堂大药房", credit_code=credit_code())
    assert NameIndex(["610113"]).similar("雁塔区鹤延堂大药房", region(), has_code=True) == []
