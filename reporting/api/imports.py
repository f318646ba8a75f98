"""Imports over the API: upload, name columns, decide, enter, take back."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import SignedIn
from core.api.jobs import FileAddressSerializer
from core.api.versions import expected_version
from core.downloads import SECONDS, check_key, key_for
from core.errors import Invalid, NotFound
from core.pages.base import may
from reporting.api.viewsets import ReportingViewSet
from reporting.imports.books import template_book
from reporting.imports.registry import PERMS, kind_named, kinds_for, require_import
from reporting.models.imports import ImportBatch, ImportState
from reporting.services.imports.deciding import (
    decide_duplicates,
    discard_import,
    name_columns,
)
from reporting.services.imports.entering import begin_entering, begin_undoing
from reporting.services.imports.reading import upload_import
from reporting.services.imports.results import problems_of
from reporting.services.imports.work import go_on, resume_import
from reporting.views.import_acts import BOOKS, book_answer
from reporting.views.imports import XLSX, own_kinds, xlsx_answer

MOST_PROBLEMS = 5_000
FILE = OpenApiParameter("what", OpenApiTypes.STR, enum=list(BOOKS), required=True)


class MayImport(SignedIn):
    """Whoever may enter a single one of any kind."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user: Any = request.user
        return super().has_permission(request, view) and may(user, PERMS)


class ImportSerializer(serializers.ModelSerializer[ImportBatch]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    state = serializers.CharField(read_only=True)
    job = serializers.UUIDField(source="job.uuid", read_only=True, allow_null=True)

    class Meta:
        model = ImportBatch
        fields = (
            "id", "version", "kind", "bureau", "state", "file_name", "sheet", "head_row",
            "headings", "mapping", "values", "notes", "counts", "refusal", "good_only", "job",
            "created_at",
        )  # fmt: skip


class UploadSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(max_length=32)
    file = serializers.FileField()


class ColumnsSerializer(serializers.Serializer[Any]):
    mapping = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        help_text="Place of a column, from 0 → field.",
    )
    values = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField()),
        required=False,
        help_text="Field → {text in the file: code}.",
    )


class DecideSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(choices=["leave", "enter", ""])
    rows = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        required=False,
        allow_null=True,
        max_length=50_000,
    )


class EnterSerializer(serializers.Serializer[Any]):
    good_only = serializers.BooleanField(default=False)


class BookSerializer(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=list(BOOKS))


class ProblemSerializer(serializers.Serializer[Any]):
    sheet = serializers.CharField()
    row = serializers.IntegerField()
    column = serializers.CharField()
    heading = serializers.CharField()
    field = serializers.CharField()
    value = serializers.CharField()
    right = serializers.CharField(help_text="What would be right.")


KindSerializer = inline_serializer(
    "ImportKind",
    {
        "name": serializers.CharField(),
        "title": serializers.CharField(),
        "about": serializers.CharField(),
        "fields": serializers.ListField(child=serializers.DictField()),
    },
)


