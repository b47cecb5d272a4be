"""The risk questionnaire as fields of a form: for each question its answers, and where the answer was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..risk import SECTIONS, Option, Question, Questionnaire
from ..suggestions import Suggestion

ANSWER, EVIDENCE = "answer_", "evidence_"
LONGEST_EVIDENCE = 200


class Answers(forms.RadioSelect):
    """Radio buttons that carry their points, for the running sum (static/js/questionnaire.js)."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        made = super().create_option(name, value, *rest, **more)
        option = self.question.option(str(value))
        if option is not None:
            made["attrs"] |= {"data-points": self.question.points(option)}
            if option.stop:
                made["attrs"]["data-stop"] = ""
        return made


def label_of(question: Question, option: Option) -> str:
    """What an answer says, and what it counts."""
    if option.stop:
        return _("%(words)s（一票否决）") % {"words": option.words}
    points = question.points(option)
    words = ngettext("%(words)s（%(n)d 分）", "%(words)s（%(n)d 分）", points)
    return words % {"words": option.words, "n": points}


def add_questions(form: forms.Form, questionnaire: Questionnaire, suggested: dict[str, Suggestion]) -> None:
    """Two fields for each question, filled in with what is suggested."""
    for question in questionnaire.questions:
        offer = suggested.get(question.key)
        form.fields[ANSWER + question.key] = forms.ChoiceField(
            label=question.title,
            choices=[(option.key, label_of(question, option)) for option in question.options],
            initial=offer.option if offer else None,
            widget=Answers(question),
            error_messages={"required": gettext_lazy("请选择一项。")},
        )
        form.fields[EVIDENCE + question.key] = forms.CharField(
            label=_("依据材料：%(question)s") % {"question": question.title},
            max_length=LONGEST_EVIDENCE,
            required=False,
            initial=offer.evidence if offer else question.evidence,
        )


@dataclass(frozen=True)
class Section:
    """One side of the risk, with the pairs of bound fields of its questions."""

    title: str | Promise
    pairs: list[tuple[BoundField, BoundField]]


def sections_of(form: forms.Form, questionnaire: Questionnaire) -> Iterator[Section]:
    """The sides that have questions, in their order."""
    for key, title in SECTIONS.items():
        questions = [question.key for question in questionnaire.questions if question.section == key]
        if questions:
            yield Section(title, [(form[ANSWER + one], form[EVIDENCE + one]) for one in questions])


def answers_in(cleaned: dict[str, Any], questionnaire: Questionnaire) -> dict[str, str]:
    """What was answered, by the keys of the questions."""
    return {question.key: cleaned.get(ANSWER + question.key, "") for question in questionnaire.questions}


def evidence_in(cleaned: dict[str, Any], questionnaire: Questionnaire) -> dict[str, str]:
    """Where it was found; where nothing was written, where such answers are usually found."""
    return {
        question.key: cleaned.get(EVIDENCE + question.key, "") or question.evidence
        for question in questionnaire.questions
    }
