from audit.services.history import history_of, history_under
from audit.services.record import record, record_many
from audit.services.seal import head, seal
from audit.services.verify import Report, verify

__all__ = [
    "Report",
    "head",
    "history_of",
    "history_under",
    "record",
    "record_many",
    "seal",
    "verify",
]
