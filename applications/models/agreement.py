"""The data-use agreement (数据利用协议): its facts, its file, and who signed and sealed it when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Agreement(models.Model):
    """One agreement. `facts` are the canonical text of applications.documents.AgreementFacts, frozen at approval;
    the file is rendered from them and the signature, and from nothing else. Seals are put on the finished file."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="agreement", verbose_name=_("申请")
    )
    number = models.CharField(_("协议编号"), max_length=40, unique=True)
    facts = models.TextField(_("协议事实"))
    file = models.FileField(_("协议文本"), upload_to="agreements/", blank=True)
    sha256 = models.CharField(_("文本摘要"), max_length=64, blank=True)
    # With the applicant's seal alone: kept for the department's, shown to nobody.
    signed_file = models.FileField(_("乙方签章文本"), upload_to="agreements/", blank=True)
    sealed_file = models.FileField(_("盖章文本"), upload_to="agreements/", blank=True)
    sealed_sha256 = models.CharField(_("盖章文本摘要"), max_length=64, blank=True, db_index=True)
    rendered_at = models.DateTimeField(_("生成时间"), null=True)
    problem = models.TextField(_("未能生成的原因"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("签订人")
    )
    signed_at = models.DateTimeField(_("签订时间"), null=True)
    signed_from = models.GenericIPAddressField(_("签订地址"), null=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("盖章人")
    )
    sealed_at = models.DateTimeField(_("盖章时间"), null=True)
    # The person who signed before, where two must.
    first_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("第一签署人")
    )
    first_signed_at = models.DateTimeField(_("第一签署人签署时间"), null=True)
    signatories = models.PositiveSmallIntegerField(_("签署人数"), default=1)
    wording = models.ForeignKey(
        "applications.AgreementWording", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("范本")
    )
    # The agreement whose place this one takes, once it is sealed and its term has begun.
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="successors", verbose_name=_("取代的协议")
    )
    terminated_at = models.DateTimeField(_("终止时间"), null=True)
    termination = models.TextField(_("终止理由"), blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("到期日期"))

    class Meta:
        verbose_name = _("数据利用协议")
        verbose_name_plural = _("数据利用协议")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="agreement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(signed_at__isnull=False), name="the_applicant_signs_first"
            ),
            models.CheckConstraint(
                condition=Q(signatories=1) | Q(signed_at__isnull=True) | Q(first_signed_at__isnull=False),
                name="where_two_must_sign_two_have_signed",
            ),
            models.CheckConstraint(
                condition=Q(first_signed_by__isnull=True) | ~Q(first_signed_by=models.F("signed_by")),
                name="the_two_signatories_are_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number
