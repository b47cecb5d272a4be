"""Stretches of time that figures are counted over: plain days in, plain days out."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = 6  # that the tables of departments look back on, the present one included
MONTH, HALF_YEAR = "month", "half_year"
A_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def month_of(day: date) -> Period:
    """The month so far."""
    return Period(day.replace(day=1), day)


def half_year_of(day: date) -> Period:
    """The present month so far and the five before it."""
    return Period(months_back(day, MONTHS - 1), day)


def whole_month(day: date) -> Period:
    """All of the month in which `day` lies."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def closed_months(day: date, n: int) -> Period:
    """The `n` whole months before that of `day`."""
    return Period(months_back(day, n), whole_month(months_back(day, 1)).last)


def months_back(day: date, n: int) -> date:
    """The first day of the month `n` months before that of `day`."""
    years, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    return date(years, month + 1, 1)


def months_within(period: Period) -> list[date]:
    """The first day of every month of the period, oldest first."""
    n = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
    return [months_back(period.last, k) for k in range(n, -1, -1)]


def month_key(day: date) -> str:
    """2026-09: how a month stands in an address."""
    return f"{day:%Y-%m}"


def period_named(text: str, today: date) -> Period:
    """`half_year`, a month such as `2026-09`, which never reaches beyond today, or the present month so far."""
    if text == HALF_YEAR:
        return half_year_of(today)
    if A_MONTH.fullmatch(text):
        whole = whole_month(date.fromisoformat(f"{text}-01"))
        return Period(whole.first, min(whole.last, today))
    return month_of(today)
