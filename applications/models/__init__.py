"""The records of the dossier, one file per kind of record."""

from .agreement import Agreement
from .agreement_reading import AgreementReading
from .agreement_wording import AgreementWording
from .application import ApplicantKind, Application, FollowsAs
from .assessment import Assessment, RiskLevel
from .attachment import Attachment, AttachmentKind
from .calendar_feed import CalendarFeed
from .checklist import ChecklistVersion
from .counter import Counter
from .dataset import Dataset, DatasetField, DatasetTag, DeliveryMode, Grade, Openness, UpdateFrequency
from .decision import Decision, DecisionKind
from .document_code import DocumentCode
from .further import FurtherDataset
from .kept_text import KeptText
from .lateness import Lateness
from .phrase import Phrase, PhraseKind
from .presence import Presence
from .questionnaire import QuestionnaireVersion
from .review import Outcome, Review
from .spot_check import Sample, SpotCheck
from .standing import StandingAssessment
from .supervision_order import Card, SupervisionOrder
from .supplement import Supplement, SupplementItem

__all__ = [
    "Agreement",
    "AgreementReading",
    "AgreementWording",
    "ApplicantKind",
    "Application",
    "Assessment",
    "Attachment",
    "AttachmentKind",
    "CalendarFeed",
    "Card",
    "ChecklistVersion",
    "Counter",
    "Dataset",
    "DatasetField",
    "DatasetTag",
    "Decision",
    "DecisionKind",
    "DeliveryMode",
    "DocumentCode",
    "FollowsAs",
    "FurtherDataset",
    "Grade",
    "KeptText",
    "Lateness",
    "Openness",
    "Outcome",
    "Phrase",
    "PhraseKind",
    "Presence",
    "QuestionnaireVersion",
    "Review",
    "RiskLevel",
    "Sample",
    "SpotCheck",
    "StandingAssessment",
    "SupervisionOrder",
    "Supplement",
    "SupplementItem",
    "UpdateFrequency",
]
