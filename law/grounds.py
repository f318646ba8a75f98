"""When a hearing, a legal review or a collective discussion is owed: grounds, never memory.

Legal source: Administrative Penalty Law Art. 57 (2), 58, 63; SAMR hearing rules Art. 5;
SAMR procedure rules Art. 50, 61.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from law.office import OfficeLaw
from law.penalty_kinds import PenaltyKind
from law.steps import show_yuan
from law.thresholds import ALWAYS_HEARD, IN_FORCE_2021, Threshold, threshold
from law.words import cite

PENALTY_LAW = "中华人民共和国行政处罚法"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
HEARING_LAW = cite(PENALTY_LAW, "第六十三条")
REVIEW_LAW = cite(PENALTY_LAW, "第五十八条")
DISCUSSION_LAW = cite(PENALTY_LAW, "第五十七条第二款")
DISCUSSION_RULES = cite(PROCEDURE_RULES, "第六十一条")
ZERO = Decimal(0)

# A licence or a right to trade is taken away: the gravest penalties.
REVOCATIONS = frozenset(kind for kind in ALWAYS_HEARD if kind.value.startswith("revoke_"))


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is owed, in words, and the article that asks for it."""

    code: str
    text: Text
    article: str

    def __str__(self) -> str:
        return f"{self.text}（{self.article}）"


@dataclass(frozen=True, slots=True)
class Intended:
    """A penalty on one party or person, as the thresholds of a hearing look at it.

    Args:
        is_person: a natural person, for whom the lower amounts hold.
        fine: yuan.
        confiscated: illegal income and value of goods together, yuan.
        kinds: codes of the penalties.
        name: whom it is on, where that is not the party.
    """

    is_person: bool
    fine: Decimal = ZERO
    confiscated: Decimal = ZERO
    kinds: tuple[str, ...] = ()
    name: str = ""


def hearing_grounds(
    intended: Iterable[Intended], *, on: date, office: OfficeLaw
) -> list[Ground]:
    """Why the party may ask for a hearing; empty where it may not.

    The amounts include the figure itself; the province may set its own.

    Raises:
        LawUnavailable: no threshold is known for that day.

    Legal source: Administrative Penalty Law Art. 63; SAMR hearing rules Art. 5.
    """
    return [ground for one in intended for ground in _heard(one, on, office)]


def _heard(one: Intended, on: date, office: OfficeLaw) -> Iterator[Ground]:
    who = "person" if one.is_person else "organisation"
    for code in one.kinds:
        if code in ALWAYS_HEARD:
            yield Ground(f"kind_{code}", PenaltyKind(code).label, HEARING_LAW)
    for what, amount in (("fine", one.fine), ("confiscation", one.confiscated)):
        least = threshold(f"hearing_{what}_{who}", on=on, provincial=office.amounts_on(on))
        if amount >= least.value:
            yield Ground(f"{what}_{who}", _reached(least, amount, one.name), least.basis)


def _reached(least: Threshold, amount: Decimal, name: str) -> str:
    words = _("%(title)s: %(least)s yuan; here %(amount)s yuan") % {
        "title": least.title,
        "least": show_yuan(str(least.value)),
        "amount": show_yuan(str(amount)),
    }
    return f"{name}：{words}" if name else words


@dataclass(frozen=True, slots=True)
class DiscussionGround:
    """A ground for collective discussion, in the version its dates say.

    ``confidence`` says whether the text names it or the office only knows it from memory;
    what is from memory is off until a named person confirms it.
    """

    id: str
    title: Text
    basis: str
    effective_from: date = IN_FORCE_2021
    confidence: str = "text"

    @property
    def enabled_default(self) -> bool:
        return self.confidence != "memory"

    def is_used(self, on: date, office: OfficeLaw) -> bool:
        """Whether it counts on that day at this office."""
        known = self.enabled_default or self.id in office.confirmed
        return known and self.id not in office.switched_off and self.effective_from <= on


# The fine from which a province wants a case discussed; the laws name none.
DISCUSSION_AMOUNTS: dict[str, Text] = {
    "discussion_fine_person": gettext_lazy("Fine on a person from which a case is discussed"),
    "discussion_fine_organisation": gettext_lazy(
        "Fine on an organisation from which a case is discussed"
    ),
}
DISCUSSION_GROUNDS = (
    DiscussionGround("discuss_major_case", gettext_lazy("Major case"), DISCUSSION_LAW),
    DiscussionGround(
        "discuss_complex_case", gettext_lazy("Complex circumstances"), DISCUSSION_LAW
    ),
    DiscussionGround(
        "discuss_hearing_held", gettext_lazy("A hearing was held"), DISCUSSION_RULES
    ),
    DiscussionGround(
        "discuss_revocation", gettext_lazy("A licence is to be revoked"), DISCUSSION_RULES
    ),
    # The laws name no amount and leave mitigation to the rules of each province.
    DiscussionGround(
        "discuss_large_fine",
        gettext_lazy("A fine from the amount the office has set"),
        DISCUSSION_RULES,
    ),
    DiscussionGround(
        "discuss_mitigated",
        gettext_lazy("A penalty below the statutory minimum"),
        DISCUSSION_RULES,
        confidence="memory",
    ),
)


def discussion_grounds(found: Iterable[str], *, on: date, office: OfficeLaw) -> list[Ground]:
    """The grounds among those found that count on the day, in the order of the list.

    Args:
        found: ids of ``DISCUSSION_GROUNDS`` that hold for the case.

    Legal source: Administrative Penalty Law Art. 57 (2); SAMR procedure rules Art. 61.
    """
    held = set(found)
    return [
        Ground(one.id, one.title, one.basis)
        for one in DISCUSSION_GROUNDS
        if one.id in held and one.is_used(on, office)
    ]


REVIEW_GROUNDS = {
    "public_interest": Ground(
        "public_interest",
        gettext_lazy("Major public interest, or a major case"),
        f"{REVIEW_LAW}第一款第一项",
    ),
    "heard": Ground(
        "heard",
        gettext_lazy("A hearing was held; the review follows it"),
        f"{REVIEW_LAW}第一款第二项",
    ),
    "complex": Ground(
        "complex",
        gettext_lazy("Complex or doubtful, several legal relations"),
        f"{REVIEW_LAW}第一款第三项",
    ),
}
