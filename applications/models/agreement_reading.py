"""How far a person has read an agreement's text: it is signed when he has come to its end."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementReading(models.Model):
    """One person's reading of one text, named by its digest; a new text is read anew."""

    agreement = models.ForeignKey(
        "applications.Agreement", on_delete=models.CASCADE, related_name="readings", verbose_name=_("协议")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("阅读人")
    )
    sha256 = models.CharField(_("文本摘要"), max_length=64)
    parts = models.PositiveSmallIntegerField(_("已读部分"), default=0)
    finished_at = models.DateTimeField(_("读完时间"), null=True)

    class Meta:
        verbose_name = _("协议阅读记录")
        verbose_name_plural = _("协议阅读记录")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "user", "sha256"], name="one_reading_per_person_and_text")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.user_id} {self.parts}"
