"""What the dossier itself answers of the questionnaire, and where that was found: offered to the assessor, who decides.

A question names its source. What was judged before is offered again: of the same application, of the same data set,
of the same applicant. Nothing is offered where the facts leave room for judgement.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jobs import clock
from workflow.models import Case, Event

from .models import Application, Assessment, DeliveryMode
from .past_conduct import PastConduct, past_conduct
from .risk import Question, Questionnaire

# Entries after which a person must judge how an applicant has used data.
TROUBLE = frozenset({"suspend", "revoke", "report_overdue", "statement_overdue"})


@dataclass(frozen=True)
class Suggestion:
    """The key of an option, and the evidence for it."""

    option: str
    evidence: str


@dataclass
class Dossier:
    """What is looked up once for all questions; at most five queries."""

    application: Application

    @cached_property
    def has_sensitive_fields(self) -> bool:
        fields = self.application.dataset.fields.all()
        return any(field.is_sensitive and field.name in self.application.requested_fields for field in fields)

    @cached_property
    def other_cases(self) -> Q:
        """Those of the same applicant."""
        case = self.application.case
        same = Q(body=case.body_id) if case.body_id else Q(body__isnull=True, applicant=case.applicant_id)
        return same & ~Q(pk=case.pk)

    @cached_property
    def own(self) -> Assessment | None:
        return self._latest(application=self.application)

    @cached_property
    def of_dataset(self) -> Assessment | None:
        return self._latest(application__dataset=self.application.dataset_id)

    @cached_property
    def of_applicant(self) -> Assessment | None:
        return self._latest(application__case__in=Case.objects.filter(self.other_cases))

    def _latest(self, **which: Any) -> Assessment | None:
        return Assessment.objects.filter(**which).select_related("application__case").order_by("-pk").first()

    @cached_property
    def trouble(self) -> set[str]:
        """Entries that tell of trouble in other cases of the applicant, and "deliver" where he has used data before."""
        cases = Case.objects.filter(self.other_cases)
        told = Event.objects.filter(case__in=cases, name__in=("deliver", *TROUBLE))
        return set(told.values_list("name", flat=True).distinct().order_by())

    @cached_property
    def conduct(self) -> PastConduct:
        """What stands against the applicant today."""
        return past_conduct(self.application.case, localdate(clock.now()))


def by_grade(question: Question, dossier: Dossier) -> Suggestion | None:
    dataset = dossier.application.dataset
    words = _("数据目录所列级别：%(grade)s") % {"grade": dataset.get_grade_display()}
    return Suggestion(dataset.grade, words) if dataset.grade else None


def by_sensitive_fields(question: Question, dossier: Dossier) -> Suggestion | None:
    if dossier.has_sensitive_fields:
        return Suggestion("personal", _("申请字段中有目录标明的敏感字段"))
    return Suggestion("none", _("申请字段均未标明为敏感字段"))


def by_delivery_mode(question: Question, dossier: Dossier) -> Suggestion | None:
    mode = dossier.application.delivery_mode
    words = _("申请的提供方式：%(mode)s") % {"mode": DeliveryMode(mode).label} if mode else ""
    return Suggestion(mode, words) if mode else None


def by_conduct(question: Question, dossier: Dossier) -> Suggestion | None:
    """An entry on the breach list is a fact; other trouble is for a person to judge."""
    if dossier.conduct.listed:
        said = {"number": dossier.conduct.listed, "until": dossier.conduct.until}
        return Suggestion("listed", _("违规名单：%(number)s，至 %(until)s") % said)
    if dossier.conduct.warned or dossier.trouble & TROUBLE:
        return None
    if dossier.trouble:
        return Suggestion("good", _("本平台没有中止、终止开放的记录"))
    return Suggestion("new", _("本平台没有该申请人的使用记录"))


def by_dataset(question: Question, dossier: Dossier) -> Suggestion | None:
    return again(question, dossier.of_dataset)


def by_applicant(question: Question, dossier: Dossier) -> Suggestion | None:
    return again(question, dossier.of_applicant)


SOURCES: dict[str, Callable[[Question, Dossier], Suggestion | None]] = {
    "grade": by_grade,
    "sensitive": by_sensitive_fields,
    "delivery_mode": by_delivery_mode,
    "conduct": by_conduct,
    "dataset": by_dataset,
    "applicant": by_applicant,
}


def again(question: Question, assessment: Assessment | None) -> Suggestion | None:
    """What was answered before, if that can still be answered."""
    option = assessment.answers.get(question.key, "") if assessment else ""
    if assessment is None or question.option(option) is None:
        return None
    words = _("与 %(number)s 的评估相同") % {"number": assessment.application.number}
    own = assessment.evidence.get(question.key, "")
    return Suggestion(option, own or words)


def suggested(application: Application, questionnaire: Questionnaire) -> dict[str, Suggestion]:
    """The suggestions by the keys of the questions."""
    return dict(_each(Dossier(application), questionnaire))


def _each(dossier: Dossier, questionnaire: Questionnaire) -> Iterator[tuple[str, Suggestion]]:
    for question in questionnaire.questions:
        own = again(question, dossier.own)
        found = own or (SOURCES[question.source](question, dossier) if question.source in SOURCES else None)
        if found is not None and question.option(found.option) is not None:
            yield question.key, found
