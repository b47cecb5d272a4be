"""A breach (违规): what somebody reports of the use of data, and how far it has been dealt with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Stage(models.TextChoices):
    REPORTED = "reported", _("待核查")
    EXAMINING = "examining", _("核查中")
    HEARING = "hearing", _("听取陈述申辩")
    DECIDED = "decided", _("已处理")
    APPEALED = "appealed", _("申诉中")
    CLOSED = "closed", _("申诉已处理")


# While something is still to be found out.
OPEN = (Stage.REPORTED, Stage.EXAMINING, Stage.HEARING)


class Breach(models.Model):
    """`said_...` are the reporter's own words; `reporter` (None: anonymous) and `contact` are shown to `handler` alone.

    The respondent is `body`, or `person` who applies for himself; nobody while it has not been found out.
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    stage = models.CharField(_("进度"), max_length=10, choices=Stage.choices, default=Stage.REPORTED)
    reported_at = models.DateTimeField(_("举报时间"))
    reporter = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("举报人")
    )
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    said_body = models.CharField(_("被举报对象"), max_length=200, blank=True)
    said_data = models.CharField(_("涉及的数据集或者申请"), max_length=200, blank=True)
    facts = models.TextField(_("违规情况"), max_length=4000)

    handler = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("核查人"))
    body = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="breaches",
        verbose_name=_("当事人单位"),
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("当事人"))
    applications = models.ManyToManyField(
        "applications.Application", related_name="breaches", blank=True, verbose_name=_("涉及的申请")
    )

    class Meta:
        verbose_name = _("违规线索")
        verbose_name_plural = _("违规线索")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["stage", "-id"], name="breaches_by_stage")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="reported") | Q(handler__isnull=False),
                name="a_breach_that_is_examined_has_its_handler",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(person__isnull=True), name="a_breach_has_one_respondent"
            ),
            # Nobody examines what he has reported himself.
            models.CheckConstraint(
                condition=Q(reporter__isnull=True) | Q(handler__isnull=True) | ~Q(reporter=models.F("handler")),
                name="nobody_examines_his_own_report",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def respondent(self) -> str:
        """The name of the body or person, "" while nobody knows."""
        return str(self.body or self.person or "")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN
