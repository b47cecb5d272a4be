"""What is kept of conduct: breaches with their hearing, finding and appeal, the breach list, incidents, statements, and
the record of each step."""

from .appeal import Appeal, AppealOutcome
from .breach import OPEN, Breach, Stage
from .finding import Finding, Outcome
from .hearing import Hearing
from .incident import Incident
from .list_entry import ListEntry
from .record import Record
from .statement import Manner, Statement

__all__ = [
    "OPEN",
    "Appeal",
    "AppealOutcome",
    "Breach",
    "Finding",
    "Hearing",
    "Incident",
    "ListEntry",
    "Manner",
    "Outcome",
    "Record",
    "Stage",
    "Statement",
]
