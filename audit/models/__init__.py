from audit.models.event import AuditBlock, AuditEvent

__all__ = ["AuditBlock", "AuditEvent"]
