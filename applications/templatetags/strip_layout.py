"""The calendar strip as rows of cells with bands above and a legend below; no markup, no queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from calendars.templatetags.holiday_names import holiday_name

from .dates import month_label, weekday_letter
from .strip_words import Day, Look, days_off, is_open, spoken, tone_of

WIDEST = 31  # columns that are still readable on a wide screen
REST = pgettext_lazy("calendar sign", "休")
STOP = pgettext_lazy("calendar sign", "停")
OVER = pgettext_lazy("calendar sign", "超")
MAKE_UP = pgettext_lazy("calendar sign", "班")
PROVISIONAL = pgettext_lazy("calendar sign", "暂")
SIGNS = {"rest": REST, "hol": REST, "stop": STOP, "over": OVER, "out": "–"}


@dataclass(frozen=True)
class Cell:
    """One day as it is drawn; `flags` are (class, word) under the cell, two at most."""

    on: date
    classes: str
    letter: str
    sign: str
    flags: tuple[tuple[str, str], ...]
    make_up: bool
    names_month: bool
    spoken: str


@dataclass(frozen=True)
class Band:
    """A run of one month or one holiday above the days; `start` counts columns from 1."""

    label: str
    start: int
    span: int
    holiday: bool


@dataclass(frozen=True)
class Row:
    """At most 31 cells; `low` says that a cell carries two flags, so that the legend makes room."""

    cells: tuple[Cell, ...]
    bands: tuple[Band, ...]
    low: bool

    @property
    def width(self) -> int:
        return len(self.cells)

    @property
    def first_weekday(self) -> int:
        return self.cells[0].on.isoweekday()


def rows(days: Sequence[Day], look: Look) -> list[Row]:
    """Rows of at most 31 days, cut after a Sunday so that on a phone the weeks run on."""
    return [_row(chunk, look) for chunk in _chunks(list(days))]


def _chunks(days: list[Day]) -> Iterator[list[Day]]:
    while len(days) > WIDEST:
        cut = WIDEST - days[WIDEST - 1].on.isoweekday() % 7
        yield days[:cut]
        days = days[cut:]
    if days:
        yield days


def _row(days: list[Day], look: Look) -> Row:
    cells = tuple(_cell(day, days[0].on, look) for day in days)
    return Row(cells, tuple(_bands(days, look.today)), low=any(len(cell.flags) > 1 for cell in cells))


def _cell(day: Day, first_on: date, look: Look) -> Cell:
    tone = tone_of(day, look)
    return Cell(
        on=day.on,
        classes=_classes(day, tone, first_on, look),
        letter=weekday_letter(day.on),
        sign=_sign(day, tone, look.start.sign),
        flags=tuple(_flags(day, look)),
        make_up=day.make_up,
        names_month=day.on == first_on or day.on.day == 1,
        spoken=spoken(day, look),
    )


def _classes(day: Day, tone: str, first_on: date, look: Look) -> str:
    marks = {
        "day-first": day.on == first_on,
        "day-mon": day.on.isoweekday() == 1,
        "day-today": day.on == look.today,
        "day-due": day.is_due,
        "day-prov": is_open(day, look),
    }
    return " ".join(["day", f"day-{tone}", *(name for name, wanted in marks.items() if wanted)])


def _sign(day: Day, tone: str, start_sign: str) -> str:
    if day.kind == "counted":
        return str(day.number)
    return start_sign if day.kind == "receipt" else str(SIGNS[tone])


def _flags(day: Day, look: Look) -> Iterator[tuple[str, str]]:
    """Words of two characters each, so that neighbouring days never touch."""
    if day.on == look.today:
        word = pgettext("calendar flag", "结束") if look.ended else pgettext("calendar flag", "今天")
        yield "flag-today", word
    if day.is_due:
        yield "flag-due", pgettext("calendar flag", "届满")
    elif day.kind == "receipt":
        yield "flag-start", look.start.flag


def _run_key(day: Day) -> tuple[str, int]:
    return (day.name, 0) if day.kind == "holiday" else ("", day.on.month)


def _bands(days: list[Day], today: date) -> Iterator[Band]:
    """A month is named once in a row, at its first run that is no holiday."""
    column, named = 1, set()
    for (name, month), run in groupby(days, key=_run_key):
        members = list(run)
        label = _holiday_label(members) if name else ""
        if not name and month not in named:
            label = month_label(members[0].on, with_year=members[0].on.year != today.year)
            named.add(month)
        yield Band(label, column, len(members), holiday=bool(name))
        column += len(members)


def _holiday_label(days: list[Day]) -> str:
    name = holiday_name(days[0].name)
    if len(days) == 1:
        # One column has room for two characters: 元旦, 清明, 端午. Half a word says nothing; the legend names the day.
        return name[:2] if len(name) <= 4 else ""
    return days_off(days[0]) if len(days) > 4 else name


def legend(days: Sequence[Day], look: Look) -> list[tuple[str, str, str]]:
    """(class, sign, words) for what the strip really shows, in a fixed order."""
    by_tone: dict[str, list[Day]] = {}
    for day in days:
        by_tone.setdefault(tone_of(day, look), []).append(day)
    used = str(by_tone["used"][-1].number) if "used" in by_tone else ""
    left = str(by_tone["left"][0].number) if "left" in by_tone else ""
    left_class = "k-left" if look.lamp in ("amber", "red") else f"k-left-{look.lamp}"
    lines = [
        ("used" in by_tone, "k-used", used, _("已用工作日")),
        ("left" in by_tone, left_class, left, _("剩余工作日")),
        ("over" in by_tone, "k-over", str(OVER), _("届满之后的工作日")),
        ("stop" in by_tone, "k-stop", str(STOP), _("暂停计时，不计入")),
        ("hol" in by_tone, "k-hol", str(REST), _("法定节假日")),
        ("rest" in by_tone, "k-rest", str(REST), _("周末")),
        (any(day.make_up for day in days), "k-make", str(MAKE_UP), _("调休上班，计为工作日")),
        (any(is_open(day, look) for day in days), "k-prov", str(PROVISIONAL), _("放假安排未公布，暂定")),
    ]
    return [(key, sign, words) for shown, key, sign, words in lines if shown]


def sources(days: Sequence[Day]) -> list[str]:
    """The numbers of the notices that the strip stands on, each once, in order."""
    return list(dict.fromkeys(day.doc_no for day in days if day.doc_no))
