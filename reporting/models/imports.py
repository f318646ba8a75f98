"""An import: the file, its rows as they were read, and what became of each."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.models import Record
from core.models.job import Job


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Cannot be read")
    COLUMNS = "columns", _("Columns to be named")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, waiting for you")
    ENTERING = "entering", _("Being entered")
    DONE = "done", _("Entered")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    DISCARDED = "discarded", _("Discarded")


# (state, act) → state. What is not here is refused.
S = ImportState
MOVES: dict[tuple[str, str], ImportState] = {
    (S.READING, "refuse"): S.REFUSED,
    (S.READING, "ask_columns"): S.COLUMNS,
    (S.READING, "check"): S.CHECKING,
    (S.COLUMNS, "check"): S.CHECKING,
    (S.CHECKED, "check"): S.CHECKING,
    (S.CHECKING, "checked"): S.CHECKED,
    (S.CHECKED, "decide"): S.CHECKED,
    (S.CHECKED, "enter"): S.ENTERING,
    (S.ENTERING, "entered"): S.DONE,
    (S.ENTERING, "stopped"): S.UNDOING,
    (S.UNDOING, "stood_back"): S.CHECKED,
    (S.DONE, "undo"): S.UNDOING,
    (S.UNDOING, "undone"): S.UNDONE,
    (S.UNDOING, "kept"): S.DONE,
    (S.COLUMNS, "discard"): S.DISCARDED,
    (S.CHECKED, "discard"): S.DISCARDED,
    (S.REFUSED, "discard"): S.DISCARDED,
}
# States in which the same file again leads back to this import.
ALIVE = frozenset(S.values) - {S.REFUSED.value, S.UNDONE.value, S.DISCARDED.value}


class RowState(models.TextChoices):
    READ = "read", _("Read")
    GOOD = "good", _("Right")
    BAD = "bad", _("Wrong")
    DUPLICATE = "duplicate", _("Perhaps there already")
    KNOWN = "known", _("Imported before")
    ENTERED = "entered", _("Entered")
    LEFT_OUT = "left_out", _("Left out")
    TAKEN_BACK = "taken_back", _("Taken back")


class Decision(models.TextChoices):
    OPEN = "", _("Not decided")
    LEAVE = "leave", _("Leave out")
    ENTER = "enter", _("Enter it")


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: User, kinds: "list[str]") -> Self:
        """The imports of one's own bureau, of the kinds one may import."""
        return self.filter(bureau_id=user.bureau_id, kind__in=kinds)


class ImportBatch(Record):
    """One file on its way into the product. Its rows wait here until they are entered."""

    ref_kind: ClassVar[str] = "import"

    kind = models.CharField(_("Kind"), max_length=32)
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Bureau")
    )
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("By")
    )
    state = models.CharField(
        _("State"), max_length=10, choices=ImportState, default=ImportState.READING
    )
    file = models.FileField(upload_to="imports/%Y/%m")
    file_name = models.CharField(_("File"), max_length=200)
    file_hash = models.CharField(max_length=64)
    sheet = models.CharField(_("Sheet"), max_length=100, blank=True)
    head_row = models.PositiveIntegerField(default=1)
    preamble = models.JSONField(default=list)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    refusal = models.TextField(_("Why not"), blank=True)
    good_only = models.BooleanField(default=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["bureau", "kind", "file_hash"])]

    def __str__(self) -> str:
        return self.file_name

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path

    def count(self, state: str) -> int:
        return int(self.counts.get(state, 0))

    @property
    def column_of(self) -> dict[str, int]:
        """Field → place of its column in the file."""
        return {field: at for at, field in self.numbered_mapping.items()}

    @property
    def numbered_mapping(self) -> dict[int, str]:
        return {int(at): field for at, field in self.mapping.items() if field}


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def ready(self) -> Self:
        """What "enter" takes: right rows, and duplicates somebody decided to enter."""
        chosen = Q(state=RowState.DUPLICATE, decision=Decision.ENTER)
        return self.filter(Q(state=RowState.GOOD) | chosen)

    def next_ready(self, most: int) -> "list[ImportRow]":
        """The first of them. One state after the other: each is read from the index alone."""
        rows = self.only("batch", "number", "texts").order_by("number")
        good = list(rows.filter(state=RowState.GOOD)[:most])
        chosen = rows.filter(state=RowState.DUPLICATE, decision=Decision.ENTER)
        return good or list(chosen[:most])

    def undecided(self) -> Self:
        return self.filter(state=RowState.DUPLICATE, decision=Decision.OPEN)

    def kept_out(self) -> Self:
        """The rows that are handed back: wrong ones, and duplicates nobody decided on."""
        open_ones = Q(state=RowState.DUPLICATE, decision=Decision.OPEN)
        return self.filter(Q(state=RowState.BAD) | open_ones)


class ImportRow(models.Model):
    """One row of the file: its texts, what is wrong with it, what it became."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))
    texts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.READ)
    issues = models.JSONField(default=list)
    key = models.CharField(max_length=64, blank=True)
    existing = models.JSONField(default=list)
    decision = models.CharField(
        max_length=5, choices=Decision, default=Decision.OPEN, blank=True
    )
    record_uuid = models.UUIDField(null=True)
    record_version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="reporting_import_row_once"
            ),
            models.CheckConstraint(
                name="reporting_import_row_entered_iff_record",
                condition=Q(state="entered", record_uuid__isnull=False)
                | (~Q(state="entered") & Q(record_uuid=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "number"]),
            models.Index(fields=["key"]),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"

    def text(self, at: int) -> str:
        return str(self.texts[at]) if at < len(self.texts) else ""


class ImportMemory(models.Model):
    """How a bureau names its columns and values: asked once, remembered."""

    bureau = models.ForeignKey(Bureau, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind"], name="reporting_import_memory_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bureau_id}: {self.kind}"


def uuids_of(rows: "models.QuerySet[ImportRow]") -> list[UUID]:
    found: list[Any] = list(rows.values_list("record_uuid", flat=True))
    return [one for one in found if one]
