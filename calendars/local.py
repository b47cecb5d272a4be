"""Which day is it in Shanghai?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class NaiveMoment(ValueError):
    """A moment without a time zone was given: nobody can say which day it belongs to."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"{moment!r} has no time zone: give an aware datetime or a date")
        self.moment = moment


def local_day(moment: date) -> date:
    """The calendar day in Asia/Shanghai of an aware datetime; a plain date is given back as it is.

    2023-02-02T17:00Z is 2023-02-03 here: taking `.date()` of the UTC value would be a day early.
    Raises NaiveMoment for a datetime without a zone.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.utcoffset() is None:
        raise NaiveMoment(moment)
    return moment.astimezone(SHANGHAI).date()
