import pytest

from registry.credit_codes import clean_credit_code, credit_code_fault

# Public bodies and a library sample.
REAL = (
    "11500000MB156369XY",
    "11500114MB162590X7",
    "11230225MB04777572",
    "11230500001755309F",
    "91110000600037341L",
)


@pytest.mark.parametrize("code", REAL)
def test_real_codes_are_right(code: str):
    assert credit_code_fault(code) == ""


@pytest.mark.parametrize("code", REAL)
def test_any_single_wrong_digit_is_found(code: str):
    for place in range(18):
        for sign in "0123456789":
            wrong = code[:place] + sign + code[place + 1 :]
            assert (credit_code_fault(wrong) == "") == (wrong == code)


@pytest.mark.parametrize(
    "written",
    [
        "统一社会信用代码：91110000600037341L",
        "统一社会信用代码(注册号):91110000600037341L",
        " 9111 0000 6000 3734 1l ",
        "91110000600037341L(1/1)",
        "91110000600037341L（1-1）",
        "９１１１００００６０００３７３４１Ｌ",
        "91110000-600037341-L\u200b",
    ],
)
def test_codes_are_read_as_people_write_them(written: str):
    assert clean_credit_code(written) == "91110000600037341L"


def test_a_short_code_is_told_its_length():
    assert "18" in credit_code_fault("9111000060003734")
    assert "16" in credit_code_fault("9111000060003734")


@pytest.mark.parametrize(
    ("code", "place", "meant"),
    [("9111OOOO600037341L", "5", "0"), ("91110000600037341I", "18", "1")],
)
def test_a_letter_the_standard_leaves_out_is_named_with_its_place(code, place, meant):
    fault = credit_code_fault(code)
    assert place in fault
    assert f"“{meant}”" in fault


def test_a_letter_among_the_region_digits_is_named():
    assert "“A”" in credit_code_fault("91A10000600037341L")


def test_a_wrong_check_character_tells_the_expected_one():
    assert "“L”" in credit_code_fault("91110000600037341M")


def test_a_sign_outside_the_alphabet_is_named():
    assert "“药”" in credit_code_fault("91110000药00037341L")
