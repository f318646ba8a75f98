"""How messages, tasks and approvals are narrowed down, on the page and in the API."""

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workbench.models import (
    Approval,
    ApprovalState,
    Attachment,
    Channel,
    Comment,
    Delivery,
    DeliveryState,
    Message,
    MessageKind,
    Task,
    TaskState,
)


class Reading(models.TextChoices):
    UNREAD = "unread", _("Unread")
    READ = "read", pgettext_lazy("inbox", "Read")


class Whose(models.TextChoices):
    """Approvals by the reader's part in them; nothing chosen: waiting for the reader."""

    SUBMITTED = "submitted", _("Submitted by me")
    ALL = "all", _("All I may read")


class DateRange(filters.DateFromToRangeFilter):
    """Two days, with the browser's own date picker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        widget = filters.widgets.DateRangeWidget(attrs={"type": "date"})
        super().__init__(*args, widget=widget, **kwargs)


class MessageFilter(filters.FilterSet):
    reading = filters.ChoiceFilter(
        label=_("Reading"), choices=Reading.choices, method="by_reading"
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=MessageKind.choices)
    on = DateRange(label=_("Date"))

    class Meta:
        model = Message
        fields: list[str] = []

    def by_reading(self, rows: QuerySet[Message], _name: str, value: str) -> QuerySet[Message]:
        return rows.filter(read_at__isnull=value == Reading.UNREAD)


class TaskFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label=_("State"), choices=TaskState.choices, empty_label=TaskState.OPEN.label
    )
    due_on = DateRange(label=_("Due on"))

    class Meta:
        model = Task
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Open tasks unless another state is asked for."""
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        if not self.form.cleaned_data["state"]:
            rows = rows.filter(state=TaskState.OPEN)
        return rows


class ApprovalFilter(filters.FilterSet):
    """For the API: everything the caller may read, narrowed down."""

    state = filters.MultipleChoiceFilter(label=_("State"), choices=ApprovalState.choices)
    act = filters.CharFilter(label=_("Act"))
    about = filters.UUIDFilter(label=_("Record"), field_name="about_uuid")
    waiting_for_me = filters.BooleanFilter(label=_("Waiting for me"), method="by_waiting")
    submitted_on = DateRange(label=_("Submitted on"))

    class Meta:
        model = Approval
        fields: list[str] = []

    def by_waiting(self, rows: Any, _name: str, value: bool) -> Any:
        return rows.waiting_for(self.request.user) if value else rows


class ApprovalPageFilter(filters.FilterSet):
    """For the page: what waits for the reader unless something else is asked for."""

    whose = filters.ChoiceFilter(
        label=_("Whose"),
        choices=Whose.choices,
        empty_label=_("Waiting for me"),
        method="by_whose",
    )
    state = filters.ChoiceFilter(label=_("State"), choices=ApprovalState.choices)
    submitted_on = DateRange(label=_("Submitted on"))

    class Meta:
        model = Approval
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        if not self.form.cleaned_data["whose"]:
            rows = rows.waiting_for(self.request.user)
        return rows

    def by_whose(self, rows: Any, _name: str, value: str) -> Any:
        if value == Whose.SUBMITTED:
            return rows.filter(submitted_by=self.request.user)
        return rows


class DeliveryFilter(filters.FilterSet):
    """What was given up unless something else is asked for."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("all", _("All")), *DeliveryState.choices],
        empty_label=_("Given up"),
        method="by_state",
    )
    channel = filters.ChoiceFilter(
        label=_("Channel"), choices=[one for one in Channel.choices if one[0] != Channel.IN_APP]
    )
    on = DateRange(label=_("Date"))

    class Meta:
        model = Delivery
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["state"] else rows.given_up()

    def by_state(self, rows: QuerySet[Delivery], _name: str, value: str) -> QuerySet[Delivery]:
        return rows if value == "all" else rows.filter(state=value)


class AttachmentFilter(filters.FilterSet):
    about = filters.UUIDFilter(label=_("Record"), field_name="about_uuid")

    class Meta:
        model = Attachment
        fields: list[str] = []


class CommentFilter(filters.FilterSet):
    about = filters.UUIDFilter(label=_("Record"), field_name="about_uuid")

    class Meta:
        model = Comment
        fields: list[str] = []
