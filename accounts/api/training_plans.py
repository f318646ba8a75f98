"""``training-plans``: which officers take which course by when."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.models import TrainingPlan, User
from accounts.services.trainings import may_plan_training, plan_training, record_attendance
from accounts.views.trainings import TrainingPlanFilter, counted_plans
from core.errors import Invalid, PermissionRefused


class TrainingPlanSerializer(serializers.ModelSerializer[TrainingPlan]):
    """``planned`` and ``taken`` count the officers of the caller's own tree."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    planned = serializers.IntegerField(source="wanted", read_only=True)
    taken = serializers.IntegerField(read_only=True)

    class Meta:
        model = TrainingPlan
        fields = (
            "id",
            "version",
            "bureau",
            "title",
            "provider",
            "hours",
            "due_on",
            "content",
            "planned",
            "taken",
        )


class NewTrainingPlanSerializer(serializers.Serializer[Any]):
    """Without ``officers``, everybody who enforces in the bureau and under it."""

    title = serializers.CharField(max_length=200)
    provider = serializers.CharField(max_length=100, required=False, allow_blank=True)
    hours = serializers.DecimalField(max_digits=5, decimal_places=1)
    due_on = serializers.DateField()
    content = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    officers = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=500
    )


class AttendanceSerializer(serializers.Serializer[Any]):
    held_on = serializers.DateField()
    officers = serializers.ListField(child=serializers.UUIDField(), max_length=500)


class TrainingPlanViewSet(AccountsViewSet):
    """Training plans of one's own line of bureaus."""

    serializer_class = TrainingPlanSerializer
    filterset_class = TrainingPlanFilter
    queryset = TrainingPlan.objects.none()

    def get_queryset(self) -> QuerySet[Any]:
        return counted_plans(self.user)

    @extend_schema(request=NewTrainingPlanSerializer, responses={201: TrainingPlanSerializer})
    def create(self, request: Request) -> Response:
        """Plan a course for officers of one's bureau and those under it."""
        if not may_plan_training(self.user):
            raise PermissionRefused
        values = self.sent(NewTrainingPlanSerializer)
        people = self._people(values.pop("officers", []))
        plan = plan_training(**values, officers=people, by=self.user, on=self.on)
        return self.fresh(plan, status=201)

    @extend_schema(request=AttendanceSerializer, responses=TrainingPlanSerializer)
    @action(detail=True, methods=["post"])
    def attend(self, request: Request, **_kwargs: Any) -> Response:
        """Record who took the course; each gets a training record."""
        plan = self.get_object()
        if not may_plan_training(self.user, plan):
            raise PermissionRefused
        values = self.sent(AttendanceSerializer)
        people = self._people(values.pop("officers"))
        record_attendance(plan, **values, officers=people, by=self.user, on=self.on)
        return self.fresh(plan)

    def _people(self, ids: list[Any]) -> list[User]:
        rows = User.objects.visible_to(self.user).people().filter(uuid__in=ids)
        found = list(rows.select_related("bureau"))
        if len(found) != len(set(ids)):
            text = _("There is no such officer in your jurisdiction.")
            raise Invalid(fields={"officers": text})
        return found
