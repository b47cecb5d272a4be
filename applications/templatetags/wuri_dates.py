"""Filters for dates, moments and sizes; `{% load wuri %}` brings them."""

from datetime import date, datetime

from django import template

from calendars.local import local_day

from . import dates
from .marks import readable_size

register = template.Library()


@register.filter
def zh_date(value: date | None) -> str:
    """2026 年 9 月 28 日; nothing for None."""
    return dates.long_date(value) if value else ""


@register.filter
def zh_day(value: date | None) -> str:
    """9 月 28 日."""
    return dates.short_date(value) if value else ""


@register.filter
def zh_weekday(value: date | None) -> str:
    """星期一."""
    return dates.weekday(value) if value else ""


@register.filter
def iso_date(value: date | None) -> str:
    """2026-09-28, for tables."""
    return local_day(value).isoformat() if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026-09-28 09:12 in Shanghai; a moment without a zone raises NaiveMoment."""
    return dates.iso_moment(value) if value else ""


@register.filter
def iso_instant(value: datetime) -> str:
    """The machine's form for <time datetime>, with the zone."""
    return dates.in_shanghai(value).isoformat(timespec="minutes")


@register.filter
def file_size(value: int | None) -> str:
    """86 KB; bytes in, 1024 to a step."""
    return readable_size(value) if value is not None else ""
