"""May data be taken under a grant now? Plain functions of plain values: no queries, no settings, no clock."""

from dataclasses import dataclass
from datetime import datetime

from applications.models import DeliveryMode
from workflow.states import TERMINAL, State

from .models import GrantStatus
from .refusals import (
    AccessEnded,
    AccessSuspended,
    AgreementExpired,
    DataHalted,
    NotBegun,
    NotByDownload,
    NotByInterface,
    NotBySandbox,
    NotCollectable,
    NotDelivered,
    QuotaUsedUp,
)

# What is said to someone who wants the data in a way that was not decided.
OTHERWISE: dict[str, type[NotCollectable]] = {
    DeliveryMode.DOWNLOAD: NotByDownload,
    DeliveryMode.API: NotByInterface,
    DeliveryMode.SANDBOX: NotBySandbox,
}


@dataclass(frozen=True)
class Terms:
    """What access depends on. `quota` is the decided number of downloads, 0 for no limit; `used` those so far;
    `halted`: the data set is stopped for everybody."""

    state: str
    status: str
    starts_at: datetime
    ends_at: datetime
    mode: str
    quota: int
    used: int
    halted: bool = False

    @property
    def left(self) -> int | None:
        """Downloads left; None where there is no limit."""
        return max(0, self.quota - self.used) if self.quota else None


def obstacle(terms: Terms, now: datetime, mode: str = DeliveryMode.DOWNLOAD) -> NotCollectable | None:
    """Why nothing can be taken in this way at `now`, or None. What ended for good is said before what could be
    mended."""
    if terms.status == GrantStatus.ENDED or terms.state in TERMINAL:
        return AccessEnded()
    if now >= terms.ends_at:
        return AgreementExpired()
    if terms.halted:
        return DataHalted()
    if terms.status == GrantStatus.SUSPENDED or terms.state == State.SUSPENDED:
        return AccessSuspended()
    if terms.state != State.IN_USE:
        return NotDelivered()
    if now < terms.starts_at:
        return NotBegun()
    if terms.mode != mode:
        return OTHERWISE[mode]()
    return QuotaUsedUp() if terms.left == 0 else None
