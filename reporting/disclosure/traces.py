"""Where in a text a person's number, account, plate or dwelling can be read.

Everything here looks at the folded text (``written.folded``) and answers with places in it.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from registry.credit_codes import credit_code_fault
from reporting.disclosure.written import NUMERALS

Places = Iterator[int]
SIGNS: Final = "".join(NUMERALS)
# What may stand between two digits of one number.
GAP: Final = r"[ \-_·()\u200b]{0,3}"
LOOSE: Final = r"[ \-_·()\u200b.,，、/]{0,3}"
FORE: Final = r"(?<![0-9])"
AFT: Final = r"(?![0-9])"
# Between the word and its number.
THEN: Final = r"[^0-9A-Za-z。；]{0,12}"
# A number goes on, or was hidden already.
ENDS: Final = rf"(?!{GAP}[0-9*])"
NOT_AN_AMOUNT: Final = rf"{ENDS}(?! *[元万.件盒瓶])"

IDENTITY: Final = re.compile(rf"{FORE}(?=([0-9](?:{LOOSE}[0-9]){{16}}{LOOSE}[0-9Xx]){AFT})")
OLD_IDENTITY: Final = re.compile(rf"{FORE}(?=([0-9](?:{LOOSE}[0-9]){{14}}){AFT})")
MOBILE: Final = re.compile(
    rf"{FORE}(?=(?:(?:(?:\+|00)?{GAP}86|0|17951|12593){GAP})?"
    rf"(1{GAP}[3-9](?:{GAP}[0-9]){{9}}|1[3-9][0-9][.,，、/][0-9]{{4}}[.,，、/][0-9]{{4}}){AFT})"
)
LANDLINE: Final = re.compile(
    rf"{FORE}(?<![批编]号)(?<![批编]号:)(?:\+?{GAP}86{GAP})?\(?0[1-9][0-9]{{1,2}}\)?"
    rf"{GAP}([2-9](?:{GAP}[0-9]){{6,7}}){AFT}"
)
ABROAD: Final = re.compile(
    rf"(?:\+|{FORE}00)86{GAP}[1-9][0-9]{{1,2}}{GAP}([2-9][0-9]{{6,7}}){AFT}"
)
CARD: Final = re.compile(
    rf"{FORE}([0-9](?:\u200b*[0-9]){{15,18}}|[0-9]{{4}}(?:[ \-][0-9]{{4}}){{3}}"
    rf"(?:[ \-]?[0-9]{{1,3}})?)(?![0-9Xx])"
)
YEARS: Final = re.compile(r"(?:(?:19|20)[0-9]{2}[ \-]?){4}\Z")
ACCOUNT: Final = re.compile(
    rf"(?:[账帐]号|[账帐]户|卡号|银行卡|存折)[^0-9。；]{{0,20}}([0-9](?:{GAP}[0-9]){{7,}})"
    rf"{NOT_AN_AMOUNT}"
)
TOLD_PHONE: Final = re.compile(
    rf"(?:电话|手机|联系方式|致电|拨打|传真|座机|微信|QQ|[Tt][Ee][Ll]){THEN}"
    rf"([0-9](?:{GAP}[0-9]){{5,}}){NOT_AN_AMOUNT}",
    re.IGNORECASE,
)
TOLD_PAPER: Final = re.compile(
    rf"(?:身份证|护照|通行证|居住证|军官证|士兵证|证件)(?:件)?(?:号码?)?[^0-9A-Za-z。；]{{0,8}}"
    rf"([A-Za-z]{{0,3}}[0-9](?:{GAP}[0-9]){{4,}}[Xx]?){ENDS}"
)
TOLD_NAME: Final = re.compile(
    r"(?:微信|QQ)(?:号|ID)?[: 为是]{0,3}([A-Za-z][-_A-Za-z0-9]{5,19})", re.IGNORECASE
)
MAIL: Final = re.compile(r"([A-Za-z0-9._%+-]+)@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][· \-]?"
    r"((?=[A-Z]*[0-9])[A-Z0-9]{5,6})(?![A-Za-z0-9*])"
)
# A number somebody hid, of which too much was left.
HALF_HIDDEN: Final = re.compile(r"(?<![0-9*])(?=[0-9]*\*)(?=[0-9*]*[0-9]{7})([0-9*]{8,})")
DWELLING: Final = re.compile(
    r"(?:住址|户籍地址?|户籍所在地|现住址?|家住|居住地址?|居住[于在]|暂住地?|身份证地址|收货地址"
    r"|收件地址|住所地?\(自然人\))[: 为是在于]{0,3}([^，。；,;:()]{3,80})"
)
DISTRICT: Final = re.compile(
    r"(?:.{1,8}?(?:省|自治区))?(?:.{1,10}?(?:市|自治州|盟|地区))?(?:.{1,10}?(?:(?<![小社园校街厂])区|县|市|旗))?"
)
# So many numerals in a row are no year and no article, but a number spelt out.
SPELT: Final = re.compile(rf"([{SIGNS}](?:{GAP}[{SIGNS}]){{6,}})")
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS: Final = "10X98765432"


# Pattern, signs left at its head, signs left at its end; what comes first rules. A word in
# front of a number tells what it is only where the number does not tell it by its own form.
NUMBERS: Final = (
    (MAIL, 1, 0),
    (CARD, 0, 4),
    (ACCOUNT, 0, 4),
    (MOBILE, 3, 4),
    (LANDLINE, 0, 0),
    (ABROAD, 0, 0),
    (SPELT, 3, 0),
    (PLATE, 0, 2),
    (TOLD_PHONE, 0, 2),
    (TOLD_PAPER, 2, 2),
    (TOLD_NAME, 1, 0),
    (HALF_HIDDEN, 3, 2),
)


def numbers_in(text: str) -> set[int]:
    """Places of the signs to be hidden so that no number of a person can be read."""
    hidden: set[int] = set()
    seen: set[int] = set()
    for span, head, tail in _spans(text):
        if seen.isdisjoint(range(*span)):
            seen.update(range(*span))
            hidden.update(_middle(text, span, head, tail))
    return hidden.union(_dwellings(text))


def _spans(text: str) -> Iterator[tuple[tuple[int, int], int, int]]:
    yield from _identities(text)
    for pattern, head, tail in NUMBERS:
        for match in pattern.finditer(text):
            if not _is_harmless(match[1]):
                yield match.span(1), head, tail


def dwelling_in(address: str) -> set[int]:
    """Places of an address behind its district."""
    match = DISTRICT.match(address)
    return set(range(match.end() if match else 0, len(address)))


def is_identity(bare: str) -> bool:
    """Whether 18 signs are an identity number by its day of birth and its last sign."""
    if len(bare) != 18 or not bare[:17].isdecimal() or not _born(bare[6:14]):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(bare, WEIGHTS, strict=False))
    return CHECKS[total % 11] == bare[17].upper()


def _identities(text: str) -> Iterator[tuple[tuple[int, int], int, int]]:
    for pattern, length in ((IDENTITY, 18), (OLD_IDENTITY, 15)):
        for match in pattern.finditer(text):
            bare = "".join(sign for sign in match[1] if sign.isalnum())
            day = bare[6:14] if length == 18 else f"19{bare[6:12]}"
            is_whole = len(bare) == len(match[1])
            if not _is_credit_code(bare) and (is_whole or _born(day)):
                yield match.span(1), 6, 4 if length == 18 else 3


def _is_credit_code(bare: str) -> bool:
    return len(bare) == 18 and not is_identity(bare) and not credit_code_fault(bare.upper())


def _born(text: str) -> bool:
    try:
        return 1880 <= date(int(text[:4]), int(text[4:6]), int(text[6:8])).year < 2100
    except ValueError:
        return False


def _is_harmless(number: str) -> bool:
    """Years one after the other, or the code of an organisation."""
    return YEARS.match(number) is not None or _is_credit_code(number)


def _dwellings(text: str) -> Places:
    for match in DWELLING.finditer(text):
        yield from (match.start(1) + place for place in dwelling_in(match[1]))


def _middle(text: str, span: tuple[int, int], head: int, tail: int) -> Places:
    """Places of all signs but the first and the last of these; what stands between stays."""
    signs = [at for at in range(*span) if text[at].isalnum()]
    yield from signs[head : len(signs) - tail]
