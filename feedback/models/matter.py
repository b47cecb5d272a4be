"""A matter (反馈事项): one correction or one demand on its way, with its people and its state."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..states import OWED, PUBLIC, MatterKind, MatterState

PERSON = settings.AUTH_USER_MODEL
BODY = "accounts.Organisation"


class MatterQuerySet(models.QuerySet["Matter"]):
    def corrections(self) -> "MatterQuerySet":
        return self.filter(kind=MatterKind.CORRECTION)

    def demands(self) -> "MatterQuerySet":
        return self.filter(kind=MatterKind.DEMAND)

    def public(self) -> "MatterQuerySet":
        """Demands that everybody may read."""
        return self.demands().filter(state__in=PUBLIC)


class Matter(models.Model):
    """`seq` counts its entries; a page sends the one it saw. `department` has it: none before a demand is assigned.
    `dataset`: of a correction what it is about, of a demand what was opened in the end."""

    kind = models.CharField(_("类别"), max_length=10, choices=MatterKind.choices)
    number = models.CharField(_("编号"), max_length=20, unique=True)
    state = models.CharField(_("状态"), max_length=12, choices=MatterState.choices)
    seq = models.PositiveIntegerField(_("记录数"), default=0)
    title = models.CharField(_("名称"), max_length=120)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="matters", verbose_name=_("提出人"))
    department = models.ForeignKey(
        BODY, on_delete=models.PROTECT, null=True, related_name="matters", verbose_name=_("办理单位")
    )
    handler = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("承办人"))
    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, null=True, related_name="matters", verbose_name=_("数据集")
    )
    received_at = models.DateTimeField(_("收到时间"))
    # Since when it is in its state.
    since = models.DateTimeField(_("进入环节时间"))

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("反馈事项")
        verbose_name_plural = _("反馈事项")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["department", "state"], name="matter_by_department_and_state"),
            models.Index(fields=["author", "-id"], name="matter_by_author"),
            models.Index(fields=["dataset", "kind"], name="matter_by_dataset"),
            models.Index(fields=["kind", "state"], name="matter_by_kind_and_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MatterState.values), name="matter_state_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="a_matter_has_a_title"),
            models.CheckConstraint(
                condition=Q(department__isnull=False)
                | Q(kind="demand", state__in=["unassigned", "closed", "withdrawn"]),
                name="a_matter_on_its_way_has_a_department",
            ),
            models.CheckConstraint(
                condition=Q(dataset__isnull=False) | Q(kind="demand") & ~Q(state="opened"),
                name="a_correction_and_an_opened_demand_have_a_dataset",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_correction(self) -> bool:
        return self.kind == MatterKind.CORRECTION

    @property
    def is_owed(self) -> bool:
        """Whether somebody of the office owes something."""
        return self.state in OWED
