"""What has happened to a matter, entry by entry."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..law import legal_entries


class EntryIsFixed(TypeError):
    """An entry is written once; what is to be said otherwise is said in another."""


def _legal_entry() -> Q:
    """The law as a condition, so that an entry outside it cannot exist."""
    condition = Q()
    for name, source, target in sorted(legal_entries()):
        condition |= Q(name=name, source=source, target=target)
    return condition


class MatterEntry(models.Model):
    """`source` and `target` are states, alike where nothing moved; `facts` is what a person said or a rung was."""

    matter = models.ForeignKey(
        "feedback.Matter", on_delete=models.PROTECT, related_name="entries", verbose_name=_("事项")
    )
    seq = models.PositiveIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    name = models.CharField(_("事项"), max_length=20)
    source = models.CharField(_("原状态"), max_length=12, blank=True)
    target = models.CharField(_("新状态"), max_length=12)
    facts = models.JSONField(_("内容"), default=dict)

    class Meta:
        verbose_name = _("反馈办理记录")
        verbose_name_plural = _("反馈办理记录")
        ordering = ["matter", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="matter_entry_seq_once"),
            models.CheckConstraint(condition=_legal_entry(), name="matter_entry_is_within_the_law"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}/{self.seq} {self.name}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise EntryIsFixed(str(self))
        super().save(*args, **options)
