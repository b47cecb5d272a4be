"""The application (申请): what the applicant wants, what for, and how he will protect it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ApplicantKind(models.TextChoices):
    LEGAL_PERSON = "legal_person", _("法人")
    ORGANIZATION = "organization", _("非法人组织")
    NATURAL_PERSON = "natural_person", _("自然人")


class FollowsAs(models.TextChoices):
    """What an application wants of the agreement that is in use."""

    RENEWAL = "renewal", _("续签")
    AMENDMENT = "amendment", _("变更")


# What the applicant fills in.
EDITED = (
    "purpose", "use_case", "benefit", "recipients", "requested_fields", "delivery_mode", "term_months",
    "security_measures", "contact_name", "contact_phone", "contact_address", "undertaking", "revision",
)  # fmt: skip


class Application(models.Model):
    """The applicant's dossier; its state is its case's."""

    case = models.OneToOneField(
        "workflow.Case", on_delete=models.PROTECT, primary_key=True, related_name="application", verbose_name=_("办件")
    )
    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="applications", verbose_name=_("数据集")
    )
    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices)
    # Of an application that renews or amends what is in use: that one, and which of the two.
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followers", verbose_name=_("原申请")
    )
    follows_as = models.CharField(_("续签或者变更"), max_length=20, choices=FollowsAs.choices, blank=True)
    # Asked for in the short form, purpose and grade as they were; and the applicant's reason.
    keeps_assessment = models.BooleanField(_("沿用原评估"), default=False)
    follows_because = models.TextField(_("续签或者变更的理由"), max_length=1000, blank=True)
    purpose = models.CharField(_("应用场景名称"), max_length=100, blank=True)
    use_case = models.TextField(_("应用场景描述"), max_length=2000, blank=True)
    benefit = models.TextField(_("预期成效"), max_length=1000, blank=True)
    recipients = models.TextField(_("成果提供对象"), max_length=500, blank=True)
    requested_fields = models.JSONField(_("申请字段"), default=list, blank=True)
    delivery_mode = models.CharField(_("提供方式"), max_length=20, blank=True)
    term_months = models.PositiveSmallIntegerField(_("使用期限（月）"), null=True, blank=True)
    security_measures = models.TextField(_("安全保护措施"), max_length=2000, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    contact_address = models.CharField(_("联系地址"), max_length=200, blank=True)
    undertaking = models.BooleanField(_("承诺"), default=False)
    revision = models.PositiveIntegerField(_("修改次数"), default=0)
    created_at = models.DateTimeField(_("创建时间"))
    updated_at = models.DateTimeField(_("修改时间"))

    class Meta:
        verbose_name = _("申请")
        verbose_name_plural = _("申请")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(term_months__isnull=True) | Q(term_months__gte=1, term_months__lte=60),
                name="a_term_is_one_to_sixty_months",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True, follows_as="") | (Q(follows__isnull=False) & ~Q(follows_as="")),
                name="what_follows_says_how",
            ),
            models.CheckConstraint(
                condition=Q(keeps_assessment=False) | Q(follows__isnull=False), name="what_is_kept_is_another_ones"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.dataset}"

    @property
    def number(self) -> str:
        """The application number; empty while it is a draft."""
        return self.case.number or ""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was handed in; None while it is a draft."""
        return self.case.received_at

    @property
    def applicant_name(self) -> str:
        """The body that applies, or the natural person."""
        return self.case.body.name if self.case.body else self.case.applicant.name
