"""What a monthly bulletin (月度通报) says: frozen facts. Rates and averages are texts with one decimal, or empty."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from .canonical import canonical_json, plain
from .refusals import MissingFact

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
class BulletinFacts:
    """`change` is the difference of the on-time rate to the month before in percentage points, signed, or empty."""

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

    @property
    def created_at(self) -> datetime:
        """The first moment of the day of issue in China, so that the bytes do not vary."""
        return datetime.combine(self.issued_on, time(), ZoneInfo("Asia/Shanghai"))

    def to_json(self) -> str:
        """The canonical text of all facts: what is embedded in the PDF as bulletin.json."""
        return canonical_json({"schema": SCHEMA, **plain(self)})

    @property
    def digest(self) -> str:
        """SHA-256 of to_json(), hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
