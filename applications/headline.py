"""The big number of the progress page: the clock that counts, in the words of whose clock it is; else how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workflow.clock import Standing
from workflow.models import Clock, Deadline, DeadlineStatus
from workflow.states import State

from .clockface import Face, open_faces, reply_face
from .models import Agreement, Decision
from .strips import Strip, paused_for, strip_of
from .templatetags.dates import long_date
from .templatetags.standing_words import excluded_words, spoken_due, time_words, used_words

# The applicant's own clocks: what he is asked to do by the day.
OWN: dict[str, str | Promise] = {
    Clock.SUPPLEMENT: gettext_lazy("提交补正材料"),
    Clock.SIGNING: gettext_lazy("签订协议"),
}
# The office's clocks: what it owes by the day.
OWED: dict[str, str | Promise] = {
    Clock.VALID_REPLY: gettext_lazy("作出决定"),
    Clock.SEALING: gettext_lazy("盖章"),
    Clock.DELIVERY: gettext_lazy("交付数据"),
    Clock.REVIEW: gettext_lazy("作出复核决定"),
}


@dataclass(frozen=True)
class Headline:
    """`standing` is the clock's, or None where none counts any more. `deed` is what is to be done by the day;
    `own` says that the applicant is to do it. Without a running clock the `days` until the agreement's end, or else
    `word`, stand in its place."""

    title: str
    standing: Standing | None = None
    deed: str = ""
    own: bool = False
    word: str = ""
    days: int = 0
    sentence: str = ""
    used: str = ""
    note: str = ""

    @property
    def lamp(self) -> str:
        return self.standing.lamp if self.standing else "done"

    @property
    def due(self) -> str:
        return spoken_due(self.standing) if self.standing else ""

    @property
    def words(self) -> str:
        return time_words(self.standing) if self.standing else self.word


def headline(
    state: State,
    deadlines: Iterable[Deadline],
    decision: Decision | None,
    agreement: Agreement | None,
    ended_on: date,
    today: date,
) -> tuple[Headline, Strip | None]:
    """The big number and its calendar; no queries but those for the calendar in force."""
    deadlines = list(deadlines)
    faces = open_faces(deadlines, today)
    if faces:
        return running(faces, today)
    reply = reply_face(deadlines, today)
    if reply and reply.deadline.status == DeadlineStatus.VOID:
        reply = None
    shown = result(state, reply, decision, agreement, ended_on, today)
    # A reply on the day of receipt has no day to explain.
    explained = reply and (reply.deadline.finished_on or today) > reply.deadline.received_on
    return shown, strip_of(reply, today) if reply and explained else None


def running(faces: list[Face], today: date) -> tuple[Headline, Strip]:
    """The clock that asks for action first; beside it, that the reply's clock stands still."""
    face = faces[0]
    paused = next((other.standing for other in faces[1:] if other.clock == Clock.VALID_REPLY), None)
    if paused:
        words = ngettext("答复时限暂停，余 %(n)d 个工作日", "答复时限暂停，余 %(n)d 个工作日", paused.left or 0)
        note = words % {"n": paused.left or 0}
    else:
        note = excluded_words(face.standing, paused_for(face.deadline))
    shown = Headline(
        title=face.label,
        standing=face.standing,
        deed=str(OWN.get(face.clock) or OWED[face.clock]),
        own=face.clock in OWN,
        used=used_words(face.standing),
        note=note,
    )
    return shown, strip_of(face, today)


def result(
    state: State,
    reply: Face | None,
    decision: Decision | None,
    agreement: Agreement | None,
    ended_on: date,
    today: date,
) -> Headline:
    """What is said when no clock runs: how long the data may be used, or how the case ended."""
    used = note = ""
    if reply:
        used = ngettext("答复用时 %(n)d 个工作日", "答复用时 %(n)d 个工作日", reply.standing.used)
        used = used % {"n": reply.standing.used}
        note = time_words(reply.standing)
    if state == State.IN_USE and agreement:
        return in_use(agreement, used, note, today)
    day = long_date(ended_on)
    if state in (State.REFUSED, State.NOT_ACCEPTED) and decision:
        sentence = _("%(number)s，%(day)s作出") % {"number": decision.number, "day": long_date(localdate(decision.at))}
    elif state == State.SUSPENDED:
        sentence = _("自 %(day)s起中止") % {"day": day}
    else:
        sentence = _("办结于 %(day)s") % {"day": day} if state == State.CLOSED else _("结束于 %(day)s") % {"day": day}
    return Headline(title=_("办理结果"), word=str(state.label), sentence=sentence, used=used, note=note)


def in_use(agreement: Agreement, used: str, note: str, today: date) -> Headline:
    """The days until the agreement comes to its end."""
    left = (agreement.ends_on - today).days
    sentence = _("协议（%(number)s）于 %(day)s到期") % {
        "number": agreement.number, "day": long_date(agreement.ends_on)
    }  # fmt: skip
    return Headline(title=_("使用期限"), word=_("今日到期"), days=max(left, 0), sentence=sentence, used=used, note=note)
