"""What holds for every provision at every level, for units and for persons."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from law.penalties import PenaltyRange, needs_for, penalty_range
from law.provisions import Provision, all_provisions
from law.ranges import Split, add_ranges

D = Decimal
yuan = st.decimals(0, 10**9, places=2)


def answers() -> list[tuple[Provision, str, bool]]:
    return [
        (provision, level, person)
        for provision in all_provisions()
        for level in provision.levels
        for person in (False, True)
    ]


def ask(provision: Provision, level: str, person: bool, base: Decimal) -> PenaltyRange:
    needs = needs_for(provision, level=level, person=person)
    return penalty_range(
        provision,
        base=base if needs.base else None,
        level=level,
        activity=needs.activities[0] if needs.activities else None,
        person=person,
    )


def test_every_provision_answers_or_says_no_fine_at_this_level() -> None:
    fined = 0
    for provision, level, person in answers():
        found = ask(provision, level, person, D("12345.67"))
        said = {step.code for step in found.steps}
        assert all(step.text for step in found.steps)
        assert (found.max is None) == (
            "fine.none" in said or "fine.person_none" in said or ("fine.person_not_yet" in said)
        )
        assert ("fine" in found.kinds) == (found.max is not None)
        fined += found.max is not None
    assert fined > 219  # each written fine, and those on persons


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(answers()), yuan, yuan)
def test_a_greater_base_never_means_a_lesser_fine_within_a_bracket(
    question: tuple[Provision, str, bool], one: Decimal, other: Decimal
) -> None:
    provision, level, person = question
    low, high = sorted((one, other))
    smaller, greater = (ask(provision, level, person, base) for base in (low, high))
    if smaller.max is None or greater.max is None:
        assert smaller.max == greater.max
        return
    crosses = "fine.bracket_below" in {step.code for step in smaller.steps} and (
        "fine.bracket_above" in {step.code for step in greater.steps}
    )
    assert crosses or (smaller.min <= greater.min and smaller.max <= greater.max)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(answers()),
    yuan,
    st.decimals(0, 1, places=2),
    st.decimals(0, 1, places=2),
)
def test_the_bands_lie_inside_in_order(
    question: tuple[Provision, str, bool], base: Decimal, one: Decimal, other: Decimal
) -> None:
    provision, level, person = question
    plain = ask(provision, level, person, base)
    if plain.min is None or plain.max is None:
        return
    needs = needs_for(provision, level=level, person=person)
    found = penalty_range(
        provision,
        base=base if needs.base else None,
        level=level,
        activity=needs.activities[0] if needs.activities else None,
        person=person,
        split=Split(lenient=min(one, other), heavier=max(one, other)),
    )
    assert found.min <= found.lenient_to <= found.heavier_from <= found.max


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(answers()), yuan), min_size=1, max_size=4))
def test_a_sum_equals_its_parts(
    questions: list[tuple[tuple[Provision, str, bool], Decimal]],
) -> None:
    parts = [ask(*question, base) for question, base in questions]
    total = add_ranges(parts)

    assert (total.min or 0) == sum(part.min or 0 for part in parts)
    assert (total.max or 0) == sum(part.max or 0 for part in parts)
