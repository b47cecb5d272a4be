"""Is a channel in order? One row for each that has ever been out of order; all workers share it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Breaker(models.Model):
    """`failures` in a row; `open_until`: nothing is tried before that moment, then one job tries for all.

    `channel`: "mail", "sms", or "endpoint:<key>".
    """

    channel = models.CharField(_("渠道"), max_length=40, primary_key=True)
    failures = models.PositiveIntegerField(_("连续失败次数"), default=0)
    open_until = models.DateTimeField(_("暂停至"), null=True)
    since = models.DateTimeField(_("首次失败时间"), null=True)
    last_error = models.TextField(_("最近一次错误"), default="", blank=True)

    class Meta:
        verbose_name = _("渠道状态")
        verbose_name_plural = _("渠道状态")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(failures__gt=0), name="only_what_failed_is_paused"
            )
        ]

    def __str__(self) -> str:
        return self.channel
