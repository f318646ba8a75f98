"""Nothing personal can be read in a published penalty, however it is written."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.disclosure.masking import (
    Secrets,
    masked_code,
    masked_name,
    masked_number,
    masked_text,
    shows_a_secret,
)

quick = settings(max_examples=150, deadline=None)
IDENTITY = "610113199001011230"
MOBILE = "13812345678"
# Ways in which people write the same digits.
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def digits_of(text):
    """What a reader can still make out, whatever the signs."""
    plain = text.translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    return re.sub(r"[^0-9*]", "", unicodedata.normalize("NFKC", plain))


def signs(text):
    return re.sub(r"[\s\u200b·•-]", "", text)


class TestNumbers:
    @pytest.mark.parametrize(
        "written",
        [
            IDENTITY,
            "61011319900101123X",
            "61011319900101123x",
            "61011319900101123×",
            "610113 19900101 1230",
            "610113-1990-0101-1230",
            "610113.19900101.1230",
            "6101 1319 9001 0112 37",
            "6 1 0 1 1 3 1 9 9 0 0 1 0 1 1 2 3 7",
            "610113　19900101　1230",
            "610113\u200b19900101\u200b1230",
            "610113（19900101）1230",
            IDENTITY.translate(WIDE),
            IDENTITY.translate(CHINESE),
            IDENTITY.translate(CIRCLED),
            f"ID{IDENTITY}",
            f"证号{IDENTITY}号",
            "1、610113 19900101 1230",
        ],
    )
    def test_an_identity_number(self, written):
        shown = masked_text(f"当事人张某（身份证号：{written}）称")

        assert "19900101" not in digits_of(shown)
        assert shown.count("*") >= 8
        assert len(shown) == len(f"当事人张某（身份证号：{written}）称")

    @pytest.mark.parametrize(
        "written", ["610113900101123", "610113 900101 123", "610113900101123".translate(WIDE)]
    )
    def test_one_of_fifteen_digits(self, written):
        assert "900101" not in digits_of(masked_text(f"身份证{written}，"))

    @pytest.mark.parametrize(
        "written",
        [
            MOBILE,
            "138-1234-5678",
            "138 1234 5678",
            "138.1234.5678",
            "1381234 5678",
            "138—1234—5678",
            "1-3-8-1-2-3-4-5-6-7-8",
            "+8613812345678",
            "+86 138 1234 5678",
            "+86-13812345678",
            "008613812345678",
            "(+86)13812345678",
            "8613812345678",
            "013812345678",
            "13812345678转1",
            MOBILE.translate(WIDE),
            MOBILE.translate(CHINESE),
            "幺三八一二三四五六七八",
            "138\u200b12345678",
            "138·1234·5678",
            "13812345678/13912345678",
        ],
    )
    def test_a_mobile_number(self, written):
        for before, after in (
            ("联系", "。"),
            ("手机号码：", "、"),
            ("张三", "三次"),
            ("tel ", ""),
        ):
            shown = masked_text(f"{before}{written}{after}")
            assert "81234" not in digits_of(shown)
            assert shown.count("*") >= 4

    @pytest.mark.parametrize(
        "written",
        [
            "029-88881234",
            "02988881234",
            "（029）88881234",
            "029－8888 1234",
            "0917-3261234",
            "+86 29 88881234",
            "+86-029-88881234",
            "０２９－８８８８１２３４",
        ],
    )
    def test_a_landline(self, written):
        assert "1234" not in digits_of(masked_text(f"家中{written}。"))

    @pytest.mark.parametrize(
        "told",
        [
            "电话：88881234",
            "联系方式为8888 1234",
            "传真88881234",
            "QQ：888881234",
            "微信号：zhang_san1234",
            "邮箱zhang.san1234@example.com",
            "护照号码E12341234",
            "港澳居民来往内地通行证H12341234",
            "军官证123412341",
            "驾驶陕A·12341的货车",
            "驾驶陕AD12341的货车",
        ],
    )
    def test_what_its_word_tells(self, told):
        assert "1234" not in masked_text(f"当事人{told}。")

    @pytest.mark.parametrize(
        "told",
        [
            "6222021234567890123",
            "6222 0212 3456 7890 123",
            "6222-0212-3456-7890",
            "６２２２０２１２３４５６７８９０１２３",
            "账号：610501234567",
            "中国银行账户 6105 0123 4567 89",
            "帐号（建设银行雁塔支行）61050123456789",
        ],
    )
    def test_a_bank_account(self, told):
        shown = digits_of(masked_text(f"货款汇入{told}。"))
        assert re.search("[0-9]{5}", shown) is None
        assert shown.count("*") >= 8

    @pytest.mark.parametrize(
        ("told", "shown"),
        [
            ("张某住址：陕西省西安市雁塔区小寨东路8号3单元501室，", "陕西省西安市雁塔区"),
            ("家住西安市雁塔区阳光小区3栋，", "西安市雁塔区"),
            ("户籍所在地咸阳市秦都区人民路1号，", "咸阳市秦都区"),
            ("收货地址为阳光小区3栋501，", "收货地址为"),
        ],
    )
    def test_a_dwelling_is_told_to_its_district(self, told, shown):
        found = masked_text(told)
        assert shown in found
        assert not re.search("[0-9]|小寨|阳光|人民路", found)

    @pytest.mark.parametrize(
        "text",
        [
            "批号20230105，国药准字Z20053221，货值12345678.90元，2025年1月5日至2026年3月10日",
            "国械注准20153401234，药品经营许可证（陕CA6101130001）",
            "追溯码81234567890123456789，条码6901234567890",
            "统一社会信用代码91110000710925462X",
            "电话订货，账户转账12000000元",
            "批号：0210123456，数量13盒，2026-01-05至2026-02-05",
            "微信转账138000元，拨打12315投诉",
            "2020 2021 2022 2023四年",
            "当事人住所：陕西省西安市雁塔区小寨东路8号",
            "违反《中华人民共和国药品管理法》第九十八条第三款第（五）项、第一百一十七条",
        ],
    )
    def test_what_is_nobodys_stays(self, text):
        assert masked_text(text) == text

    @pytest.mark.parametrize(
        "number",
        ["61011319900101123*", "6*10113199001011230", "６１０１１３１９９００１０１１２３０"],
    )
    def test_a_number_hidden_by_half_is_hidden_whole(self, number):
        assert "0101" not in digits_of(masked_number(number))
        assert "0101" not in digits_of(masked_text(f"证号{number}"))

    def test_registration_numbers_stay_but_an_identity_number_among_them(self):
        assert masked_code("610113600012345") == "610113600012345"
        assert masked_code(f"{IDENTITY}01") == "610113********123001"

    @quick
    @given(
        number=st.sampled_from([IDENTITY, MOBILE, "029-88881234"]),
        table=st.sampled_from([{}, WIDE, CHINESE, CIRCLED]),
        gap=st.sampled_from(["", " ", "-", "　", "\u200b", "－", "·", "－ "]),
        every=st.integers(1, 6),
        before=st.text(alphabet="甲乙丙，。：（“ \n", max_size=5),
        after=st.text(alphabet="甲乙丙，。；）” \n", max_size=5),
    )
    def test_however_it_is_written(self, number, table, gap, every, before, after):
        parts = [number[at : at + every] for at in range(0, len(number), every)]
        written = gap.join(parts) if "-" not in number else number
        text = f"{before}{written.translate(table)}{after}"
        shown = masked_text(text)

        assert max(map(len, re.findall("[0-9]+", digits_of(shown))), default=0) <= 6
        assert shown.count("*") >= 4
        assert len(shown) == len(text)

    @settings(max_examples=600, deadline=None)
    @given(
        st.text(alphabet="0123456789xX+-－ 　*.·电话账号住址身份证张三市区路陕A元", max_size=60)
    )
    def test_masked_twice_is_masked_once(self, text):
        once = masked_text(text, Secrets(names=("张三",)))
        assert masked_text(once, Secrets(names=("张三",))) == once
        assert not shows_a_secret(once, Secrets(names=("张三",)))


class TestNames:
    @pytest.mark.parametrize(
        "written",
        ["王小明", "王 小 明", "王　小明", "王\u200b小明", "王\n小明", "“王小明”", "王-小-明"],
    )
    def test_a_name_with_signs_put_in(self, written):
        shown = masked_text(f"经查{written}未取得许可", Secrets(names=("王小明",)))
        assert "小" not in shown
        assert "明" not in shown

    @pytest.mark.parametrize(
        "written", ["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽买买提"]
    )
    def test_a_name_with_a_dot(self, written):
        shown = masked_text(f"{written}称", Secrets(names=("阿依古丽·买买提",)))
        assert signs(shown) == "阿******称"

    @pytest.mark.parametrize("name", ["𠮷田一", "㐂多", "䶮文", "John Smith", "张一"])
    def test_rare_and_foreign_names(self, name):
        shown = masked_text(f"经查{name}称", Secrets(names=(name,)))
        assert shown.startswith(f"经查{name[0]}*")
        assert shown.endswith("*称")

    def test_a_business_called_after_its_owner_is_named(self):
        secrets = Secrets(names=("李明",), open=("雁塔区李明大药房",))
        shown = masked_text("雁塔区李明大药房经营者李明称", secrets)
        assert shown == "雁塔区李明大药房经营者李*称"

    def test_an_address_of_the_register_is_told_to_its_district(self):
        secrets = Secrets(addresses=("陕西省西安市雁塔区小寨东路8号",))
        for written in ("小寨东路8号", "西安市雁塔区小寨东路８号", "小寨东路 8 号"):
            assert not re.search("[8８]|小寨", masked_text(f"在{written}查获", secrets))

    @quick
    @given(
        name=st.text(alphabet="王李张阿依古丽小明大海㐂𠮷䶮", min_size=2, max_size=6),
        gap=st.sampled_from(["", " ", "　", "\u200b", "·", " - "]),
        before=st.text(alphabet="甲乙丙，。一二三12 ", max_size=8),
    )
    def test_however_it_is_written(self, name, gap, before):
        text = f"{before}{gap.join(name)}。"
        shown = masked_text(text, Secrets(names=(name,)))
        assert len(shown) == len(text)
        assert masked_name(name) in signs(shown)
