from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransactionId(models.Func):
    """The id of the writing transaction on PostgreSQL; nothing where writers are serial."""

    template = "NULL"
    output_field: models.Field[Any, Any] = models.BigIntegerField()

    def as_postgresql(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        return "pg_current_xact_id()::text::bigint", []


class AuditEvent(models.Model):
    """One act: who, when, on what, from what to what. Values only, no foreign key.

    Rows are inserted by acts and never change: triggers refuse UPDATE and DELETE.
    """

    at = models.DateTimeField(_("At"), auto_now_add=True)
    on = models.DateField(_("Date"))
    kind = models.CharField(_("Act"), max_length=64, db_index=True)
    actor_uuid = models.UUIDField(db_index=True)
    actor_name = models.CharField(_("By"), max_length=50)
    actor_bureau_code = models.CharField(max_length=12)
    actor_bureau_path = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=50, blank=True)
    token = models.CharField(max_length=100, blank=True)
    subject_kind = models.CharField(max_length=32)
    subject_uuid = models.UUIDField()
    subject_title = models.CharField(_("Subject"), max_length=300)
    root_kind = models.CharField(max_length=32)
    root_uuid = models.UUIDField(db_index=True)
    bureau_path = models.CharField(max_length=200, db_index=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(_("Note"), blank=True)
    transaction_id = models.BigIntegerField(null=True, db_default=TransactionId())

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["transaction_id"],
                condition=models.Q(transaction_id__isnull=False),
                name="audit_event_transaction",
            ),
            models.Index(fields=["subject_uuid"], name="audit_event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_title}"


class AuditBlock(models.Model):
    """Rows sealed together: ``digest`` covers them and the block before.

    ``row_marks`` holds the first 16 hexadecimal digits of each row's own digest, in the
    order of ``row_ids``: they tell which row of a broken block differs. ``snapshot`` is
    the first transaction on PostgreSQL that this block and those before left out; null
    where writers are serial, and after a restore.
    """

    sealed_at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(db_index=True)
    row_ids = models.JSONField()
    row_marks = models.JSONField()
    snapshot = models.BigIntegerField(null=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.digest
