"""The facts of a supervision order, from its record, its deadline and the calendar that the missed day rests on."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Organisation
from calendars.index import WorkdayIndex
from calendars.overlay import DAY_OFF
from calendars.store import index_for, index_known_on
from workflow.clock import Day, Mode, Place, due, explain
from workflow.deadlines import pauses_of
from workflow.models import Clock, Deadline

from .documents.order_facts import OrderAnswer, OrderClearing, OrderDays, OrderFacts
from .models import SupervisionOrder
from .strips import CAUSES

# In one language, as every official document: what set each clock going, and what is owed before its end.
BEGINS = {
    Clock.VALID_REPLY: "收到申请",
    Clock.SEALING: "申请人签订协议",
    Clock.DELIVERY: "协议盖章",
    Clock.REVIEW: "申请人申请复核",
}
OWED = {Clock.VALID_REPLY: "作出答复", Clock.SEALING: "盖章", Clock.DELIVERY: "交付数据", Clock.REVIEW: "作出复核决定"}


def order_facts(order: SupervisionOrder) -> OrderFacts:
    """What the order says today; raises MissingFact where there is no authority to issue it. Always in Chinese."""
    case, deadline, clock = order.case, order.deadline, Clock(order.deadline.clock)
    with override("zh-hans"):
        return OrderFacts(
            number=order.number,
            issuer=Organisation.name_of_authority(),
            department=case.provider.name,
            handler=case.handler.name if case.handler else "",
            application_number=case.number or "",
            applicant=case.application.applicant_name,
            dataset_title=case.application.dataset.title,
            limit=str(clock.label),
            working_days=deadline.budget + deadline.extension,
            owed=OWED[clock],
            missed_on=order.missed_on,
            days=tuple(account(days_until_missed(order), BEGINS[clock])),
            raised_at=order.raised_at,
            raised_on=localdate(order.raised_at),
            due_on=order.due_on,
            reddened_at=order.reddened_at,
            answer=answer_of(order),
            clearing=clearing_of(order),
        )


def answer_of(order: SupervisionOrder) -> OrderAnswer | None:
    if order.answered_at is None or order.answered_by is None or order.planned_on is None:
        return None
    return OrderAnswer(
        reason=str(order.get_reason_display()),
        explanation=order.explanation,
        planned_on=order.planned_on,
        by=order.answered_by.name,
        at=order.answered_at,
    )


def clearing_of(order: SupervisionOrder) -> OrderClearing | None:
    if order.cleared_at is None or order.cleared_by is None:
        return None
    return OrderClearing(reasons=order.clearing, by=order.cleared_by.name, at=order.cleared_at)


def days_until_missed(order: SupervisionOrder) -> tuple[Day, ...]:
    """Why that day: by the calendar the deadline goes by now, or the one known when the order was raised.

    Empty where neither leads to the missed day any more: a notice has moved it since, and a second date would only
    confuse.
    """
    deadline = order.deadline
    for index in (index_for(deadline.calendar_version), index_known_on(localdate(order.raised_at))):
        if _due_on(deadline, index) == order.missed_on:
            terms = (deadline.budget, pauses_of(deadline), Mode(deadline.mode))
            return explain(index, deadline.received_on, *terms, order.missed_on, deadline.extension)
    return ()


def _due_on(deadline: Deadline, index: WorkdayIndex) -> date | None:
    mode = Mode(deadline.mode)
    return due(index, deadline.received_on, deadline.budget, pauses_of(deadline), mode, deadline.extension).on


def account(days: Iterable[Day], begins: str) -> Iterator[OrderDays]:
    """The days as lines of a table; days that follow each other and do not count for one reason are one line."""
    for _number, run in groupby(days, key=lambda day: (day.number, counts(day), remark(day, begins))):
        listed = list(run)
        first = listed[0]
        yield OrderDays(first=first.on, last=listed[-1].on, counts=counts(first), remark=remark(first, begins))


def counts(day: Day) -> str:
    return f"第{day.number}个工作日" if day.kind == Place.COUNTED else "不计"


def remark(day: Day, begins: str) -> str:
    """What a day is, with the notice that makes it so."""
    said = {
        Place.RECEIPT: f"{begins}，次日起算",
        Place.COUNTED: "调休上班" if day.make_up else "",
        Place.WEEKEND: "周末",
        Place.HOLIDAY: f"{'' if day.name == DAY_OFF else day.name}放假",
        Place.PAUSE: f"{CAUSES.get(day.name, day.name)}期间暂停计时",
        Place.AFTER: "",
    }[day.kind]
    source = f"（{day.doc_no}）" if day.doc_no and day.kind in (Place.HOLIDAY, Place.COUNTED) else ""
    return f"{said}{source}{'，' if said and day.is_due else ''}{'时限届满' if day.is_due else ''}"
