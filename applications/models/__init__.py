"""The records of the dossier, one file per kind of record."""

from .agreement import Agreement
from .application import ApplicantKind, Application
from .assessment import Assessment, RiskLevel
from .attachment import Attachment, AttachmentKind
from .counter import Counter
from .dataset import Dataset, DatasetField, DeliveryMode, Grade, Openness, UpdateFrequency
from .decision import Decision, DecisionKind
from .supplement import Supplement, SupplementItem

__all__ = [
    "Agreement",
    "ApplicantKind",
    "Application",
    "Assessment",
    "Attachment",
    "AttachmentKind",
    "Counter",
    "Dataset",
    "DatasetField",
    "Decision",
    "DecisionKind",
    "DeliveryMode",
    "Grade",
    "Openness",
    "RiskLevel",
    "Supplement",
    "SupplementItem",
    "UpdateFrequency",
]
