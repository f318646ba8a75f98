from django.urls import URLPattern, URLResolver, path

from workbench.views import (
    approvals,
    attachments,
    bulk,
    channels,
    comments,
    delegations,
    deliveries,
    inbox,
    paper,
    records,
    tasks,
)

app_name = "workbench"

urlpatterns: list[URLPattern | URLResolver] = [
    path("inbox/", inbox.MessageList.as_view(), name="inbox"),
    path("inbox/count/", inbox.InboxCount.as_view(), name="inbox-count"),
    path("inbox/read/", inbox.InboxRead.as_view(), name="inbox-read"),
    path("inbox/<uuid:id>/", inbox.MessageDetail.as_view(), name="message"),
    path("inbox/<uuid:id>/read/", inbox.MessageRead.as_view(), name="message-read"),
    path(
        "inbox/<uuid:id>/acknowledge/",
        inbox.MessageAcknowledge.as_view(),
        name="message-acknowledge",
    ),
    path("tasks/", tasks.TaskList.as_view(), name="task-list"),
    path("tasks/new/", tasks.AssignTask.as_view(), name="task-new"),
    path("tasks/<uuid:id>/done/", tasks.TaskDone.as_view(), name="task-done"),
    path("tasks/<uuid:id>/", tasks.TaskDetail.as_view(), name="task"),
    path("tasks/<uuid:id>/drop/", tasks.TaskDrop.as_view(), name="task-drop"),
    path("approvals/", approvals.ApprovalList.as_view(), name="approval-list"),
    path("approvals/bulk/", bulk.ApproveInBulk.as_view(), name="approval-bulk"),
    path("approvals/<uuid:id>/paper/", paper.RecordOnPaper.as_view(), name="approval-paper"),
    path(
        "attachments/<uuid:id>/download/",
        attachments.DownloadAttachment.as_view(),
        name="attachment-download",
    ),
    path(
        "attachments/<uuid:id>/file/",
        attachments.AttachmentFile.as_view(),
        name="attachment-file",
    ),
    path("approvals/<uuid:id>/", approvals.ApprovalDetail.as_view(), name="approval"),
    path(
        "approvals/<uuid:id>/approve/",
        approvals.ApprovalApprove.as_view(),
        name="approval-approve",
    ),
    path(
        "approvals/<uuid:id>/return/",
        approvals.ApprovalReturn.as_view(),
        name="approval-return",
    ),
    path(
        "approvals/<uuid:id>/withdraw/",
        approvals.ApprovalWithdraw.as_view(),
        name="approval-withdraw",
    ),
    path("comments/<slug:kind>/<uuid:id>/", comments.Comments.as_view(), name="comments"),
    path("delegations/", delegations.DelegationList.as_view(), name="delegation-list"),
    path("delegations/new/", delegations.DelegationNew.as_view(), name="delegation-new"),
    path(
        "delegations/<uuid:id>/cancel/",
        delegations.DelegationCancel.as_view(),
        name="delegation-cancel",
    ),
    path("channels/", channels.MyChannels.as_view(), name="channels"),
    path("webhooks/", channels.WebhookList.as_view(), name="webhook-list"),
    path("webhooks/set/", channels.SetWebhook.as_view(), name="webhook-set"),
    path("webhooks/<uuid:id>/edit/", channels.EditWebhook.as_view(), name="webhook-edit"),
    path("webhooks/<uuid:id>/test/", channels.TestWebhook.as_view(), name="webhook-test"),
    path("deliveries/", deliveries.DeliveryList.as_view(), name="delivery-list"),
    path("deliveries/<uuid:id>/", deliveries.DeliveryDetail.as_view(), name="delivery"),
    path(
        "deliveries/<uuid:id>/retry/",
        deliveries.RetryDelivery.as_view(),
        name="delivery-retry",
    ),
    path("records/<slug:kind>/<uuid:id>/", records.GoToRecord.as_view(), name="record"),
]
