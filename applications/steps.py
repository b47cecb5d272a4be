"""The stages of a case in a row, with the day each was left: read from the journal, so a return shows as one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.models import Case, Event
from workflow.states import TERMINAL, State

STAGES: tuple[str | Promise, ...] = (
    gettext_lazy("提交申请"),
    gettext_lazy("受理"),
    gettext_lazy("风险评估"),
    gettext_lazy("审核决定"),
    gettext_lazy("签订协议"),
    gettext_lazy("数据交付"),
    gettext_lazy("办结"),
)
SUBMITTING, ACCEPTING, ASSESSING, DECIDING, SIGNING, DELIVERING, USING = range(7)

STAGE_OF: dict[State, int] = {
    State.DRAFT: SUBMITTING,
    State.SUBMITTED: ACCEPTING,
    State.ASSESSING: ASSESSING,
    State.CONSULTING: ASSESSING,
    State.DECIDING: DECIDING,
    State.AGREEMENT: SIGNING,
    State.SEALING: SIGNING,
    State.DELIVERING: DELIVERING,
    State.IN_USE: USING,
    State.SUSPENDED: USING,
    State.REVIEWING: DECIDING,
    State.REFUSED: DECIDING,
    State.CLOSED: len(STAGES),
}
# Under the stage that is being worked on; others say 办理中.
NOW_WORDS: dict[State, str | Promise] = {
    State.SUPPLEMENT: gettext_lazy("待补正"),
    State.AGREEMENT: gettext_lazy("待签订"),
    State.SEALING: gettext_lazy("待盖章"),
    State.IN_USE: gettext_lazy("使用中"),
    State.SUSPENDED: gettext_lazy("已中止"),
    State.REVIEWING: gettext_lazy("复核中"),
}


def steps(case: Case, events: Iterable[Event], reply_due: date | None) -> list[dict[str, str]]:
    """The stages for components/steps.html; an ended case ends where it ended."""
    events = list(events)
    left, reached = days_left(case, events), stage_now(case, events)
    shown = [stage(number, left, reached, case, reply_due) for number in range(len(STAGES))]
    names = {event.name for event in events}
    if "fast_track" in names:
        shown[ACCEPTING]["title"] = _("免申即用")
        del shown[ASSESSING : DECIDING + 1]
        reached -= 2
    if "keep_assessment" in names and "return_to_assessment" not in names:
        shown[ACCEPTING]["title"] = _("沿用原评估")
        del shown[ASSESSING]
        reached -= 1
    if case.state in TERMINAL - {State.CLOSED}:
        end = {"title": str(case.get_state_display()), "state": "stop", "note": _short(events[-1].at)}
        return [*shown[:reached], end]
    return shown


def stage(number: int, left: dict[int, datetime], reached: int, case: Case, reply_due: date | None) -> dict[str, str]:
    """One stage: done with its day, worked on now, or still to come."""
    title = str(STAGES[number])
    if number < reached:
        return {"title": title, "state": "done", "note": _short(left[number]) if number in left else ""}
    if number == reached:
        return {"title": title, "state": "now", "note": str(NOW_WORDS.get(State(case.state), _("办理中")))}
    due = _("%(day)s 前") % {"day": f"{reply_due:%m-%d}"} if number == DECIDING and reply_due else ""
    return {"title": title, "state": "todo", "note": due}


def stage_now(case: Case, events: list[Event]) -> int:
    """The number of the stage that the case is in, or in which it ended."""
    state = State(case.state)
    if state in TERMINAL - {State.CLOSED} and events:
        state = State(events[-1].source)
    return _stage(state, case)


def days_left(case: Case, events: list[Event]) -> dict[int, datetime]:
    """When each stage was left forwards, for the last time."""
    left = {}
    for event in events:
        source, target = State(event.source), State(event.target)
        if target in TERMINAL - {State.CLOSED}:
            continue
        if _stage(target, case) > _stage(source, case):
            left[_stage(source, case)] = event.at
    return left


def _stage(state: State, case: Case) -> int:
    """A supplement belongs to the stage that asked for it."""
    return STAGE_OF[State(case.asked_from) if state == State.SUPPLEMENT else state]


def _short(moment: datetime) -> str:
    return f"{localdate(moment):%m-%d}"
