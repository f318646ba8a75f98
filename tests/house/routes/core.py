"""Jobs belong to one person: for everybody else they do not exist."""

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone

from core.downloads import key_for
from core.models import Job, JobState
from tests.house.routes import SIGNED_IN, Row, World, only

OWNER = only("own", others="hidden")


# A fixed id, so that the key of its download can be made before the job.
JOB = UUID("7d9f1c52-5a5e-4c1b-9c7a-3f1f0a6f2b10")


def key(world: World) -> dict[str, str]:
    """What the owner's POST would have given; it opens the file to the owner alone."""
    return {"key": key_for("job", JOB, world.people["own"].actor_uuid)}


def job(world: World) -> dict[str, Any]:
    owner = world.people["own"]
    made = Job.objects.create(
        uuid=JOB,
        kind="test",
        title="导出",
        owner_uuid=owner.actor_uuid,
        owner_name=owner.actor_name,
        owner_bureau_path=owner.actor_bureau_path,
        state=JobState.DONE,
        finished_at=timezone.now(),
    )
    made.file.save("result.txt", ContentFile(b"result"))
    return {"id": made.uuid}


RECORDS = {"job": job}
ROWS = [
    Row("core:help", "get", SIGNED_IN),
    Row("core:job-list", "get", SIGNED_IN),
    Row("core:job-detail", "get", OWNER, "job"),
    Row("core:job-cancel", "post", OWNER, "job"),
    Row("core:job-download", "post", OWNER, "job"),
    Row("core:job-file", "get", OWNER, "job", key),
    Row("api:job-list", "get", SIGNED_IN),
    Row("api:job-detail", "get", OWNER, "job"),
    Row("api:job-cancel", "post", OWNER, "job"),
    Row("api:job-file", "post", OWNER, "job"),
    Row("api:job-file", "get", OWNER, "job", key),
]
