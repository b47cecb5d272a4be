"""One mail a day that tells of many things; the row is the claim of its day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestKind(models.TextChoices):
    OVERSIGHT = "oversight", _("督办日报")
    SUMMARY = "summary", _("消息汇总")


class Digest(models.Model):
    """What a supervisor is told once a day, instead of one mail for each card; or the messages of a day that a person
    wants to have together."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digests", verbose_name=_("收件人")
    )
    kind = models.CharField(_("类别"), max_length=10, choices=DigestKind.choices, default=DigestKind.OVERSIGHT)
    day = models.DateField(_("日期"))
    subject = models.CharField(_("主题"), max_length=200)
    body = models.TextField(_("内容"))
    created_at = models.DateTimeField(_("时间"))
    mailed_at = models.DateTimeField(_("邮件发送时间"), null=True)

    class Meta:
        verbose_name = _("每日汇总")
        verbose_name_plural = _("每日汇总")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day", "kind"], name="one_digest_of_a_kind_per_day")
        ]

    def __str__(self) -> str:
        return self.subject
