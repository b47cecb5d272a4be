"""Who has the page of a case open: a mark that is renewed while he looks, and means nothing a little later."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.Model):
    """One person at one case."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="+", verbose_name=_("申请")
    )
    seen_at = models.DateTimeField(_("最近查看时间"))

    class Meta:
        verbose_name = _("正在查看")
        verbose_name_plural = _("正在查看")
        constraints = [models.UniqueConstraint(fields=["user", "application"], name="one_presence_per_person_and_case")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.user_id}"
