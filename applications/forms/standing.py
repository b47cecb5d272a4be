"""What a department judges beforehand of a data set, as a form: the questions that no fact of a dossier answers."""

from typing import Any

from django import forms

from ..fast_track import standing_questions
from ..models import StandingAssessment
from ..questionnaires import content_of, current
from ..risk import Questionnaire
from ..suggestions import Suggestion
from .questionnaire_fields import Section, add_questions, answers_in, evidence_in, sections_of


class StandingForm(forms.Form):
    """Begins with what was judged last."""

    def __init__(self, *args: Any, latest: StandingAssessment | None, **options: Any) -> None:
        super().__init__(*args, **options)
        whole = content_of(current())
        self.questionnaire = Questionnaire(tuple(standing_questions(whole)), whole.medium_from, whole.high_from)
        add_questions(self, self.questionnaire, _judged_last(latest) if latest else {})

    @property
    def sections(self) -> list[Section]:
        return list(sections_of(self, self.questionnaire))

    def said(self) -> dict[str, dict[str, str]]:
        """As assess_beforehand() takes it."""
        cleaned = self.cleaned_data
        return {
            "answers": answers_in(cleaned, self.questionnaire),
            "evidence": evidence_in(cleaned, self.questionnaire),
        }


def _judged_last(latest: StandingAssessment) -> dict[str, Suggestion]:
    return {key: Suggestion(option, latest.evidence.get(key, "")) for key, option in latest.answers.items()}
