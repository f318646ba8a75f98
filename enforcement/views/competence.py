"""Which level may file in which link: the table, and the office's own entries."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from accounts.services.policies import get_policy
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage
from deadlines.services.rules import may_confirm
from enforcement.forms.gates import CompetenceForm
from enforcement.models.competence import CompetentLevel
from enforcement.services.competence import GATE, REFUSE, competence_table, set_competence
from law.competence import LEVELS
from law.vocabularies import Domain, Link


class CompetenceTable(Page):
    title = _("Division of powers")
    template_name = "enforcement/competence.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = timezone.localdate()
        table = competence_table(on)
        levels = [CompetentLevel(level).label for level in LEVELS]
        rows = [
            (
                domain.label,
                link.label,
                [
                    (label, table[domain.value, link.value, level])
                    for label, level in zip(levels, LEVELS, strict=True)
                ],
            )
            for domain in Domain
            for link in Link
        ]
        gate = get_policy(GATE, bureau=self.user.bureau, on=on)
        return super().get_context_data(
            **kwargs,
            rows=rows,
            levels=levels,
            refuses=gate == REFUSE,
            may_change=may_confirm(self.user),
        )


class SetCompetence(FormPage):
    title = _("Set a competence")
    form_class = CompetenceForm
    perms = (Perm.MANAGE_SETTINGS,)
    success = _("Set.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Division of powers"), reverse("enforcement:competence"))]

    def initial(self) -> dict[str, Any]:
        return {"effective_from": self.on}

    def act(self, form: Any) -> str:
        set_competence(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:competence")
