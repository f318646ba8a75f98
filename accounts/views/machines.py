"""Accounts of other systems and every account's API tokens."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.forms import EmptyForm, ServiceAccountForm, TokenForm
from accounts.models import AccountKind, ApiToken, Perm, User
from accounts.policies import may
from accounts.services.tokens import create_service_account, issue_token, revoke_token
from accounts.views.acts import PersonAct, ShowOnce
from accounts.views.people import search_people
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage
from core.pages.parts import Act, Fact, Section, pill

TOKENS = (Perm.MANAGE_TOKENS,)


def machines_for(user: User) -> QuerySet[User]:
    rows: QuerySet[User] = User.objects.visible_to(user).filter(kind=AccountKind.SERVICE)
    return rows.select_related("bureau")


def tokens_of(account: User) -> list[dict[str, Any]]:
    """An account's tokens, each with its state as a pill."""
    return [{"row": one, "pill": token_pill(one)} for one in account.auth_token_set.all()]


def token_pill(token: ApiToken) -> SafeString:
    if token.revoked_on is not None:
        return pill(_("Revoked"), "void")
    if token.expiry is None or token.expiry <= timezone.now():
        return pill(_("Expired"), "void")
    return pill(_("Valid"), "met")


class ServiceAccountList(ListPage):
    title = _("Service accounts")
    perms = TOKENS
    default_sort = "username"
    row_url_name = "accounts:service-account"
    columns = (
        Column("username", _("Account"), sort="username"),
        Column("name", _("What it is for"), css="wide"),
        Column("bureau", _("Bureau"), value="bureau.name"),
        Column("is_active", _("Active"), kind=Kind.FLAG),
    )
    acts = (ListAct(_("New service account"), "accounts:service-account-new", perms=TOKENS),)
    empty_advice = _("Make one for each system that reads the API.")

    def get_queryset(self) -> QuerySet[User]:
        return machines_for(self.user)

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return search_people(rows, words)


class ServiceAccountDetail(DetailPage):
    perms = TOKENS

    def get_queryset(self) -> QuerySet[User]:
        return machines_for(self.user).prefetch_related("auth_token_set")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Service accounts"), reverse("accounts:service-accounts"))]

    def number(self) -> str:
        return str(self.record.username)

    def status(self) -> SafeString:
        active = self.record.is_active
        return pill(_("Active"), "active") if active else pill(_("Disabled"), "void")

    def head(self) -> list[Fact]:
        return [Fact(_("Bureau"), self.record.bureau.name)]

    def acts(self) -> list[Act]:
        if not may(self.user, Perm.MANAGE_TOKENS, self.record.bureau):
            return []
        address = reverse("accounts:token-new", args=[self.record.uuid])
        return [Act(_("Issue token"), address, icon="key", weight="main")]

    def sections(self) -> list[Section]:
        return [Section(_("Tokens"), [], template="accounts/_tokens.html")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, tokens=tokens_of(self.record))


class NewServiceAccount(FormPage):
    title = _("New service account")
    perms = TOKENS
    form_class = ServiceAccountForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Service accounts"), reverse("accounts:service-accounts"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def act(self, form: Any) -> str:
        account = create_service_account(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("accounts:service-account", args=[account.uuid])


class NewToken(PersonAct, ShowOnce):
    """A token of a service account."""

    title = _("Issue a token")
    submit = _("Issue token")
    perms = TOKENS
    form_class = TokenForm
    secret_title = _("API token")
    secret_hint = _("It is shown only now; only its digest is kept.")

    def get_queryset(self) -> QuerySet[User]:
        return machines_for(self.user)

    def crumbs(self) -> list[Crumb]:
        above = Crumb(_("Service accounts"), reverse("accounts:service-accounts"))
        return [above, Crumb(self.person.name, self.address())]

    def address(self) -> str:
        return reverse("accounts:service-account", args=[self.person.uuid])

    def change(self, values: dict[str, Any]) -> None:
        _token, self.secret = issue_token(self.person, **values, by=self.user, on=self.on)


class NewOwnToken(ShowOnce):
    """A token of one's own: it does what the person may do, under the person's name."""

    title = _("Issue a token of my own")
    submit = _("Issue token")
    form_class = TokenForm
    secret_title = _("API token")
    secret_hint = _("It is shown only now; only its digest is kept.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("My account"), reverse("accounts:profile"))]

    def act(self, form: Any) -> str:
        _token, self.secret = issue_token(
            self.user, **form.cleaned_data, by=self.user, on=self.on
        )
        return reverse("accounts:profile")


class RevokeToken(RecordAddress, FormPage):
    """One's own token, or one of a service account one manages."""

    title = _("Revoke a token")
    submit = _("Revoke")
    success = _("The token was revoked.")
    danger = True
    form_class = EmptyForm

    @cached_property
    def token(self) -> ApiToken:
        rows = ApiToken.objects.visible_to(self.user).select_related("user__bureau")
        found: ApiToken | None = rows.filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    def address(self) -> str:
        if self.token.user_id == self.user.pk:
            return reverse("accounts:profile")
        return reverse("accounts:service-account", args=[self.token.user.uuid])

    def crumbs(self) -> list[Crumb]:
        return [Crumb(self.token.user.name, self.address())]

    def act(self, form: Any) -> str:
        revoke_token(self.token, by=self.user, on=self.on)
        return self.address()
