"""The thirty fields of the disclosure feed (双公示), in their order.

Labels and codes are those of published records; lengths those of one implementer's table
of 2024. Amounts are in 万元 with six decimals, and the heading says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PERSON, HOUSEHOLD, ORGANISATION = "自然人", "个体工商户", "法人及非法人组织"
PARTY_TYPES: Final = (ORGANISATION, HOUSEHOLD, PERSON)
ID_TYPES: Final = ("身份证", "护照号", "港澳居民来往内地通行证", "台湾居民来往大陆通行证")
# The law knows no end of the penalty itself.
NO_END: Final = "2099-12-31"


class Sort(StrEnum):
    """What a field holds."""

    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"
    CREDIT_CODE = "credit_code"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class FeedField:
    """One field of the feed.

    Args:
        name: its name in the product and the API.
        code: its column name in the exchange.
        label: its heading; for amounts with the unit.
        longest: characters it may hold; 0 for any number.
        required: when it must be there: ``always``, ``person``, ``unit`` (an organisation
            or household), ``organisation``, ``fine``, ``confiscated``, ``licence`` or never.
        supplied: a person may enter what the case does not know.
    """

    name: str
    code: str
    label: str
    longest: int = 0
    sort: Sort = Sort.TEXT
    required: str = ""
    supplied: bool = False
    choices: tuple[str, ...] = ()


_F = FeedField
FIELDS: Final[tuple[FeedField, ...]] = (
    _F("party_name", "CF_XDR_MC", "行政相对人名称", 200, required="always"),
    _F(
        *("party_type", "CF_XDR_LB", "行政相对人类别", 100),
        required="always",
        choices=PARTY_TYPES,
        supplied=True,
    ),
    _F(
        *("uscc", "CF_XDR_SHXYM", "行政相对人代码_1（统一社会信用代码）", 32),
        sort=Sort.CREDIT_CODE,
        required="unit",
    ),
    _F("biz_reg_no", "CF_XDR_GSZC", "行政相对人代码_2（工商注册号）", 50, supplied=True),
    _F("org_code", "CF_XDR_ZZJG", "行政相对人代码_3（组织机构代码）", 32, supplied=True),
    _F("tax_no", "CF_XDR_SWDJ", "行政相对人代码_4（税务登记号）", 32, supplied=True),
    _F(
        *("institution_cert_no", "CF_XDR_SYDW", "行政相对人代码_5（事业单位证书号）", 120),
        supplied=True,
    ),
    _F(
        *("social_org_no", "CF_XDR_SHZZ", "行政相对人代码_6（社会组织登记证号）", 50),
        supplied=True,
    ),
    _F("legal_rep", "CF_FRDB", "法定代表人", 50, required="organisation", supplied=True),
    _F(
        *("legal_rep_id_type", "CF_FR_ZJLX", "法定代表人证件类型", 64),
        choices=ID_TYPES,
        supplied=True,
    ),
    _F("legal_rep_id_no", "CF_FR_ZJHM", "法定代表人证件号码", 32, supplied=True),
    _F(
        *("id_type", "CF_XDR_ZJLX", "证件类型", 64),
        required="person",
        choices=ID_TYPES,
        supplied=True,
    ),
    _F("id_no", "CF_XDR_ZJHM", "证件号码", 64, required="person", supplied=True),
    _F("doc_no", "CF_WSH", "行政处罚决定书文号", 128, required="always"),
    _F("violation_type", "CF_WFXW", "违法行为类型", required="always", supplied=True),
    _F("facts", "CF_SY", "违法事实", required="always", supplied=True),
    _F("legal_basis", "CF_YJ", "处罚依据", required="always", supplied=True),
    _F(
        *("penalty_categories", "CF_CFLB", "处罚类别", 36),
        sort=Sort.CODES,
        required="always",
    ),
    _F("content", "CF_NR", "处罚内容", required="always", supplied=True),
    _F("fine_wan", "CF_NR_FK", "罚款金额（万元）", 19, sort=Sort.AMOUNT, required="fine"),
    _F(
        *("confiscated_wan", "CF_NR_WFFF", "没收违法所得、没收非法财物的金额（万元）", 19),
        sort=Sort.AMOUNT,
        required="confiscated",
    ),
    _F(
        *("licence_affected", "CF_NR_ZKDX", "暂扣或吊销证照名称及编号", 200),
        required="licence",
        supplied=True,
    ),
    _F("decided_on", "CF_JDRQ", "处罚决定日期", 10, sort=Sort.DAY, required="always"),
    _F(
        *("valid_until", "CF_YXQ", "处罚有效期", 10),
        sort=Sort.DAY,
        required="always",
        supplied=True,
    ),
    _F("disclose_until", "CF_GSJZQ", "公示截止期", 10, sort=Sort.DAY),
    _F("agency", "CF_CFJG", "处罚机关", 200, required="always"),
    _F(
        *("agency_uscc", "CF_CFJGDM", "处罚机关统一社会信用代码", 18),
        sort=Sort.CREDIT_CODE,
        required="always",
        supplied=True,
    ),
    _F("source_org", "CF_SJLY", "数据来源单位", 200, required="always", supplied=True),
    _F(
        *("source_org_uscc", "CF_SJLYDM", "数据来源单位统一社会信用代码", 18),
        sort=Sort.CREDIT_CODE,
        required="always",
        supplied=True,
    ),
    _F("remark", "BZ", "备注", supplied=True),
)
BY_NAME: Final[Mapping[str, FeedField]] = {one.name: one for one in FIELDS}
NUMBERS: Final[Mapping[str, int]] = {one.name: n for n, one in enumerate(FIELDS, 1)}
SUPPLIED: Final = tuple(one.name for one in FIELDS if one.supplied)
# The bureau's own particulars are the same on every decision.
OF_THE_BUREAU: Final = ("agency_uscc", "source_org", "source_org_uscc")
# What is written in words, and so may name somebody; the other texts are numbers and codes.
PROSE: Final = frozenset(
    {
        *("violation_type", "facts", "legal_basis", "content", "licence_affected"),
        *("agency", "source_org", "remark"),
    }
)
IDENTITY_NUMBERS: Final = frozenset({"legal_rep_id_no", "id_no"})
