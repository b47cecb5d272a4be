"""The records of the dossier, one file per kind of record."""

from .agreement import Agreement
from .application import ApplicantKind, Application
from .assessment import Assessment, RiskLevel
from .attachment import Attachment, AttachmentKind
from .calendar_feed import CalendarFeed
from .counter import Counter
from .dataset import Dataset, DatasetField, DeliveryMode, Grade, Openness, UpdateFrequency
from .decision import Decision, DecisionKind
from .lateness import Lateness
from .questionnaire import QuestionnaireVersion
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
    "Grade",
    "Lateness",
    "Openness",
    "QuestionnaireVersion",
    "RiskLevel",
    "SupervisionOrder",
    "Supplement",
    "SupplementItem",
    "UpdateFrequency",
]
