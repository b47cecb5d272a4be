"""A statement of what became of the data (数据返还或者销毁声明), owed when their use has ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Manner(models.TextChoices):
    DESTROYED = "destroyed", _("已销毁")
    RETURNED = "returned", _("已返还")
    BOTH = "both", _("部分返还，其余销毁")
    NEVER_TAKEN = "never_taken", _("没有领取过数据")


class Statement(models.Model):
    """`told` is how many of its reminders have gone out (delivery/reminders.py)."""

    grant = models.OneToOneField(
        "delivery.Grant", on_delete=models.PROTECT, related_name="statement", verbose_name=_("授权")
    )
    due_on = models.DateField(_("应提交日期"))
    manner = models.CharField(_("处置方式"), max_length=12, choices=Manner.choices, blank=True)
    done_on = models.DateField(_("处置日期"), null=True)
    done_by = models.CharField(_("处置人"), max_length=60, blank=True)
    how = models.TextField(_("处置经过"), max_length=2000, blank=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )
    told = models.PositiveSmallIntegerField(_("已提醒次数"), default=0)

    class Meta:
        verbose_name = _("数据处置声明")
        verbose_name_plural = _("数据处置声明")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(submitted_at__isnull=True), name="statements_owed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True)
                | Q(manner="never_taken")
                | (~Q(manner="") & ~Q(done_by="") & Q(done_on__isnull=False)),
                name="a_statement_says_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.manner}"

    @property
    def is_owed(self) -> bool:
        return self.submitted_at is None
