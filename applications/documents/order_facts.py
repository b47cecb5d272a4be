"""What a supervision order (督办单) says: frozen facts, from the card that raised it to its clearing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from .refusals import MissingFact
from .stated import Stated

SCHEMA = "wuri/supervision-order/1"


@dataclass(frozen=True, kw_only=True)
class OrderDays:
    """One line of the account of days: a day, or a run of days that do not count. `counts` is 第3个工作日 or 不计."""

    first: date
    last: date
    counts: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class OrderAnswer:
    """What the department said."""

    reason: str
    explanation: str
    planned_on: date
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderClearing:
    """That the supervisor was satisfied, and why."""

    reasons: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderFacts(Stated):
    """Everything that an order states. `limit` is the name of the limit that passed on `missed_on`, `owed` what is
    still to be done (作出答复), `days` why that day; `due_on` is the order's own limit. Moments are aware."""

    schema = SCHEMA

    number: str
    issuer: str
    department: str
    handler: str
    application_number: str
    applicant: str
    dataset_title: str
    limit: str
    working_days: int
    owed: str
    missed_on: date
    days: tuple[OrderDays, ...]
    raised_at: datetime
    raised_on: date
    due_on: date
    reddened_at: datetime | None = None
    answer: OrderAnswer | None = None
    clearing: OrderClearing | None = None

    def __post_init__(self) -> None:
        wanted = (
            (_("编号"), self.number),
            (_("制发机关"), self.issuer),
            (_("承办部门"), self.department),
            (_("申请编号"), self.application_number),
            (_("数据集名称"), self.dataset_title),
        )
        if names := [str(name) for name, value in wanted if not value.strip()]:
            raise MissingFact(names)

    @property
    def is_red(self) -> bool:
        return self.reddened_at is not None

    @property
    def modified_at(self) -> datetime:
        """The latest of all that happened to the order."""
        marks = [self.raised_at, self.reddened_at, self.answer and self.answer.at, self.clearing and self.clearing.at]
        return max(mark for mark in marks if mark)
