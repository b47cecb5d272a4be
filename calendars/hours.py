"""When does the office open and close?

Civil Code art. 203: the last day of a period ends at 24:00, or, where there are business hours, when business
stops.
"""

from datetime import date, datetime, time

from .local import SHANGHAI

OPENS = time(9)
CLOSES = time(17, 30)


def opens_at(day: date) -> datetime:
    """The moment the office opens on `day`, aware, in Asia/Shanghai."""
    return datetime.combine(day, OPENS, tzinfo=SHANGHAI)


def closes_at(day: date) -> datetime:
    """The moment a limit that falls due on `day` is over, aware, in Asia/Shanghai."""
    return datetime.combine(day, CLOSES, tzinfo=SHANGHAI)
