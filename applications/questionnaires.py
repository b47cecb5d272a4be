"""The versions of the risk questionnaire: which one is asked now, and what it says."""

from calendars.store import current_digest

from .models import QuestionnaireVersion
from .risk import Questionnaire


def current() -> QuestionnaireVersion:
    """The version that is asked now, with `current_calendar`, by which a consultation's days are counted: one query.

    There is always one; the first comes with the system.
    """
    version = QuestionnaireVersion.objects.published().annotate(calendar_now=current_digest()).latest("version")
    version.current_calendar = version.calendar_now
    return version


def content_of(version: QuestionnaireVersion) -> Questionnaire:
    """What a version asks. No query."""
    return Questionnaire.from_json(version.content)
