"""A further data set of the same department in one application (一并申请): chosen in the draft, and once handed in
a case of its own, with its own decision, agreement and delivery."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FurtherDataset(models.Model):
    """`became` is the application for it, once all were handed in together."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="further", verbose_name=_("申请")
    )
    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="+", verbose_name=_("数据集")
    )
    requested_fields = models.JSONField(_("申请字段"), default=list)
    delivery_mode = models.CharField(_("提供方式"), max_length=20)
    became = models.OneToOneField(
        "applications.Application",
        on_delete=models.PROTECT,
        null=True,
        related_name="came_from",
        verbose_name=_("办件"),
    )

    class Meta:
        verbose_name = _("一并申请的数据集")
        verbose_name_plural = _("一并申请的数据集")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "dataset"], name="a_further_dataset_once"),
            models.CheckConstraint(
                condition=~Q(requested_fields=[]) & ~Q(delivery_mode=""), name="a_further_dataset_says_what_is_wanted"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dataset)
