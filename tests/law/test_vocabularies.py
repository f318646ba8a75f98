"""The vocabularies cover what they must, and every code finds its column."""

import pytest

from law.provisions import all_provisions
from law.vocabularies import (
    DISCLOSURE_CODES,
    ClueSource,
    ClueSourceGroup,
    DefectGrade,
    Domain,
    KeyVariety,
    Link,
    PartyGroup,
    PartyKind,
    PenaltyKind,
    disclosure_code,
    party_group,
    source_group,
)


def test_every_kind_of_party_and_every_source_has_its_column() -> None:
    assert {party_group(kind) for kind in PartyKind} == set(PartyGroup)
    assert {source_group(source) for source in ClueSource} == set(ClueSourceGroup)


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("drug_manufacturer", "producer"),
        ("retail_pharmacy", "distributor"),
        ("medical_institution", "user"),
        ("individual", "individual"),
    ],
)
def test_the_groups_of_the_annual_table(kind: str, group: str) -> None:
    assert party_group(kind) == group


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="baker"):
        party_group("baker")
    with pytest.raises(ValueError, match="rumour"):
        source_group("rumour")


def test_every_kind_a_provision_names_is_known_and_labelled() -> None:
    named = {kind for one in all_provisions() for kind in one.penalty_kinds}

    assert named <= set(PenaltyKind.values)
    assert all(str(PenaltyKind(kind).label) for kind in named)


def test_disclosure_codes() -> None:
    assert disclosure_code("warning") == "01"
    assert disclosure_code("fine") == "02"
    assert disclosure_code("order_close") == "14"
    assert disclosure_code("order_to_correct") is None
    assert set(DISCLOSURE_CODES.values()) == {f"{code:02}" for code in range(1, 15)}


def test_the_domains_links_varieties_and_grades() -> None:
    assert Domain.values == ["drug", "device", "cosmetic"]
    assert len(Link) == 6
    assert len(KeyVariety) == 11
    assert DefectGrade.values == ["severe", "major", "general"]
