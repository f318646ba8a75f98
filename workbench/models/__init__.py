from workbench.models.approval import Approval, ApprovalState, ApprovalStep, StepOutcome
from workbench.models.attachment import Attachment
from workbench.models.comment import Comment
from workbench.models.delivery import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryLine,
    DeliveryState,
    PersonChannels,
    Reason,
    Webhook,
    WebhookForm,
)
from workbench.models.message import Message, MessageKind
from workbench.models.task import Delegation, Task, TaskState

__all__ = [
    "Approval",
    "ApprovalState",
    "ApprovalStep",
    "Attachment",
    "Channel",
    "Comment",
    "Delegation",
    "Delivery",
    "DeliveryKind",
    "DeliveryLine",
    "DeliveryState",
    "Message",
    "MessageKind",
    "PersonChannels",
    "Reason",
    "StepOutcome",
    "Task",
    "TaskState",
    "Webhook",
    "WebhookForm",
]
