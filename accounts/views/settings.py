"""Rules an office sets for itself, and who approves which act."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import PolicyForm, RouteForm
from accounts.models import ApprovalRoute, Perm, PolicySetting, Role
from accounts.policies import may
from accounts.services.policies import known_policies, set_policy, setting_in_force
from accounts.services.routes import act_titles, set_route
from core.errors import NotFound
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage

SETTINGS = (Perm.MANAGE_SETTINGS,)


class Settings(Page):
    title = _("Rules and routes")
    template_name = "accounts/settings.html"
    perms = (Perm.MANAGE_SETTINGS, Perm.READ_AUDIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, bureau = timezone.localdate(), self.user.bureau
        policies = []
        for one in known_policies():
            setting = setting_in_force(one.key, bureau=bureau, on=on)
            said = one.say(setting.value if setting else one.default)
            policies.append({"policy": one, "setting": setting, "said": said})
        known = {one.key: one for one in known_policies()}
        later = PolicySetting.objects.filter(effective_from__gt=on).select_related("bureau")
        coming = [
            {"row": row, "policy": known[row.key], "said": known[row.key].say(row.value)}
            for row in later
            if row.key in known
        ]
        titles = act_titles()
        rows = ApprovalRoute.objects.select_related("bureau").prefetch_related("steps")
        routes = [
            {
                "row": row,
                "title": titles.get(row.act, row.act),
                "steps": " → ".join(str(Role(step.role).label) for step in row.steps.all()),
            }
            for row in rows
        ]
        return super().get_context_data(
            **kwargs,
            policies=policies,
            coming=coming,
            routes=routes,
            may_change=may(self.user, Perm.MANAGE_SETTINGS),
        )


class SettingsForm(FormPage):
    perms = SETTINGS

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Rules and routes"), reverse("accounts:settings"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}


class SetPolicy(SettingsForm):
    title = _("Set a rule")
    form_class = PolicyForm

    def initial(self) -> dict[str, Any]:
        return {"key": self.request.GET.get("key", ""), "effective_from": self.on}

    def act(self, form: Any) -> str:
        set_policy(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("accounts:settings")


class SetRoute(SettingsForm):
    title = _("Set an approval route")
    form_class = RouteForm

    def initial(self) -> dict[str, Any]:
        act = self.kwargs["act"]
        if act not in act_titles():
            raise NotFound
        return {"act": act_titles()[act]}

    def act(self, form: Any) -> str:
        set_route(
            bureau=form.cleaned_data["bureau"],
            act=self.kwargs["act"],
            roles=form.roles,
            by=self.user,
            on=self.on,
        )
        return reverse("accounts:settings")
