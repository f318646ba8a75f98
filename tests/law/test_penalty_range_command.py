"""``manage.py penalty_range``: the contract, word for word."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

KEYS = {"provision", "basis", "kinds", "min", "max", "optional", "lenient_to", "heavier_from"}


def penalty_range(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("penalty_range", *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_the_answer_has_what_the_contract_names() -> None:
    answer = penalty_range("drug_unlicensed_production_sale", "--base", "17720")

    assert answer.keys() >= KEYS | {"steps"}
    assert answer["min"] == "1500000.00"
    assert answer["max"] == "3000000.00"
    assert answer["lenient_to"] == "1950000.00"
    assert answer["heavier_from"] == "2550000.00"
    assert answer["optional"] is False
    assert answer["kinds"] == [
        "order_close",
        "confiscate_goods",
        "confiscate_illegal_income",
        "fine",
    ]
    assert answer["basis"] == "《中华人民共和国药品管理法》第一百一十五条"


def test_no_fine_at_a_level_is_null_and_not_an_error() -> None:
    answer = penalty_range("drug_gxp_breach")

    assert [answer[key] for key in ("min", "max", "lenient_to", "heavier_from")] == [None] * 4


def test_a_maximum_only_starts_at_zero() -> None:
    assert penalty_range("impl_obstructing_inspection")["min"] == "0.00"


def test_level_activity_person_and_date() -> None:
    assert penalty_range("drug_gxp_breach", "--level", "serious")["max"] == "2000000.00"
    assert (
        penalty_range("drug_inferior_production_sale", "--base", "800", "--activity", "retail")[
            "min"
        ]
        == "100000.00"
    )
    person = ["--level", "serious", "--person", "--base", "80000"]
    assert penalty_range("cosmetics_nonstandard_gmp_expired", *person)["min"] == "80000.00"
    assert penalty_range("drug_gxp_breach", "--on", "2019-12-01")["max"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_provision"], "no_such_provision"),
        (["drug_gxp_breach", "--level", "grave_consequences"], "grave_consequences"),
        (["prod_gmp_serious_list"], "serious"),
        (["drug_unlicensed_production_sale"], "drug_unlicensed_production_sale"),
        (["drug_unlicensed_production_sale", "--base", "-1"], ""),
        (["drug_unlicensed_production_sale", "--base", "much"], "much"),
        (["drug_unlicensed_production_sale", "--base", "inf"], ""),
        (["drug_inferior_production_sale", "--base", "1"], "manufacture"),
        (["drug_gxp_breach", "--on", "2019-11-30"], "2019-12-01"),
        (["hist_drug2015_inferior", "--base", "1", "--on", "2019-12-01"], "2019-11-30"),
        (["drug_gxp_breach", "--on", "2019-11-31"], "2019-11-31"),
        ([], "PROVISION"),
    ],
)
def test_what_cannot_be_answered_exits_with_two_and_one_line(
    arguments: list[str], said: str
) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("penalty_range", *arguments, "--json", stdout=out)

    assert refused.value.returncode == 2 or not arguments  # argparse: 2 from the shell
    assert out.getvalue() == ""
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_explanation_without_json() -> None:
    out = io.StringIO()
    call_command(
        "penalty_range", "device_noncompliant_expired_etc", "--base", "54130", stdout=out
    )
    none = io.StringIO()
    call_command("penalty_range", "drug_gxp_breach", stdout=none)

    assert "270,650" in out.getvalue()
    assert "1,082,600" in out.getvalue()
    assert "第一百二十六条" in none.getvalue()
