from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from law.vocabularies import Domain, Link


class CompetentLevel(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")


class CompetenceSetting(Record):
    """The office's own division of powers over the shipped table; never changed, replaced.

    Of one cell the latest that has begun counts.
    """

    ref_kind: ClassVar[str] = "competence_setting"

    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    link = models.CharField(_("Link"), max_length=12, choices=Link)
    level = models.CharField(_("Level"), max_length=10, choices=CompetentLevel)
    competent = models.BooleanField(_("May file and penalise"))
    basis = models.CharField(_("Basis"), max_length=200)
    effective_from = models.DateField(_("Effective from"))
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain", "link", "level", "effective_from"],
                name="enforcement_competence_setting_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_domain_display()} {self.get_link_display()} {self.get_level_display()}"
        )
