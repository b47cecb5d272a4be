"""What an officer has typed into a form and not yet carried out (暂存): kept for him, until the act is done."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptText(models.Model):
    """One person's unfinished form for one act in one case. `data` holds what was posted, by field, as lists."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("用户")
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="kept_texts", verbose_name=_("申请")
    )
    name = models.CharField(_("事项"), max_length=40)
    data = models.JSONField(_("内容"))
    kept_at = models.DateTimeField(_("暂存时间"))

    class Meta:
        verbose_name = _("暂存内容")
        verbose_name_plural = _("暂存内容")
        constraints = [
            models.UniqueConstraint(fields=["user", "application", "name"], name="one_kept_text_per_person_and_act")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.name}"
