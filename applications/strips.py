"""Why this date: the calendar of one clock, with what set it going and why it stood still, in words."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from workflow.clock import Day
from workflow.deadlines import pauses_of
from workflow.models import Clock
from workflow.time_limit import TimeLimit

from .clockface import Face, days_of

# Why a clock stood still, by the entry that made it stand.
CAUSES: dict[str, str | Promise] = {"request_supplement": gettext_lazy("补正"), "consult": gettext_lazy("征求意见")}

# What set a clock going: in full, in two signs, in one.
Start = tuple[str | Promise, str | Promise, str | Promise]
STARTS: dict[str, Start] = {
    Clock.VALID_REPLY: (
        gettext_lazy("收到申请"), pgettext_lazy("calendar flag", "收到"), pgettext_lazy("calendar sign", "收"),
    ),
    Clock.SUPPLEMENT: (
        gettext_lazy("告知补正"), pgettext_lazy("calendar flag", "告知"), pgettext_lazy("calendar sign", "告"),
    ),
    Clock.SIGNING: (
        gettext_lazy("同意开放"), pgettext_lazy("calendar flag", "同意"), pgettext_lazy("calendar sign", "同"),
    ),
    Clock.SEALING: (
        pgettext_lazy("calendar event", "签订协议"),
        pgettext_lazy("calendar flag", "签订"), pgettext_lazy("calendar sign", "签"),
    ),
    Clock.DELIVERY: (
        gettext_lazy("协议盖章"), pgettext_lazy("calendar flag", "盖章"), pgettext_lazy("calendar sign", "章"),
    ),
    Clock.REVIEW: (
        gettext_lazy("申请复核"), pgettext_lazy("calendar flag", "复核"), pgettext_lazy("calendar sign", "复"),
    ),
}  # fmt: skip


def paused_for(deadline: TimeLimit) -> str:
    """What a clock was paused for, each cause once."""
    causes = dict.fromkeys(str(CAUSES.get(pause.cause, pause.cause)) for pause in pauses_of(deadline))
    return pgettext("list separator", "、").join(causes)


@dataclass(frozen=True)
class Strip:
    """Why this date: the days of one clock and what set it going."""

    days: tuple[Day, ...]
    lamp: str
    event: str
    flag: str
    sign: str
    title: str


def strip_of(face: Face, today: date, start: Start | None = None) -> Strip:
    """The calendar of a clock; that of an ended one ends with it. `start` where it is no clock of a case."""
    ended_on = face.deadline.finished_on
    days = tuple(_worded(day) for day in days_of(face.deadline, today) if not ended_on or day.on <= ended_on)
    event, flag, sign = start or STARTS[face.clock]
    return Strip(days, face.standing.lamp, str(event), str(flag), str(sign), face.label)


def _worded(day: Day) -> Day:
    """A pause carries the name of the entry that caused it; the page says it in words."""
    return replace(day, name=str(CAUSES[day.name])) if day.name in CAUSES else day
