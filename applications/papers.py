"""Which official documents there are in a case. What each of them says is in notices.py and agreement_facts.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflow.models import Event

from .models import Agreement, Application, Decision, DecisionKind, Review, Supplement
from .reviewing import review_of

# The decision's name in addresses, by what was decided.
DECISIONS = {
    DecisionKind.APPROVE: "decision",
    DecisionKind.APPROVE_PARTLY: "decision",
    DecisionKind.REFUSE: "refusal",
    DecisionKind.NOT_ACCEPT: "non_acceptance",
}
TITLES: dict[str, str | Promise] = {
    "application": _("申请书"),
    "receipt": _("收件回执"),
    "acceptance": _("受理通知书"),
    "supplement": _("补正告知书"),
    "extension": _("延期通知书"),
    "decision": _("审核决定书"),
    "refusal": _("不予开放决定书"),
    "non_acceptance": _("不予受理通知书"),
    "review": _("复核决定书"),
    "agreement": _("数据利用协议"),
}


@dataclass(frozen=True)
class Paper:
    """One document of a case: `slug` names it in its address, `record` is what it was made from."""

    slug: str
    title: str
    on: date
    record: Any


def papers(
    events: Iterable[Event],
    supplements: Iterable[Supplement],
    decision: Decision | None,
    agreement: Agreement | None,
    review: Review | None = None,
) -> list[Paper]:
    """All documents that there are, in the order they came to be. No queries."""
    moves = {event.name: event for event in events}
    found = [
        _paper(slug, moves[name].at, moves[name])
        for slug, name in (("receipt", "submit"), ("acceptance", "accept"), ("extension", "grant_extension"))
        if name in moves
    ]
    # The form as it was handed in last.
    form = moves.get("resubmit") or moves.get("submit")
    if form:
        found.insert(0, _paper("application", form.at, form))
    for number, supplement in enumerate(supplements, start=1):
        found.append(_paper("supplement" if number == 1 else f"supplement-{number}", supplement.asked_at, supplement))
    for made in (review.first_decision if review else None, decision):
        if made:
            found.append(_paper(DECISIONS[DecisionKind(made.kind)], made.at, made))
    if review and review.decided_at:
        found.append(_paper("review", review.decided_at, review))
    if agreement:
        on = localdate(agreement.sealed_at) if agreement.sealed_at else agreement.starts_on
        found.append(Paper("agreement", str(TITLES["agreement"]), on, agreement))
    return sorted(found, key=lambda paper: paper.on)


def _paper(slug: str, at: datetime, record: Any) -> Paper:
    kind, _dash, number = slug.partition("-")
    title = str(TITLES[kind])
    if number:
        title = gettext("%(title)s（%(number)s）") % {"title": title, "number": number}
    return Paper(slug, title, localdate(at), record)


def papers_of(application: Application) -> dict[str, Paper]:
    """The documents of a case by their slugs: five queries."""
    decision = Decision.objects.filter(application=application).first()
    agreement = Agreement.objects.filter(application=application).first()
    supplements = application.supplements.prefetch_related("items").order_by("pk")
    events = Event.objects.filter(case=application.case_id).order_by("seq")
    found = papers(events, supplements, decision, agreement, review_of(application))
    return {paper.slug: paper for paper in found}
