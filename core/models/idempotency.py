from django.db import models


class IdempotencyKey(models.Model):
    """The first answer to a POST, given again when the same request comes twice."""

    owner_uuid = models.UUIDField()
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status_code = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_uuid", "key"], name="core_idempotency_once")
        ]

    def __str__(self) -> str:
        return self.key
