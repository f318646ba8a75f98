"""An officer types a few words and finds the provision in force on the day of the act."""

from datetime import date

import pytest

from law.provisions import all_provisions, cross_rules, find_provisions, get_provision
from law.vocabularies import Domain, PartyKind


def ids(**wanted: object) -> list[str]:
    return [one.id for one in find_provisions(**wanted)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("无证经营药品", "drug_unlicensed_production_sale"),
        ("第一百二十六条", "drug_gxp_breach"),
        ("药品管理法115", "drug_unlicensed_production_sale"),
        ("标签瑕疵", "cosmetics_label_flaw"),
        ("假药 使用", "drug_use_of_fake"),
        ("drug_gxp_breach", "drug_gxp_breach"),
    ],
)
def test_words_find_the_provision(text: str, first: str) -> None:
    assert ids(text=text, on=date(2025, 6, 1))[0] == first


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert ids(text="渔业捕捞") == []
    assert ids(text="劣药 渔业") == []


def test_without_words_everything_that_fits_is_listed() -> None:
    assert len(ids(with_unconfirmed=True)) == len(all_provisions()) == 170
    assert len(ids()) == 167


def test_the_law_of_the_day_is_offered() -> None:
    before, after = date(2021, 5, 31), date(2021, 6, 1)

    assert "hist_device2017_noncompliant" in ids(domain="device", on=before)
    assert "device_noncompliant_expired_etc" not in ids(domain="device", on=before)
    assert "device_noncompliant_expired_etc" in ids(domain="device", on=after)
    assert "hist_device2017_noncompliant" not in ids(domain="device", on=after)


def test_vaccine_provisions_belong_to_drugs() -> None:
    assert "vaccine_fake" in ids(domain="drug")
    assert "vaccine_fake" not in ids(domain="cosmetic")
    assert get_provision("vaccine_fake").vaccine


def test_a_provision_that_cannot_strike_the_party_is_left_out() -> None:
    assert "drug_platform_duties" in ids(party_kind="online_platform")
    assert "drug_platform_duties" not in ids(party_kind="retail_pharmacy")
    assert "drug_gxp_breach" not in ids(party_kind="individual")
    assert "drug_unlicensed_production_sale" in ids(party_kind="individual")


def test_an_unknown_domain_or_kind_of_party_is_refused() -> None:
    with pytest.raises(ValueError, match="food"):
        ids(domain="food")
    with pytest.raises(ValueError, match="baker"):
        ids(party_kind="baker")


def test_every_provision_is_told_in_both_languages_and_cited() -> None:
    for one in all_provisions():
        assert one.violation.en
        assert one.violation.zh
        assert one.note is None or (one.note.en and one.note.zh)
        assert one.citation.startswith(f"《{one.law.name.zh}》第")
        assert set(one.domains) <= set(Domain.values)
    assert get_provision("drug_inferior_production_sale").citation == (
        "《中华人民共和国药品管理法》第一百一十七条第一款"
    )
    assert len(cross_rules()) == 14
    assert all(rule.text.zh and rule.text.en for rule in cross_rules())


def test_every_kind_of_party_can_be_struck_by_something() -> None:
    for kind in PartyKind:
        assert find_provisions(party_kind=kind)
