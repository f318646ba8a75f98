"""Which version of a rule governs a day."""

from datetime import date, timedelta

import pytest

from core.errors import LawUnavailable, NotFound
from law.periods import (
    all_periods,
    compiled_on,
    event_label,
    family,
    get_period,
    in_force,
    require_in_force,
    suspension_label,
)

CHANGE = date(2026, 4, 15)


def test_the_catalogue_is_complete() -> None:
    assert len(all_periods()) == 203
    off = [rule for rule in all_periods() if not rule.enabled_default]
    assert len(off) == 8
    assert {rule.confidence for rule in off} == {"memory"}


def test_the_old_rule_serves_old_records_from_either_name() -> None:
    before = CHANGE - timedelta(days=1)

    for name in ("complaint_mediation", "complaint_mediation_old"):
        assert in_force(name, before).id == "complaint_mediation_old"
        assert in_force(name, CHANGE).id == "complaint_mediation"


def test_an_act_under_the_wrong_version_is_told_the_right_one() -> None:
    with pytest.raises(LawUnavailable, match="complaint_mediation_old"):
        require_in_force(get_period("complaint_mediation"), CHANGE - timedelta(days=1))
    with pytest.raises(LawUnavailable, match="complaint_mediation"):
        require_in_force(get_period("complaint_mediation_old"), CHANGE)


def test_where_no_version_is_known_it_says_so() -> None:
    with pytest.raises(LawUnavailable, match="2021-07-15"):
        in_force("case_handling_period", date(2021, 7, 14))


def test_a_rule_with_several_successors_does_not_choose_one() -> None:
    with pytest.raises(LawUnavailable, match="display_general_max"):
        in_force("display_old_other", date(2026, 1, 1))
    assert in_force("display_general_max", date(2024, 1, 1)).id == "display_old_other"


def test_a_family_has_no_two_versions_of_one_rule_on_one_day() -> None:
    for rule in all_periods():
        for older in rule.replaces:
            last_day = get_period(older).effective_to
            assert last_day is not None
            assert last_day < rule.effective_from
            assert get_period(older) in family(rule.id)


def test_the_catalogue_says_when_it_was_put_together() -> None:
    newest = max(rule.effective_from for rule in all_periods())

    assert newest <= compiled_on()


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(NotFound):
        get_period("no_such_rule")


def test_every_rule_is_told_in_both_languages() -> None:
    for rule in all_periods():
        for words in (rule.title, rule.what_if_missed, rule.who_is_responsible):
            assert words.en
            assert words.zh
        assert event_label(rule.trigger_event) != rule.trigger_event
        assert all(suspension_label(cause) != cause for cause in rule.suspensions)
        assert rule.citation.startswith("《")
    assert suspension_label("停电") == "停电"
