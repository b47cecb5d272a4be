"""The journal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..lifecycle import legal_entries
from .case import Case
from .parties import PERSON


def _legal_entry() -> Q:
    """The law as a database condition, so that a journal row outside it cannot exist."""
    condition = Q()
    for kind, name, source, target in sorted(legal_entries()):
        condition |= Q(kind=kind, name=name, source=source, target=target)
    return condition


class Event(models.Model):
    """One entry of the journal (办理记录). Written once; triggers refuse UPDATE, DELETE and TRUNCATE."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", verbose_name=_("办件"))
    seq = models.PositiveIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("经办人"))
    capacity = models.CharField(_("身份"), max_length=20)
    kind = models.CharField(_("类别"), max_length=8)
    name = models.CharField(_("事项"), max_length=40)
    source = models.CharField(_("原状态"), max_length=20)
    target = models.CharField(_("新状态"), max_length=20)
    facts = models.JSONField(_("内容"), default=dict)
    prev_hash = models.CharField(_("前一条摘要"), max_length=64, blank=True)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_seq_once"),
            models.CheckConstraint(condition=_legal_entry(), name="event_is_within_the_law"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.name}"
