from django.urls import URLPattern

from workbench.api.viewsets import (
    ApprovalViewSet,
    CommentViewSet,
    DeliveryViewSet,
    InboxViewSet,
)

# (plural noun, viewset, basename): registered by config.api
ROUTES: list[tuple[str, type, str]] = [
    ("inbox", InboxViewSet, "inbox"),
    ("approvals", ApprovalViewSet, "approvals"),
    ("comments", CommentViewSet, "comments"),
    ("deliveries", DeliveryViewSet, "deliveries"),
]
urlpatterns: list[URLPattern] = []
