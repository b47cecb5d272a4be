"""A supervision order (督办单): raised by a yellow card, answered by the handler, cleared by a supervisor, or it turns
red when its own limit passes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .lateness import Lateness

PERSON = settings.AUTH_USER_MODEL


class Card(models.TextChoices):
    YELLOW = "yellow", _("黄牌督办")
    RED = "red", _("红牌督办")


class SupervisionOrderQuerySet(models.QuerySet["SupervisionOrder"]):
    def open(self) -> "SupervisionOrderQuerySet":
        """Not cleared yet."""
        return self.filter(cleared_at__isnull=True)


class SupervisionOrder(models.Model):
    """One order about one deadline of one case. `missed_on` is the due day that passed, `due_on` the order's own."""

    case = models.ForeignKey(
        "workflow.Case", on_delete=models.PROTECT, related_name="supervision_orders", verbose_name=_("办件")
    )
    deadline = models.ForeignKey(
        "workflow.Deadline", on_delete=models.PROTECT, related_name="+", verbose_name=_("时限")
    )
    number = models.CharField(_("编号"), max_length=40, unique=True)
    card = models.CharField(_("督办等级"), max_length=10, choices=Card.choices, default=Card.YELLOW)
    missed_on = models.DateField(_("办理时限届满日"))
    raised_at = models.DateTimeField(_("发出时间"))
    due_on = models.DateField(_("督办期限届满日"))
    reddened_at = models.DateTimeField(_("转为红牌的时间"), null=True)
    reason = models.CharField(_("超期原因"), max_length=20, choices=Lateness.choices, blank=True)
    explanation = models.TextField(_("情况说明"), max_length=1000, blank=True)
    planned_on = models.DateField(_("计划办结日期"), null=True)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("答复人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    cleared_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("销号人")
    )
    cleared_at = models.DateTimeField(_("销号时间"), null=True)
    clearing = models.TextField(_("销号理由"), max_length=1000, blank=True)

    objects = SupervisionOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("督办单")
        verbose_name_plural = _("督办单")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(cleared_at__isnull=True), name="one_open_order_per_deadline"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | (~Q(reason="") & ~Q(explanation="") & Q(planned_on__isnull=False, answered_by__isnull=False)),
                name="an_answered_order_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | (~Q(clearing="") & Q(cleared_by__isnull=False)),
                name="a_cleared_order_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(card="yellow", reddened_at__isnull=True) | Q(card="red", reddened_at__isnull=False),
                name="a_red_order_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.cleared_at is None

    @property
    def awaits_answer(self) -> bool:
        """Not answered yet, or not since it turned red."""
        if not self.is_open:
            return False
        return self.answered_at is None or (self.reddened_at is not None and self.answered_at < self.reddened_at)