class ImportViewSet(ReportingViewSet):
    """The imports of one's own bureau; a file is checked first, and entered when asked."""

    serializer_class = ImportSerializer
    queryset = ImportBatch.objects.none()
    permission_classes = (MayImport,)
    parser_classes = (JSONParser, MultiPartParser)
    filterset_fields: ClassVar[tuple[str, ...]] = ("kind", "state")

    def get_queryset(self) -> Any:
        rows = ImportBatch.objects.visible_to(self.user, own_kinds(self.user))
        return rows.select_related("bureau", "job", "owner")

    def gone_on(self, batch: ImportBatch, code: int = status.HTTP_200_OK) -> Response:
        return self.answer(go_on(batch, **self.act), code)

    @extend_schema(
        request={"multipart/form-data": UploadSerializer}, responses={201: ImportSerializer}
    )
    def create(self, request: Request) -> Response:
        """Take a file in and check it; the same file again answers with its import."""
        typed = self.typed(UploadSerializer)
        file = typed["file"]
        batch, is_new = upload_import(
            kind=typed["kind"], file_name=file.name, content=file.read(), **self.act
        )
        if not is_new:
            return self.answer(batch)
        batch = go_on(batch, **self.act)
        if batch.state == ImportState.REFUSED:
            raise Invalid(batch.refusal, fields={"file": batch.refusal})
        return self.answer(batch, status.HTTP_201_CREATED)

    @extend_schema(request=ColumnsSerializer, responses=ImportSerializer)
    @action(detail=True, methods=["post"], url_path="name-columns")
    def name_columns(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say which column is which field; the rows are checked anew."""
        batch, typed = self.get_object(), self.typed(ColumnsSerializer)
        try:
            mapping = {int(at): field for at, field in typed["mapping"].items()}
        except ValueError as error:
            raise Invalid(fields={"mapping": "0, 1, 2 …"}) from error
        values, version = typed.get("values"), expected_version(request)
        name_columns(batch, mapping=mapping, values=values, version=version, **self.act)
        return self.gone_on(batch)

    @extend_schema(request=DecideSerializer, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Leave rows out that are there already, or enter them; without rows, all of them."""
        batch, typed = self.get_object(), self.typed(DecideSerializer)
        decide_duplicates(
            batch,
            decision=typed["decision"],
            rows=typed.get("rows"),
            version=expected_version(request),
            **self.act,
        )
        return self.answer(self.get_object())

    @extend_schema(request=EnterSerializer, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def enter(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter all rows, or with ``good_only`` the right ones."""
        batch, typed = self.get_object(), self.typed(EnterSerializer)
        version = expected_version(request)
        begin_entering(batch, good_only=typed["good_only"], version=version, **self.act)
        return self.gone_on(batch)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take every record of the import out again, while nothing hangs on it."""
        batch = self.get_object()
        begin_undoing(batch, version=expected_version(request), **self.act)
        return self.gone_on(batch)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put an import aside that was not entered."""
        batch = self.get_object()
        return self.answer(discard_import(batch, version=expected_version(request), **self.act))

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Go on with work that was stopped or broke off."""
        return self.answer(resume_import(self.get_object(), **self.act))

    @extend_schema(responses=ProblemSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def problems(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every error by sheet, row, column and value, up to 5,000."""
        batch = self.get_object()
        found = problems_of(batch, batch.rows.kept_out().order_by("number")[:MOST_PROBLEMS])
        return Response([ProblemSerializer(one).data for one in found])

    @extend_schema(request=BookSerializer, responses=FileAddressSerializer)
    @action(detail=True, methods=["post"])
    def file(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The address of the marked file, or of the rest, good for two minutes."""
        batch, what = self.get_object(), self.typed(BookSerializer)["what"]
        key = key_for(f"import-{what}", batch.uuid, self.user.actor_uuid)
        address = f"{reverse('api:import-file', args=[batch.uuid])}?what={what}&key={key}"
        return Response({"address": address, "expires_in": SECONDS})

    @extend_schema(
        parameters=[FILE, OpenApiParameter("key", OpenApiTypes.STR, required=True)],
        responses={(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY)},
        filters=False,
    )
    @file.mapping.get
    def content(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file itself, by the address that a POST gave."""
        batch, what = self.get_object(), self._what(request)
        key = request.query_params.get("key", "")
        check_key(key, f"import-{what}", batch.uuid, self.user.actor_uuid)
        return book_answer(batch, what)

    def _what(self, request: Request) -> str:
        what = request.query_params.get("what", "")
        if what not in BOOKS:
            raise NotFound
        return what

    @extend_schema(responses=KindSerializer, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def kinds(self, request: Request) -> Response:
        """What one may import, with the fields of each kind."""
        return Response(
            [
                {
                    "name": kind.name,
                    "title": str(kind.title),
                    "about": str(kind.about),
                    "fields": [
                        {
                            "name": one.name,
                            "title": str(one.title),
                            "required": one.required,
                            "example": one.example,
                            "choices": [code for code, _label in one.choices],
                        }
                        for one in kind.fields
                    ],
                }
                for kind in kinds_for(self.user)
            ]
        )

    @extend_schema(
        parameters=[OpenApiParameter("kind", OpenApiTypes.STR, required=True)],
        responses={(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY)},
        filters=False,
    )
    @action(detail=False, methods=["get"], pagination_class=None)
    def template(self, request: Request) -> HttpResponse:
        """An empty table of a kind."""
        kind = kind_named(request.query_params.get("kind", ""))
        require_import(kind, by=self.user)
        return xlsx_answer(template_book(kind), f"{kind.title}.xlsx")
