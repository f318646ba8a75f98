"""The system itself as an actor: tasks, imports, the first set-up."""

from dataclasses import dataclass
from uuid import UUID

SYSTEM_UUID = UUID("00000000-0000-4000-8000-000000000001")


@dataclass(frozen=True, slots=True)
class System:
    """An actor of no bureau. Tasks and commands act through it, never a page."""

    actor_uuid: UUID = SYSTEM_UUID
    actor_name: str = "系统"
    actor_bureau_code: str = ""
    actor_bureau_path: str = ""
    actor_on_behalf_of: str = ""
    actor_token: str = ""


SYSTEM = System()
