"""A report on the use of data (利用情况报告): owed at the interval of the agreement, handed in, read, published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReportStatus(models.TextChoices):
    OWED = "owed", _("待提交")
    SUBMITTED = "submitted", _("已提交")
    RETURNED = "returned", _("退回修改")
    ACCEPTED = "accepted", _("已接收")


class UseReport(models.Model):
    """`due_on` is a working day. `told` is how many of its reminders have gone out (delivery/reminders.py)."""

    grant = models.ForeignKey(
        "delivery.Grant", on_delete=models.PROTECT, related_name="reports", verbose_name=_("授权")
    )
    number = models.PositiveSmallIntegerField(_("期次"))
    due_on = models.DateField(_("应提交日期"))
    status = models.CharField(_("状态"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.OWED)
    products = models.TextField(_("形成的产品或者服务"), max_length=2000, blank=True)
    results = models.TextField(_("使用成果"), max_length=2000, blank=True)
    benefits = models.TextField(_("经济和社会效益"), max_length=2000, blank=True)
    problems = models.TextField(_("问题和建议"), max_length=2000, blank=True)
    may_be_published = models.BooleanField(_("同意公开成果"), default=False)
    submitted_at = models.DateTimeField(_("提交时间"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )
    remark = models.TextField(_("审阅意见"), max_length=1000, blank=True)
    published_at = models.DateTimeField(_("公开时间"), null=True)
    told = models.PositiveSmallIntegerField(_("已提醒次数"), default=0)

    class Meta:
        verbose_name = _("利用情况报告")
        verbose_name_plural = _("利用情况报告")
        ordering = ["grant", "number"]
        indexes = [models.Index(fields=["status", "due_on"], name="reports_by_status_and_due_day")]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="report_number_once_per_grant"),
            models.CheckConstraint(
                condition=Q(status="owed") | Q(submitted_at__isnull=False),
                name="a_report_that_was_handed_in_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status="accepted", may_be_published=True),
                name="only_what_may_be_is_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.number}"

    @property
    def is_owed(self) -> bool:
        """Whether it is the applicant's turn."""
        return self.status in (ReportStatus.OWED, ReportStatus.RETURNED)
