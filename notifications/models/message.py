"""A message to one person about one entry of a journal: in the inbox at once, by mail through the outbox."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from workflow.models import Case, Clock, Deadline, DeadlineStatus, MatterClock

from ..topics import Topic


class MailState(models.TextChoices):
    """What has become of a message's mail."""

    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    HELD = "held", _("待汇总")
    DIGESTED = "digested", _("已汇总发送")
    UNWANTED = "unwanted", _("按设置不发送")
    LEFT = "left", _("收件人已停用")


# A column of the running limit of a case that falls due first, or what is said instead.
FIRST_DUE = (
    "COALESCE((SELECT {} FROM workflow_deadline WHERE case_id = %s AND status = %s ORDER BY due_on, id LIMIT 1), %s)"
)


class MessageQuerySet(models.QuerySet["Message"]):
    def to(self, user: Any) -> "MessageQuerySet":
        """What one person was told."""
        return self.filter(recipient=user)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> "MessageQuerySet":
        """Those that wait to be read, then the others; the newest first in each part."""
        return self.order_by(IsNull(models.F("read_at"), True).desc(), "-pk")


class Message(models.Model):
    """What one person was told. Everything is kept as it was sent, the due day too.

    `clock`, `due_on` and `due_firm` are the limit that ran at that moment; without one, "" and None. A message about
    no case (`case` None) has in `seq` the number of its occasion, such as a week.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inbox", verbose_name=_("收件人")
    )
    case = models.ForeignKey(
        "workflow.Case", on_delete=models.PROTECT, null=True, related_name="messages", verbose_name=_("办件")
    )
    seq = models.PositiveIntegerField(_("办理记录序号"))
    kind = models.CharField(_("类别"), max_length=40)
    topic = models.CharField(_("主题类别"), max_length=12, choices=Topic.choices, blank=True)
    subject = models.CharField(_("主题"), max_length=200)
    body = models.TextField(_("内容"))
    # Of a message about no case, its subject and body in English; of all others they are rendered from the entry.
    english = models.TextField(_("英文内容"), blank=True, default="")
    clock = models.CharField(_("时限"), max_length=20, choices=[*Clock.choices, *MatterClock.choices], blank=True)
    due_on = models.DateField(_("届满日"), null=True)
    due_firm = models.BooleanField(_("届满日已确定"), default=True)
    path = models.CharField(_("办理页面"), max_length=200)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)
    mail = models.CharField(_("邮件状态"), max_length=8, choices=MailState.choices, default=MailState.WAITING)
    mailed_at = models.DateTimeField(_("邮件发送时间"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at__isnull=True), name="message_unread"),
            models.Index(fields=["recipient"], condition=models.Q(mail="held"), name="message_held"),
            models.Index(fields=["mail"], name="message_mail"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "case", "seq", "kind"], name="told_once"),
            models.UniqueConstraint(
                fields=["recipient", "seq", "kind"], condition=Q(case__isnull=True), name="told_once_about_no_case"
            ),
            models.CheckConstraint(
                condition=Q(clock="", due_on__isnull=True) | (~Q(clock="") & Q(due_on__isnull=False)),
                name="a_message_names_the_clock_of_its_due_day",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def headline(self) -> str:
        """The subject for pages that show data set and number beside it; reads `case.application.dataset`."""
        if self.case is None:
            return self.subject
        return self.subject.removesuffix(f"：{self.case.application.dataset}（{self.case.number}）")


def running_clocks(cases: Sequence[Case]) -> dict[int, dict[str, Any]]:
    """The fields of a message that tell the limit which runs in its case, by the cases' keys.

    The door has set the clocks before it tells anyone, so this reads what is true. For a single case they are
    expressions of the message's own INSERT and cost no statement; for several, one statement.
    """
    if len(cases) == 1:
        return {cases[0].pk: _expressions(cases[0])}
    found: dict[int, dict[str, Any]] = {case.pk: {} for case in cases}
    running = Deadline.objects.filter(case__in=found, status=DeadlineStatus.RUNNING).order_by("due_on", "pk")
    for case, clock, due_on, firm in running.values_list("case", "clock", "due_on", "firm"):
        # The first to fall due; a message's own defaults where none runs.
        found[case] = found[case] or {"clock": clock, "due_on": due_on, "due_firm": firm}
    return found


def _expressions(case: Case) -> dict[str, Any]:
    """Written out, since the ORM would build and compile three subqueries anew for each message of each move."""

    def one(column: str, otherwise: Any, field: "models.Field[Any, Any]") -> RawSQL:
        return RawSQL(FIRST_DUE.format(column), (case.pk, DeadlineStatus.RUNNING, otherwise), output_field=field)

    return {
        "clock": one("clock", "", models.CharField()),
        "due_on": one("due_on", None, models.DateField()),
        "due_firm": one("firm", True, models.BooleanField()),
    }
