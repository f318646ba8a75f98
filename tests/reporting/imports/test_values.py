from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from reporting.imports.kinds.settings import read_number
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
     "２０２６－０１－０５", "2026-01-05 00:00", "二〇二六年一月五日", "二零二六年一月五号"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "去年", "12", "20261301", "二〇二六年十三月五日", "二〇二六年一月十十日",
     "二〇二六年一月三十二日", "26年1月5日"],
)  # fmt: skip
def test_what_is_no_day_is_told(text):
    with pytest.raises(Unreadable, match="2026-01-05"):
        read_date(text)


@pytest.mark.parametrize("text", ["5/1/2026", "1.5.2026", "26-1-5", "5-1-26"])
def test_what_may_be_two_days_is_asked_about(text):
    with translation.override("en"), pytest.raises(Unreadable, match="more than one day"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("二〇二五年十月十日", date(2025, 10, 10)),
     ("二〇二五年十二月二十一日", date(2025, 12, 21)),
     ("二〇二五年十一月三十日", date(2025, 11, 30))],
)  # fmt: skip
def test_a_day_in_words_is_read(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "number"), [("120", 120), ("1,200 家", 1200), ("1.2万件", 12000), ("85%", 85)]
)
def test_a_count_is_read_with_its_word(text, number):
    assert read_number(text, None) == number


@pytest.mark.parametrize("text", ["500 g", "约100", "-5", "nan", "万"])
def test_what_is_no_count_is_told(text):
    with pytest.raises(Unreadable):
        read_number(text, None)


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
