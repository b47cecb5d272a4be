"""A message to one person about one entry of a journal: in the inbox at once, by mail through the outbox."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """What one person was told. Subject and body are kept as they were sent."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inbox", verbose_name=_("收件人")
    )
    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="messages", verbose_name=_("办件"))
    seq = models.PositiveIntegerField(_("办理记录序号"))
    kind = models.CharField(_("类别"), max_length=40)
    subject = models.CharField(_("主题"), max_length=200)
    body = models.TextField(_("内容"))
    path = models.CharField(_("办理页面"), max_length=200)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("邮件发送时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at__isnull=True), name="message_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "case", "seq", "kind"], name="told_once"),
        ]

    def __str__(self) -> str:
        return self.subject
