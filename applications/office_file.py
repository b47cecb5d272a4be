"""The inner part of a case's file: what the office asked, found, was told and decided, and what came before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from workflow import access
from workflow.models import Case, Consultation, Event

from .conditions import Conditions
from .desk import Desk
from .likeness import ALIKE, likeness
from .models import Agreement, Application, Assessment, Decision, Review, Supplement
from .papers import papers
from .questionnaires import content_of
from .risk import SECTIONS

EARLIER = 5
# So many of the latest decisions are looked at for a like purpose.
LOOKED_AT = 100


def reads_as_office(desk: Desk, case: Case) -> bool:
    """Whether the whole file is his to read; a department that was asked sees the application and the question."""
    return desk.oversees or case.provider_id in {department.pk for department in desk.departments}


@dataclass(frozen=True)
class Answer:
    """One answer of an assessment: the question, what was chosen, its points and where it was found."""

    title: str
    words: str
    points: int
    stop: bool
    evidence: str


@dataclass(frozen=True)
class Judged:
    """An assessment with its answers by the sides of the risk."""

    assessment: Assessment
    sides: list[tuple[str | Promise, list[Answer]]]

    @property
    def deviates(self) -> bool:
        return self.assessment.level != self.assessment.scored


def judged(assessment: Assessment) -> Judged:
    """As the version of the questionnaire said that was asked then. No query."""
    given = list(content_of(assessment.questionnaire).given(assessment.answers))
    sides = [
        (
            title,
            [
                Answer(q.title, o.words, q.points(o), o.stop, assessment.evidence.get(q.key, ""))
                for q, o in given
                if q.section == section
            ],
        )
        for section, title in SECTIONS.items()
    ]
    return Judged(assessment, [side for side in sides if side[1]])


def assessments(application: Application) -> list[Judged]:
    """All assessments, the latest first: one query."""
    made = application.assessments.select_related("by", "questionnaire").order_by("-pk")
    return [judged(assessment) for assessment in made]


def supplements(application: Application) -> QuerySet[Supplement]:
    """All notices of defects with their items, the latest first: two queries."""
    return application.supplements.select_related("asked_by").prefetch_related("items").order_by("-pk")


def consultations(case: Case, desk: Desk) -> QuerySet[Consultation]:
    """The questions to other departments; someone who was asked sees those to his own."""
    asked = case.consultations.select_related("department", "answered_by").order_by("pk")
    return asked if reads_as_office(desk, case) else asked.filter(department__in=desk.departments)


def decision_of(application: Application) -> Decision | None:
    """The decision, once there is one: one query."""
    return Decision.objects.select_related("by").filter(application=application).first()


def conditions_of(decision: Decision | None) -> Conditions | None:
    """What was opened; None for a refusal."""
    return Conditions.from_json(decision.conditions) if decision and decision.conditions else None


def agreement_of(application: Application) -> Agreement | None:
    """The agreement, once there is one: one query."""
    return Agreement.objects.select_related("signed_by", "sealed_by").filter(application=application).first()


def earlier(case: Case, desk: Desk) -> list[Case]:
    """Up to five earlier cases of the same applicant in the reader's reach, those for the same data set first.

    Each carries `same_dataset`, its data set and its decision: one query.
    """
    same = Q(body=case.body_id) if case.body_id else Q(body__isnull=True, applicant=case.applicant_id)
    same_dataset = ExpressionWrapper(Q(application__dataset=case.application.dataset_id), output_field=BooleanField())
    found = access.as_officer(desk.user).filter(same, received_at__lt=case.received_at).exclude(pk=case.pk)
    parts = ("application__dataset", "application__decision")
    ordered = found.annotate(same_dataset=same_dataset).select_related(*parts)
    return list(ordered.order_by(F("same_dataset").desc(), "-received_at")[:EARLIER])


def decided_before(case: Case, desk: Desk) -> list[Case]:
    """Up to five decisions for other applicants on the same data set in the reader's reach: those for a like purpose
    first, the most alike before others, then the latest.

    Each carries its decision and `is_alike`: one query, for the latest of them.
    """
    same = Q(body=case.body_id) if case.body_id else Q(body__isnull=True, applicant=case.applicant_id)
    found = access.as_officer(desk.user).filter(
        application__dataset=case.application.dataset_id, application__decision__isnull=False
    )
    parts = ("body", "applicant", "application__decision")
    latest = found.exclude(same).select_related(*parts).order_by("-application__decision__at")[:LOOKED_AT]
    return by_likeness(case.application.purpose, list(latest))[:EARLIER]


def by_likeness(purpose: str, cases: Iterable[Any]) -> list[Any]:
    """The cases in a new order, each with `is_alike`; what is not alike stays in the old order behind."""
    measured = [(likeness(purpose, one.application.purpose), one) for one in cases]
    for found, one in measured:
        one.is_alike = found >= ALIKE
    return [one for _found, one in sorted(measured, key=lambda pair: -pair[0] if pair[1].is_alike else 0.0)]


def official_papers(
    application: Application,
    events: Iterable[Event],
    supplements: Iterable[Supplement],
    decision: Decision | None,
    agreement: Agreement | None,
    review: Review | None,
) -> list[dict[str, Any]]:
    """The official documents made so far, with their addresses (components/files.html). No queries."""
    in_order = sorted(events, key=lambda event: event.seq), sorted(supplements, key=lambda supplement: supplement.pk)
    return [
        {
            "title": paper.title,
            "url": reverse("document", args=[application.pk, paper.slug]),
            "kind": "PDF",
            "on": paper.on,
        }
        for paper in papers(*in_order, decision, agreement, review)
    ]
