"""Limits as dated configuration: which there are, how many working days, from when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Clock(models.TextChoices):
    VALID_REPLY = "valid_reply", _("有效答复时限")
    SUPPLEMENT = "supplement", _("补正期限")
    SIGNING = "signing", _("签订协议期限")
    SEALING = "sealing", _("盖章时限")
    DELIVERY = "delivery", _("交付时限")
    REVIEW = "review", _("复核时限")


class MatterClock(models.TextChoices):
    """Limits of what people report or ask for beside applications: no clocks of a case (feedback)."""

    CORRECTION = "correction", _("数据纠错办理期限")
    DEMAND = "demand", _("开放需求答复期限")


# The limit of a supervision order: a dated standard like those of the clocks, but no clock of the case.
ORDER = "order"
# Within how many working days a refused applicant may ask for a review: a standard too, and no clock.
REVIEW_REQUEST = "review_request"


# Of what follows the use of data (conduct): to be heard on a breach, to appeal, to say what became of the data.
HEARING, BREACH_APPEAL, DISPOSAL = "hearing", "breach_appeal", "disposal"


STANDARDS = [
    *Clock.choices,
    *MatterClock.choices,
    (ORDER, _("督办期限")),
    (REVIEW_REQUEST, _("申请复核期限")),
    (HEARING, _("陈述申辩期限")),
    (BREACH_APPEAL, _("违规处理申诉期限")),
    (DISPOSAL, _("数据处置声明期限")),
]


class ServiceStandard(models.Model):
    """A limit as dated configuration: which clock, how many working days, by which rule, from when."""

    clock = models.CharField(_("时限"), max_length=20, choices=STANDARDS)
    working_days = models.PositiveSmallIntegerField(_("工作日"))
    mode = models.CharField(
        _("补正后"), max_length=10, choices=[("suspend", _("恢复计时")), ("restart", _("重新起算"))], default="suspend"
    )
    consultation_pauses = models.BooleanField(_("征求第三方意见不计入"), default=False)
    amber_at = models.PositiveSmallIntegerField(_("黄灯（剩余工作日）"), default=2)
    legal_source = models.TextField(_("依据"))
    valid_from = models.DateField(_("适用于自此日起收到的申请"))

    class Meta:
        verbose_name = _("办理时限标准")
        verbose_name_plural = _("办理时限标准")
        ordering = ["clock", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "valid_from"], name="one_standard_per_clock_and_day"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="a_limit_is_at_least_one_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clock_display()}·{self.working_days}"


class Stage(models.TextChoices):
    """The office's own steps on the way to the reply."""

    ACCEPT = "accept", _("受理")
    ASSESS = "assess", _("评估")
    DECIDE = "decide", _("决定")


class StageBudget(models.Model):
    """How many of the reply's working days a stage may use, as dated configuration. No limit of its own: a signal."""

    stage = models.CharField(_("环节"), max_length=10, choices=Stage.choices)
    working_days = models.PositiveSmallIntegerField(_("工作日"))
    source = models.TextField(_("依据"))
    valid_from = models.DateField(_("适用于自此日起收到的申请"))

    class Meta:
        verbose_name = _("环节时间标准")
        verbose_name_plural = _("环节时间标准")
        ordering = ["stage", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "valid_from"], name="one_budget_per_stage_and_day"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="a_stage_has_at_least_one_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}·{self.working_days}"
