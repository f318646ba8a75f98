"""Words in both languages, and how an article is cited in Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import get_language

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Words:
    """A text that the data files carry in English and in Chinese."""

    en: str
    zh: str

    def __str__(self) -> str:
        language = get_language() or "zh-hans"
        return self.zh if language.startswith("zh") else self.en

    @classmethod
    def of(cls, raw: Mapping[str, str]) -> Self:
        """Read ``{"en": …, "zh": …}``."""
        return cls(en=raw["en"], zh=raw["zh"])

    @classmethod
    def of_or_none(cls, raw: Mapping[str, str] | None) -> Self | None:
        """The same, where the file may say null."""
        return cls.of(raw) if raw else None


def chinese_number(number: int) -> str:
    """Write 1 to 999 as statutes number their articles: 115 is 一百一十五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def cite(law: str, article: str | None = None) -> str:
    """《law》article, as a decision writes it."""
    return f"《{law}》{article or ''}"
