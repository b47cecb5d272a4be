"""What a page shows of a case's clocks: the standing of each, and the day-by-day explanation of the one that counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calendars.index import WorkdayIndex
from calendars.store import current_index, index_for
from workflow.clock import Day, Mode, Standing, explain, standing
from workflow.deadlines import pauses_of
from workflow.models import OPEN, Clock, Deadline
from workflow.time_limit import TimeLimit

# Which clock a page shows first when several run: the one whose turn it is.
PRECEDENCE = (Clock.SUPPLEMENT, Clock.SIGNING, Clock.SEALING, Clock.DELIVERY, Clock.REVIEW, Clock.VALID_REPLY)


@dataclass(frozen=True)
class Face:
    """One deadline as a page shows it."""

    deadline: TimeLimit
    standing: Standing

    @property
    def clock(self) -> str:
        return self.deadline.clock

    @property
    def label(self) -> str:
        return str(self.deadline.get_clock_display())


def face_of(deadline: TimeLimit, index: WorkdayIndex, today: date) -> Face:
    """The standing of a deadline on a day."""
    return Face(
        deadline,
        standing(
            index,
            deadline.received_on,
            deadline.budget,
            pauses_of(deadline),
            Mode(deadline.mode),
            today,
            deadline.finished_on,
            deadline.extension,
            deadline.amber_at,
        ),
    )


def open_faces(deadlines: Iterable[Deadline], today: date) -> list[Face]:
    """The running and paused clocks, the one that asks for action first."""
    index = current_index()
    faces = [face_of(deadline, index, today) for deadline in deadlines if deadline.status in OPEN]
    return sorted(faces, key=lambda face: PRECEDENCE.index(Clock(face.clock)))


def reply_face(deadlines: Iterable[Deadline], today: date) -> Face | None:
    """The five-working-day clock, running or ended; ended ones by the calendar they were judged by."""
    for deadline in deadlines:
        if deadline.clock == Clock.VALID_REPLY:
            index = current_index() if deadline.status in OPEN else index_for(deadline.calendar_version)
            return face_of(deadline, index, today)
    return None


def days_of(deadline: TimeLimit, today: date) -> tuple[Day, ...]:
    """Why this date: each day from receipt to the due day, by the function that computed it."""
    index = current_index() if deadline.status in OPEN else index_for(deadline.calendar_version)
    return explain(
        index,
        deadline.received_on,
        deadline.budget,
        pauses_of(deadline),
        Mode(deadline.mode),
        deadline.finished_on or today,
        deadline.extension,
    )
