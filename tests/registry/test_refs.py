import pytest

from core.refs import Ref, known_kinds, resolve
from tests.factories.registry import (
    make_batch,
    make_key_list,
    make_licence,
    make_party,
    make_product,
)
from tests.factories.risk import make_grade


@pytest.fixture
def records(xian_officer, xian):
    party = make_party()
    product = make_product(by=xian_officer)
    return [
        party,
        make_licence(party),
        product,
        make_batch(product),
        make_key_list(bureau=xian),
        make_grade(party, by=xian_officer),
    ]


def test_every_kind_is_resolved_for_readers(records, auditor, client_for):
    seen = resolve([record.ref for record in records], auditor)
    client = client_for(auditor)

    assert {ref.kind for ref in seen} <= known_kinds()
    for record in records:
        resolved = seen[record.ref]
        assert resolved.title == str(record)
        assert client.get(resolved.address).status_code == 200


def test_administrators_see_no_title(records, sysadmin):
    seen = resolve([record.ref for record in records], sysadmin)

    assert {resolved.title for resolved in seen.values()} == {""}


def test_one_query_resolves_many_of_a_kind(auditor, django_assert_num_queries):
    refs = [make_party().ref for _each in range(20)]
    assert auditor.perms

    with django_assert_num_queries(1):
        assert all(one.title for one in resolve(refs, auditor).values())


def test_history_of_licences_hangs_on_the_party(records):
    party, licence, product, batch, _key_list, grade = records

    assert isinstance(licence.root_ref, Ref)
    assert licence.root_ref == grade.root_ref == party.ref
    assert batch.root_ref == product.ref
