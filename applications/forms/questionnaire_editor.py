"""A draft of the questionnaire as one form: every question with its answers, and room for another of each.

What is emptied is left out: an answer without words, a question without a title. Keys stay as they are, so that
earlier answers can be played again; what is new gets the next free one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import QuestionnaireVersion
from ..questionnaires import content_of
from ..risk import SECTIONS, Option, Question, Questionnaire

MOST_POINTS, MOST_WEIGHT = 100, 10
NEW_OPTIONS = 3
OF_OPTION = ("words", "points", "stop", "reason", "condition")


@dataclass(frozen=True)
class OptionRow:
    """The bound fields of one answer."""

    words: BoundField
    points: BoundField
    stop: BoundField
    reason: BoundField
    condition: BoundField

    @property
    def fields(self) -> tuple[BoundField, ...]:
        return (self.words, self.points, self.stop, self.reason, self.condition)

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in self.fields for error in field.errors]


@dataclass(frozen=True)
class QuestionRow:
    """The bound fields of one question; `is_new` is the room for another."""

    title: BoundField
    weight: BoundField
    evidence: BoundField
    options: list[OptionRow]
    is_new: bool


class QuestionnaireForm(forms.Form):
    """`seen` is the revision of the draft that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("修改说明"), max_length=200, required=False, help_text=_("写明改了什么、为什么；发布前必须填写。")
    )
    medium_from = forms.IntegerField(label=_("中风险起点（分）"), min_value=1, max_value=10000)
    high_from = forms.IntegerField(label=_("高风险起点（分）"), min_value=2, max_value=10000)

    def __init__(self, *args: Any, version: QuestionnaireVersion, **options: Any) -> None:
        self.questionnaire = content_of(version)
        whole = {"seen": version.revision, "note": version.note}
        thresholds = {"medium_from": self.questionnaire.medium_from, "high_from": self.questionnaire.high_from}
        super().__init__(*args, **options)
        self.initial = whole | thresholds
        for place, question in enumerate(self.questionnaire.questions):
            self._add_question(f"q{place}", question, len(question.options) + 1)
        for section in SECTIONS:
            self._add_question(f"new_{section}", None, NEW_OPTIONS)

    def _add_question(self, prefix: str, question: Question | None, options: int) -> None:
        title, evidence = (question.title, question.evidence) if question else ("", "")
        self.fields[f"{prefix}_title"] = _text(_("评估项"), 60, title)
        self.fields[f"{prefix}_weight"] = _number(_("权重"), MOST_WEIGHT, question.weight if question else 1)
        self.fields[f"{prefix}_evidence"] = _text(_("通常依据的材料"), 100, evidence)
        for place in range(options):
            known = question.options[place] if question and place < len(question.options) else Option("", "")
            self._add_option(f"{prefix}o{place}", known)

    def _add_option(self, prefix: str, option: Option) -> None:
        self.fields[f"{prefix}_words"] = _text(_("选项"), 100, option.words)
        self.fields[f"{prefix}_points"] = _number(_("得分"), MOST_POINTS, option.points)
        self.fields[f"{prefix}_stop"] = forms.BooleanField(label=_("一票否决"), required=False, initial=option.stop)
        self.fields[f"{prefix}_reason"] = _text(_("评分理由"), 200, option.reason)
        self.fields[f"{prefix}_condition"] = _text(_("相应的开放条件"), 200, option.condition)
        for name in OF_OPTION:
            field = self.fields[f"{prefix}_{name}"]
            field.widget.attrs["aria-label"] = field.label

    # ---- for the page ----

    @property
    def whole(self) -> list[BoundField]:
        return [self["note"], self["medium_from"], self["high_from"]]

    @property
    def sections(self) -> list[tuple[str | Promise, list[QuestionRow]]]:
        """The questions of each side, and room for one more."""
        return [
            (title, [*self._rows(section), self._row(f"new_{section}", True)]) for section, title in SECTIONS.items()
        ]

    def _rows(self, section: str) -> Iterator[QuestionRow]:
        for place, question in enumerate(self.questionnaire.questions):
            if question.section == section:
                yield self._row(f"q{place}", False)

    def _row(self, prefix: str, is_new: bool) -> QuestionRow:
        title, weight, evidence = (self[f"{prefix}_{name}"] for name in ("title", "weight", "evidence"))
        options = [OptionRow(*(self[f"{one}_{name}"] for name in OF_OPTION)) for one in self._options_of(prefix)]
        return QuestionRow(title, weight, evidence, options, is_new)

    def _options_of(self, prefix: str) -> list[str]:
        """The prefixes of the answers' fields, in their order."""
        words = (name for name in self.fields if name.startswith(f"{prefix}o") and name.endswith("_words"))
        return [name.removesuffix("_words") for name in words]

    # ---- what was typed ----

    def typed(self) -> Questionnaire:
        """The questionnaire of a valid form."""
        said = self.cleaned_data
        kept = [self._question(f"q{n}", question) for n, question in enumerate(self.questionnaire.questions)]
        taken = {question.key for question in self.questionnaire.questions}
        for section in SECTIONS:
            blank = Question(_free("q", taken), section, "", ())
            made = self._question(f"new_{section}", blank)
            if made is not None:
                kept.append(made)
                taken.add(made.key)
        return Questionnaire(tuple(one for one in kept if one), said["medium_from"], said["high_from"])

    def _question(self, prefix: str, known: Question) -> Question | None:
        said = self.cleaned_data
        if not said[f"{prefix}_title"]:
            return None
        return Question(
            known.key, known.section, said[f"{prefix}_title"], tuple(self._options(prefix, known)),
            said[f"{prefix}_weight"], said[f"{prefix}_evidence"], known.source,
        )  # fmt: skip

    def _options(self, prefix: str, known: Question) -> Iterator[Option]:
        said, taken = self.cleaned_data, {option.key for option in known.options}
        for place, one in enumerate(self._options_of(prefix)):
            if not said[f"{one}_words"]:
                continue
            key = known.options[place].key if place < len(known.options) else _free("o", taken)
            taken.add(key)
            words, points, stop, reason, condition = (said[f"{one}_{name}"] for name in OF_OPTION)
            yield Option(key, words, points, stop, reason, condition)


def _text(label: Any, longest: int, initial: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, initial=initial)


def _number(label: Any, most: int, initial: int) -> forms.IntegerField:
    least = 0 if most == MOST_POINTS else 1
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial)


def _free(letter: str, taken: set[str]) -> str:
    """The next key that no question, or answer, has."""
    return next(key for key in (f"{letter}{n}" for n in range(1, 10000)) if key not in taken)


class SeenForm(forms.Form):
    """A button on the page of a draft: which revision it was pressed for."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReplayForm(forms.Form):
    """How many of the last assessments are played again."""

    last = forms.IntegerField(label=_("最近的评估件数"), min_value=1, max_value=500)
