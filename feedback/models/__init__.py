"""The records of feedback."""

from ..states import MatterKind, MatterState
from .answer import Answer, Outcome
from .correction import Correction, Problem
from .demand import Demand, Support
from .entry import MatterEntry
from .limit import MatterLimit, MatterOrder, MatterRung
from .matter import Matter

__all__ = [
    "Answer",
    "Correction",
    "Demand",
    "Matter",
    "MatterEntry",
    "MatterKind",
    "MatterLimit",
    "MatterOrder",
    "MatterRung",
    "MatterState",
    "Outcome",
    "Problem",
    "Support",
]
