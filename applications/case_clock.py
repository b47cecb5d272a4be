"""The clock of one case as its page shows it to the office: how it stands, why this date, and what else runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.index import WorkdayIndex
from workflow.models import OPEN, Clock, Deadline

from .clockface import Face, face_of
from .office_clock import office_face
from .strips import Strip, paused_for, strip_of

# What is owed when a clock ends; it completes 「应于 … 前」.
PROMISES: dict[Clock, str | Promise] = {
    Clock.VALID_REPLY: _("作出答复"),
    Clock.SIGNING: _("由申请人签订协议"),
    Clock.SEALING: _("盖章"),
    Clock.DELIVERY: _("交付数据"),
    Clock.REVIEW: _("作出复核决定"),
}


@dataclass(frozen=True)
class ClockView:
    """The clock that counts: its face, what is owed at its end, why it was paused, its days; and what else runs."""

    face: Face
    promise: str | Promise
    paused_for: str
    strip: Strip
    others: tuple[Face, ...]


def clock_view(deadlines: Iterable[Deadline], index: WorkdayIndex, today: date) -> ClockView | None:
    """The clock of the case for the office; None where the reply's clock became void, or never ran."""
    deadlines = list(deadlines)
    face = office_face(deadlines, index, today)
    if face is None:
        return None
    others = [one for one in deadlines if one.status in OPEN and one.pk != face.deadline.pk]
    return ClockView(
        face=face,
        promise=PROMISES[Clock(face.clock)],
        paused_for=paused_for(face.deadline),
        strip=strip_of(face, today),
        others=tuple(face_of(other, index, today) for other in others),
    )
