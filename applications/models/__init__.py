"""The records of the dossier, one file per kind of record."""

from .agreement import Agreement
from .application import ApplicantKind, Application
from .assessment import Assessment, RiskLevel
from .attachment import Attachment, AttachmentKind
from .calendar_feed import CalendarFeed
from .counter import Counter
from .dataset import Dataset, DatasetField, DeliveryMode, Grade, Openness, UpdateFrequency
from .decision import Decision, DecisionKind
from .document_code import DocumentCode
from .lateness import Lateness
from .supervision_order import Card, SupervisionOrder
from .supplement import Supplement, SupplementItem

__all__ = [
    "Agreement",
    "ApplicantKind",
    "Application",
    "Assessment",
    "Attachment",
    "AttachmentKind",
    "CalendarFeed",
    "Card",
    "Counter",
    "Dataset",
    "DatasetField",
    "Decision",
    "DecisionKind",
    "DeliveryMode",
    "DocumentCode",
    "Grade",
    "Lateness",
    "Openness",
    "RiskLevel",
    "SupervisionOrder",
    "Supplement",
    "SupplementItem",
    "UpdateFrequency",
]
