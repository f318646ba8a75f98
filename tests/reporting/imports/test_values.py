from datetime import date
from decimal import Decimal

import pytest

from reporting.imports.texts import guarded, tidy
from reporting.imports.values import (
    Choices,
    Unreadable,
    read_amount,
    read_date,
    read_yes_no,
    words_of,
)


@pytest.mark.parametrize(
    "text",
    ["2026-1-5", "2026年1月5日", "2026/01/05", "20260105", "46027", "2026.1.5",
     "２０２６－０１－０５", "2026-01-05 00:00"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-02-30", "5/1/2026", "去年", "12", "20261301"])
def test_what_is_no_day_is_told(text):
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("1.2万元", "12000"), ("12,000", "12000"), ("3千元", "3000"), ("￥5.50", "5.5"),
     ("0.5亿", "50000000"), ("２００元整", "200"), ("0", "0")],
)  # fmt: skip
def test_an_amount_is_read_with_its_unit(text, yuan):
    assert read_amount(text) == Decimal(yuan)


@pytest.mark.parametrize("text", ["-5", "约1万元", "1.234", "1e5", "9" * 20, "万"])
def test_what_is_no_amount_is_told(text):
    with pytest.raises(Unreadable):
        read_amount(text)


def test_choices_are_read_by_code_or_words_and_named_when_neither():
    known = Choices([("drug", "药品"), ("device", "医疗器械")])
    assert known.read("医疗 器械") == "device"
    assert known.read("DRUG") == "drug"
    with pytest.raises(Unreadable, match="药品、医疗器械"):
        known.read("食品")


def test_yes_and_no_and_several_values():
    assert read_yes_no("是")
    assert not read_yes_no("否")
    with pytest.raises(Unreadable):
        read_yes_no("也许")
    assert words_of("药品、器械，化妆品") == ["药品", "器械", "化妆品"]


def test_what_looks_like_a_formula_leaves_guarded_and_comes_back_as_it_was():
    for text in ("=1+1", "+86", "-5", "@x"):
        assert guarded(text) == f"'{text}"
        assert tidy(guarded(text))[0] == text
    assert guarded("㐂𠮷·") == "㐂𠮷·"
