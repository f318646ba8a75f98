"""Recording an approval that was signed on paper."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, User
from core.files import ACCEPTED
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage
from core.pages.widgets import DateInput
from workbench.errors import ApprovalEnded
from workbench.models import Approval, ApprovalState
from workbench.policies import require_record_on_paper
from workbench.services.paper_approvals import record_on_paper, signatories_of


class PaperForm(forms.Form):
    signatory = forms.ModelChoiceField(
        label=gettext_lazy("Who signed"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        help_text=gettext_lazy("Holders of the duty of this step; they are told."),
    )
    signed_on = forms.DateField(label=gettext_lazy("Signed on"), widget=DateInput)
    agreed = forms.TypedChoiceField(
        label=gettext_lazy("What was decided"),
        choices=(("yes", gettext_lazy("Approved")), ("no", gettext_lazy("Returned"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    reason = forms.CharField(
        label=gettext_lazy("Opinion"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("As it stands on the sheet; needed where it was returned."),
    )
    scan = forms.FileField(
        label=gettext_lazy("Scan of the signed sheet"),
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF, JPEG or PNG, at most 10 MB."),
    )
    seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, signatories: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["signatory"]
        who.queryset = User.objects.filter(pk__in=[one.pk for one in signatories])


class RecordOnPaper(RecordAddress, FormPage):
    title = gettext_lazy("Record what was signed on paper")
    submit = gettext_lazy("Record")
    success = gettext_lazy("Recorded; whoever signed was told.")
    confirm = gettext_lazy("The decision takes effect as of the day it was signed.")
    perms = (Perm.READ_RECORDS,)
    form_class = PaperForm

    def get_queryset(self) -> QuerySet[Approval]:
        return Approval.objects.visible_to(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().get(request, *args, **kwargs)

    def _require(self) -> Approval:
        approval: Approval = self.get_record()
        require_record_on_paper(approval, by=self.user)
        if approval.state != ApprovalState.PENDING:
            raise ApprovalEnded
        return approval

    def form_kwargs(self) -> dict[str, Any]:
        return {"signatories": signatories_of(self._require())}

    def initial(self) -> dict[str, Any]:
        return {"seq": self.get_record().current_seq, "signed_on": self.on, "agreed": "yes"}

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Approvals"), reverse("workbench:approval-list")),
            Crumb(self.get_record().title, self._back()),
        ]

    def _back(self) -> str:
        return reverse("workbench:approval", args=[self.kwargs["id"]])

    def act(self, form: Any) -> str:
        approval = self.get_record()
        record_on_paper(approval, **form.cleaned_data, by=self.user, on=self.on)
        return self._back()
