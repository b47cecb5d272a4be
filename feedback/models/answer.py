"""What the department has answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """The first three of corrections, the others of demands."""

    CORRECTED = "corrected", _("已更正")
    PARTLY = "partly", _("部分更正")
    NO_ERROR = "no_error", _("核实无误")
    WILL_OPEN = "will_open", _("将予开放")
    CONDITIONALLY = "conditionally", _("将有条件开放")
    CANNOT = "cannot", _("不能开放")


OF_CORRECTIONS = (Outcome.CORRECTED, Outcome.PARTLY, Outcome.NO_ERROR)
OF_DEMANDS = (Outcome.WILL_OPEN, Outcome.CONDITIONALLY, Outcome.CANNOT)
WITH_A_SNAPSHOT = (Outcome.CORRECTED, Outcome.PARTLY)
WITH_A_DAY = (Outcome.WILL_OPEN, Outcome.CONDITIONALLY)


class Answer(models.Model):
    """One answer; after a dispute there may be another. `snapshot`: in which the data are corrected. `opens_on`: by
    when the data will be open. `ground`: why they cannot be, as the law has it."""

    matter = models.ForeignKey(
        "feedback.Matter", on_delete=models.PROTECT, related_name="answers", verbose_name=_("事项")
    )
    seq = models.PositiveIntegerField(_("记录序号"))
    outcome = models.CharField(_("结果"), max_length=14, choices=Outcome.choices)
    text = models.TextField(_("答复内容"), max_length=2000)
    ground = models.CharField(_("依据"), max_length=300, blank=True)
    opens_on = models.DateField(_("预计开放日期"), null=True)
    snapshot = models.ForeignKey(
        "delivery.Snapshot", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("更正后的快照")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("答复人")
    )
    at = models.DateTimeField(_("答复时间"))

    class Meta:
        verbose_name = _("答复")
        verbose_name_plural = _("答复")
        ordering = ["matter", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="one_answer_per_entry"),
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_has_words"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["corrected", "partly"]) | Q(snapshot__isnull=False),
                name="a_corrected_dataset_has_its_snapshot",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["will_open", "conditionally"]) | Q(opens_on__isnull=False),
                name="what_will_be_open_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="cannot") | ~Q(ground=""), name="what_cannot_be_opened_has_its_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.outcome}"
