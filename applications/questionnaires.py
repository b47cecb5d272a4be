"""The versions of the risk questionnaire: which one is asked now, and what it says."""

from calendars.store import current_digest

from .models import QuestionnaireVersion
from .risk import Questionnaire


def current() -> QuestionnaireVersion:
    """The version that is asked now, and with it as `current_calendar` which calendar is current: one query for both.

    There is always one; the first comes with the system.
    """
    return QuestionnaireVersion.objects.published().annotate(current_calendar=current_digest()).latest("version")


def content_of(version: QuestionnaireVersion) -> Questionnaire:
    """What a version asks. No query."""
    return Questionnaire.from_json(version.content)
