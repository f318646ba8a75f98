from workbench.models.approval import Approval, ApprovalState, ApprovalStep, StepOutcome
from workbench.models.comment import Comment
from workbench.models.message import Message, MessageKind
from workbench.models.task import Delegation, Task, TaskState

__all__ = [
    "Approval",
    "ApprovalState",
    "ApprovalStep",
    "Comment",
    "Delegation",
    "Message",
    "MessageKind",
    "StepOutcome",
    "Task",
    "TaskState",
]
