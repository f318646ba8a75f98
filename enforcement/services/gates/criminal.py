"""Do the facts suggest a crime: asked before a penalty is submitted, never assumed.

Legal source: Administrative Penalty Law Art. 27; Provisions on transferring suspected crimes
by administrative organs Art. 3, 5.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from enforcement.models import Case, CriminalCheck
from law.criminal_signs import signs_for


@dataclass(frozen=True, slots=True)
class CriminalAnswer:
    """What the officers answered.

    Args:
        found: whether a sign of a crime was found.
        signs: codes of the signs, where some were found.
        why_not_transferred: why the case stays here, where it was not handed over.
    """

    found: bool
    signs: tuple[str, ...] = ()
    why_not_transferred: str = ""


NO_SIGNS = CriminalAnswer(found=False)


def answer_criminal_check(
    case: Case, answer: CriminalAnswer | None, *, by: User, on: date
) -> CriminalCheck:
    """Keep the answer; with signs the case is handed over, or it is said why not.

    Raises:
        Invalid: no answer, no sign named, or neither a transfer nor a reason.
    """
    if answer is None:
        text = _("Say whether the facts suggest a crime: the penalty cannot go on before.")
        raise Invalid(fields={"signs_found": text})
    signs, why = _checked(case, answer)
    row = CriminalCheck.under(
        case,
        case=case,
        found=answer.found,
        signs=signs,
        why_not_transferred=why,
        answered_by=by,
        answered_on=on,
    )
    row.save(force_insert=True)
    after = {"found": row.found, "signs": list(signs), "transferred": _is_transferred(case)}
    record("case.criminal_check", subject=row, by=by, on=on, after=after, note=why[:500])
    return row


def last_answer(case: Case) -> CriminalCheck | None:
    """The latest answer; None before the question was asked."""
    return case.criminal_checks.select_related("answered_by").first()


def _checked(case: Case, answer: CriminalAnswer) -> tuple[tuple[str, ...], str]:
    if not answer.found:
        return (), ""
    known = [sign.code for sign in signs_for(case.domain)]
    signs = tuple(code for code in known if code in answer.signs)
    if not signs or set(answer.signs) - set(known):
        raise Invalid(fields={"signs": _("Name the signs that were found.")})
    why = answer.why_not_transferred.strip()
    if not _is_transferred(case) and not why:
        text = _(
            "A suspected crime is handed to the police. Transfer the case first, or say why "
            "it is not transferred."
        )
        raise Invalid(fields={"why_not_transferred": text})
    return signs, why


def _is_transferred(case: Case) -> bool:
    return case.transferred_to_police_on is not None
