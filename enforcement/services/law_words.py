"""What an instrument says of the law applied: a choice between two laws, one act fined once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enforcement.models import LawChoice, Violation
from law.successions import ARTICLE as ARTICLE_37
from law.words import cite

ARTICLE_29 = cite("中华人民共和国行政处罚法", "第二十九条")


def law_applied(violations: Iterable[Violation]) -> list[str]:
    """A line for each choice of law and each act under several norms. One query."""
    rows = {row.pk: row for row in violations}
    lines = []
    for choice in LawChoice.objects.filter(violation__in=rows).order_by("pk"):
        words = _("%(n)s. %(law)s applies under %(article)s: %(reason)s")
        lines.append(
            words
            % {
                "n": rows[choice.violation_id].seq,
                "law": choice.article,
                "article": ARTICLE_37,
                "reason": choice.reason,
            }
        )
    for row in rows.values():
        first = rows.get(row.same_act_as_id or 0)
        if first is not None:
            words = _(
                "%(first)s and %(second)s are one act; one fine is imposed (%(article)s)."
            )
            told = {"first": first.seq, "second": row.seq, "article": ARTICLE_29}
            lines.append(words % told)
    return lines
