"""Decide on a breach (作出处理决定): unfounded, a warning, or the end of access and an entry on the breach list."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from applications.actions.resume import resume
from applications.actions.revoke import revoke
from applications.numbering import next_numbers
from workflow.lifecycle import FROM_AGREEMENT
from workflow.models import BREACH_APPEAL
from workflow.states import State

from .. import recording
from ..circles import respondents
from ..limits import last_day
from ..locking import locked, require_handler
from ..models import Breach, Finding, ListEntry, Outcome, Record, Stage
from ..refusals import NoRespondent, NotHeardYet
from ..telling import Told, tell


@transaction.atomic
def decide(
    *, breach: Breach, actor: User, outcome: Outcome, reasons: str, ground: str, remedy: str = "",
    until: date | None = None, now: datetime,
) -> Finding:  # fmt: skip
    """`until` is the last day on the breach list. Nothing is decided against anyone who can still answer. Raises
    NoRespondent, NotHeardYet."""
    breach = locked(breach, Stage.EXAMINING, Stage.HEARING)
    require_handler(breach, actor)
    today, burdens = localdate(now), outcome != Outcome.UNFOUNDED
    if burdens:
        _require_heard(breach, today)
    finding = Finding.objects.create(
        breach=breach, number=f"数违决〔{today.year}〕{next_numbers(today.year, 'finding')['finding']:04d}号",
        outcome=outcome, reasons=reasons, ground=ground, remedy=remedy if burdens else "", at=now, by=actor,
        appeal_until=last_day(BREACH_APPEAL, today) if burdens else None,
    )  # fmt: skip
    if outcome == Outcome.RESTRICTED:
        assert until is not None
        ListEntry.objects.create(finding=finding, body=breach.body, person=breach.person, since=today, until=until)
        _end_access(breach, finding, actor, now)
    else:
        _let_go_on(breach, finding, actor, now)
    breach.stage = Stage.DECIDED
    breach.save(update_fields=["stage"])
    facts = {"number": finding.number, "outcome": str(outcome), "reasons": reasons, "ground": ground}
    recording.write(breach, "decide", actor, now, **facts, until=until.isoformat() if until else "")
    _tell(breach, finding, until, now)
    return finding


def _require_heard(breach: Breach, today: date) -> None:
    if not breach.respondent:
        raise NoRespondent
    hearing = getattr(breach, "hearing", None)
    if hearing is None or (hearing.said_at is None and today <= hearing.due_on):
        raise NotHeardYet


def _end_access(breach: Breach, finding: Finding, actor: User, now: datetime) -> None:
    reasons = f"{finding.number}：{finding.reasons}"
    for one in breach.applications.select_related("case", "dataset").filter(case__state__in=FROM_AGREEMENT):
        revoke(application=one, actor=actor, reasons=reasons, now=now)


def _let_go_on(breach: Breach, finding: Finding, actor: User, now: datetime) -> None:
    """What was suspended because of this breach goes on; what was suspended otherwise stays so."""
    stopped = Record.objects.filter(breach=breach, name="suspend").values_list("facts", flat=True)
    keys = {key for facts in stopped for key in facts["keys"]}
    for one in breach.applications.select_related("case", "dataset").filter(pk__in=keys, case__state=State.SUSPENDED):
        resume(application=one, actor=actor, reasons=f"{finding.number}：{finding.reasons}", now=now)


def _tell(breach: Breach, finding: Finding, until: date | None, now: datetime) -> None:
    """Whoever was heard hears what became of it."""
    if not hasattr(breach, "hearing"):
        return
    values = {"number": breach.number, "respondent": breach.respondent, "finding": finding, "until": until}
    path = reverse("my-breach", args=[breach.pk])
    tell(respondents(breach, localdate(now)), Told.BREACH_DECIDED, breach.pk, path, values, now)
