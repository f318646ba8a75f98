import contextlib
from datetime import date

import pytest
from django.db import transaction

from accounts.models import Bureau
from core.errors import Invalid
from documents.numbering import normalised, parse, require_number
from documents.services.numbers import next_number, note_number

ON = date(2026, 3, 10)

# Numbers as bureaus have published them.
SEEN = (
    "粤药监药罚〔2020〕5001号",
    "湘药监药罚〔2022〕82号",
    "桂药监药生罚告〔2020〕19号",
    "（益）食药监行罚〔2018〕21号",
    "兴市监案字[2019]妆61号",
    "（邯）药当行罚[2006]25号",
    "(益) 食药监行罚【2018】21号",
)


@pytest.fixture
def west(tree) -> Bureau:
    Bureau.objects.filter(pk=tree.xian.pk).update(document_word="西市监")
    return Bureau.objects.get(pk=tree.xian.pk)


def test_numbers_follow_each_other_without_a_gap(west):
    numbers = [next_number(bureau=west, word="罚", on=ON) for _each in range(3)]

    assert numbers == ["西市监罚〔2026〕1号", "西市监罚〔2026〕2号", "西市监罚〔2026〕3号"]


def test_each_bureau_word_and_year_counts_for_itself(west, tree):
    next_number(bureau=west, word="罚", on=ON)

    assert next_number(bureau=west, word="立", on=ON) == "西市监立〔2026〕1号"
    assert next_number(bureau=west, word="罚", on=date(2027, 1, 1)) == "西市监罚〔2027〕1号"
    assert next_number(bureau=tree.weinan, word="罚", on=ON).endswith("罚〔2026〕1号")


def test_an_act_that_fails_gives_its_number_back(west):
    next_number(bureau=west, word="罚", on=ON)
    with contextlib.suppress(RuntimeError), transaction.atomic():
        next_number(bureau=west, word="罚", on=ON)
        raise RuntimeError

    assert next_number(bureau=west, word="罚", on=ON) == "西市监罚〔2026〕2号"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_different_numbers_without_a_gap(west, at_once):
    def take(_number):
        return [next_number(bureau=west, word="罚", on=ON) for _each in range(5)]

    taken = [number for part in at_once(take, 8) for number in part]

    assert sorted(parse(number).serial for number in taken) == list(range(1, 41))


@pytest.mark.parametrize("number", SEEN)
def test_published_numbers_are_understood(number):
    assert parse(normalised(number)) is not None
    assert require_number(number) == normalised(number)


def test_a_number_is_told_in_parts():
    parts = parse(normalised("兴市监案字[2019]妆61号"))

    assert (parts.head, parts.year, parts.letter, parts.serial) == (
        "兴市监案字",
        2019,
        "妆",
        61,
    )


@pytest.mark.parametrize(
    "text", ["", "12", "西市监罚2026第12号", "西市监罚〔26〕12号", "x" * 10_000]
)
def test_what_is_no_number_is_refused_at_its_field(text):
    with pytest.raises(Invalid) as refused:
        require_number(text, field="document_number")

    assert "document_number" in refused.value.fields


def test_the_series_stays_ahead_of_numbers_given_elsewhere(west):
    note_number(bureau=west, number="西市监罚〔2026〕7号")
    note_number(bureau=west, number="西市监罚〔2026〕3号")
    note_number(bureau=west, number="西市监罚〔2026〕药99号")
    note_number(bureau=west, number="湘药监药罚〔2026〕82号")

    assert next_number(bureau=west, word="罚", on=ON) == "西市监罚〔2026〕8号"
