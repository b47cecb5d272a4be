"""The calendar strip in words: what each day is, and the whole in one sentence for those who cannot see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from calendars.overlay import DAY_OFF
from calendars.templatetags.holiday_names import holiday_name

from .dates import short_date, weekday

TONES = {"receipt": "start", "weekend": "rest", "holiday": "hol", "pause": "stop", "after": "out"}


class Day(Protocol):
    """One day of an explained deadline. kind: receipt, counted, weekend, holiday, pause, after."""

    @property
    def on(self) -> date: ...

    @property
    def kind(self) -> str: ...

    @property
    def number(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def doc_no(self) -> str: ...

    @property
    def make_up(self) -> bool: ...

    @property
    def is_due(self) -> bool: ...

    @property
    def provisional(self) -> bool: ...


@dataclass(frozen=True)
class Start:
    """What set the clock going, in the words of the page: whole, two characters, one character."""

    event: str
    flag: str
    sign: str


@dataclass(frozen=True)
class Look:
    """From where the days are looked at: today, or for a stopped clock the day it `ended`; its lamp; its start."""

    today: date
    lamp: str
    start: Start
    ended: bool = False


def tone_of(day: Day, look: Look) -> str:
    """The look of a day: start, used, left, rest, hol, stop, out or over (a late working day)."""
    if day.kind == "counted":
        return "used" if day.on <= look.today else "left"
    late = day.kind == "after" and look.lamp in ("red", "done") and day.on <= look.today
    if late and (day.make_up or (day.on.isoweekday() < 6 and not day.name)):
        return "over"
    return TONES[day.kind]


def is_open(day: Day, look: Look) -> bool:
    """Provisional, and not yet past: what has happened cannot be changed by a notice to come."""
    return day.provisional and day.on > look.today and not look.ended


def days_off(day: Day) -> str:
    """国庆节放假; 放假 alone where the notice gives no name."""
    return _("%(name)s放假") % {"name": holiday_name(day.name)} if day.name != DAY_OFF else _("放假")


def spoken(day: Day, look: Look) -> str:
    """9 月 28 日星期一，今天，计时第 7 个工作日。 Every sign of the cell in words."""
    tone = tone_of(day, look)
    parts = [_("%(date)s%(weekday)s") % {"date": short_date(day.on), "weekday": weekday(day.on)}]
    if day.on == look.today:
        parts.append(_("计时结束") if look.ended else _("今天"))
    if day.make_up:
        parts.append(_("调休上班日"))
    parts += _kind_words(day, tone, look.start)
    if day.is_due:
        parts.append(_("时限届满日"))
    if is_open(day, look):
        parts.append(_("暂定"))
    return pgettext("list separator", "，").join(parts) + pgettext("full stop", "。")


def _kind_words(day: Day, tone: str, start: Start) -> list[str]:
    if day.kind == "counted":
        number = _("第 %(n)s 个工作日") % {"n": day.number}
        return [_("计时%(number)s") % {"number": number}] if tone == "used" else [_("剩余"), number]
    words = {
        "receipt": [start.event, _("次日起算")],
        "weekend": [_("周末"), _("不计")],
        "holiday": [days_off(day), _("不计")],
        "pause": [_("%(reason)s期间暂停计时") % {"reason": day.name} if day.name else _("暂停计时")],
        "after": [_("超期") if tone == "over" else _("时限届满之后")],
    }
    return words[day.kind]


def sentence(days: Sequence[Day], look: Look) -> str:
    """The whole strip: receipt, pauses, used and left, due day."""
    parts = [
        _("%(date)s%(event)s，次日起算") % {"date": short_date(day.on), "event": look.start.event}
        for day in days
        if day.kind == "receipt"
    ]
    parts += [_pause_words(run) for run in _pauses(days)]
    parts.append(_counted_words(days, look))
    parts += [_due_words(day, look) for day in days if day.is_due]
    return pgettext("clause separator", "；").join(parts) + pgettext("full stop", "。")


def _counted_words(days: Sequence[Day], look: Look) -> str:
    tones = [tone_of(day, look) for day in days]
    used, left = tones.count("used"), tones.count("left")
    words = ngettext("至 %(date)s已用 %(n)s 个工作日", "至 %(date)s已用 %(n)s 个工作日", used)
    counted = [words % {"date": short_date(look.today), "n": used}]
    if left:
        counted.append(ngettext("剩余 %(n)s 个工作日", "剩余 %(n)s 个工作日", left) % {"n": left})
    return pgettext("list separator", "，").join(counted)


def _due_words(day: Day, look: Look) -> str:
    if day.on < look.today:
        return _("%(date)s已届满") % {"date": short_date(day.on)}
    if is_open(day, look):
        return _("%(date)s届满（暂定）") % {"date": short_date(day.on)}
    return _("%(date)s届满") % {"date": short_date(day.on)}


def _pauses(days: Sequence[Day]) -> Iterator[list[Day]]:
    """Runs of paused working days with one cause; weekends and holidays inside a pause do not break it."""
    run: list[Day] = []
    for day in days:
        if day.kind in ("weekend", "holiday"):
            continue
        if run and (day.kind != "pause" or day.name != run[-1].name):
            yield run
            run = []
        if day.kind == "pause":
            run.append(day)
    if run:
        yield run


def _pause_words(run: list[Day]) -> str:
    n = len(run)
    facts = {"first": short_date(run[0].on), "last": short_date(run[-1].on), "reason": run[0].name, "n": n}
    if n == 1:
        return _("%(first)s%(reason)s暂停 1 个工作日") % facts
    return _("%(first)s至 %(last)s%(reason)s暂停 %(n)s 个工作日") % facts
