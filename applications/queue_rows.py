"""What a row of a list of cases says: the time that is left, the stage, who is waited for, what is to be done."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from calendars.index import WorkdayIndex
from workflow.clock import Lamp, Standing
from workflow.models import Case, Consultation, Deadline, Event
from workflow.stages import StageStanding
from workflow.states import TURN, Capacity, State

from .clockface import Face
from .desk import Desk
from .models import ApplicantKind, Application
from .office_clock import office_face
from .overruns import overrun_stages, overrun_words

NUDGE = "nudge"

ChooseFace = Callable[[Iterable[Deadline], WorkdayIndex, date], Face | None]

# What the button of a row says to the officer whose turn it is.
TODO: dict[State, str | Promise] = {
    State.SUBMITTED: gettext_lazy("受理"),
    State.ASSESSING: gettext_lazy("评估"),
    State.CONSULTING: gettext_lazy("出具意见"),
    State.DECIDING: gettext_lazy("审核"),
    State.SEALING: gettext_lazy("盖章"),
    State.DELIVERING: gettext_lazy("交付"),
    State.SUSPENDED: gettext_lazy("处理"),
    State.REVIEWING: gettext_lazy("办理复核"),
}


@dataclass(frozen=True)
class Row:
    """One line of the table. `acts`: the next step is the reader's; `urgent`: overdue, or due today; `overrun`: how
    far the stage is over its own budget, in words; `nudges`: how often the applicant has pressed."""

    case: Case
    face: Face | None
    time_note: str
    stage_note: str
    acts: bool
    urgent: bool
    overrun: str = ""
    nudges: int = 0

    @property
    def application(self) -> Application:
        return self.case.application

    @property
    def key(self) -> str:
        """The case as this page saw it: its key and the number of its journal entries."""
        return f"{self.case.pk}:{self.case.seq}"

    @property
    def state(self) -> str:
        """In words; asked of the choices' own field it would take longer than the rest of the row."""
        return str(State(self.case.state).label)

    @property
    def applicant_kind(self) -> str:
        """In words."""
        return str(ApplicantKind(self.application.applicant_kind).label)

    @property
    def standing(self) -> Standing | None:
        return self.face.standing if self.face else None

    @property
    def button(self) -> str | Promise:
        return TODO[State(self.case.state)] if self.acts else _("查看")


def rows(desk: Desk, cases: Iterable[Case], face: ChooseFace = office_face) -> list[Row]:
    """The rows of one page (see with_parts): three queries more, for departments still asked, journals and stages."""
    cases = list(cases)
    asked = Consultation.objects.waiting().filter(case__in=[c.pk for c in cases if c.state == State.CONSULTING])
    awaited: dict[int, list[int]] = {}
    for case_id, department_id in asked.values_list("case_id", "department_id"):
        awaited.setdefault(case_id, []).append(department_id)
    entries = moves_and_nudges(cases)
    over = overrun_stages(cases, entries, desk.index, desk.today)
    pressed = Counter(event.case_id for event in entries if event.name == NUDGE)
    return [row(desk, case, awaited.get(case.pk, []), face, over.get(case.pk), pressed[case.pk]) for case in cases]


def moves_and_nudges(cases: Iterable[Case]) -> list[Any]:
    """How the cases came where they are, and how often the applicants have asked for each to be dealt with, in order:
    one query."""
    wanted = Q(kind="move") | Q(name=NUDGE, capacity=Capacity.APPLICANT)
    entries = Event.objects.filter(wanted, case__in=[case.pk for case in cases]).order_by("case", "seq")
    return list(entries.values_list("case_id", "seq", "at", "kind", "name", "source", "target", named=True))


def row(
    desk: Desk,
    case: Case,
    awaited: list[int],
    choose: ChooseFace,
    over: StageStanding | None = None,
    nudges: int = 0,
) -> Row:
    """One row; `awaited` are the departments whose opinion is still out, `over` the stage where it is over its time."""
    face = choose(case.deadlines.all(), desk.index, desk.today)
    return Row(
        case=case,
        face=face,
        time_note=time_note(face),
        stage_note=stage_note(case, len(awaited)),
        acts=desk.has_the_turn(case, awaited),
        urgent=face is not None and is_urgent(face),
        overrun=overrun_words(over) if over else "",
        nudges=nudges,
    )


def is_urgent(face: Face) -> bool:
    """Overdue, or due today."""
    return face.standing.lamp == Lamp.RED or (face.standing.lamp == Lamp.AMBER and face.standing.left == 0)


def time_note(face: Face | None) -> str:
    """The second line of the time where the due day is not what matters: a pause, or the answer that was given."""
    if face is None:
        return ""
    if face.standing.lamp == Lamp.GREY:
        return _("补正期间不计时")
    if face.standing.lamp == Lamp.DONE and face.deadline.finished_on:
        return _("%(day)s 答复") % {"day": f"{face.deadline.finished_on:%m-%d}"}
    return ""


def stage_note(case: Case, awaited: int) -> str:
    """Who is waited for, where it is not the department itself."""
    if case.state == State.CONSULTING and awaited:
        return ngettext("待 %(n)d 个部门答复", "待 %(n)d 个部门答复", awaited) % {"n": awaited}
    if TURN.get(State(case.state)) == Capacity.APPLICANT and case.state != State.IN_USE:
        return _("等待申请人")
    return ""
