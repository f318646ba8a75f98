"""Which level may file and penalise: the shipped table under the office's own.

The shipped division is from memory in part: it warns. An office that confirmed its own lets
it refuse, by the rule ``competence_gate``.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, User
from accounts.policies import require_manage_settings
from accounts.services.policies import PolicyKey, get_policy
from accounts.system import System
from audit.services import record
from core.errors import Invalid
from enforcement.errors import NotCompetent
from enforcement.models import Case, CompetenceSetting
from enforcement.models.competence import CompetentLevel
from law.competence import LEVELS, Competence, shipped_competence
from law.vocabularies import Domain, Link

GATE = "competence_gate"
WARN, REFUSE = "warn", "refuse"


def _one_of_two(value: object) -> None:
    if value not in (WARN, REFUSE):
        words = "、".join(f"“{one}”" for one in COMPETENCE_GATE.words.values())
        raise ValueError(_("Enter one of: %(words)s.") % {"words": words})


COMPETENCE_GATE = PolicyKey(
    GATE,
    gettext_lazy("What happens to a filing outside the level's competence"),
    WARN,
    gettext_lazy("The shipped division of powers was entered from memory."),
    _one_of_two,
    {WARN: gettext_lazy("Warn only"), REFUSE: gettext_lazy("Refuse it")},
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table as it stands on a day."""

    competence: Competence
    own: CompetenceSetting | None


def competence_table(on: date) -> dict[tuple[str, str, str], Cell]:
    """Every cell with the office's own entry where it has begun. One query."""
    own: dict[tuple[str, str, str], CompetenceSetting] = {}
    rows = CompetenceSetting.objects.filter(effective_from__lte=on)
    for row in rows.order_by("effective_from", "pk"):
        own[row.domain, row.link, row.level] = row
    table = {}
    for key, cell in shipped_competence().items():
        set_here = own.get(key)
        stands = cell
        if set_here is not None:
            stands = Competence(*key, set_here.competent, set_here.basis)
        table[key] = Cell(stands, set_here)
    return table


def competence_of(case: Case, bureau: Bureau, on: date) -> Cell | None:
    """The cell of a case; None where its link is not known, or the bureau has no level."""
    if not case.link or bureau.kind not in LEVELS:
        return None
    return competence_table(on).get((case.domain, case.link, bureau.kind))


def competent_levels(domain: str, link: str, on: date) -> list[str]:
    """The levels that may file in a link, in words."""
    table = competence_table(on)
    return [
        str(CompetentLevel(level).label)
        for level in LEVELS
        if table[domain, link, level].competence.competent
    ]


def require_competent(case: Case, *, bureau: Bureau, on: date) -> None:
    """Refuse a filing outside the level's competence, where the office lets it refuse.

    Raises:
        NotCompetent: names who is competent, and the basis.

    Legal source: Administrative Penalty Law Art. 22, 23, and the table's own bases.
    """
    cell = competence_of(case, bureau, on)
    if cell is None or cell.competence.competent:
        return
    if get_policy(GATE, bureau=bureau, on=on) != REFUSE:
        return
    raise NotCompetent(outside(case, bureau, cell, on))


def outside(case: Case, bureau: Bureau, cell: Cell, on: date) -> str:
    """Who is competent instead, and on what that rests."""
    levels = "、".join(competent_levels(case.domain, case.link, on)) or _("nobody here")
    text = _(
        "%(bureau)s is not competent for %(domain)s, %(link)s: that is for %(levels)s "
        "(%(basis)s). Hand the case over."
    )
    return text % {
        "bureau": bureau.name,
        "domain": case.get_domain_display(),
        "link": case.get_link_display(),
        "levels": levels,
        "basis": cell.competence.basis,
    }


@transaction.atomic
def set_competence(
    *,
    domain: str,
    link: str,
    level: str,
    competent: bool,
    basis: str,
    effective_from: date,
    by: User | System,
    on: date,
) -> CompetenceSetting:
    """Say whether a level may file in a link, from a day on, over the shipped table.

    Raises:
        PermissionRefused: another duty, or a bureau below the province.
        Invalid: an unknown cell, no basis, a day that is past or set already.
    """
    require_manage_settings(by, None)
    wrong: dict[str, str] = {}
    if domain not in Domain.values:
        wrong["domain"] = _("There is no such domain.")
    if link not in Link.values:
        wrong["link"] = _("There is no such link.")
    if level not in CompetentLevel.values:
        wrong["level"] = _("There is no such level.")
    if not basis.strip():
        wrong["basis"] = _("Name the document this rule rests on.")
    if effective_from < on:
        wrong["effective_from"] = _("A rule cannot begin in the past.")
    cell = {"domain": domain, "link": link, "level": level}
    if CompetenceSetting.objects.filter(**cell, effective_from=effective_from).exists():
        wrong["effective_from"] = _("This cell is set from that day already.")
    if wrong:
        raise Invalid(fields=wrong)
    row = CompetenceSetting.objects.create(
        **cell,
        competent=competent,
        basis=basis.strip(),
        effective_from=effective_from,
        set_by=by if isinstance(by, User) else None,
    )
    after = {**cell, "competent": competent, "effective_from": effective_from}
    record("competence_setting.set", subject=row, by=by, on=on, after=after, note=basis)
    return row
