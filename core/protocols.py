"""What the lowest layers ask of the ones above, without importing them."""

from typing import Protocol, runtime_checkable
from uuid import UUID

from core.refs import Ref


@runtime_checkable
class Actor(Protocol):
    """Who acts. A user, a service account, or the system itself."""

    @property
    def actor_uuid(self) -> UUID: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def actor_bureau_code(self) -> str: ...
    @property
    def actor_bureau_path(self) -> str: ...
    @property
    def actor_on_behalf_of(self) -> str: ...
    @property
    def actor_token(self) -> str: ...


@runtime_checkable
class HasRef(Protocol):
    """What is acted upon."""

    @property
    def ref(self) -> Ref: ...
    @property
    def root_ref(self) -> Ref: ...
    @property
    def audit_bureau_path(self) -> str: ...
    @property
    def audit_title(self) -> str: ...
