"""Case, journal and clocks: the engine's records. It knows no forms and no documents."""

from ..time_limit import OPEN, DeadlineStatus
from .case import QUEUED, Case
from .consultation import Consultation
from .deadline import ClockEvent, Deadline, DeadlineRevision, FiredRung
from .event import Event
from .standards import (
    BREACH_APPEAL,
    DISPOSAL,
    HEARING,
    ORDER,
    REVIEW_REQUEST,
    Clock,
    MatterClock,
    ServiceStandard,
    Stage,
    StageBudget,
)
from .tally import CaseTally

__all__ = [
    "BREACH_APPEAL",
    "DISPOSAL",
    "HEARING",
    "OPEN",
    "ORDER",
    "QUEUED",
    "REVIEW_REQUEST",
    "Case",
    "CaseTally",
    "Clock",
    "ClockEvent",
    "Consultation",
    "Deadline",
    "DeadlineRevision",
    "DeadlineStatus",
    "Event",
    "FiredRung",
    "MatterClock",
    "ServiceStandard",
    "Stage",
    "StageBudget",
]
