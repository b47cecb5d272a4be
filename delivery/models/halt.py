"""A halt (停用): nothing of one data set is handed over, to nobody, from a moment until it is lifted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HaltQuerySet(models.QuerySet["Halt"]):
    def in_force(self) -> "HaltQuerySet":
        return self.filter(lifted_at__isnull=True)


class Halt(models.Model):
    """One row stops every grant of the data set at once, whatever state its case is in; grants stay as they are, so
    that lifting it restores exactly what was. Why it was ordered, and by whom, is told by the package above."""

    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="halts", verbose_name=_("数据集")
    )
    since = models.DateTimeField(_("停用时间"))
    lifted_at = models.DateTimeField(_("解除时间"), null=True)

    objects = HaltQuerySet.as_manager()

    class Meta:
        verbose_name = _("停用")
        verbose_name_plural = _("停用")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(lifted_at__isnull=True), name="one_halt_of_a_dataset_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("since")),
                name="a_halt_is_lifted_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} {self.since}"
