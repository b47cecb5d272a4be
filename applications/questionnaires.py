"""The versions of the risk questionnaire: which one is asked now, and what it says."""

from .models import QuestionnaireVersion
from .risk import Questionnaire


def current() -> QuestionnaireVersion:
    """The version that is asked now: one query. There is always one; the first comes with the system."""
    return QuestionnaireVersion.objects.published().latest("version")


def content_of(version: QuestionnaireVersion) -> Questionnaire:
    """What a version asks. No query."""
    return Questionnaire.from_json(version.content)
