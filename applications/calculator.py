"""“If it is received then, it is due when?” Answered by the function that computes every deadline, day by day."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from calendars.due import Due
from calendars.index import NotCovered, WorkdayIndex
from workflow.asking import Question
from workflow.clock import Day, explain


@dataclass(frozen=True)
class Answer:
    """The due day with each day up to it; or, where the calendar does not reach, why there is none."""

    question: Question
    due: Due | None = None
    days: tuple[Day, ...] = ()
    refusal: str = ""


def answer(index: WorkdayIndex, question: Question) -> Answer:
    """Never a guess: beyond the calendar the answer is a refusal in the user's words."""
    try:
        due = question.answer(index)
        until = max([question.received_on, *(pause.until for pause in question.pauses if pause.until)])
        days = explain(index, question.received_on, question.budget, question.pauses, question.mode, until)
    except NotCovered:
        words = _("日历只到 %(first)s 至 %(last)s，超出该范围的日期不作推算。")
        return Answer(question, refusal=words % {"first": index.first, "last": index.last})
    return Answer(question, due, tuple(_worded(day) for day in days if due.on is None or day.on <= due.on))


def _worded(day: Day) -> Day:
    """A pause is only called a pause: nobody said what for."""
    return replace(day, name=_("暂停")) if day.name == "pause" else day
