"""What a monthly bulletin (月度通报) says: frozen facts. Rates and averages are texts with one decimal, or empty."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .refusals import MissingFact
from .stated import Issued

SCHEMA = "wuri/monthly-bulletin/1"


@dataclass(frozen=True, kw_only=True)
class BulletinLine:
    """The figures of one department, or of all."""

    name: str
    received: int
    closed: int
    early: int
    on_time: int
    late: int
    rate: str
    average: str
    unanswered: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class BulletinCase:
    """A reply that was late, or still owed: `replied_on` is None. `days` are working days past `due_on`."""

    number: str
    department: str
    title: str
    due_on: date
    days: int
    replied_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class BulletinOrders:
    """Supervision orders raised, turned red and cleared within the month, and open at its end."""

    raised: int
    reddened: int
    cleared: int
    open: int


@dataclass(frozen=True, kw_only=True)
class BulletinFacts(Issued):
    """`change` is the difference of the on-time rate to the month before in percentage points, signed, or empty."""

    schema = SCHEMA

    number: str
    issuer: str
    first: date
    last: date
    issued_on: date
    target: str
    whole: BulletinLine
    change: str
    departments: tuple[BulletinLine, ...]
    late: tuple[BulletinCase, ...]
    overdue: tuple[BulletinCase, ...]
    orders: BulletinOrders

    def __post_init__(self) -> None:
        if not self.issuer.strip():
            raise MissingFact([str(_("制发机关"))])
