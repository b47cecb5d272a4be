"""The page of one matter: where it is, who has it, by when, and what the reader can do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.clockface import Face, face_of
from applications.headline import Headline
from applications.journal_words import Entry
from applications.strips import Start, Strip, strip_of
from applications.templatetags.dates import long_date
from applications.templatetags.standing_words import used_words
from calendars.index import WorkdayIndex
from calendars.store import current_index, index_for
from workflow.models import MatterClock
from workflow.time_limit import OPEN, DeadlineStatus

from . import words
from .access import Reader
from .forms.registry import FORMS
from .law import LAW, Act
from .models import Answer, Matter, MatterEntry, MatterLimit, MatterOrder
from .states import PUBLIC, MatterState

# What set the limit going: in full, in two signs, in one.
STARTS: dict[str, Start] = {
    MatterClock.CORRECTION: (
        gettext_lazy("收到纠错"), pgettext_lazy("calendar flag", "收到"), pgettext_lazy("calendar sign", "收"),
    ),
    MatterClock.DEMAND: (
        gettext_lazy("分派需求"), pgettext_lazy("calendar flag", "分派"), pgettext_lazy("calendar sign", "派"),
    ),
}  # fmt: skip
DISPUTED: Start = (
    gettext_lazy("提出异议"), pgettext_lazy("calendar flag", "异议"), pgettext_lazy("calendar sign", "异"),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What the template shows; `acts` are those that the reader can do now."""

    matter: Matter
    headline: Headline
    strip: Strip | None
    rows: list[tuple[str, str]]
    todo: str
    answers: list[Answer]
    entries: list[Entry]
    order: MatterOrder | None
    acts: list[Act]
    is_author: bool
    sees_data: bool
    today: date

    @property
    def is_public(self) -> bool:
        """Whether a demand can be read by everybody."""
        return not self.matter.is_correction and self.matter.state in PUBLIC


def page_of(matter: Matter, reader: Reader, now: datetime) -> Page:
    """Six queries, those for the reader's posts and the calendar included."""
    today, is_author = localdate(now), matter.author_id == reader.user.pk
    limits = list(MatterLimit.objects.filter(matter=matter).order_by("round"))
    face = face_on(limits[-1], today) if limits else None
    order = MatterOrder.objects.filter(limit__matter=matter, cleared_at__isnull=True).order_by("-pk").first()
    acts = offered(matter, reader, order)
    return Page(
        matter=matter,
        headline=headline(matter, face),
        strip=_strip(face, today),
        rows=_rows(matter, shows_people=not is_author),
        todo=todo(matter, acts, is_author=is_author),
        answers=list(Answer.objects.filter(matter=matter).select_related("snapshot", "by").order_by("-seq")),
        entries=words.entries(entries_of(matter), office=not is_author),
        order=None if is_author else order,
        acts=acts,
        is_author=is_author,
        sees_data=matter.is_correction and not is_author and matter.department_id in reader.departments,
        today=today,
    )


def entries_of(matter: Matter) -> list[MatterEntry]:
    """The record with who acted: one query."""
    rows = list(MatterEntry.objects.filter(matter=matter).select_related("actor"))
    for row in rows:
        row.matter = matter
    return rows


def face_on(limit: MatterLimit, today: date, index: WorkdayIndex | None = None) -> Face:
    """How a limit stands, by the current calendar (`index`, where it has been read); an ended one by its own."""
    if limit.status in OPEN:
        return face_of(limit, index or current_index(), today)
    return face_of(limit, index_for(limit.calendar_version), today)


def offered(matter: Matter, reader: Reader, order: MatterOrder | None) -> list[Act]:
    """What the reader can do now, in the order of the law."""
    found = [LAW[name] for name in LAW if name in FORMS and reader.why_not(matter, name) is None]
    if order is None:
        found = [act for act in found if act.name != "clear_order"]
    if matter.is_correction and matter.correction.disputed_at:
        found = [act for act in found if act.name != "dispute"]
    return found


def headline(matter: Matter, face: Face | None) -> Headline:
    """The big number while a limit runs, and else the result."""
    if face and face.deadline.status in OPEN:
        deed = _("给出复查结果") if matter.state == MatterState.DISPUTED else _("答复")
        return Headline(title=face.label, standing=face.standing, deed=deed, used=used_words(face.standing))
    day, used = long_date(localdate(matter.since)), ""
    if face and face.deadline.status != DeadlineStatus.VOID:
        used = used_words(face.standing)
    if matter.state == MatterState.UNASSIGNED:
        sentence = _("%(day)s收到，由公共数据主管部门分派办理单位") % {"day": day}
    else:
        sentence = _("自 %(day)s起") % {"day": day}
    return Headline(title=_("办理状态"), word=str(MatterState(matter.state).label), sentence=sentence, used=used)


def _strip(face: Face | None, today: date) -> Strip | None:
    if face is None or face.deadline.status == DeadlineStatus.VOID:
        return None
    limit = face.deadline
    if limit.finished_on is not None and limit.finished_on <= limit.received_on:
        return None  # answered on the day of receipt: no day to explain
    again = limit.round > 1 and limit.clock == MatterClock.CORRECTION
    return strip_of(face, today, DISPUTED if again else STARTS[limit.clock])


def _rows(matter: Matter, *, shows_people: bool) -> list[tuple[str, str]]:
    rows = [(_("办理单位"), matter.department.name if matter.department else _("尚未分派"))]
    if shows_people:
        rows.append((_("承办人"), matter.handler.name if matter.handler else _("尚未接办")))
    return rows


def todo(matter: Matter, acts: list[Act], *, is_author: bool) -> str:
    """Whose turn it is, and what happens next."""
    names = {act.name for act in acts}
    if is_author:
        return str(FOR_THE_AUTHOR[matter.state])
    if names & {"answer", "assign", "uphold"}:
        return str(FOR_THE_OFFICE[matter.state])
    return ""


FOR_THE_AUTHOR: dict[str, Any] = {
    MatterState.UNASSIGNED: gettext_lazy("您不需要做什么。分派后需求向社会公开，并告知您办理单位和答复期限。"),
    MatterState.WAITING: gettext_lazy("您不需要做什么。办理单位在期限内答复，答复后会告知您。"),
    MatterState.HANDLING: gettext_lazy("您不需要做什么。办理单位正在核实，答复后会告知您。"),
    MatterState.ANSWERED: gettext_lazy("请查看答复。"),
    MatterState.DISPUTED: gettext_lazy("您不需要做什么。督办人员正在复查，有结果后会告知您。"),
    MatterState.OPENED: gettext_lazy("数据已经开放，可以前往数据集页面。"),
    MatterState.CLOSED: gettext_lazy("该事项已经办结，结果见办理记录。"),
    MatterState.WITHDRAWN: gettext_lazy("您已撤回该事项。"),
}
FOR_THE_OFFICE: dict[str, Any] = {
    MatterState.UNASSIGNED: gettext_lazy("请核对内容是否适合公开，再分派办理单位。"),
    MatterState.WAITING: gettext_lazy("请接办并在期限内答复；不属于本单位的纠错，请尽快转交。"),
    MatterState.HANDLING: gettext_lazy("请在期限内核实并答复。"),
    MatterState.DISPUTED: gettext_lazy("请对照答复和异议复查：维持答复，或者退回重新办理。"),
}
