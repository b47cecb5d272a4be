"""Data that somebody would like to be open (开放需求), and who supports that."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Demand(models.Model):
    """What is asked for, as it was handed in; `supposed` is the department that its author thinks has the data."""

    matter = models.OneToOneField(
        "feedback.Matter", on_delete=models.PROTECT, primary_key=True, related_name="demand", verbose_name=_("事项")
    )
    description = models.TextField(_("需要的数据"), max_length=2000)
    purpose = models.TextField(_("用途"), max_length=2000)
    supposed = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("可能的数据持有单位"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("开放需求")
        verbose_name_plural = _("开放需求")
        constraints = [
            models.CheckConstraint(condition=~Q(description="") & ~Q(purpose=""), name="a_demand_says_what_and_why")
        ]

    def __str__(self) -> str:
        return str(self.matter_id)


class Support(models.Model):
    """One more person who needs the same; once each."""

    matter = models.ForeignKey(
        "feedback.Matter", on_delete=models.PROTECT, related_name="supports", verbose_name=_("事项")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supports", verbose_name=_("支持人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("需求支持")
        verbose_name_plural = _("需求支持")
        constraints = [models.UniqueConstraint(fields=["matter", "user"], name="a_person_supports_a_demand_once")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.user_id}"
