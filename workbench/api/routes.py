from django.urls import URLPattern, path

from workbench.api.viewsets import (
    ApprovalViewSet,
    AttachmentViewSet,
    BulkApprovals,
    CommentViewSet,
    DeliveryViewSet,
    InboxViewSet,
)

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("inbox", InboxViewSet, "inbox"),
    ("approvals", ApprovalViewSet, "approvals"),
    ("comments", CommentViewSet, "comments"),
    ("attachments", AttachmentViewSet, "attachments"),
    ("deliveries", DeliveryViewSet, "deliveries"),
]
urlpatterns: list[URLPattern] = [
    path("approvals/bulk/", BulkApprovals.as_view(), name="approvals-bulk"),
]
